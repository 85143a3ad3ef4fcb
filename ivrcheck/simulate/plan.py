"""A call plan: few calls that together make every move that can happen, in every kind of time.

Each call is made by walking on through the graph: where something has not been tried, that is tried, else the
way to the nearest thing that has not been. What a call then really does, the simulator says; nothing counts
as tried that it did not do.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from ivrcheck.analysis.daykinds import DayKind, day_kinds
from ivrcheck.analysis.facts import Facts
from ivrcheck.analysis.script import Script, script_of
from ivrcheck.analysis.solve import Bits, forward
from ivrcheck.callgraph.graph import CallGraph
from ivrcheck.callgraph.move import Deed, Move, Party
from ivrcheck.callgraph.rounds import moves_left
from ivrcheck.simulate.call import Call
from ivrcheck.simulate.fewest import fewest_calls
from ivrcheck.simulate.handy import Handy
from ivrcheck.simulate.phone import Phone
from ivrcheck.simulate.script import play
from ivrcheck.simulate.wrong import CannotCall

_NOT_TRIED = (Deed.HANG_UP, Deed.ELSEWHERE)
"""Hanging up is the same everywhere; what another phone system does with a call is tried there."""
_MOST_MOVES = 24
"""After how many moves a call makes for its end: a person with a telephone has to follow it."""
_NEAR = 4
"""How many moves a call makes for something new at most: it should not lead through half the menu."""
_MOST_MISSES = 20
"""And when so often nothing was left where they led."""
_FAR = 1_000_000
_ENOUGH = 0.8
"""The ways to what is left are worked out anew when so much is left of what was left the last time."""


@dataclass(frozen=True, slots=True)
class Planned:
    """One call of a plan."""

    kind: DayKind
    call: Call
    """The call as it goes."""
    script: Script


@dataclass(frozen=True, slots=True)
class PlanPart:
    """The calls in one kind of time."""

    kind: DayKind
    calls: tuple[Planned, ...]
    moves: int
    """How many moves can happen in it."""
    left: tuple[Move, ...]
    """Those that none of the calls makes: no keys of a telephone lead there."""
    fewest: int
    """With fewer calls nobody can make all of them."""


def plan(phone: Phone) -> Sequence[PlanPart]:
    """The calls that make every move that can happen, for each kind of time, the day first."""
    handy = Handy(phone.facts.calendar)
    return [_Planner(phone, kind, handy).part() for kind in day_kinds(phone.facts)]


def possible(facts: Facts, bits: int) -> Iterator[Move]:
    """The moves calls can come to in some periods, in the order of the file; hanging up aside.

    Somebody whom no keys dial is not dialled, whatever the file says.
    """
    graph, come = facts.graph, facts.once("typed arrivals", lambda: _typed_arrivals(facts))
    order = {step: number for number, step in enumerate(graph.steps)}
    nodes = [node for node, when in come.items() if node >= 0 and when & bits]
    for node in sorted(nodes, key=lambda node: (order[graph.step_of(node)], node)):
        when = come[node] & bits
        for move in graph.out[node]:
            used = graph.used_up.get(node, when) if move.deed is Deed.ONWARD else when
            never = move.deed is Deed.AGAIN and not graph.retries[node][2]
            tried = move.deed not in _NOT_TRIED and not never and _typed(graph, move)
            if tried and when & used & move.periods:
                yield move


def _typed_arrivals(facts: Facts) -> Bits:
    """When calls made with the keys of a telephone can come to each node."""
    starts = dict.fromkeys(facts.graph.entries.values(), facts.everything)
    return forward(facts.graph, starts, lambda move: _typed(facts.graph, move), facts.graph.used_up)


def _typed(graph: CallGraph, move: Move) -> bool:
    return move.deed not in (Deed.DIAL, Deed.WRONG) or script_of(graph, (move,)) is not None


class _Planner:
    """Plans the calls in one kind of time."""

    def __init__(self, phone: Phone, kind: DayKind, handy: Handy) -> None:
        self.phone = phone
        self.kind = kind
        self.handy = handy
        self.graph: CallGraph = phone.system.graph
        self.moves = list(possible(phone.facts, kind.bits))
        self.want = dict.fromkeys(map(id, self.moves))
        """What has not been tried, by identity: moves are compared often."""
        self.out: dict[int, list[Move]] = {}
        self.into: dict[int, list[Move]] = {}
        for move in self.moves:
            self.out.setdefault(move.source, []).append(move)
            self.into.setdefault(move.target, []).append(move)
        self.to_end = self._distances([move.source for move in self.moves if move.target < 0])
        self.calls: list[Planned] = []
        self._dialled: set[str] = set()
        self._misses = 0

    def part(self) -> PlanPart:
        """All of it."""
        for number in self.graph.entries:
            if number not in self._dialled:  # each number is dialled, even if all behind it is tried
                self._make(number, self._walk(number, [], self.kind.bits, {}))
        self._one_by_one()
        left = tuple(move for move in self.moves if id(move) in self.want)
        return PlanPart(self.kind, tuple(self.calls), len(self.moves), left, fewest_calls(self.moves))

    def _one_by_one(self) -> None:
        """Try what lies near the entries first: a call that comes there can still go on to something new."""
        near: Mapping[int, int] = {}
        until = len(self.want)
        depth = self._depths()
        for move in sorted(self.moves, key=lambda move: depth[move.source]):
            if id(move) not in self.want:
                continue
            if len(self.want) <= until or self._misses > _MOST_MISSES:
                self._misses = 0
                near = self._distances([one.source for one in self.moves if id(one) in self.want])
                until = int(len(self.want) * _ENOUGH)
            path = self.phone.facts.search.path(move.source, move.periods & self.kind.bits)
            if path:
                whole = path.then(move)
                bits = whole.periods & self.kind.bits
                self._make(path.number, self._walk(path.number, list(whole.moves), bits, near))

    def _depths(self) -> Mapping[int, int]:
        """How many moves lie between the entries and each node, at least."""
        found = dict.fromkeys(self.graph.entries.values(), 0)
        layer = list(found)
        while layer:
            targets = dict.fromkeys(move.target for node in layer for move in self.out.get(node, ()))
            following = [node for node in targets if node >= 0 and node not in found]
            found |= dict.fromkeys(following, found[layer[0]] + 1)
            layer = following
        return found

    def _distances(self, nodes: Sequence[int]) -> Mapping[int, int]:
        """How many moves it is from each node to one of some nodes, at least."""
        found = dict.fromkeys(nodes, 0)
        layer = list(found)
        while layer:
            following = []
            for node in layer:
                for move in self.into.get(node, ()):
                    if move.source not in found:
                        found[move.source] = found[node] + 1
                        following.append(move.source)
            layer = following
        return found

    def _walk(
        self, number: str, moves: list[Move], bits: int, near: Mapping[int, int]
    ) -> tuple[list[Move], int]:
        """Walk on from a number, or from where some moves lead: the moves, and the periods they exist in."""
        node = moves[-1].target if moves else self.graph.entries[number]
        rounds: dict[int, int] = {}
        for move in moves:
            if move.deed is Deed.AGAIN:
                rounds[move.source] = rounds.get(move.source, 0) + 1
        new = {id(move) for move in moves}
        while node >= 0:
            ways = self._ways(node, bits, rounds)
            best = self._best(ways, new, near if len(moves) < _MOST_MOVES else {})
            if best is None or len(moves) > 2 * _MOST_MOVES + 200 * bool(rounds):
                break
            moves.append(best)
            new.add(id(best))
            bits &= best.periods
            if best.deed is Deed.AGAIN:
                rounds[node] = rounds.get(node, 0) + 1
            node = best.target
        return moves, bits

    def _ways(self, node: int, bits: int, rounds: Mapping[int, int]) -> list[Move]:
        left = moves_left(self.graph, node, rounds) if node in self.graph.retries else self.out.get(node, [])
        return [move for move in left if move.periods & bits]

    def _best(self, ways: Sequence[Move], new: set[int], near: Mapping[int, int]) -> Move | None:
        """What is tried next: what was not, and of that what does not end the call; else the nearest way."""
        untried = [move for move in ways if id(move) in self.want and id(move) not in new]
        if untried:
            return max(untried, key=self._from_end)
        self._misses += bool(ways) and near.get(ways[0].source) == 0
        there = [move for move in ways if near.get(move.target, _FAR) <= _NEAR]
        if there:
            return min(there, key=lambda move: near[move.target])
        return min(ways, key=self._from_end, default=None)

    def _from_end(self, move: Move) -> int:
        """How many moves it is from the end of a move to that of the call, at least."""
        return -1 if move.target < 0 else self.to_end.get(move.target, _FAR)

    def _make(self, number: str, walked: tuple[list[Move], int]) -> None:
        """Make a call that takes these moves, and keep it if anything new was tried in it."""
        moves, bits = walked
        script = script_of(self.graph, moves)
        if script is None or not bits:
            return
        call = self._played(number, self._hung_up(moves, script), bits)
        if call is None:
            return
        fresh = [id(move) for move in call[0].moves if id(move) in self.want]
        if not fresh and number in self._dialled:
            return
        self._dialled.add(number)
        for one in fresh:
            self.want.pop(one, None)
        self.calls.append(Planned(self.kind, *call))

    def _hung_up(self, moves: Sequence[Move], script: Script) -> Script:
        """The script; where the walk ends at a caller's turn, the caller hangs up."""
        node = moves[-1].target if moves else -1
        if node >= 0 and self.graph.out[node][0].party is Party.CALLER:
            return script._replace(keys=(*script.keys, "hangup"))
        return script

    def _played(self, number: str, script: Script, bits: int) -> tuple[Call, Script] | None:
        office = {"*": "always", **dict(answer.split("=", 1) for answer in script.answers)}
        try:
            return play(self.phone.call(self.handy.moment(bits), number, office), script.keys), script
        except CannotCall:
            return None  # it was over before: it goes round
