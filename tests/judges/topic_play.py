"""Callers with a topic, played to the end: the honest caller, and the two who listen or know the keys.

A position here is one of the plain player's with two more facts: whether the topic has been named (an
option was taken that carries it), and where the call has been, since an option that goes back there
is open to everybody. Only the steps that such an option can lead to are kept, so play stays short.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal, NamedTuple

from tests.judges.player import LUCK, first_of
from tests.judges.rules_of_play import Move, Position, Rules, Target, keys_of, listed

Listener = Literal["first-time", "hurried"]
Step = dict[str, Any]

OFFERS = frozenset({"message", "callback", "handed_over"})
KEY_WORDS = {"star": "*", "pound": "#", "asterisco": "*", "numeral": "#"}


class Stand(NamedTuple):
    """Where an honest call stands."""

    at: Position
    named: bool
    been: frozenset[str]


@dataclass
class Honest:
    """Everything an honest caller can come to from one entry at one moment."""

    ends: set[str] = field(default_factory=set)
    heard: set[str] = field(default_factory=set)
    """The topics that the announcements resolve which can be heard, whether or not the call ends there."""
    rings: set[str] = field(default_factory=set)
    """Who is rung, on duty or not."""

    @property
    def offered(self) -> bool:
        return bool(self.ends & OFFERS)


def topics_on(option: object) -> set[str]:
    """The topics an option, an entry or a queue carries."""
    return set(listed(option.get("topics"))) if isinstance(option, dict) else set()


def options_of(step: Step) -> dict[str, object]:
    """Key -> what the file says about it, keys by their own signs."""
    written = list((step.get("keys") or {}).values())
    return dict(zip(keys_of(step), written, strict=True))


def entries_for(menu: dict[str, Any], topic: str) -> dict[str, tuple[str, bool]]:
    """The numbers that callers with a topic dial: the first step, and whether the number is for the topic."""
    found = {}
    for number, entry in menu["entry"].items():
        carried = topics_on(entry)
        if not carried or carried & {topic, "any"}:
            to = entry["to"] if isinstance(entry, dict) else entry
            found[str(number)] = (str(to), topic in carried)
    return found


class TopicGame:
    """A menu at a fixed moment, for callers with one topic."""

    def __init__(self, menu: dict[str, Any], moment: datetime, topic: str) -> None:
        self.menu = menu
        self.topic = topic
        self.rules = Rules(menu, moment, topic)
        self.steps = self.rules.steps
        self._wanted = self._back_targets()
        self._left = {step: self._can_be_left(step) for step in self.rules.retries}

    def _back_targets(self) -> frozenset[str]:
        """The steps some option leads to: only having been there can matter."""
        return frozenset(to for step in self.steps.values() for to in keys_of(step).values() if to)

    def _can_be_left(self, retry: str) -> bool:
        """Whether any caller who begins at this retry, honest or not, can come back to it."""
        start = self.rules.arrival(retry)
        todo, seen = [start], {start}
        while todo:
            for move in self.rules.moves(todo.pop()):
                if not isinstance(move.target, Position):
                    continue
                if move.target.step == retry:
                    return True
                if move.target not in seen:
                    seen.add(move.target)
                    todo.append(move.target)
        return False

    def honest(self, step: str, named: bool) -> Honest:
        """Go over every honest call that begins here."""
        found = Honest()
        start = self._stand(self.rules.arrival(step), named, frozenset())
        todo, seen = [start], {start}
        while todo:
            stand = todo.pop()
            self._note(found, stand.at)
            for move in self._moves(stand):
                if isinstance(move.target, str):
                    found.ends.add(move.target)
                    continue
                after = self._stand(move.target, stand.named or self._names(stand, move), stand.been)
                if after not in seen:
                    seen.add(after)
                    todo.append(after)
        return found

    def _stand(self, at: Position, named: bool, been: frozenset[str]) -> Stand:
        return Stand(at, named, been | ({at.step} & self._wanted))

    def _note(self, found: Honest, at: Position) -> None:
        step = self.steps[at.step]
        found.heard |= set(listed(step.get("resolves")))
        dialled = at.stage.startswith("dialled:")
        if dialled or (step["kind"] in ("ring", "queue") and self._mine(step)):
            found.rings.add(at.stage.partition(":")[2] if dialled else str(step.get("who", step.get("team"))))

    def _mine(self, step: Step) -> bool:
        """A queue for somebody else does not count."""
        carried = topics_on(step)
        return step["kind"] != "queue" or not carried or bool(carried & {self.topic, "any"})

    def _moves(self, stand: Stand) -> list[Move]:
        step = self.steps[stand.at.step]
        if step["kind"] == "retry":
            # Rounds are not counted here: it is enough that somebody can come back.
            ways = ("again", "then") if self._left[stand.at.step] else ("again",)
            return [Move("nobody", way, stand.at._replace(step=str(step[way]), stage="")) for way in ways]
        moves = self.rules.moves(stand.at)
        if not self._mine(step):
            moves = [move for move in moves if move.target != "person"]
        return [move for move in moves if self._open(stand, step, move)]

    def _open(self, stand: Stand, step: Step, move: Move) -> bool:
        """Whether an honest caller may do this."""
        if step["kind"] != "menu":
            return True
        if not move.does.startswith("key:"):
            # To try 0 where it is not listed is to press a wrong key; an extension is known to insiders.
            return move.does in ("silence", "hang up") or (move.does == "wrong" and "0" not in keys_of(step))
        return self._option_open(stand, step, move.does.removeprefix("key:"))

    def _option_open(self, stand: Stand, step: Step, key: str) -> bool:
        to, carried = keys_of(step)[key] or "", topics_on(options_of(step)[key])
        if carried & {self.topic, "any"}:
            return True
        if key == "0" or to == stand.at.step or self.steps[to]["kind"] == "language":
            return True
        if carried:
            return False
        divides = any(topics_on(option) for option in options_of(step).values())
        return stand.named or not divides or to in stand.been

    def _names(self, stand: Stand, move: Move) -> bool:
        """Whether this move says what the call is about."""
        step = self.steps[stand.at.step]
        if step["kind"] != "menu" or not move.does.startswith("key:"):
            return False
        option = options_of(step)[move.does.removeprefix("key:")]
        return bool(topics_on(option) & {self.topic, "any"})

    # the callers who listen, or know the keys

    def outcome_of(self, caller: Listener, step: str) -> str:
        """How the call ends when everybody answers."""
        at: Target = self.rules.arrival(step)
        seen: set[Position] = set()
        while isinstance(at, Position):
            if at in seen:
                return "endless"
            seen.add(at)
            at = self._line(caller, at)
        return at

    def _line(self, caller: Listener, at: Position) -> Target:
        moves, step = self.rules.moves(at), self.steps[at.step]
        if moves[0].mover != "caller":
            return first_of(moves, LUCK["answered"]).target
        if step["kind"] == "menu":
            return first_of(moves, (f"key:{self._pressed(caller, step, at.language)}", "silence")).target
        return first_of(moves, ("right", "book", "operator", "hold", "leave", "silence")).target

    def _pressed(self, caller: Listener, step: Step, language: str) -> str:
        options, leads = options_of(step), keys_of(step)
        if all(self.steps[to or ""]["kind"] == "language" for to in leads.values()):
            sets = {key: self.steps[to or ""]["set"] for key, to in leads.items()}
            return next((key for key, chosen in sets.items() if str(chosen) == language), "none")
        known = list(options) if caller == "hurried" else announced(step, language)
        mine = [key for key in known if topics_on(options.get(key)) & {self.topic, "any"}]
        return mine[0] if mine else "0"


def announced(step: Step, language: str) -> list[str]:
    """The keys a prompt names, in its order; of a recording, all that are not marked otherwise."""
    prompt = step["prompt"]
    if isinstance(prompt, dict) and "audio" in prompt:
        options = options_of(step).items()
        return [key for key, one in options if not (isinstance(one, dict) and one.get("announced") is False)]
    text = prompt.get(language, "") if isinstance(prompt, dict) else prompt
    named = re.findall(r"(?:press|oprima) (\w+)[.]", str(text))
    return [KEY_WORDS.get(word, word) for word in named]
