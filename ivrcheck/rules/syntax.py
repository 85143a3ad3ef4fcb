"""The file is not valid YAML, so nothing in it can be read.

Why it matters

A menu file that cannot be read cannot be checked: every trap in it stays in it. The finding says where
reading stopped. Often the slip is on that line or on the one before it.

Bad

A colon and a space in the middle of the words, and no quotation marks around them:

    prompt: Our hours: nine to five thirty. We call back by the end of the next business day.

Good

The same words in quotation marks. A time such as 17:30 needs none, for no space follows its colon.

    prompt: "Our hours: nine to five thirty. We call back by the end of the next business day."

How to mend it

Put words that contain a colon and a space into quotation marks. Indent with spaces, never with the Tab key,
and give lines that belong together the same number of them. Close every quotation mark and every bracket.

Source

How YAML is written: the YAML reference card (yaml.org/refcard.html), read 2026-11-21. It is the notation in
use, not a law. Which slips are named is this project's own choice.
"""

from __future__ import annotations

from ivrcheck.finding import Severity

CODE = "IVR001"
LEVEL = Severity.ERROR
DEPTH = 0
