"""The ways on from a step, as the call graph has them: what writers of other formats ask instead of guessing.

A step means the same in every language, so the ways are those of the first in which calls come to it.
"""

from __future__ import annotations

from typing import NamedTuple

from ivrcheck.callgraph.graph import CallGraph, components
from ivrcheck.callgraph.move import Deed, Move, Party
from ivrcheck.menu.kinds import AnyStep


class Place(NamedTuple):
    """Where a move leads: a step, or (empty) the end of the call."""

    step: str
    language: str = ""
    """The language prompts are heard in from there on; empty where it stays as it is."""


class Ways:
    """The moves of one step that end it, by what is done or happens in them."""

    def __init__(self, graph: CallGraph, step: str) -> None:
        self.graph = graph
        self.step = step
        self.body: AnyStep = graph.menu.steps[step]
        nodes = list(graph.nodes_of(step))
        self.languages = tuple(graph.language_of(node) for node in nodes)
        """The languages in which calls can come to it."""
        place = graph.place_of(nodes[0])
        there = (node for node in graph.stages[step] if graph.place_of(node) == place)
        self.moves: dict[tuple[Deed, str], Move] = {}
        for move in (move for node in sorted(there) for move in graph.out[node]):
            if graph.leads_on(move) or move.deed not in (Deed.ON_DUTY, Deed.OFF_DUTY, Deed.ROOM, Deed.HOLD):
                self.moves.setdefault((move.deed, move.detail), move)

    def move(self, deed: Deed, detail: str = "") -> Move | None:
        """A move; None where it can never be made."""
        return self.moves.get((deed, detail))

    def place(self, deed: Deed, detail: str = "") -> Place | None:
        """Where a move leads; None where it can never be made."""
        move = self.move(deed, detail)
        return place_of(self.graph, move) if move else None

    @property
    def keys(self) -> list[str]:
        """The keys that lead on."""
        return [detail for deed, detail in self.moves if deed is Deed.KEY]


def place_of(graph: CallGraph, move: Move) -> Place:
    """Where a move of the graph leads."""
    if move.target < 0:
        return Place("")
    language = graph.language_of(move.target)
    changed = language != graph.language_of(move.source) or move.deed in (Deed.SWITCH, Deed.LINK)
    return Place(graph.step_of(move.target), language if changed else "")


def spinning(graph: CallGraph) -> frozenset[str]:
    """The steps round which a call can go for ever while nobody does anything.

    Nothing need be heard there, so a phone system that takes them at full speed would do nothing else.
    """
    on = {
        node: [move.target for move in moves if move.target >= 0 and move.deed is not Deed.AGAIN]
        for node, moves in graph.out.items()
        if moves[0].party is not Party.CALLER
    }
    inner = {node: [target for target in targets if target in on] for node, targets in on.items()}
    if not any(inner.values()):
        return frozenset()
    groups = (group for group in components(inner) if len(group) > 1 or any(n in inner[n] for n in group))
    return frozenset(graph.step_of(node) for group in groups for node in group)
