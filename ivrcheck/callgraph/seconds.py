"""How long a move of a call takes, in seconds.

What is heard and done in that time, one after the other, is told by ``beats``: the same total.
"""

from __future__ import annotations

import re

from ivrcheck.callgraph.graph import CallGraph
from ivrcheck.callgraph.keypad import PAUSE, keypad, presses
from ivrcheck.callgraph.move import Deed, Move, Party
from ivrcheck.config import Pace
from ivrcheck.menu.kinds import AnyStep, Collect, Fallback
from ivrcheck.menu.prompt import Prompt, Spoken

_SENTENCE_ENDS = re.compile(r"[.!?…。？！]+(?=\s|$)")
_PROMPT_FIRST = {
    Deed.PLAY, Deed.KEY, Deed.TYPE, Deed.MESSAGE, Deed.BOOK, Deed.DECLINE, Deed.DIAL, Deed.END, Deed.HOLD,
}  # fmt: skip
_RUNG = {Deed.ANSWER, Deed.NO_ANSWER, Deed.BUSY, Deed.OFF_DUTY}
_HELD = {Deed.TIMEOUT, Deed.FOREVER}
_WAITED = {Deed.ANSWER, Deed.NO_ANSWER, Deed.OFF_DUTY, Deed.TIMEOUT}
TRIED = (Deed.SILENCE, Deed.WRONG)
"""Moves that are made of tries."""
USUAL_WAIT = 5
"""Seconds a caller has where the step does not say."""
USUAL_RING = 20
_NONE: frozenset[str] = frozenset()


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
        self._prompts: dict[int, float] = {}
        self._begun: dict[int, frozenset[str]] = {}

    def seconds(self, move: Move) -> float:
        """How long a move takes, from coming to its node until leaving it."""
        if move.party is Party.CLOCK and move.deed is not Deed.OFF_DUTY:
            return 0.0
        step = self.graph.kind_of(move.source)
        if move.deed in TRIED:
            return self._tries(move, step)
        total = self._listened(move) if hears_prompt(move, step) else 0.0
        if move.party is Party.CALLER:
            total += self.pressing(move)
        return total + waiting(move, step, self.pace) if move.deed in _WAITED else total

    def pressing(self, move: Move) -> float:
        """How long the caller presses keys in a move, and the system then waits for more of them."""
        step, deed = self.graph.kind_of(move.source), move.deed
        if deed is Deed.KEY:
            pause = PAUSE if move.detail in self._begins(move, step) else 0.0
            return len(move.detail) * self.pace.key + pause
        if deed is Deed.TYPE and isinstance(step, Collect):
            return typed_keys(step) * self.pace.key
        if deed is Deed.DIAL:
            return presses(self.graph.menu, move.detail) * self.pace.key
        return self.pace.key if deed in (Deed.BOOK, Deed.DECLINE) else 0.0

    def _begins(self, move: Move, step: AnyStep) -> frozenset[str]:
        """What the codes of a step begin with."""
        place = self.graph.place_of(move.source)
        begun = self._begun.get(place)
        if begun is None:
            plain = not getattr(step, "extensions", ()) and step.kind != "directory"
            single = plain and all(len(key) == 1 for key in getattr(step, "keys", None) or ())
            begun = self._begun[place] = _NONE if single else keypad(self.graph.menu, step).begun
        return begun

    def _tries(self, move: Move, step: AnyStep) -> float:
        silent = move.deed is Deed.SILENCE
        count, prompt = tries_of(step, silent), self._listened(move)
        wait = float(getattr(step, "wait", USUAL_WAIT)) if silent else self.pace.key + PAUSE
        extra, replaces = again(step, silent)
        between = prompt_seconds(extra, self.graph.language_of(move.source), self.pace)
        return prompt + (count - 1) * (between + (0.0 if replaces else prompt)) + count * wait

    def _listened(self, move: Move) -> float:
        place = self.graph.place_of(move.source)
        seconds = self._prompts.get(place)
        if seconds is None:
            prompt = getattr(self.graph.kind_of(move.source), "prompt", None)
            language = self.graph.language_of(move.source)
            seconds = self._prompts[place] = prompt_seconds(prompt, language, self.pace)
        return seconds


def hears_prompt(move: Move, step: AnyStep) -> bool:
    """Whether a move begins with the prompt of its step."""
    if move.deed in _PROMPT_FIRST:
        return True
    if step.kind == "ring":
        return move.deed in _RUNG
    return move.deed in _HELD and move.party is Party.CALLER  # nobody is there, so nobody was asked before


def waiting(move: Move, step: AnyStep, pace: Pace) -> float:
    """How long it rings in a move, or how long the caller holds."""
    if step.kind == "queue":
        waits = {Deed.ANSWER: step.expected_wait, Deed.TIMEOUT: step.max_wait}
        return float(waits.get(move.deed) or 0)
    rings = float(getattr(step, "for_", USUAL_RING))
    if move.deed is Deed.ANSWER:
        return rings * pace.answered_share
    return rings if move.deed in (Deed.NO_ANSWER, Deed.OFF_DUTY) else 0.0


def typed_keys(step: Collect) -> int:
    """How many keys a caller presses who types as few digits as will do, with the key that ends them."""
    return step.digits.fewest + (step.digits.most > step.digits.fewest)


def again(step: AnyStep, silent: bool) -> tuple[Prompt | None, bool]:
    """What is heard before a further try besides the step's own prompt, and whether in place of it."""
    fallback = getattr(step, "no_input" if silent else "no_match", None)
    if not isinstance(fallback, Fallback) or not fallback.prompt:
        return None, False
    return fallback.prompt, fallback.replaces


def tries_of(step: AnyStep, silent: bool) -> int:
    """How often a step asks before silence (or wrong keys) moves the call on."""
    fallback = getattr(step, "no_input" if silent else "no_match", None)
    own = fallback.tries if isinstance(fallback, Fallback) else None
    return max(1, own if own is not None else getattr(step, "tries", 1))
