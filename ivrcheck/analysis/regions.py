"""Which steps lie only behind the open branch of an hours step."""

from __future__ import annotations

from collections.abc import Mapping

from ivrcheck.callgraph.graph import CallGraph
from ivrcheck.callgraph.move import Deed, Move


def people_behind(graph: CallGraph, duty: Mapping[int, int]) -> Mapping[int, int]:
    """For each hours node: when people are on duty whom only its open branch rings.

    Every node is put into the innermost branch that all ways to it pass (ways back from deeper inside do
    not count), nearest to the entries first, so that one pass over the moves is enough.
    """
    depth = _depths(graph)
    branch: dict[int, int] = {}
    level: dict[int, int] = {_OUTSIDE: 0}
    for node in depth:  # nearest first
        branch[node] = _innermost(graph, node, depth, branch, level)
    people: dict[int, int] = {}
    for node, bits in duty.items():
        here = branch.get(node, _OUTSIDE)
        while here != _OUTSIDE:
            people[here] = people.get(here, 0) | bits
            here = branch[here]
    return people


_OUTSIDE = -1_000
"""Behind no branch at all."""


def _depths(graph: CallGraph) -> dict[int, int]:
    """How many moves lie between an entry and each node that calls come to, at least."""
    depth = dict.fromkeys(graph.entries.values(), 0)
    layer = list(depth)
    while layer:
        following = []
        for node in layer:
            for move in graph.out[node]:
                if move.target >= 0 and move.target not in depth:
                    depth[move.target] = depth[node] + 1
                    following.append(move.target)
        layer = following
    return depth


def _innermost(
    graph: CallGraph, node: int, depth: Mapping[int, int], branch: Mapping[int, int], level: dict[int, int]
) -> int:
    """The innermost branch that all moves from nearer the entries share."""
    if depth[node] == 0:
        return _OUTSIDE
    shared: int | None = None
    for move in graph.into[node]:
        if depth.get(move.source, depth[node]) < depth[node]:
            here = _branch_of(graph, move, branch, level)
            shared = here if shared is None else _common(shared, here, branch, level)
    return _OUTSIDE if shared is None else shared


def _branch_of(graph: CallGraph, move: Move, branch: Mapping[int, int], level: dict[int, int]) -> int:
    """The branch a move leads into: the open branch of an hours step is one of its own."""
    outer = branch[move.source]
    if move.deed is Deed.OPEN and graph.kind_of(move.source).kind == "hours":
        level[move.source] = level[outer] + 1
        return move.source
    return outer


def _common(one: int, other: int, branch: Mapping[int, int], level: Mapping[int, int]) -> int:
    while one != other:
        if level[one] < level[other]:
            one, other = other, one
        one = branch[one]
    return one
