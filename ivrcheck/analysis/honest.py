"""When callers with a topic get somewhere without choosing an option that is meant for others."""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass

from ivrcheck.analysis.topics import Honest, Topic
from ivrcheck.callgraph.graph import CallGraph
from ivrcheck.callgraph.move import Outcome


@dataclass(frozen=True, slots=True)
class HonestWay:
    """What honest callers with a topic get, each as a bit set of periods, from one entry."""

    topic: Topic
    number: str
    person: int
    offered: int
    """An owned message, a callback or an outside line."""
    resolved: int
    """The topic itself is answered by an announcement."""
    told: int
    """An announcement that ``resolves: any`` is heard."""
    working: int
    """Somebody whom this way rings is on duty, whether or not the call gets through to them then."""


def honest_ways(graph: CallGraph, topic: Topic, duty: Mapping[int, int]) -> list[HonestWay]:
    """One answer for each entry such a caller dials. ``duty``: when somebody is on duty at a node that rings."""
    honest = Honest(graph, topic)
    return [_from(graph, honest, number, node, named, duty) for number, (node, named) in honest.starts().items()]


def _from(
    graph: CallGraph, honest: Honest, number: str, node: int, named: bool, duty: Mapping[int, int]
) -> HonestWay:
    """Follow the moves open to the caller from one entry, with the periods in which they exist."""
    start = (node, named)
    arrived = {start: graph.calendar.everything}
    queue = deque([start])
    ends = dict.fromkeys(Outcome, 0)
    resolved = working = 0
    while queue:
        node, named = queue.popleft()
        here = arrived[node, named]
        if honest.resolves(node):
            resolved |= here
        for move in graph.out[node]:
            then = honest.follows(move, named)
            periods = here & move.periods
            if then is None or not periods:
                continue
            if move.target < 0:
                if honest.answers(move):
                    ends[Outcome(move.target)] |= periods
                continue
            after = (move.target, then)
            if periods & ~arrived.get(after, 0):
                arrived[after] = arrived.get(after, 0) | periods
                queue.append(after)
    for node, _ in arrived:
        working |= duty.get(node, 0)
    offered = ends[Outcome.MESSAGE] | ends[Outcome.CALLBACK] | ends[Outcome.HANDED_OVER]
    person = ends[Outcome.PERSON]
    return HonestWay(honest.topic, number, person, offered, resolved, ends[Outcome.RESOLVED], working)
