"""A caller who presses 0 ends with nobody having served them.

This caller presses 0 wherever keys are taken, listed or not. What the office does is taken at its worst:
nobody picks up. A mailbox with an owner that offers 0 as a second try is fine: the caller can leave a message
there.

Why it matters

For very many callers 0 is the key for “a person, please”. They press it again and again. Where 0 is treated
as a mistake, these callers are punished for asking.

Bad

    main:
      kind: menu
      prompt: For appointments, press 1. For the pharmacy, press 2.
      keys: {1: desk, 2: desk}
      no_input: desk

Good

    main:
      kind: menu
      prompt: For appointments, press 1. For the pharmacy, press 2. To speak with someone, press 0.
      keys: {1: desk, 2: desk, 0: desk}

How to mend it

Lead 0 to somebody who answers, with a mailbox behind for when nobody picks up. Where 0 is not offered, it is
a wrong key: then “no_match:” decides, and must lead somewhere too.

Source

GetHuman standard, version 1.0 (gethuman.com/standard/v1.0.html), point 1 (0
always leads to a person) and point 8 (never disconnect a caller for a mistake). Read on 2026-11-21 in a
stored copy. A voluntary standard of a consumers' site: it binds nobody.
"""

from __future__ import annotations

from collections.abc import Iterator

from ivrcheck.analysis.callers import Caller
from ivrcheck.analysis.facts import Facts
from ivrcheck.finding import Severity
from ivrcheck.rules.hit import Hit
from ivrcheck.rules.lost import lost_callers

CODE = "IVR106"
LEVEL = Severity.ERROR
DEPTH = 4


def find(facts: Facts) -> Iterator[Hit]:
    """One hit for each cause."""
    yield from lost_callers(facts, Caller.ZERO, "A caller who presses 0")
