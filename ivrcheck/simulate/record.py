"""Keeps what happens in a call. It is put into words only when somebody asks for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ivrcheck.callgraph.beats import Beats, Sound
from ivrcheck.callgraph.move import Move
from ivrcheck.callgraph.seconds import text_seconds
from ivrcheck.config import Pace
from ivrcheck.simulate.event import Event
from ivrcheck.simulate.told import told

if TYPE_CHECKING:
    from ivrcheck.simulate.system import System


Entry = tuple[float, Beats, "System", int, Move | str | None]
"""The second, what is heard and done, where, and what to tell besides: of a move, or in so many words."""


class Record:
    """What happened in one call."""

    def __init__(self, system: System) -> None:
        self.first = system
        self.log: list[Entry] = []
        self._cuts: dict[int, float] = {}
        """How many seconds of an entry's beats were heard, where a key stopped them."""

    def note(self, at: float, sentence: str) -> None:
        """A sentence about what happens."""
        _, _, system, node, _ = self.log[-1]
        self.log.append((at, (), system, node, sentence))

    def cut_short(self, after: float) -> float:
        """End the last entry after so many seconds; how many are saved by that."""
        beats = self.log[-1][1]
        whole = sum(beat.seconds for beat in beats)
        if after >= whole:
            return 0.0
        self._cuts[len(self.log) - 1] = after
        return whole - after

    def events(self) -> tuple[Event, ...]:
        """All that happened, in order."""
        return tuple(event for number in range(len(self.log)) for event in self._told(number))

    def _told(self, number: int) -> list[Event]:
        at, beats, system, node, move = self.log[number]
        step, file = system.graph.step_of(node), "" if system is self.first else system.file
        found, left = list[Event](), self._cuts.get(number)
        for beat in beats:
            seconds = beat.seconds if left is None else min(left, beat.seconds)
            cut = seconds < beat.seconds
            said = cut and beat.sound is Sound.SAYS
            text = _part(beat.text, seconds, beat.seconds, system.score.pace) if said else beat.text
            found.append(Event(at, seconds, beat.sound.value, text, step, file, cut))
            at += seconds
            if left is not None and (left := left - seconds) <= 0:
                break
        sentence = move if isinstance(move, str) else told(system.graph, move) if move else ""
        if left is not None:  # stopped before that
            sentence = ""
        if sentence:
            found.append(Event(at, 0.0, "happens", sentence, step, file))
        return found


def _part(text: str, seconds: float, whole: float, pace: Pace) -> str:
    """What is said of a text in some of its seconds, in whole words."""
    words, share = text.split(), text_seconds(text, pace) / whole
    for count in range(len(words), 0, -1):
        if text_seconds(" ".join(words[:count]).rstrip(" .!?") + ".", pace) <= seconds * share + 0.01:
            return " ".join(words[:count])
    return ""
