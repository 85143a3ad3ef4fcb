"""A file named under include cannot be merged.

Why it matters

Whatever stands in that file would be missing: people, opening hours, steps. A menu without them is not the
menu that callers hear.

Bad

The file is called people.yaml:

    include: [poeple.yaml]

Good

The file lies in the same folder, and holds people and nothing but what may be included:

    include: [inc-people.yaml]

How to mend it

Check the name, and put the file into the folder of the including file or below it. An included file holds
people, teams, hours, topics, entry and steps only, and includes no further files.

Source

This project's own reasoning: a menu file must not be able to read files elsewhere on a computer.
"""

from __future__ import annotations

from ivrcheck.finding import Severity

CODE = "IVR008"
LEVEL = Severity.ERROR
DEPTH = 0
