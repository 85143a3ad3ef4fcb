"""The call graph: everything that can happen to a call, as nodes and moves.

The graph is a networkx ``MultiDiGraph`` behind a facade in the words of phone menus. A node is a small
integer that stands for a step in a stage and a language; outcomes are negative (see ``Outcome``). Passes
over all moves read them node by node (``out``, ``into``); what asks for components gets the network, and
only then is networkx imported, which takes a third as long as checking a small menu without it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any

from ivrcheck.callgraph.link import Link
from ivrcheck.callgraph.move import Move, Outcome
from ivrcheck.callgraph.rounds import used_up
from ivrcheck.hours.calendar import Calendar
from ivrcheck.menu.kinds import AnyStep
from ivrcheck.menu.model import PhoneSystem

if TYPE_CHECKING:
    import networkx as nx

ARRIVE = 0
"""The stage in which a call comes to a step."""
ROOM = 1
HOLD = 2
STAFF = 3
ROOM_UNSTAFFED = 4
HOLD_UNSTAFFED = 5
BY_KEY = 6
"""A hang-up step that a pressed key leads straight to."""
VARIANTS = 16
"""From here on: the people that can be dialled (two stages each), the announcements before a hang-up,
or what a linked transfer meets (see ``link``)."""


class CallGraph:
    """All moves of one menu. Read-only once built."""

    def __init__(self, menu: PhoneSystem, calendar: Calendar) -> None:
        self.menu = menu
        self.calendar = calendar
        self.steps: Sequence[str] = tuple(menu.steps)
        self.languages = menu.languages
        self.entries: dict[str, int] = {}
        """The node at which a call to each number begins."""
        self.out: dict[int, list[Move]] = {}
        """The moves at each node."""
        self.resolving: dict[int, frozenset[str]] = {}
        """The topics a hang-up node resolves for callers who have one (``any`` among them: for all)."""
        self.links: Mapping[str, Link] = {}
        """The transfers that lead to a phone system which is checked too, this one or another."""
        self._bodies = list(menu.steps.values())
        self._plane = len(self.steps) * len(self.languages)
        self._number = {step: number for number, step in enumerate(self.steps)}

    def node(self, step: str, language: int = 0, stage: int = ARRIVE) -> int:
        """The node of a step in a language (its place in the file's list) and a stage."""
        return stage * self._plane + language * len(self.steps) + self._number[step]

    def step_of(self, node: int) -> str:
        """The id of a node's step; an outcome has none."""
        return self.steps[node % len(self.steps)] if node >= 0 else ""

    def kind_of(self, node: int) -> AnyStep:
        """The step a node belongs to."""
        return self._bodies[node % len(self._bodies)]

    def language_of(self, node: int) -> str:
        """The language the caller hears at a node."""
        return self.languages[node % self._plane // len(self.steps)]

    def place_of(self, node: int) -> int:
        """The number of a node's step in its language, whatever the stage."""
        return node % self._plane

    def stage_of(self, node: int) -> int:
        """The stage of its step that a node stands for."""
        return node // self._plane

    def stage_node(self, node: int, stage: int) -> int:
        """The node of another stage of the same step, in the same language."""
        return stage * self._plane + node % self._plane

    @cached_property
    def into(self) -> Mapping[int, list[Move]]:
        """The moves that lead to each node."""
        into: dict[int, list[Move]] = {outcome: [] for outcome in Outcome}
        for node in self.out:
            into.setdefault(node, [])
        for moves in self.out.values():
            for move in moves:
                into[move.target].append(move)
        return into

    @cached_property
    def network(self) -> nx.MultiDiGraph[int]:
        """All nodes and moves as networkx has them; each edge carries its ``move``."""
        import networkx as nx

        network: nx.MultiDiGraph[int] = nx.MultiDiGraph()
        network.add_nodes_from(self.out)
        network.add_nodes_from(map(int, Outcome))
        add: Any = network.add_edges_from  # its stub has no types
        add(
            (move.source, move.target, number, {"move": move})
            for moves in self.out.values()
            for number, move in enumerate(moves)
        )
        return network

    def nodes_of(self, step: str) -> Iterator[int]:
        """The nodes at which calls come to a step, one for each language in which they can."""
        for language in range(len(self.languages)):
            node = self.node(step, language)
            if node in self.out:
                yield node

    def afterwards(self, step: str) -> str:
        """The step that is only heard once a call has come to its outcome at this one; empty: none."""
        body = self.menu.steps[step]
        return (body.then or "") if body.kind in ("voicemail", "callback") else ""

    def leads_on(self, move: Move) -> bool:
        """Whether a move ends its step, and not only a stage of it."""
        source, target = move.source % len(self.steps), move.target
        return target < 0 or target % len(self.steps) != source or self.stage_of(target) == ARRIVE

    @cached_property
    def stages(self) -> Mapping[str, list[int]]:
        """All nodes of each step."""
        stages: dict[str, list[int]] = {step: [] for step in self.steps}
        for node in self.out:
            stages[self.step_of(node)].append(node)
        return stages

    @cached_property
    def depth(self) -> Mapping[str, int]:
        """How many steps lie between an entry and each step, at least; steps nobody reaches are left out."""
        depth: dict[str, int] = {}
        seen = set(self.entries.values())
        layer, count = list(dict.fromkeys(self.entries.values())), 0
        while layer:
            for node in layer:
                depth.setdefault(self.step_of(node), count)
            following = (move.target for node in layer for move in self.out[node])
            layer = [node for node in dict.fromkeys(following) if node >= 0 and node not in seen]
            seen.update(layer)
            count += 1
        return depth

    @cached_property
    def menus(self) -> frozenset[str]:
        """The steps that are menus."""
        return frozenset(id for id, step in self.menu.steps.items() if step.kind == "menu")

    @cached_property
    def divided_menus(self) -> frozenset[str]:
        """The menus that divide their callers by topic."""
        steps = self.menu.steps
        bodies = ((id, steps[id]) for id in self.menus)
        return frozenset(
            id for id, step in bodies if step.kind == "menu" and any(one.topics for one in step.keys.values())
        )

    @cached_property
    def used_up(self) -> Mapping[int, int]:
        """For each retry node the periods in which its way ``then`` can come to be taken."""
        return used_up(self)

    @cached_property
    def retries(self) -> Mapping[int, tuple[Move, Move, int]]:
        """For each retry node its moves ``again`` and onward, and how often it goes again."""
        found = {}
        for step, body in self.menu.steps.items():
            if body.kind == "retry":
                for node in self.nodes_of(step):
                    again, onward = self.out[node]
                    found[node] = (again, onward, body.times)
        return found


def components(successors: Mapping[int, Collection[int]]) -> Iterator[set[int]]:
    """The groups of nodes that lead to each other, in a part of a graph given by its successors."""
    import networkx as nx

    part: nx.DiGraph[int] = nx.DiGraph()
    part.add_nodes_from(successors)
    part.add_edges_from((node, target) for node, targets in successors.items() for target in targets)
    yield from nx.strongly_connected_components(part)
