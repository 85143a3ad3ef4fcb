"""One phone system that can be called: its graph, and what is worked out about it once for all calls."""

from __future__ import annotations

from functools import cached_property

from ivrcheck.analysis.facts import Facts
from ivrcheck.callgraph.beats import Beats, Score
from ivrcheck.callgraph.keypad import Keypad, keypad
from ivrcheck.callgraph.move import Deed, Move
from ivrcheck.simulate.pressed import Meaning, key_beats, meaning

_IDLE = (Deed.SILENCE, Deed.HOLD, Deed.MESSAGE, Deed.TIMEOUT, Deed.FOREVER)
"""What comes to callers who do nothing; no node has more than one of them."""


class System:
    """A phone system as calls need it."""

    def __init__(self, facts: Facts) -> None:
        self.facts = facts
        self.file = facts.loaded.file
        self.graph = facts.graph
        self.calendar = facts.calendar
        self.score = Score(facts.graph, facts.config.pace)
        self._keypads: dict[str, Keypad] = {}
        self._ways: dict[int, dict[tuple[Deed, str], Move]] = {}
        self._idle: dict[int, Move] = {}
        self._meanings: dict[tuple[int, str], Meaning] = {}
        self._pressing: dict[tuple[int, str, bool], tuple[Beats, float]] = {}

    @cached_property
    def languages(self) -> set[str]:
        """The languages callers can come to hear."""
        nodes = (node for node in self.facts.arrivals if node >= 0)
        return {self.graph.language_of(node) for node in nodes}

    def keypad(self, node: int) -> Keypad:
        """What can be dialled at a node."""
        step = self.graph.step_of(node)
        found = self._keypads.get(step)
        if found is None:
            found = self._keypads[step] = keypad(self.graph.menu, self.graph.kind_of(node))
        return found

    def meaning(self, node: int, keys: str) -> Meaning:
        """What some keys, pressed without a pause, mean at one of the caller's nodes."""
        found = self._meanings.get((node, keys))
        if found is None:
            found = self._meanings[node, keys] = meaning(self, node, keys)
        return found

    def pressing(self, node: int, keys: str, paused: bool) -> tuple[Beats, float]:
        """The beats of pressing some keys at a node, and their seconds."""
        found = self._pressing.get((node, keys, paused))
        if found is None:
            found = self._pressing[node, keys, paused] = key_beats(self, node, keys, paused)
        return found

    def idle(self, node: int) -> Move:
        """The move of a caller who does nothing at a node."""
        found = self._idle.get(node)
        if found is None:
            found = self._idle[node] = next(move for move in self.graph.out[node] if move.deed in _IDLE)
        return found

    def ways(self, node: int) -> dict[tuple[Deed, str], Move]:
        """The moves at a node by what is done in them."""
        found = self._ways.get(node)
        if found is None:
            found = self._ways[node] = {(move.deed, move.detail): move for move in self.graph.out[node]}
        return found
