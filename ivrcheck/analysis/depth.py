"""How many menus callers pass before a person answers. A choice of language does not count as a menu."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from heapq import heappop, heappush

from ivrcheck.analysis.evidence import Path
from ivrcheck.analysis.facts import Facts
from ivrcheck.analysis.honest import HonestCallers
from ivrcheck.analysis.topics import Topic, is_language_menu
from ivrcheck.analysis.walks import unrolled
from ivrcheck.callgraph.move import Move, Outcome, Party
from ivrcheck.menu.kinds import Menu

State = tuple[int, int]
"""A node, and whether the caller's topic has been told apart from others."""


@dataclass(frozen=True, slots=True)
class Deep:
    """Callers with a topic (None: any caller) who dial a number pass more menus than they should."""

    topic: Topic | None
    number: str
    periods: int
    """When: in working time, a person can be reached, but not within the menus allowed."""


@dataclass(frozen=True, slots=True)
class _Label:
    """A way to a state, the one with the fewest menus in its periods."""

    state: State
    periods: int
    menus: int
    before: _Label | None
    moves: tuple[Move, ...]


def deep_ways(facts: Facts, most: int) -> Iterator[Deep]:
    """Who passes more than ``most`` menus before a person, at each number."""
    if len(_counted(facts)) <= most:
        return
    if facts.menu.topics:
        yield from _of_topics(facts, most)
    else:
        yield from _of_anybody(facts, most)


def _of_topics(facts: Facts, most: int) -> Iterator[Deep]:
    honest = facts.honest_callers
    width, everything = honest.width, facts.everything
    found: dict[tuple[int, int, int], int] = {}
    for way in facts.honest:
        node, start = facts.graph.entries[way.number], honest.start(way.number)
        bits = (way.working or facts.working) & way.person
        if not bits:
            continue
        if (node, *start) not in found:
            found[node, *start] = _within(facts, honest, node, start, most)
        near = found[node, *start] >> (width * facts.topics.index(way.topic)) & everything
        if bits & ~near:
            yield Deep(way.topic, way.number, bits & ~near)


def _of_anybody(facts: Facts, most: int) -> Iterator[Deep]:
    for number, node in facts.graph.entries.items():
        bits = facts.working & facts.person.get(node, 0)
        if bits and (deep := bits & ~_within(facts, None, node, (facts.everything, 0), most)):
            yield Deep(None, number, deep)


def _within(facts: Facts, honest: HonestCallers | None, node: int, start: tuple[int, int], most: int) -> int:
    """For whom, and when, a person is reached from a node through ``most`` menus at most."""
    arrived: dict[State, int] = {(node, told): bits for told, bits in enumerate(start) if bits}
    layer, person, counted = list(arrived), 0, _counted(facts)
    for count in range(most + 1):
        following: dict[State, None] = {}
        queue = deque(layer)
        while queue:
            state = queue.popleft()
            for move, then, bits in _onward(facts, honest, state, arrived[state]):
                if move.target == Outcome.PERSON:
                    person |= bits & (honest.answering(move) if honest else -1)
                deeper = move.party is Party.CALLER and facts.graph.step_of(move.source) in counted
                if move.target < 0 or (deeper and count == most):
                    continue
                target = (move.target, then)
                if bits & ~arrived.get(target, 0):
                    arrived[target] = arrived.get(target, 0) | bits
                    if deeper:
                        following[target] = None
                    else:
                        queue.append(target)
        layer = list(following)
    return person


def _onward(
    facts: Facts, honest: HonestCallers | None, state: State, here: int
) -> Iterable[tuple[Move, int, int]]:
    """The moves open at a state, each with what is told after it and for whom and when it is open."""
    node, told = state
    if honest:
        return honest.onward(node, told, here)
    moves = ((move, told, here & move.periods) for move in facts.graph.out[node])
    return (one for one in moves if one[2])


def _counts(facts: Facts, move: Move) -> bool:
    """Whether a move is a caller's choice in a menu that counts."""
    return move.party is Party.CALLER and facts.graph.step_of(move.source) in _counted(facts)


def _counted(facts: Facts) -> set[str]:
    def found() -> set[str]:
        menus = ((step, body) for step, body in facts.menu.steps.items() if isinstance(body, Menu))
        return {step for step, body in menus if not is_language_menu(facts.graph, body)}

    return facts.once("menus that count", found)


def shallowest(facts: Facts, deep: Deep) -> tuple[Path, int] | None:
    """The call with the fewest menus to a person, and how many there are."""
    honest = HonestCallers(facts.graph, [deep.topic], facts.duty) if deep.topic else None
    starts = honest.start(deep.number) if honest else (facts.everything, 0)
    node = facts.graph.entries[deep.number]
    heap: list[tuple[int, int, int, _Label]] = []
    for told, bits in enumerate(starts):
        if bits & deep.periods:
            heappush(heap, (0, 0, told, _Label((node, told), bits & deep.periods, 0, None, ())))
    order, seen = len(starts), dict[State, int]()
    while heap:
        _, count, _, label = heappop(heap)
        if label.state[0] == Outcome.PERSON:
            return Path(deep.number, unrolled(label), label.periods), label.menus
        new = label.periods & ~seen.get(label.state, 0)
        if new:
            seen[label.state] = seen.get(label.state, 0) | new
            for further in _further(facts, honest, label, new):
                order += 1
                heappush(heap, (further.menus, count + len(further.moves), order, further))
    return None


def _further(facts: Facts, honest: HonestCallers | None, label: _Label, here: int) -> Iterator[_Label]:
    for move, then, bits in _onward(facts, honest, label.state, here):
        refused = move.target == Outcome.PERSON and honest and not honest.answering(move)
        if refused or (move.target < 0 and move.target != Outcome.PERSON):
            continue
        moves = facts.search.with_rounds(move, bits)
        if moves:
            menus = label.menus + _counts(facts, move)
            yield _Label((move.target, then), bits, menus, label, moves)
