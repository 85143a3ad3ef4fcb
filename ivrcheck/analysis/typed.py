"""What callers have typed by the time they are asked for something: followed for the whole graph at once.

For each thing that several steps ask for, each of these steps has a number. What a call has typed so far
is kept as the binary digits of these numbers, each digit once as 0 and once as 1, for every period:
enough to say whether *another* step has been passed, with few bits however many steps there are.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ivrcheck.callgraph.graph import CallGraph
from ivrcheck.callgraph.move import Deed, Move
from ivrcheck.menu.kinds import Collect

_MOST = 64
"""How many things asked for more than once are followed in one file."""


@dataclass(frozen=True, slots=True)
class Again:
    """Callers who have typed something come to another step that asks for it."""

    asked: str
    step: str
    node: int
    periods: int


def asked_for(graph: CallGraph) -> Mapping[str, list[str]]:
    """The steps that ask for the same thing, by what it is; only where there are several."""
    found: dict[str, list[str]] = {}
    for step, body in graph.menu.steps.items():
        if isinstance(body, Collect) and body.asks_for:
            found.setdefault(" ".join(body.asks_for.lower().split()), []).append(step)
    several = [(asked, steps) for asked, steps in found.items() if len(steps) > 1]
    return dict(several[:_MOST])


class Typed:
    """Follows what is typed through one graph."""

    def __init__(
        self, graph: CallGraph, same: Mapping[str, Sequence[str]], starts: Mapping[int, int]
    ) -> None:
        self.graph = graph
        self.width = graph.calendar.count
        self.own: dict[str, tuple[str, int, int]] = {}
        """For each step: what it asks for, the places that it sets, and those that tell of another step.

        Places are one bit each, as far apart as there are periods: times some periods, they are a state.
        """
        self._places(same)
        self.arrived = self._follow(starts)

    def again(self) -> list[Again]:
        """Every node at which callers are asked for what they have typed in another step."""
        found: dict[int, Again] = {}
        for step, (asked, _, others) in self.own.items():
            for node in self.graph.nodes_of(step):
                periods = 0
                for move in self.graph.into[node]:
                    if move.source in self.arrived and not self._asks_anew(move):
                        typed = self._after(move, self.arrived) & others * self.graph.calendar.everything
                        periods |= self._periods(typed)
                if periods:
                    found[node] = Again(asked, step, node, periods)
        return list(found.values())

    def _places(self, same: Mapping[str, Sequence[str]]) -> None:
        """Give each digit of each step's number two places, one for 0 and one for 1."""
        first = 1  # the place 0 says in which periods calls come here at all
        for asked, steps in same.items():
            digits = (len(steps) - 1).bit_length()
            for number, step in enumerate(steps):
                mine = others = 0
                for digit in range(digits):
                    one = number >> digit & 1
                    place = first + 2 * digit
                    mine |= 1 << self.width * (place + one)
                    others |= 1 << self.width * (place + 1 - one)
                self.own[step] = (asked, mine, others)
            first += 2 * digits
        self.all = sum(1 << self.width * place for place in range(first))

    def _follow(self, starts: Mapping[int, int]) -> dict[int, int]:
        arrived = dict(starts)
        queue = deque(arrived)
        while queue:
            for move in self.graph.out[queue.popleft()]:
                if move.target < 0:
                    continue
                new = self._after(move, arrived) & ~arrived.get(move.target, 0)
                if new:
                    arrived[move.target] = arrived.get(move.target, 0) | new
                    queue.append(move.target)
        return arrived

    def _after(self, move: Move, arrived: Mapping[int, int]) -> int:
        """What has been typed after a move, in which periods."""
        here = arrived[move.source] & self.all * move.periods
        step = self.graph.step_of(move.source)
        if move.deed is Deed.TYPE and step in self.own:
            here |= self.own[step][1] * (here & self.graph.calendar.everything)
        return here

    def _periods(self, bits: int) -> int:
        """The periods that stand at any place."""
        periods = 0
        while bits:
            periods |= bits & self.graph.calendar.everything
            bits >>= self.width
        return periods

    def _asks_anew(self, move: Move) -> bool:
        """Whether callers are asked again because what they typed was not found."""
        kind = self.graph.kind_of(move.source).kind
        if kind == "play":
            into = self.graph.into[move.source]
            return bool(into) and all(self.graph.kind_of(one.source).kind in _CHECKS for one in into)
        return kind in _CHECKS


_CHECKS = ("lookup", "retry")
