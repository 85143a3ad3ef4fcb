"""What the rules about fixed callers share: how such a caller is lost, and what is behind it."""

from __future__ import annotations

from collections.abc import Iterator

from ivrcheck.analysis.callers import Caller
from ivrcheck.analysis.evidence import Path, Search, is_lost, lead_on
from ivrcheck.analysis.facts import Facts
from ivrcheck.analysis.plain import is_never_lost
from ivrcheck.analysis.traps import cause_of, loop_cause, slot_of
from ivrcheck.callgraph.move import Deed, Move, Outcome, Party
from ivrcheck.rules.hit import Hit
from ivrcheck.rules.words import way

_ENDS = {
    Outcome.CUT_OFF: "is cut off at",
    Outcome.UNOWNED_MESSAGE: "leaves a message that belongs to nobody in",
    Outcome.ENDLESS: "is left hanging without end at",
}


def lost_callers(facts: Facts, caller: Caller, who: str) -> Iterator[Hit]:
    """One hit for each cause for which the caller can be lost, with the times at which it is that one."""
    found: dict[str, tuple[Path, int]] = {}
    for number, node in facts.graph.entries.items():
        if is_never_lost(facts, caller, node):
            continue
        for path in _paths(facts, caller, number, node):
            cause = _cause(facts, path)
            first, bits = found.get(cause, (path, 0))
            found[cause] = (first, bits | path.periods)
    for cause, (path, bits) in found.items():
        if not _offers_message(facts, path):
            yield _hit(facts, who, path.number, path, cause, bits)


def _paths(facts: Facts, caller: Caller, number: str, node: int) -> Iterator[Path]:
    """The shortest calls in which the caller is lost, each for the times that none before it explains."""
    left = facts.lost(caller).get(node, 0)
    while left:
        path = _path(facts, caller, number, node, left)
        if path is None or not path.periods & left:
            return
        yield path
        left &= ~path.periods


def _path(facts: Facts, caller: Caller, number: str, node: int, bits: int) -> Path | None:
    """The shortest call in which the caller is lost; or else the one that stays lost as long as it can.

    That one comes to where it has been, or to a bad end behind all the rounds of a retry step.
    """
    lost, does = facts.lost(caller), facts.does(caller)
    search = Search(facts.graph, facts.watch, [(number, node, bits)], does, lost)
    ends = [(int(outcome), facts.everything) for outcome in Outcome if is_lost(outcome) and outcome in _ENDS]
    if path := search.first(ends):
        return path
    region = dict(lost) | dict(ends)
    path = lead_on(facts.graph, Path(number, (), bits), node, does, region)
    return path if path.endless or path.end < 0 else None


def _circle(path: Path) -> list[Move]:
    """The moves of a call that goes round, once round."""
    return list(path.moves[path.circle :])


def _offers_message(facts: Facts, path: Path) -> bool:
    """Whether each round comes by a mailbox with an owner, in which the caller could leave a message."""
    steps = (facts.graph.kind_of(move.source) for move in _circle(path)) if path.endless else ()
    return any(step.kind == "voicemail" and step.owner is not None for step in steps)


def _cause(facts: Facts, path: Path) -> str:
    if path.endless:
        return loop_cause(tuple({facts.graph.step_of(move.source) for move in _circle(path)}))
    return cause_of(facts.graph, _culprit(facts, path))


def _culprit(facts: Facts, path: Path) -> Move:
    """The last move that leads to the bad end; the hang-up step itself is not to blame."""
    moves = [move for move in path.moves if facts.graph.kind_of(move.source).kind != "hangup"]
    return moves[-1] if moves else path.moves[-1]


def _hit(facts: Facts, who: str, number: str, path: Path, cause: str, bits: int) -> Hit:
    if path.endless:
        step = facts.graph.step_of(path.end)
        return Hit(
            facts.at("steps", step, key=True),
            f"{who} goes round in circles at “{step}” and never gets anywhere ({facts.when(bits)}).",
            _help_round(facts, path),
            call=facts.tell(path),
            cause=cause,
            step=step,
        )
    move = _culprit(facts, path)
    step, slot = facts.graph.step_of(move.source), slot_of(facts.graph, move)
    return Hit(
        facts.at("steps", step, key=True),
        f"{who} {_ENDS[Outcome(path.end)]} “{step}” ({facts.when(bits)}).",
        _help(step, slot, move),
        call=facts.tell(path),
        cause=cause,
        step=step,
    )


def _help_round(facts: Facts, path: Path) -> str:
    """What to lead elsewhere: the caller's own last move in the circle, where there is one."""
    own = [move for move in _circle(path) if move.party is Party.CALLER and move.deed is not Deed.HOLD]
    if not own:
        return "Lead one of the steps of this circle to somebody who answers, or to a mailbox with an owner."
    step, slot = facts.graph.step_of(own[-1].source), slot_of(facts.graph, own[-1])
    return f"Lead {way(slot)} of “{step}” to somebody who answers, or to a mailbox with an owner."


def _help(step: str, slot: str, move: Move) -> str:
    if slot == "owner":
        return f"Give “{step}” an “owner:” who calls back."
    if slot == "max_wait":
        return f"Give “{step}” a “max_wait:” and a “timeout:” that leads to a mailbox with an owner."
    how = f"Lead {way(slot)} of “{step}”" if move.given else f"Add “{slot}:” to “{step}”, leading"
    return f"{how} to somebody who answers, or to a mailbox with an owner."
