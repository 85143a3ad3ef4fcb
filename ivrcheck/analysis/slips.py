"""Where silence, a wrong key or a “no” loses a caller, at every step that calls come to.

What the entries ask of callers with fixed habits stands in ``Facts.lost``. Here callers may have pressed any
keys before: what counts is what their habit does to them at one step, once they are there.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field

from ivrcheck.analysis.callers import Caller
from ivrcheck.analysis.facts import Facts
from ivrcheck.analysis.solve import Bits, can_force, forward, goals
from ivrcheck.analysis.traps import ends_badly, slot_of
from ivrcheck.callgraph.graph import components
from ivrcheck.callgraph.move import SERVED, Deed, Move, Outcome
from ivrcheck.hours.periods import any_of

_SLIPS = (Deed.SILENCE, Deed.WRONG, Deed.DECLINE)


@dataclass(frozen=True, slots=True)
class Slip:
    """One step at which a habit loses its callers."""

    move: Move
    """What the caller does, in the first language in which it does harm."""
    nodes: Mapping[int, int]
    """The nodes of the step, each with the periods in which callers are lost there."""
    circle: Mapping[int, int] = field(default_factory=dict)
    """The nodes among which the call can then go round for ever, each with when; none if it ends."""

    @property
    def periods(self) -> int:
        return any_of(self.nodes.values())


def slips(facts: Facts, caller: Caller) -> list[Slip]:
    """Every step whose callers one habit loses, once for each field that leads them there."""
    found = [*_ends(facts, caller), *_circles(facts, caller)]
    return sorted(_by_step(facts, found), key=lambda slip: slip.move.source)


def _ends(facts: Facts, caller: Caller) -> Iterator[Slip]:
    """The calls that end right after the habit; straight to a hang-up by a key is the caller's own wish."""
    for move in facts.once("slips that cut off", lambda: list(_cutting(facts))):
        if facts.makes(caller, move):
            yield Slip(move, {move.source: facts.arrivals[move.source] & move.periods})


def _cutting(facts: Facts) -> Iterator[Move]:
    for node, bits in facts.arrivals.items():
        for move in facts.graph.out.get(node, ()):
            if move.deed in _SLIPS and bits & move.periods and _cuts_off(facts, move):
                yield move


def _cuts_off(facts: Facts, move: Move) -> bool:
    move = at_last(facts, move)
    if not ends_badly(facts.graph, move):
        return False
    end = move.target if move.target < 0 else facts.graph.out[move.target][0].target
    return end != Outcome.GAVE_UP


def at_last(facts: Facts, move: Move) -> Move:
    """What a move comes to: where it leads to a retry, the way onward from there, which is taken at last."""
    return next((one for one in facts.graph.out.get(move.target, ()) if one.deed is Deed.ONWARD), move)


def _circles(facts: Facts, caller: Caller) -> Iterator[Slip]:
    """The circles a call can go round in for ever, each at the first steps whose habit keeps it there."""
    lost = _lost_in_circles(facts, caller)
    if not lost:
        return
    onward = {node: _onward(facts, caller, lost, node) for node in sorted(lost)}
    for group in components(onward):
        inside = _staying(facts, caller, {node: lost[node] for node in sorted(group)})
        told = Bits()
        for node in sorted(inside):
            move = facts.choice(caller).get(node)
            new = inside[node] & inside.get(move.target, 0) & ~told.get(node, 0) if move else 0
            if move and move.deed in _SLIPS and new:
                _add_what_leads_there(facts, caller, inside, {node: new}, told)
                yield Slip(move, {node: new}, inside)


def _add_what_leads_there(facts: Facts, caller: Caller, inside: Bits, there: Bits, told: Bits) -> None:
    """Add to ``told`` when a call at each of some nodes can come round to a slip that has been told of."""
    does, todo = _round(facts, caller), list(there)
    for node, bits in there.items():
        told[node] = told.get(node, 0) | bits
    while todo:
        node = todo.pop()
        for move in facts.graph.into[node]:
            new = move.periods & told[node] & inside.get(move.source, 0) & ~told.get(move.source, 0)
            if new and does(move):
                told[move.source] = told.get(move.source, 0) | new
                todo.append(move.source)


def _staying(facts: Facts, caller: Caller, inside: Bits) -> Bits:
    """When a call that has come round to each of some nodes can go on for ever without leaving them."""
    does, out, into = _round(facts, caller), facts.graph.out, facts.graph.into
    todo = list(inside)
    while todo:
        node = todo.pop()
        on = back = 0
        for move in out[node]:
            on |= move.periods & inside.get(move.target, 0) if does(move) else 0
        for move in into[node]:
            back |= move.periods & inside.get(move.source, 0) if does(move) else 0
        if inside[node] & ~(on & back):
            inside[node] &= on & back
            near = (*(move.source for move in into[node]), *(move.target for move in out[node]))
            todo += [one for one in near if one in inside]
    return {node: bits for node, bits in inside.items() if bits}


def _round(facts: Facts, caller: Caller) -> Callable[[Move], bool]:
    """Whether a caller can make a move again and again: nobody is sent round by a retry for ever."""
    does = facts.does(caller)
    return lambda move: move.deed is not Deed.AGAIN and does(move)


def _onward(facts: Facts, caller: Caller, lost: Bits, node: int) -> Collection[int]:
    does = _round(facts, caller)
    return {
        move.target
        for move in facts.graph.out[node]
        if does(move) and move.target in lost and move.periods & lost[node] & lost[move.target]
    }


def _lost_in_circles(facts: Facts, caller: Caller) -> Bits:
    """When the caller is lost at nodes that lie behind a move back up: every circle has one."""
    starts = Bits()
    for move in facts.once("moves back up", lambda: list(_back_up(facts))):
        if facts.makes(caller, move):
            here = facts.arrivals[move.source] & move.periods
            starts[move.target] = starts.get(move.target, 0) | here
    if not starts:
        return {}
    does = facts.does(caller)
    passed = forward(facts.graph, starts, does)
    fine = goals(facts.graph, (*SERVED, Outcome.GAVE_UP))
    kept = can_force(facts.graph, fine, facts.choice(caller), passed)
    lost = ((node, bits & ~kept.get(node, 0)) for node, bits in passed.items() if node >= 0)
    return {node: bits for node, bits in lost if bits}


def _back_up(facts: Facts) -> Iterator[Move]:
    """The moves that lead back to where a call may have been; keys aside, which no silent caller presses."""
    out, left = facts.graph.out, set[int]()
    passed: set[int] = set()
    for start in facts.arrivals:
        todo = [(start, iter(out.get(start, ())))] if start not in passed else []
        passed.add(start)
        while todo:
            node, moves = todo[-1]
            for move in moves:
                if move.target < 0 or move.deed is Deed.KEY or move.target not in facts.arrivals:
                    continue
                if move.target not in passed:
                    passed.add(move.target)
                    todo.append((move.target, iter(out[move.target])))
                    break
                if move.target not in left:
                    yield move
            else:
                left.add(node)
                todo.pop()


def _by_step(facts: Facts, found: list[Slip]) -> Iterator[Slip]:
    """Put the languages of one step and one field together."""
    groups: dict[tuple[str, str, bool], list[Slip]] = {}
    for slip in found:
        step, slot = facts.graph.step_of(slip.move.source), slot_of(facts.graph, slip.move)
        groups.setdefault((step, slot, bool(slip.circle)), []).append(slip)
    for same in groups.values():
        nodes = {node: bits for slip in same for node, bits in slip.nodes.items()}
        circle = {node: bits for slip in same for node, bits in slip.circle.items()}
        yield Slip(same[0].move, nodes, circle)
