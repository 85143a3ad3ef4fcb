"""How long a move of a call takes, in seconds."""

from __future__ import annotations

import re

from ivrcheck.callgraph.graph import CallGraph
from ivrcheck.callgraph.move import Deed, Move
from ivrcheck.config import Pace
from ivrcheck.menu.kinds import AnyStep, Collect, Fallback
from ivrcheck.menu.prompt import Prompt, Spoken

_SENTENCE_ENDS = re.compile(r"[.!?…。？！]+(?=\s|$)")
_PROMPT_FIRST = {
    Deed.PLAY, Deed.KEY, Deed.TYPE, Deed.MESSAGE, Deed.BOOK, Deed.DECLINE, Deed.DIAL, Deed.END, Deed.HOLD,
}  # fmt: skip
_BETWEEN_WRONG_TRIES = 2.0
"""What a system waits for more digits before it calls a key wrong."""


def spoken_seconds(spoken: Spoken, pace: Pace) -> float:
    """The length of something said: a recording's own, or its words at the speaking pace."""
    if spoken.seconds is not None:
        return spoken.seconds
    return text_seconds(spoken.text or "", pace)


def text_seconds(text: str, pace: Pace) -> float:
    """How long it takes to say a text."""
    sentences = max(0, len(_SENTENCE_ENDS.findall(text)) - 1)
    return len(text.split()) * 60 / pace.words_per_minute + sentences * pace.between_sentences


def prompt_seconds(prompt: Prompt | None, language: str, pace: Pace) -> float:
    """How long a caller in a language listens to a prompt."""
    return sum(spoken_seconds(one, pace) for one in prompt.heard(language)) if prompt else 0.0


class Stopwatch:
    """Times the moves of one graph; remembers how long each step's prompt is."""

    def __init__(self, graph: CallGraph, pace: Pace) -> None:
        self.graph = graph
        self.pace = pace
        self._prompts: dict[tuple[str, str], float] = {}

    def seconds(self, move: Move) -> float:
        """How long a move takes, from coming to its node until leaving it."""
        step = self.graph.kind_of(move.source)
        total = self._listened(move, step) if move.deed in _PROMPT_FIRST else 0.0
        if move.deed in (Deed.KEY, Deed.BOOK, Deed.DECLINE, Deed.DIAL):
            return total + self.pace.key
        if move.deed is Deed.TYPE and isinstance(step, Collect):
            return total + step.digits.fewest * self.pace.key
        if move.deed in (Deed.SILENCE, Deed.WRONG):
            return self._tries(move, step)
        return total + self._waiting(move, step)

    def _waiting(self, move: Move, step: AnyStep) -> float:
        rings = float(getattr(step, "for_", 20))
        if step.kind == "queue":
            waits = {Deed.ANSWER: step.expected_wait, Deed.TIMEOUT: step.max_wait}
            return float(waits.get(move.deed) or 0)
        if move.deed is Deed.ANSWER:
            return rings * self.pace.answered_share
        return rings if move.deed in (Deed.NO_ANSWER, Deed.OFF_DUTY) else 0.0

    def _tries(self, move: Move, step: AnyStep) -> float:
        silent = move.deed is Deed.SILENCE
        wait = getattr(step, "wait", 5) if silent else self.pace.key + _BETWEEN_WRONG_TRIES
        return tries_of(step, silent) * (self._listened(move, step) + wait)

    def _listened(self, move: Move, step: AnyStep) -> float:
        key = (self.graph.step_of(move.source), self.graph.language_of(move.source))
        if key not in self._prompts:
            self._prompts[key] = prompt_seconds(getattr(step, "prompt", None), key[1], self.pace)
        return self._prompts[key]


def tries_of(step: AnyStep, silent: bool) -> int:
    """How often a step asks before silence (or wrong keys) moves the call on."""
    fallback = getattr(step, "no_input" if silent else "no_match", None)
    own = fallback.tries if isinstance(fallback, Fallback) else None
    return max(1, own if own is not None else getattr(step, "tries", 1))
