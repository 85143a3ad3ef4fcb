"""The shortest call that shows a finding: fewest moves, then fewest seconds, then the earliest date."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import NamedTuple

from ivrcheck.analysis.walks import unrolled
from ivrcheck.callgraph.graph import CallGraph
from ivrcheck.callgraph.move import Deed, Move, Outcome
from ivrcheck.callgraph.rounds import moves_left, rounds_gone
from ivrcheck.callgraph.seconds import Stopwatch

Bits = Mapping[int, int]


@dataclass(frozen=True, slots=True)
class Path:
    """A call as the moves it takes. ``periods``: when it can happen; ``endless``: it then goes round.

    ``moment`` is when it arrives, where that is not the first moment of its periods.
    """

    number: str
    moves: tuple[Move, ...]
    periods: int
    endless: bool = False
    moment: datetime | None = None

    @property
    def end(self) -> int:
        """The node the call comes to last."""
        return self.moves[-1].target

    @property
    def circle(self) -> int:
        """How many moves an endless call makes before those that it then makes again and again."""
        last = len(self.moves) - 1
        return next(place for place in range(last, -1, -1) if self.moves[place].source == self.end)

    def then(self, move: Move) -> Path:
        """The same call with one more move."""
        return Path(self.number, (*self.moves, move), self.periods & move.periods)


_MOST_SORTS = 32
"""How many sorts of rounds are told apart at one retry step; each is a search of its own."""


_ROUND = (Deed.AGAIN, Deed.ONWARD)
"""The moves of a retry step, which it takes rounds to make."""


class _Label(NamedTuple):
    """One way to a node, better than any later one in its periods."""

    cost: tuple[int, float]
    node: int
    periods: int
    before: _Label | None
    moves: tuple[Move, ...]
    number: str


class Search:
    """Shortest calls from the entries to every node (or only to ``until``), found in one pass and kept.

    ``allowed`` may forbid moves; ``region`` says in which periods a node may be passed (None: always).
    A way onward through a retry step first goes round as often as the step says.
    """

    def __init__(
        self,
        graph: CallGraph,
        watch: Stopwatch,
        starts: Iterable[tuple[str, int, int]],
        allowed: Callable[[Move], bool] | None = None,
        region: Bits | None = None,
        until: int | None = None,
    ) -> None:
        self.graph = graph
        self.watch = watch
        self.starts = list(starts)
        self.allowed = allowed
        self.region = region
        self.until = until
        self._waiting: dict[int, list[_Label]] = {}

    def path(self, node: int, periods: int) -> Path | None:
        """The shortest call that comes to a node in one of some periods; None if there is none."""
        for label in self._labels.get(node, ()):
            if label.periods & periods:
                return Path(label.number, unrolled(label), label.periods & periods)
        return None

    def first(self, nodes: Iterable[tuple[int, int]]) -> Path | None:
        """The shortest call that comes to any of some nodes, each in its periods."""
        paths = [path for node, periods in nodes if (path := self.path(node, periods))]
        return min(paths, key=lambda path: len(path.moves), default=None)

    @cached_property
    def _labels(self) -> dict[int, list[_Label]]:
        labels: dict[int, list[_Label]] = {}
        seen: dict[int, int] = {}
        for label in self._in_order():
            if new := label.periods & ~seen.get(label.node, 0):
                seen[label.node] = seen.get(label.node, 0) | new
                kept = label if new == label.periods else label._replace(periods=new)
                labels.setdefault(label.node, []).append(kept)
                if label.node == self.until:
                    break
                for further in self._further(kept, seen):
                    self._waiting.setdefault(further.cost[0], []).append(further)
        return labels

    def _in_order(self) -> Iterator[_Label]:
        """The labels by their cost; each that is taken puts only dearer ones among those that wait."""
        starts = [
            _Label((0, 0.0), node, bits, None, (), number) for number, node, bits in self.starts if bits
        ]
        self._waiting = {0: starts}
        while self._waiting:
            yield from sorted(self._waiting.pop(min(self._waiting)), key=_cost)

    def _further(self, label: _Label, seen: Mapping[int, int]) -> Iterable[_Label]:
        for move in self.graph.out.get(label.node, ()):
            periods = label.periods & move.periods & ~seen.get(move.target, 0)
            if self.region is not None and move.target >= 0:
                periods &= self.region.get(move.target, 0)
            if not periods or (self.allowed and not self.allowed(move)):
                continue
            if move.deed not in _ROUND:
                cost = (label.cost[0] + 1, label.cost[1] + self.watch.seconds(move))
                yield _Label(cost, move.target, periods, label, (move,), label.number)
                continue
            for moves, when in self._each_rounds(move, periods):
                seconds = sum(self.watch.seconds(one) for one in moves)
                cost = (label.cost[0] + len(moves), label.cost[1] + seconds)
                yield _Label(cost, move.target, when, label, moves, label.number)

    def _each_rounds(self, move: Move, periods: int) -> Iterator[tuple[tuple[Move, ...], int]]:
        """A move with its rounds; where they differ from period to period, each sort with its periods."""
        if moves := self.with_rounds(move, periods):
            yield moves, periods
            return
        left = periods & self.graph.used_up.get(move.source, 0) if move.deed is Deed.ONWARD else 0
        for _ in range(_MOST_SORTS):
            if not left:
                return
            first = left & -left
            when = first
            if moves := self.with_rounds(move, first):
                when = left
                for one in moves:
                    when &= one.periods
                yield moves, when
            left &= ~when

    def with_rounds(self, move: Move, periods: int) -> tuple[Move, ...]:
        """A move, and before the way onward of a retry step the rounds it takes to get there."""
        if move.deed not in _ROUND:
            return (move,)
        again, _, times = self.graph.retries[move.source]
        if move.deed is Deed.AGAIN:
            return (move,) if times else ()
        round_ = self._round(again, periods) if times else ()
        if round_ is None:
            return ()
        return (*(round_ * times), move)

    def _round(self, again: Move, periods: int) -> tuple[Move, ...] | None:
        """The shortest way from a retry step round to itself, in all of some periods if there is one."""
        if again.target == again.source:
            return (again,)
        before: dict[int, Move] = {again.target: again}
        layer = [again.target]
        while layer:
            following = []
            for node in layer:
                for move in self.graph.out.get(node, ()):
                    if move.deed is Deed.ONWARD or move.periods & periods != periods or move.target in before:
                        continue
                    if self.allowed and not self.allowed(move):
                        continue
                    before[move.target] = move
                    if move.target == again.source:
                        return _back(before, move, again)
                    if move.target >= 0:
                        following.append(move.target)
            layer = following
        return None

    def follow(self, path: Path, happens: Callable[[Move], bool]) -> Path:
        """Lead a call on by the first move that ``happens``, until it ends or comes to where it has been."""
        return lead_on(self.graph, path, self._end(path), happens)

    def _end(self, path: Path) -> int:
        """The node a call has come to; the entry, where it has only just arrived."""
        entries = {number: node for number, node, _ in self.starts}
        return path.end if path.moves else entries[path.number]


def lead_on(
    graph: CallGraph, path: Path, node: int, happens: Callable[[Move], bool], region: Bits | None = None
) -> Path:
    """Lead a call on from the node it is at, by the first move that ``happens``.

    It goes on until the call ends, until it comes to where it has been and could go round for ever, or until
    none of these moves can be made. A round through a retry step is not for ever: the next one is another.
    ``region`` says in which periods a node or an outcome may be come to (None: always).
    """
    moves, periods = list(path.moves), path.periods
    rounds = rounds_gone(moves)
    seen = {node}
    while node >= 0:
        left = moves_left(graph, node, rounds)
        whens = (one.periods & (-1 if region is None else region.get(one.target, 0)) for one in left)
        ways = ((one, when & periods) for one, when in zip(left, whens, strict=True))
        move, when = next(((one, when) for one, when in ways if when and happens(one)), (None, 0))
        if move is None:
            break
        moves.append(move)
        periods = when
        if move.deed is Deed.AGAIN:
            rounds[node] += 1
            seen.clear()
        node = move.target
        if node in seen:
            return Path(path.number, tuple(moves), periods, endless=True)
        seen.add(node)
    return Path(path.number, tuple(moves), periods)


def _cost(label: _Label) -> tuple[int, float]:
    return label.cost


def _back(before: Mapping[int, Move], last: Move, again: Move) -> tuple[Move, ...]:
    moves = [last]
    while moves[0] is not again:
        moves.insert(0, before[moves[0].source])
    return tuple(moves)


def is_lost(node: int) -> bool:
    """Whether a call that comes here has ended without the caller being served."""
    return node < 0 and not Outcome(node).served
