"""The file has no menu in it: it is empty, or has no entry or no steps.

Why it matters

A file without a number to call, or without anything that happens to a call, would pass as free of faults,
because nobody can be trapped in it. That would be a false comfort.

Bad

Steps, but no “entry:” with a number that leads to them:

    steps:
      are_we_open: {kind: hours, hours: shop, open: main, closed: messages}

Good

    entry:
      "+1 607 555 0151": ring_maya

    steps:
      ring_maya: {kind: ring, who: maya, for: 25s, no_answer: messages}

How to mend it

Add “entry:” with the phone number and the id of the first step, and “steps:” with what happens then. A file
that only holds people or hours for others needs no check of its own: name it under “include:”.

Source

This project's own reasoning: “nothing found” must never mean “nothing looked at”.
"""

from __future__ import annotations

from ivrcheck.finding import Severity

CODE = "IVR010"
LEVEL = Severity.ERROR
DEPTH = 0
