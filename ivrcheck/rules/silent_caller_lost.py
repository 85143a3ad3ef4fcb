"""A caller who presses nothing ends with nobody having served them.

The caller is cut off, goes round in circles, or leaves a message in a mailbox that belongs to nobody. What
the office does is taken at its worst: nobody picks up. It looks at callers who press nothing from the start,
and at every menu, number to type, directory and offer of a call back further in: there at callers who came by
other keys and then fall silent.

Why it matters

Many callers press nothing: they have an old telephone, their hands are full, they are afraid, they did not
understand, or they simply wait for a person. To drop them is to drop those who need help most.

Bad

    main:
      kind: menu
      prompt: For appointments, press 1. To speak with someone, press 0.
      keys: {1: desk, 0: desk}
      no_match: desk

Good

    main:
      kind: menu
      prompt: For appointments, press 1. To speak with someone, press 0.
      keys: {1: desk, 0: desk}
      no_input: desk
      no_match: desk

How to mend it

Add “no_input:” to the step, and lead it to somebody who answers, with a mailbox behind for when nobody picks
up. Leading it back to the same menu is no way out; read the menu once more at most, with a retry step.

Source

GetHuman standard, version 1.0 (gethuman.com/standard/v1.0.html), point 8 (never
disconnect a caller for pressing nothing). Read on 2026-11-21 in a
stored copy. A voluntary standard of a consumers' site: it binds nobody.
A known default that drops these callers: a Microsoft Teams auto attendant without an operator ends the call
after the menu has played three times (learn.microsoft.com, “Set up an auto attendant”; in force; read on
2026-11-21 in a stored copy).
"""

from __future__ import annotations

from collections.abc import Iterator

from ivrcheck.analysis.callers import Caller
from ivrcheck.analysis.facts import Facts
from ivrcheck.finding import Severity
from ivrcheck.rules.hit import Hit
from ivrcheck.rules.lost import lost_callers
from ivrcheck.rules.lost_further_in import lost_further_in

CODE = "IVR104"
LEVEL = Severity.ERROR
DEPTH = 4


def find(facts: Facts) -> Iterator[Hit]:
    """One hit for each cause, from the numbers on; then for each step further in that is one."""
    found = list(lost_callers(facts, Caller.SILENT, "A caller who presses nothing"))
    yield from found
    yield from lost_further_in(facts, Caller.SILENT, found)
