"""How many calls it takes at least to make some moves: what a call plan is measured against.

Steps that lead to each other count as one. Then every call only ever goes on, so between any two levels of
what is left it passes just once: as many moves as lie across there, as many calls it takes.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from ivrcheck.callgraph.graph import components
from ivrcheck.callgraph.move import Move

_END = -1
"""All outcomes together."""


def fewest_calls(moves: Iterable[Move]) -> int:
    """A number of calls that no plan which makes all these moves can do without."""
    moves = list(moves)
    group = _groups(moves)
    ways = [(group[move.source], group[move.target]) for move in moves]
    ways = [way for way in ways if way[0] != way[1]]
    early, late = (
        _levels(ways, group.values()),
        _levels([(to, source) for source, to in ways], group.values()),
    )
    last = max(early.values(), default=0) + 1
    from_end = {one: last - level for one, level in late.items()}
    return max(_across(ways, {**early, _END: last}), _across(ways, {**from_end, _END: last}), bool(moves))


def _groups(moves: Iterable[Move]) -> dict[int, int]:
    """The number of the group each node belongs to, in the order of the nodes."""
    following: dict[int, list[int]] = {}
    for move in moves:
        following.setdefault(move.source, []).append(move.target)
        following.setdefault(move.target, [])
    inside = {node: [to for to in there if to >= 0] for node, there in following.items() if node >= 0}
    found = dict.fromkeys((node for node in following if node < 0), _END)
    for together in components(inside):
        found |= dict.fromkeys(together, min(together))
    return found


def _levels(ways: list[tuple[int, int]], groups: Iterable[int]) -> dict[int, int]:
    """How many ways come before each group, at most."""
    waiting = dict.fromkeys(groups, 0)
    following: dict[int, list[int]] = {}
    for source, to in ways:
        waiting[to] += 1
        following.setdefault(source, []).append(to)
    level = dict.fromkeys(waiting, 0)
    ready = [one for one, count in waiting.items() if not count]
    while ready:
        one = ready.pop()
        for to in following.get(one, ()):
            level[to] = max(level[to], level[one] + 1)
            waiting[to] -= 1
            if not waiting[to]:
                ready.append(to)
    return level


def _across(ways: list[tuple[int, int]], level: Mapping[int, int]) -> int:
    """The most ways that lie across between two levels."""
    change: dict[int, int] = {}
    for source, to in ways:
        change[level[source]] = change.get(level[source], 0) + 1
        change[level[to]] = change.get(level[to], 0) - 1
    most = count = 0
    for place in sorted(change):
        count += change[place]
        most = max(most, count)
    return most
