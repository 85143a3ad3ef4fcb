"""Where silence, a wrong key or a “no” loses a caller, at every step that calls come to.

What the entries ask of callers with fixed habits stands in ``Facts.lost``. Here callers may have pressed any
keys before: what counts is what their habit does to them at one step, once they are there.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field

from ivrcheck.analysis.callers import Caller
from ivrcheck.analysis.facts import Facts
from ivrcheck.analysis.solve import Bits, can_force, forward, goals
from ivrcheck.analysis.traps import ends_badly, slot_of
from ivrcheck.callgraph.graph import components
from ivrcheck.callgraph.move import SERVED, Deed, Move, Outcome

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
        bits = 0
        for one in self.nodes.values():
            bits |= one
        return bits


def slips(facts: Facts, caller: Caller) -> list[Slip]:
    """Every step whose callers one habit loses, once for each field that leads them there."""
    found = [*_ends(facts, caller), *_circles(facts, caller)]
    return sorted(_by_step(facts, found), key=lambda slip: slip.move.source)


def _ends(facts: Facts, caller: Caller) -> Iterator[Slip]:
    """The calls that end right after the habit; straight to a hang-up by a key is the caller's own wish."""
    arrivals = facts.arrivals
    for node, move in facts.choice(caller).items():
        if move.deed in _SLIPS and (bits := arrivals.get(node, 0) & move.periods) and _cuts_off(facts, move):
            yield Slip(move, {node: bits})


def _cuts_off(facts: Facts, move: Move) -> bool:
    if not ends_badly(facts.graph, move):
        return False
    end = move.target if move.target < 0 else facts.graph.out[move.target][0].target
    return end != Outcome.GAVE_UP


def _circles(facts: Facts, caller: Caller) -> Iterator[Slip]:
    """The circles a call can go round in for ever, each at the first steps whose habit keeps it there."""
    lost = _lost_in_circles(facts, caller)
    if not lost:
        return
    onward = {node: _onward(facts, caller, lost, node) for node in sorted(lost)}
    for group in components(onward):
        inside = _staying(facts, caller, {node: lost[node] for node in sorted(group)})
        told = 0
        for node in sorted(inside):
            move = facts.choice(caller).get(node)
            if move and move.deed in _SLIPS and (new := inside[node] & inside.get(move.target, 0) & ~told):
                told |= new
                yield Slip(move, {node: new}, inside)


def _staying(facts: Facts, caller: Caller, inside: Bits) -> Bits:
    """When a call at each of some nodes can go on for ever without leaving them."""
    does = facts.does(caller)
    todo = list(inside)
    while todo:
        node = todo.pop()
        stays = 0
        for move in facts.graph.out[node]:
            if does(move):
                stays |= move.periods & inside.get(move.target, 0)
        if inside[node] & ~stays:
            inside[node] &= stays
            todo += [move.source for move in facts.graph.into[node] if move.source in inside]
    return {node: bits for node, bits in inside.items() if bits}


def _onward(facts: Facts, caller: Caller, lost: Bits, node: int) -> Collection[int]:
    does = facts.does(caller)
    return {
        move.target
        for move in facts.graph.out[node]
        if does(move) and move.target in lost and move.periods & lost[node] & lost[move.target]
    }


def _lost_in_circles(facts: Facts, caller: Caller) -> Bits:
    """When the caller is lost at nodes that lie behind a move back up: every circle has one."""
    does, starts = facts.does(caller), Bits()
    for move in facts.once("moves back up", lambda: list(_back_up(facts))):
        if does(move):
            here = facts.arrivals[move.source] & move.periods
            starts[move.target] = starts.get(move.target, 0) | here
    passed = forward(facts.graph, starts, does)
    fine = goals(facts.graph, (*SERVED, Outcome.GAVE_UP))
    kept = can_force(facts.graph, fine, facts.choice(caller), passed)
    lost = ((node, bits & ~kept.get(node, 0)) for node, bits in passed.items() if node >= 0)
    return {node: bits for node, bits in lost if bits}


def _back_up(facts: Facts) -> Iterator[Move]:
    """The moves to a step that lies no deeper than their own; keys aside, which no silent caller presses."""
    graph, depth = facts.graph, facts.graph.depth
    steps, size = graph.steps, len(graph.steps)
    plane = size * len(graph.languages)  # below it a call comes to a step; from there on it is in one already
    levels = [depth.get(step, 0) for step in steps]
    for node in facts.arrivals:
        here = levels[node % size]
        for move in graph.out.get(node, ()):
            if 0 <= move.target < plane and levels[move.target % size] <= here and move.deed is not Deed.KEY:
                yield move


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
