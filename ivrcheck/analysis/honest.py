"""When callers with a topic get somewhere without choosing an option that is meant for others.

All topics are followed at once: a set of (topic, period) pairs is one Python integer, in which each topic
has as many bits as there are periods.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from ivrcheck.analysis.topics import Honest, Topic
from ivrcheck.callgraph.graph import CallGraph
from ivrcheck.callgraph.move import Deed, Move, Outcome, Party


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
    """The call can end with an announcement that ``resolves: any`` (or the topic, see ``resolved``)."""
    working: int
    """Somebody whom this way rings is on duty, whether or not the call gets through to them then."""
    people: int = 0
    """Not periods: who may answer on this way, as a set of people (see ``people``)."""
    message: int = 0
    """An owned message can be left, and neither a callback nor an outside line is offered."""
    elsewhere: int = 0
    """An outside line is all that is offered: no owned message and no callback."""


_Way = tuple[Move, int, tuple[int, int, int] | None]
"""A move, when it is open, and to whom where not to all: the topics it carries, and those it is open to
before and after they are told apart."""


@dataclass(slots=True)
class _Found:
    """What one search from an entry comes to, for all topics."""

    ends: dict[int, int] = field(default_factory=lambda: dict.fromkeys(map(int, Outcome), 0))
    resolved: int = 0
    nodes: dict[int, int] = field(default_factory=dict)
    """At which nodes callers with which topics arrive at any time, as one bit for each topic."""


class HonestCallers:
    """Follows the honest callers of some topics, one at least, through one graph.

    ``duty``: when somebody is on duty at a node that rings; ``people``: who may answer there.
    """

    def __init__(
        self,
        graph: CallGraph,
        topics: Sequence[Topic],
        duty: Mapping[int, int],
        people: Mapping[int, int] | None = None,
    ) -> None:
        self.graph = graph
        self.topics = topics
        self.duty = duty
        self.people = people or {}
        self.width = graph.calendar.count
        self.repeat = sum(1 << (self.width * place) for place in range(len(topics)))
        self.honest = [Honest(graph, topic) for topic in topics]
        self._spread: dict[int, int] = {}
        steps = graph.menu.steps.values()
        self._resolvers = any(getattr(step, "resolves", ()) for step in steps)
        self._refusing = self._resolvers or any(step.kind == "queue" and step.topics for step in steps)
        self._ways: dict[int, list[_Way]] = {}

    def ways(self) -> list[HonestWay]:
        """One answer for each topic and each entry that callers with it dial, by topic and then by entry."""
        found: dict[tuple[int, int, int], _Found] = {}
        ways = []
        for number, node in self.graph.entries.items():
            start = self.start(number)
            if (node, *start) not in found:
                found[node, *start] = self._follow(node, *start)
            ways += list(self._answers(number, found[node, *start], start[0] | start[1]))
        return sorted(ways, key=lambda way: self.topics.index(way.topic))

    def start(self, number: str) -> tuple[int, int]:
        """Which topics' callers dial a number: not yet, and already told apart by it."""
        early = named = 0
        for place, one in enumerate(self.honest):
            told = one.dials(number)
            if told is not None:
                bits = self.graph.calendar.everything << (self.width * place)
                early, named = (early, named | bits) if told else (early | bits, named)
        return early, named

    def _follow(self, node: int, early: int, named: int) -> _Found:
        """Everything honest callers come to from one node."""
        found = _Found()
        arrived = [{node: early}, {node: named}]
        todo = [(node, told) for told, bits in enumerate((early, named)) if bits]
        while todo:
            node, told = todo.pop()
            here = arrived[told][node]
            found.resolved |= here & self._resolving(node)
            for move, then, bits in self.onward(node, told, here):
                target, there = move.target, arrived[then]
                if target < 0:
                    found.ends[target] |= bits & self.answering(move)
                elif bits & ~there.get(target, 0):
                    there[target] = there.get(target, 0) | bits
                    todo.append((target, then))
        for told in (0, 1):
            for node, bits in arrived[told].items():
                if node in self.duty or node in self.people:
                    found.nodes[node] = found.nodes.get(node, 0) | bits
        return found

    def onward(self, node: int, told: int, here: int) -> Iterable[tuple[Move, int, int]]:
        """Each move honest callers make at a node: whether their topic is told apart after it, and who."""
        ways = self._ways.get(node)
        if ways is None:
            ways = self._ways[node] = list(self._open(node))
        found = []
        for move, periods, who in ways:
            bits = here & periods
            if not bits:
                continue
            if who is None:
                found.append((move, told, bits))
                continue
            carries, early, named = who
            if bits & carries:
                found.append((move, 1, bits & carries))
            if stays := bits & ~carries & (named if told else early):
                found.append((move, told, stays))
        return found

    def _open(self, node: int) -> Iterator[_Way]:
        """The moves at a node that are open to some honest callers."""
        for move in self.graph.out.get(node, ()):
            open = self.honest[0].for_all(move) if move.party is Party.CALLER else True
            if open is not False:
                periods = self._for_all(move.periods)
                if move.deed is Deed.ONWARD:
                    periods &= self._for_all(self.graph.used_up[move.source])
                yield move, periods, None if open else self._who_may(move)

    def _who_may(self, move: Move) -> tuple[int, int, int]:
        """The topics a move carries, and those it is open to before and after they are told apart."""
        rows = [(one.follows(move, False), one.follows(move, True)) for one in self.honest]
        return (
            self._places([early is True for early, _ in rows]),
            self._places([early is not None for early, _ in rows]),
            self._places([late is not None for _, late in rows]),
        )

    def _places(self, flags: Sequence[bool]) -> int:
        """All periods of the topics whose flag is set."""
        everything = self.graph.calendar.everything
        return sum(everything << (self.width * place) for place, flag in enumerate(flags) if flag)

    def _for_all(self, periods: int) -> int:
        """A set of periods, the same for every topic."""
        if periods not in self._spread:
            self._spread[periods] = periods * self.repeat
        return self._spread[periods]

    def _resolving(self, node: int) -> int:
        """The topics that coming to a node answers."""
        if not self._resolvers or not self.honest[0].may_resolve(node):
            return 0
        return self._places([one.resolves(node) for one in self.honest])

    def answering(self, move: Move) -> int:
        """The topics for which being answered by a move counts."""
        if not self._refusing or not self.honest[0].may_refuse(move):
            return -1
        return self._places([one.answers(move) for one in self.honest])

    def _answers(self, number: str, found: _Found, dialled: int) -> Iterator[HonestWay]:
        everything, ends = self.graph.calendar.everything, found.ends
        offered = ends[Outcome.MESSAGE] | ends[Outcome.CALLBACK] | ends[Outcome.HANDED_OVER]
        message_only = ends[Outcome.MESSAGE] & ~(ends[Outcome.CALLBACK] | ends[Outcome.HANDED_OVER])
        elsewhere_only = ends[Outcome.HANDED_OVER] & ~(ends[Outcome.MESSAGE] | ends[Outcome.CALLBACK])
        for place, topic in enumerate(self.topics):
            shift = self.width * place
            if not dialled >> shift & everything:
                continue
            person, offer, resolved, told, message, elsewhere = (
                bits >> shift & everything
                for bits in (
                    ends[Outcome.PERSON],
                    offered,
                    found.resolved,
                    ends[Outcome.RESOLVED],
                    message_only,
                    elsewhere_only,
                )
            )
            working = people = 0
            for node, bits in found.nodes.items():
                if bits >> shift & everything:
                    working |= self.duty.get(node, 0)
                    people |= self.people.get(node, 0)
            yield HonestWay(topic, number, person, offer, resolved, told, working, people, message, elsewhere)
