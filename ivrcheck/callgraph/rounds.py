"""When a retry step can be used up: only where its way ``again`` comes back to it is ``then`` ever taken."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from ivrcheck.callgraph.move import Deed, Move

if TYPE_CHECKING:
    from ivrcheck.callgraph.graph import CallGraph

_MOST_WORK = 50_000
"""How many retries times nodes are looked at; in larger menus every retry counts as coming back."""


def moves_left(graph: CallGraph, node: int, rounds: Mapping[int, int]) -> Sequence[Move]:
    """The moves of a node, in any period, for a call that has gone so many rounds through each retry step."""
    if node not in graph.retries:
        return graph.out[node]
    again, onward, times = graph.retries[node]
    return (again if rounds.get(node, 0) < times else onward,)


def rounds_gone(moves: Iterable[Move]) -> Counter[int]:
    """How many rounds some moves go through each retry node."""
    return Counter(move.source for move in moves if move.deed is Deed.AGAIN)


def used_up(graph: CallGraph) -> dict[int, int]:
    """For each retry node the periods in which some caller can come back to it; rounds are not counted."""
    retries, everything = graph.retries, graph.calendar.everything
    if len(retries) * len(graph.out) > _MOST_WORK:
        return dict.fromkeys(retries, everything)
    # What is behind one retry may come back only through another's `then`: so from none upwards.
    found = {node: 0 if times else everything for node, (_, _, times) in retries.items()}
    before: dict[int, int] = {}
    while before != found:
        before = dict(found)
        for node in retries:
            found[node] |= _comes_back(graph, node, found)
    return found


def _comes_back(graph: CallGraph, retry: int, left: dict[int, int]) -> int:
    """When the way ``again`` of a retry comes back to it, others being left only when they can be."""
    again = graph.retries[retry][0]
    values = {again.target: again.periods}
    todo = [again.target]
    while todo:
        node = todo.pop()
        for move in graph.out.get(node, ()):
            here = values[node] & move.periods
            if move.deed is Deed.ONWARD:
                here &= left[node]
            if here & ~values.get(move.target, 0):
                values[move.target] = values.get(move.target, 0) | here
                todo.append(move.target)
    return values.get(retry, 0)
