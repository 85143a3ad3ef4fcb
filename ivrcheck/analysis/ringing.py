"""How long a call that nobody answers rings from phone to phone, before the caller can do anything.

A call is followed from each phone on through everything but the caller's own moves. What is kept at each node
is how many seconds it has rung by then, and in which periods that can be: the seconds are few and stop at the
limit, so no path is ever listed, and a circle of phones simply comes to the limit.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice

from ivrcheck.analysis.evidence import Path
from ivrcheck.callgraph.graph import VARIANTS, CallGraph
from ivrcheck.callgraph.move import Deed, Move, Party
from ivrcheck.callgraph.rounds import moves_left, rounds_gone

_Rung = tuple[int, tuple[Move, ...]]
"""Some moves, and how long it rings in them."""


@dataclass(frozen=True, slots=True)
class _Label:
    """A call that has rung in vain for some seconds when it comes to a node."""

    node: int
    seconds: int
    periods: int
    before: _Label | None = None
    moves: tuple[Move, ...] = ()


@dataclass(frozen=True, slots=True)
class Chain:
    """Phones that a call rings in vain one after the other, up to the one at which it goes over the limit."""

    moves: tuple[Move, ...]
    periods: int
    seconds: int


def rings_for(graph: CallGraph, move: Move) -> int:
    """How many seconds a phone rings in a move, in vain."""
    deed = move.deed
    if deed is Deed.NO_ANSWER or deed is Deed.OFF_DUTY or deed is Deed.CLOSED:
        step = graph.kind_of(move.source)
        if step.kind != "queue" and (step.kind == "transfer" or deed is not Deed.CLOSED):
            return int(getattr(step, "for_", _USUAL)) if step.kind != "hours" else 0
    return 0


_USUAL = 20
"""How many seconds a dialled extension rings."""


def chains(graph: CallGraph, arrivals: Mapping[int, int], limit: int) -> list[Chain]:
    """One chain for each group of phones between which an unanswered call goes over the limit."""
    starts = {node: arrivals[node] for node in _first_phones(graph) if node in arrivals}
    found = _Ways(graph, limit).over(starts) if starts else ()
    return [chain for chain in found if _rings_so_long(graph, chain, limit)]


def _rings_so_long(graph: CallGraph, chain: Chain, limit: int) -> bool:
    """Whether a call that begins there rings for longer, with the rounds of each retry step gone but once."""
    moves = until_rung(graph, Path("", (), chain.periods), chain, limit).moves
    return sum(rings_for(graph, move) for move in moves) > limit


def _first_phones(graph: CallGraph) -> Iterator[int]:
    """Where a phone begins to ring that, unanswered, may lead to a next one without the caller."""
    for id, step in graph.menu.steps.items():
        if step.kind in ("ring", "transfer"):
            nodes: list[int] = list(graph.nodes_of(id))
        elif step.kind == "directory" or (step.kind == "menu" and step.extensions):
            nodes = [node for node in graph.stages[id] if graph.stage_of(node) >= VARIANTS]
        else:
            continue
        yield from (node for node in nodes if _goes_on(graph, node))


def _goes_on(graph: CallGraph, node: int) -> bool:
    """Whether an unanswered call comes to something that is not for the caller to decide."""
    for move in graph.out[node]:
        moves = [move]
        if move.deed is Deed.ON_DUTY or move.deed is Deed.OPEN:
            moves = graph.out[move.target]
        for last in moves:
            if last.target >= 0 and graph.out[last.target][0].party is not Party.CALLER:
                return True
    return False


def until_rung(graph: CallGraph, path: Path, chain: Chain, limit: int) -> Path:
    """A call that has come to the first phone of a chain, led on until it has rung for longer than ``limit``.

    A chain goes all the rounds of a retry step each time it comes by; a call goes them once.
    """
    rounds, ahead = rounds_gone(path.moves), deque(chain.moves)
    begun = Path(path.number, path.moves, path.periods & chain.periods)
    node, rung = chain.moves[0].source, 0
    for _ in range(2 * len(chain.moves)):
        here = moves_left(graph, node, rounds) if node >= 0 else ()
        move = next((one for one in ahead if one in here and one.periods & begun.periods), None)
        if move is None or rung > limit:
            break
        ahead.rotate(-1 - ahead.index(move))  # what the chain does next comes first, also when it comes round
        rung += rings_for(graph, move)
        rounds[node] += move.deed is Deed.AGAIN
        begun, node = begun.then(move), move.target
    return begun


class _Ways:
    """The moves by which an unanswered call goes on by itself."""

    def __init__(self, graph: CallGraph, limit: int) -> None:
        self.graph = graph
        self.limit = limit
        self._rounds: dict[int, list[_Rung]] = {}

    def onward(self, node: int) -> Iterator[_Rung]:
        """The moves on from a node without the caller, with their seconds; retries with all their rounds."""
        for move in self.graph.out.get(node, ()):
            if move.party is Party.CALLER or move.deed in (Deed.ANSWER, Deed.AGAIN):
                continue
            if move.deed is Deed.ONWARD:
                yield from ((seconds, (*moves, move)) for seconds, moves in self.rounds(node))
            else:
                yield rings_for(self.graph, move), (move,)

    def rounds(self, node: int) -> list[_Rung]:
        """What all rounds through a retry step ring together: each way back to it, so many times.

        None where a call comes back only by what the caller does: then it is not one stretch of ringing.
        """
        if node not in self._rounds:
            self._rounds[node] = [(0, ())]  # a retry within the rounds of another is passed once
            again, _, times = self.graph.retries[node]
            if times:
                self._rounds[node] = self._all_rounds(node, again, times)
        return self._rounds[node]

    def _all_rounds(self, node: int, again: Move, times: int) -> list[_Rung]:
        start = _Label(again.target, 0, self.graph.calendar.everything)
        ways = islice(self._walk(start, {node}, {}), _NEAR)
        return [
            (
                back.seconds * times,
                (again, *_moves(back)) * min(times, self.limit // max(1, back.seconds) + 1),
            )
            for back in ways
            if back.node == node
        ]

    def over(self, starts: Mapping[int, int]) -> Iterator[Chain]:
        """One chain for each group of phones that lead to one another."""
        told: set[int] = set()
        seen: dict[tuple[int, int], int] = {}
        for node, periods in starts.items():
            ways = self._walk(_Label(node, 0, periods), told, seen) if node not in told else ()
            label = next((one for one in ways if one.seconds > self.limit), None)
            if label:
                moves = _moves(label)
                yield Chain(moves, label.periods, label.seconds)
                self._tell(told, [move.source for move in moves])

    def _tell(self, told: set[int], nodes: list[int]) -> None:
        """Leave out some nodes from now on, and all that an unanswered call comes to behind them."""
        while nodes:
            node = nodes.pop()
            if node >= 0 and node not in told:
                told.add(node)
                nodes += [moves[-1].target for _, moves in self.onward(node)]

    def _walk(
        self, start: _Label, stops: Container[int], seen: dict[tuple[int, int], int]
    ) -> Iterator[_Label]:
        """Every way a call goes on, until it is over the limit or comes to one of the ``stops``."""
        queue = deque([start])
        while queue:
            label = queue.popleft()
            place = (label.node, label.seconds)
            new = label.periods & ~seen.get(place, 0)
            if not new:
                continue
            seen[place] = seen.get(place, 0) | new
            yield label
            if label.seconds <= self.limit and label.node >= 0 and label.node not in stops:
                queue.extend(self._following(label))

    def _following(self, label: _Label) -> Iterator[_Label]:
        for seconds, moves in self.onward(label.node):
            periods = label.periods
            for move in moves:
                periods &= move.periods
            if periods:
                yield _Label(moves[-1].target, label.seconds + seconds, periods, label, moves)


_NEAR = 2_000
"""How far a retry step is followed round to itself; no office has more steps in one circle."""


def _moves(label: _Label) -> tuple[Move, ...]:
    """The moves that led to where a call is."""
    parts: list[tuple[Move, ...]] = []
    here: _Label | None = label
    while here:
        parts.append(here.moves)
        here = here.before
    return tuple(move for part in reversed(parts) for move in part)
