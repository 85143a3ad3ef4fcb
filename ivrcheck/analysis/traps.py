"""Where callers are trapped, each trap once, at the step that is to blame."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ivrcheck.analysis.evidence import Path, is_lost, lead_on
from ivrcheck.analysis.facts import Facts
from ivrcheck.callgraph.graph import CallGraph, components
from ivrcheck.callgraph.move import Deed, Move, Party
from ivrcheck.hours.periods import any_of

SLOTS = {
    Deed.NO_ANSWER: "no_answer",
    Deed.OFF_DUTY: "no_answer",
    Deed.BUSY: "busy",
    Deed.SILENCE: "no_input",
    Deed.WRONG: "no_match",
    Deed.TIMEOUT: "timeout",
    Deed.FOREVER: "max_wait",
    Deed.FULL: "full",
    Deed.ERROR: "error",
    Deed.MESSAGE: "owner",
    Deed.DECLINE: "declined",
    Deed.CLOSED: "closed",
    Deed.HOLIDAY: "holiday",
    Deed.OPEN: "open",
    Deed.PLAY: "then",
    Deed.ONWARD: "then",
    Deed.AGAIN: "again",
    Deed.SWITCH: "then",
    Deed.TYPE: "then",
    Deed.ANSWER: "reaches",
    Deed.LINK: "number",
    Deed.ELSEWHERE: "number",
}
"""The field of a step that says where a move leads."""


@dataclass(frozen=True, slots=True)
class Trap:
    """One trap. ``move`` ends the call badly; without one, the ``steps`` go round without end."""

    steps: tuple[str, ...]
    """The step to blame, or the steps of the circle."""
    nodes: Mapping[int, int]
    """Its nodes, each with the periods in which callers are trapped there."""
    move: Move | None = None

    @property
    def periods(self) -> int:
        return any_of(self.nodes.values())

    def cause(self, graph: CallGraph) -> str:
        """What is behind a call that ends in it."""
        return cause_of(graph, self.move) if self.move else loop_cause(self.steps)


def slot_of(graph: CallGraph, move: Move) -> str:
    """The field that says where a move leads: ``no_answer``, ``keys.2`` …"""
    step = graph.kind_of(move.source)
    if move.deed is Deed.OFF_DUTY and step.kind == "queue":
        return "closed"
    if move.deed is Deed.CLOSED and step.kind == "transfer":
        return "no_answer"
    if move.deed is Deed.KEY:
        return f"keys.{move.detail}"
    return SLOTS.get(move.deed, "kind")


def cause_of(graph: CallGraph, move: Move) -> str:
    """What is behind a call that a move ends badly: the step, and the field that is missing or wrong."""
    return f"{graph.step_of(move.source)}:{slot_of(graph, move)}"


def loop_cause(steps: tuple[str, ...]) -> str:
    """What is behind a call that goes round for ever."""
    return "loop:" + " ".join(sorted(steps))


def ends_badly(graph: CallGraph, move: Move) -> bool:
    """Whether a move ends the call with the caller not served, directly or through a hang-up step."""
    if move.deed is Deed.HANG_UP:
        return False
    if move.target < 0:
        return is_lost(move.target)
    return graph.kind_of(move.target).kind == "hangup" and is_lost(graph.out[move.target][0].target)


def traps(facts: Facts) -> list[Trap]:
    """All traps, those of one step together."""
    graph, unsafe = facts.graph, facts.unsafe
    if not unsafe:
        return []
    inside = {node for node in unsafe if graph.kind_of(node).kind != "hangup"}
    onward = {node: _onward(facts, node, inside) for node in sorted(inside)}
    found = [trap for group in components(onward) for trap in _in_group(facts, onward, group)]
    return sorted(_by_step(graph, found), key=lambda trap: trap.steps)


def _onward(facts: Facts, node: int, inside: set[int]) -> set[int]:
    """The other trapped nodes a call can go on to from a trapped node, at the same time."""
    unsafe = facts.unsafe
    return {
        move.target
        for move in facts.graph.out[node]
        if move.target in inside and made(facts.graph, move) & unsafe[node] & unsafe[move.target]
    }


def _in_group(facts: Facts, onward: Mapping[int, set[int]], group: set[int]) -> Iterator[Trap]:
    """The traps of nodes that lead to each other: their own bad ends, or else the circle they make."""
    graph, blamed = facts.graph, False
    leaves = any(onward[node] - group for node in group)
    goes_round = len(group) > 1 or any(node in onward[node] for node in group)
    for node in sorted(group):
        move = _bad_move(facts, node)
        if move and (move.party is not Party.CALLER or not (leaves or goes_round)):
            blamed = True
            yield Trap((graph.step_of(node),), {node: facts.unsafe[node] & made(graph, move)}, move)
    if goes_round and not leaves and not blamed:
        steps = tuple(sorted({graph.step_of(node) for node in group}))
        yield Trap(steps, {node: facts.unsafe[node] for node in sorted(group)})


def _bad_move(facts: Facts, node: int) -> Move | None:
    bad = (
        move
        for move in facts.graph.out[node]
        if made(facts.graph, move) & facts.unsafe[node] and ends_badly(facts.graph, move)
    )
    return min(bad, key=_rank, default=None)


def into_trap(facts: Facts, path: Path, node: int, trap: Trap) -> Path:
    """A call that has come to a node of a trap, led on to its bad end, or round its circle.

    At another node of the same step another move may lead there: nobody is on duty, or nobody answers.
    """
    if trap.move is None:
        inside = trap.nodes
        return facts.search.follow(path, lambda move: move.target in inside and move.deed is not Deed.ANSWER)
    slot = slot_of(facts.graph, trap.move)
    here = (move for move in facts.graph.out[node] if slot_of(facts.graph, move) == slot)
    when = path.periods & trap.nodes[node]
    bad = (move for move in here if made(facts.graph, move) & when and ends_badly(facts.graph, move))
    last = min(bad, key=_rank)
    when &= made(facts.graph, last)
    for move in facts.search.with_rounds(last, when & -when) or (last,):
        path = path.then(move)
    return lead_on(facts.graph, path, last.target, lambda move: move.party is Party.NOBODY)


def made(graph: CallGraph, move: Move) -> int:
    """When a move can come to be made: a retry step is only left where some call uses it up."""
    return move.periods & graph.used_up[move.source] if move.deed is Deed.ONWARD else move.periods


def _rank(move: Move) -> tuple[bool, bool]:
    """What is missing comes before what is wrong, and who does not answer before who is not there."""
    return move.given, move.deed is Deed.OFF_DUTY


def _by_step(graph: CallGraph, found: list[Trap]) -> Iterator[Trap]:
    """Put the nodes of one step and one field together."""
    groups: dict[tuple[object, ...], list[Trap]] = {}
    for trap in found:
        slot = slot_of(graph, trap.move) if trap.move else "loop"
        groups.setdefault((*trap.steps, slot), []).append(trap)
    for same in groups.values():
        moves = [trap.move for trap in same if trap.move]
        best = min(moves, key=lambda move: (move.deed is Deed.OFF_DUTY, move.source), default=None)
        nodes = {node: bits for trap in same for node, bits in trap.nodes.items()}
        yield Trap(same[0].steps, nodes, best)


def trapped_steps(facts: Facts) -> Mapping[str, int]:
    """The steps in which callers are trapped, each with its periods; hang-ups left out."""
    found: dict[str, int] = {}
    for node, bits in facts.unsafe.items():
        if facts.graph.kind_of(node).kind != "hangup":
            step = facts.graph.step_of(node)
            found[step] = found.get(step, 0) | bits
    return found
