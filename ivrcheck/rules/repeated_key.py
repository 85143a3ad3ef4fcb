"""The same name stands twice in one place; only one of the two could count.

Why it matters

Many programs read such a file without a word and keep the last of the two. Somebody adds a second line for
key 2, and from then on the calls that the first line was for go to the wrong people.

Bad

Key 2 of one menu leads to two places:

    keys:
      1: ring_counter
      2: ring_tom
      2: ring_counter
      0: ring_counter

Good

Each menu may have its own key 1 and key 2; only within one menu each stands once:

    keys:
      1: messages
      2: messages
    no_input: messages

How to mend it

Remove one of the two, or give one of them another name. A person and a team may not share an id either, nor
may a file and the files it includes.

Source

This project's own reasoning: where a file says two things, no program should choose between them in
silence.
"""

from __future__ import annotations

from ivrcheck.finding import Severity

CODE = "IVR002"
LEVEL = Severity.ERROR
DEPTH = 0
