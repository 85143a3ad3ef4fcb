"""What the rules about silent and wrong-key callers say of the steps that callers get to by other keys."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from ivrcheck.analysis.callers import Caller
from ivrcheck.analysis.evidence import Path
from ivrcheck.analysis.facts import Facts
from ivrcheck.analysis.slips import Slip, at_last, slips
from ivrcheck.analysis.traps import cause_of, loop_cause, slot_of, traps
from ivrcheck.callgraph.move import Deed
from ivrcheck.rules.hit import Hit
from ivrcheck.rules.words import way

_DOES = {
    Deed.SILENCE: {"": "presses nothing", "collect": "types nothing", "callback": "says nothing"},
    Deed.WRONG: {"": "presses a wrong key", "collect": "types a wrong number"},
    Deed.DECLINE: {"": "says no"},
}
"""What a caller does at a step, by its kind."""


def lost_further_in(facts: Facts, caller: Caller, said: Collection[Hit]) -> Iterator[Hit]:
    """One hit for each step that loses its callers, without what has been ``said`` of the numbers."""
    causes = {hit.cause for hit in said}
    round_already = {hit.step for hit in said if hit.cause.startswith("loop:")}
    for slip in slips(facts, caller):
        inside = {facts.graph.step_of(node) for node in slip.circle}
        cause = _round(facts, inside) if inside else cause_of(facts.graph, at_last(facts, slip.move))
        if cause not in causes and not inside & round_already:
            yield _hit(facts, caller, slip, cause)


def _round(facts: Facts, inside: set[str]) -> str:
    """The cause of a circle: the one that holds every caller, where it is part of such a one (IVR102)."""
    wider = (trap.steps for trap in traps(facts) if trap.move is None and inside.issubset(trap.steps))
    return loop_cause(next(wider, tuple(inside)))


def _hit(facts: Facts, caller: Caller, slip: Slip, cause: str) -> Hit:
    step, slot = facts.graph.step_of(slip.move.source), slot_of(facts.graph, slip.move)
    words = _DOES[slip.move.deed]
    does = words.get(facts.graph.kind_of(slip.move.source).kind, words[""])
    end = "goes round in circles and never gets anywhere" if slip.circle else "is cut off"
    how = f"Lead {way(slot)} of “{step}”" if slip.move.given else f"Add “{slot}:” to “{step}”, leading"
    return Hit(
        facts.at("steps", step, key=True),
        f"A caller who gets to “{step}” and {does} there {end} ({facts.when(slip.periods)}).",
        f"{how} to somebody who answers, or to a mailbox with an owner.",
        call=facts.tell(_call(facts, caller, slip)),
        cause=cause,
        step=step,
    )


def _call(facts: Facts, caller: Caller, slip: Slip) -> Path | None:
    """The shortest call to the step, the habit, and what comes of it."""
    path = facts.search.first(slip.nodes.items())
    if path is None:
        return None
    does = facts.does(caller)
    if not slip.circle:
        return facts.search.follow(path, does)
    moment = path.periods & -path.periods
    begun = Path(path.number, path.moves, moment)
    return facts.search.follow(
        begun, lambda move: does(move) and bool(slip.circle.get(move.target, 0) & moment)
    )
