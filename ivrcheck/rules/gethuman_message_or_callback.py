"""Nobody is there to answer, and callers are offered neither a call back nor a mailbox with an owner.

That can be at night, or when a phone rings in vain. An announcement of the opening hours is not enough here.

Why it matters

The standard asks that a caller whom nobody can answer is called back, so that nobody has to call twice for
one thing.

Bad

    night: {kind: hangup, prompt: The office is closed. We open at 9., resolves: any}

Good

    open_now: {kind: hours, hours: office, open: main, closed: messages}

How to mend it

Lead closed hours and unanswered calls to a mailbox with an owner, or to an offer to call back.

Source

GetHuman standard, version 1.0 (gethuman.com/standard/v1.0.html), point 4 (a call back where no person is
available; a mailbox where there is no service day and night). Read on 2026-11-21 in a stored copy. A
voluntary standard of a consumers' site: it binds nobody.
"""

from __future__ import annotations

from collections.abc import Iterator

from ivrcheck.analysis.callers import Caller
from ivrcheck.analysis.evidence import Path
from ivrcheck.analysis.facts import Facts
from ivrcheck.analysis.solve import Bits, can_reach, goals
from ivrcheck.analysis.traps import cause_of
from ivrcheck.callgraph.move import Deed, Move, Outcome
from ivrcheck.finding import Severity
from ivrcheck.rules.hit import Hit
from ivrcheck.rules.onward import badly, follow_from

CODE = "IVR703"
LEVEL = Severity.WARNING
DEPTH = 6
PROFILE = "gethuman"


_UNANSWERED = {Deed.NO_ANSWER, Deed.OFF_DUTY, Deed.BUSY, Deed.TIMEOUT, Deed.FULL}
_HELP = "Lead callers to a mailbox with an owner or to an offer to call back where nobody answers."


def find(facts: Facts) -> Iterator[Hit]:
    """The entries at which nothing can be had, and the phones that ring in vain with nothing behind them."""
    wanted = goals(facts.graph, [Outcome.PERSON, Outcome.MESSAGE, Outcome.CALLBACK])
    offers = can_reach(facts.graph, wanted)
    told = 0
    for number, node in facts.graph.entries.items():
        if bits := facts.everything & ~offers.get(node, 0):
            told |= bits
            yield _at_entry(facts, number, bits)
    nodes = [*facts.graph.out, *map(int, Outcome)]
    missing = {node: facts.everything & ~offers.get(node, 0) & ~told for node in nodes}
    for step, move, bits in badly(facts, missing, lambda one: one.deed in _UNANSWERED):
        yield _at_step(facts, step, move, bits, missing)


def _at_entry(facts: Facts, number: str, bits: int) -> Hit:
    does = facts.does(Caller.SILENT)
    return Hit(
        facts.at("entry", number, key=True),
        f"{number} would not meet the GetHuman standard: with nobody there to answer, callers can neither "
        f"leave a message nor ask to be called back ({facts.when(bits)}).",
        _HELP,
        call=facts.tell(follow_from(facts, number, bits, does), "No message could be left."),
        cause=f"closed:{number}",
    )


def _at_step(facts: Facts, step: str, move: Move, bits: int, missing: Bits) -> Hit:
    path = facts.search.path(move.source, bits)
    whole = Path(path.number, (*path.moves, move), path.periods) if path else None
    return Hit(
        facts.at("steps", step, key=True),
        f"“{step}” would not meet the GetHuman standard: callers who come there in vain can neither leave a "
        f"message nor ask to be called back ({facts.when(bits)}).",
        _HELP,
        call=facts.tell(whole, "From here on no message can be left."),
        cause=cause_of(facts.graph, move),
        step=step,
    )
