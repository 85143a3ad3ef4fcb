"""What a caller hears and does in a move, one after the other, each with its seconds.

The beats of a move add up to what ``Stopwatch.seconds`` says of it.
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum
from typing import NamedTuple

from ivrcheck.callgraph.graph import CallGraph
from ivrcheck.callgraph.keypad import PAUSE
from ivrcheck.callgraph.move import Deed, Move
from ivrcheck.callgraph.seconds import (
    TRIED,
    USUAL_WAIT,
    Stopwatch,
    again,
    hears_prompt,
    spoken_seconds,
    tries_of,
    waiting,
)
from ivrcheck.config import Pace
from ivrcheck.menu.kinds import Announce, AnyStep, Queue
from ivrcheck.menu.prompt import Prompt

_MOST_ANNOUNCED = 20
"""How often a caller who holds is told where they stand, before it is only said that this goes on."""


class Sound(Enum):
    """What sort of thing a beat is."""

    SAYS = "says"
    RINGS = "rings"
    HOLDS = "holds"
    TONE = "tone"
    WAITS = "waits"
    """Nothing is heard: the system waits for the caller."""
    PRESSES = "presses"
    """The caller presses keys."""


class Beat(NamedTuple):
    """One thing after the other. ``text``: the words said, who is rung or held for, the keys pressed."""

    sound: Sound
    seconds: float
    text: str = ""


Beats = tuple[Beat, ...]


class Score:
    """The beats of the moves of one graph, each worked out once."""

    def __init__(self, graph: CallGraph, pace: Pace) -> None:
        self.graph = graph
        self.pace = pace
        self.watch = Stopwatch(graph, pace)
        self._asking: dict[tuple[int, Deed | None], tuple[Beats, float]] = {}
        self._doing: dict[int, tuple[Beats, float]] = {}
        self._whole: dict[int, tuple[Beats, float]] = {}
        self._trying: dict[tuple[int, Deed, str], tuple[Beats, float]] = {}
        self._moves: list[Move] = []
        """The moves looked at: kept, so that no other can have the identity of one of them."""

    def of(self, move: Move) -> tuple[Beats, float]:
        """All beats of a move, from coming to its node until leaving it, and their seconds."""
        found = self._whole.get(id(move))
        if found is None:
            self._moves.append(move)
            found = self._whole[id(move)] = _timed(self._all(move))
        return found

    def asking(self, node: int, after: Deed | None = None) -> tuple[Beats, float]:
        """What a caller hears who is asked for something at a node; ``after`` a silent or a wrong try."""
        found = self._asking.get((node, after))
        if found is None:
            found = self._asking[node, after] = _timed(self._asked(node, after))
        return found

    def doing(self, move: Move) -> tuple[Beats, float]:
        """The beats of a move after its prompt."""
        found = self._doing.get(id(move))
        if found is None:
            self._moves.append(move)
            found = self._doing[id(move)] = _timed(self._done(move, self.graph.kind_of(move.source)))
        return found

    def trying(self, node: int, deed: Deed, keys: str = "") -> tuple[Beats, float]:
        """A silent try, or a wrong one with its keys, after what was heard before it."""
        found = self._trying.get((node, deed, keys))
        if found is None:
            found = self._trying[node, deed, keys] = _timed(self._tried(self.graph.kind_of(node), deed, keys))
        return found

    def _all(self, move: Move) -> Iterator[Beat]:
        step = self.graph.kind_of(move.source)
        if move.deed in TRIED:
            for number in range(tries_of(step, move.deed is Deed.SILENCE)):
                yield from self.asking(move.source, move.deed if number else None)[0]
                yield from self.trying(move.source, move.deed)[0]
            return
        if hears_prompt(move, step):
            yield from self.asking(move.source)[0]
        yield from self.doing(move)[0]

    def _asked(self, node: int, after: Deed | None) -> Iterator[Beat]:
        step, language = self.graph.kind_of(node), self.graph.language_of(node)
        own: Prompt | None = getattr(step, "prompt", None)
        if after:
            extra, replaces = again(step, after is Deed.SILENCE)
            yield from self._said(extra, language)
            own = None if replaces else own
        yield from self._said(own, language)

    def _said(self, prompt: Prompt | None, language: str) -> Iterator[Beat]:
        for one in prompt.heard(language) if prompt else ():
            yield Beat(Sound.SAYS, spoken_seconds(one, self.pace), one.text or f"({one.audio})")

    def _tried(self, step: AnyStep, deed: Deed, keys: str) -> Iterator[Beat]:
        if deed is Deed.SILENCE:
            yield Beat(Sound.WAITS, float(getattr(step, "wait", USUAL_WAIT)))
        else:
            yield Beat(Sound.PRESSES, self.pace.key * max(1, len(keys)), keys)
            yield Beat(Sound.WAITS, PAUSE)

    def _done(self, move: Move, step: AnyStep) -> Iterator[Beat]:
        busy = self.watch.pressing(move)
        if busy and move.deed is Deed.KEY:
            keys = len(move.detail) * self.pace.key
            yield Beat(Sound.PRESSES, keys, move.detail)
            if busy > keys:
                yield Beat(Sound.WAITS, busy - keys)
        elif busy:
            yield Beat(Sound.PRESSES, busy, "1" if move.deed is Deed.BOOK else "")
        if move.deed is Deed.MESSAGE:
            yield Beat(Sound.TONE, 0.0)
        seconds = waiting(move, step, self.pace)
        if isinstance(step, Queue):
            yield from self._held(move, step, seconds)
        elif seconds:
            yield Beat(Sound.RINGS, seconds, rung(self.graph, move, step))

    def _held(self, move: Move, step: Queue, seconds: float) -> Iterator[Beat]:
        if move.deed not in (Deed.ANSWER, Deed.TIMEOUT, Deed.FOREVER):
            return
        who, tells = self.graph.menu.name_of(step.team), step.announce
        every = tells.every if tells else None
        for _ in range(min(_MOST_ANNOUNCED, _times(seconds, every))):
            assert tells and every
            yield Beat(Sound.HOLDS, float(every), who)
            yield Beat(Sound.SAYS, 0.0, _told(tells))  # over the music: it takes no time of its own
            seconds -= every
        yield Beat(Sound.HOLDS, seconds, who)


def _times(seconds: float, every: int | None) -> int:
    """How often something is told within some seconds; not at their very end."""
    return max(0, -int(-seconds // every) - 1) if every else 0


def _told(tells: Announce) -> str:
    """What a queue tells, as far as the file says it."""
    what = [
        word for word, there in (("their place in line", tells.position), ("the wait", tells.wait)) if there
    ]
    return f"(the caller is told {' and '.join(what) or 'to keep holding'})"


def rung(graph: CallGraph, move: Move, step: AnyStep) -> str:
    """Who or what rings in a move."""
    if step.kind == "transfer":
        return step.number
    who = move.detail or getattr(step, "who", "")
    return graph.menu.name_of(who) if isinstance(who, str) and who else ""


def _timed(beats: Iterator[Beat]) -> tuple[Beats, float]:
    found = tuple(beats)
    return found, sum(beat.seconds for beat in found)
