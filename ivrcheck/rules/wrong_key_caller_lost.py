"""A caller who presses a wrong key ends with nobody having served them.

The caller is cut off, goes round in circles, or leaves a message in a mailbox that belongs to nobody. What
the office does is taken at its worst: nobody picks up. It looks at callers who press wrong keys from the
start, and at every menu, number to type, directory and offer of a call back further in: there at callers who
came by the right keys and then slip, or say no to being called back.

Why it matters

People slip, mishear a number, or remember a key from last year's menu. Where nothing says what happens then,
most phone systems end the call, without a word.

Bad

    main:
      kind: menu
      prompt: For appointments, press 1. To speak with someone, press 0.
      keys: {1: desk, 0: desk}
      no_input: desk

Good

    main:
      kind: menu
      prompt: For appointments, press 1. To speak with someone, press 0.
      keys: {1: desk, 0: desk}
      no_input: desk
      no_match: desk

How to mend it

Add “no_match:” to the step, and lead it to somebody who answers, with a mailbox behind for when nobody picks
up. A short sentence before the next try helps.

Source

GetHuman standard, version 1.0 (gethuman.com/standard/v1.0.html), point 8 (never
disconnect a caller for a mistake). Read on 2026-11-21 in a
stored copy. A voluntary standard of a consumers' site: it binds nobody.
A known default that drops these callers: an Asterisk menu without a step for wrong keys (its “i” extension)
ends the call (docs.asterisk.org, “TIMEOUT”, Asterisk 22; in force; read on 2026-11-21 in a stored copy).
"""

from __future__ import annotations

from collections.abc import Iterator

from ivrcheck.analysis.callers import Caller
from ivrcheck.analysis.facts import Facts
from ivrcheck.finding import Severity
from ivrcheck.rules.hit import Hit
from ivrcheck.rules.lost import lost_callers
from ivrcheck.rules.lost_further_in import lost_further_in

CODE = "IVR105"
LEVEL = Severity.ERROR
DEPTH = 4


def find(facts: Facts) -> Iterator[Hit]:
    """One hit for each cause, from the numbers on; then for each step further in that is one."""
    found = list(lost_callers(facts, Caller.WRONG_KEY, "A caller who presses a wrong key"))
    yield from found
    yield from lost_further_in(facts, Caller.WRONG_KEY, found)
