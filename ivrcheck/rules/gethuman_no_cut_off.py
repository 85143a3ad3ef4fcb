"""Whoever presses nothing, or a wrong key, is hung up on.

Why it matters

Some callers are driving, some have a telephone without keys, some cannot read the small digits. The standard
asks that no mistake ends the call: it goes to a person, or to an offer to call back.

Bad

    no_input: goodbye
    no_match: goodbye

Good

    no_input: desk
    no_match: desk

How to mend it

Lead “no_input” and “no_match” to somebody who answers, or to a mailbox with an owner.

Source

GetHuman standard, version 1.0 (gethuman.com/standard/v1.0.html), point 8 (no disconnecting for mistakes or
for silence). Read on 2026-11-21 in a stored copy. A voluntary standard of a consumers' site: it binds nobody.
"""

from __future__ import annotations

from collections.abc import Iterator

from ivrcheck.analysis.facts import Facts
from ivrcheck.analysis.traps import cause_of, slot_of
from ivrcheck.callgraph.move import Deed, Outcome
from ivrcheck.finding import Severity
from ivrcheck.rules.hit import Hit
from ivrcheck.rules.onward import badly, call_through, ends_alone

CODE = "IVR702"
LEVEL = Severity.WARNING
DEPTH = 6
PROFILE = "gethuman"


_DOES = {Deed.SILENCE: "presses nothing", Deed.WRONG: "presses a wrong key"}


def find(facts: Facts) -> Iterator[Hit]:
    """The steps at which silence or wrong keys end the call, with nothing in between but an announcement."""
    ends = ends_alone(facts, Outcome.CUT_OFF)
    for step, move, bits in badly(facts, ends, lambda one: one.deed in _DOES):
        slot = slot_of(facts.graph, move)
        yield Hit(
            facts.at("steps", step, slot, key=True),
            f"“{step}” would not meet the GetHuman standard: a caller who {_DOES[move.deed]} there is cut "
            f"off ({facts.when(bits)}).",
            f"Lead “{slot}” of “{step}” to somebody who answers, or to a mailbox with an owner.",
            call=facts.tell(call_through(facts, move, bits, ends)),
            cause=cause_of(facts.graph, move),
            step=step,
        )
