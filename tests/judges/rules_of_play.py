"""The moves of a phone menu at one fixed moment, read straight from the written format.

Nothing here is clever: a position says everything that can matter later (the step, the stage in
it, how the call came to a hangup, the language, how often each retry was used), and `Rules.moves`
lists what can happen next. It must never import the product it is compared with.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any, NamedTuple

import yaml

from tests.judges import calendar

SERVED = frozenset({"person", "message", "callback", "resolved", "handed_over"})
LOST = frozenset({"unowned_message", "cut_off", "endless", "gave_up"})
BY_KEY, ANNOUNCED, PLAIN = "key", "announced", ""
KEY_NAMES = {"star": "*", "pound": "#", "hash": "#"}


class Position(NamedTuple):
    """Where a call stands. `how` is kept at a hangup only, as nothing else depends on it."""

    step: str
    stage: str
    how: str
    language: str
    used: tuple[int, ...]


Target = Position | str  # a plain text is the outcome the call has ended in


class Move(NamedTuple):
    """One thing that can happen: who makes it, what it is, and where the call is afterwards."""

    mover: str
    does: str
    target: Target


def read(text: str) -> dict[str, Any]:
    """Load a menu; keys such as `1` or a date, which YAML types, are turned back into text."""
    loaded = with_text_keys(yaml.safe_load(text))
    assert isinstance(loaded, dict)
    return loaded


def with_text_keys(value: Any) -> Any:
    """The same value with every key of every map as text."""
    if isinstance(value, dict):
        return {str(key): with_text_keys(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [with_text_keys(inner) for inner in value]
    return value


def listed(value: object) -> list[str]:
    """One id or a list of ids, as a list."""
    if value is None:
        return []
    return [str(inner) for inner in value] if isinstance(value, list) else [str(value)]


def step_named_by(value: object) -> str | None:
    """The step a destination names: an id, or a map with `to`; nothing when none is given."""
    if isinstance(value, dict):
        return step_named_by(value.get("to"))
    return None if value is None else str(value)


def keys_of(step: dict[str, Any]) -> dict[str, str | None]:
    """Key -> step, with the names of `*` and `#` replaced by the keys themselves."""
    keys = step.get("keys") or {}
    return {KEY_NAMES.get(str(key), str(key)): step_named_by(to) for key, to in keys.items()}


class Rules:
    """What can happen in a call that arrived at this moment, for a caller with or without a topic."""

    def __init__(self, menu: dict[str, Any], moment: datetime, topic: str | None = None) -> None:
        self.menu = menu
        self.moment = moment
        self.topic = topic
        self.steps: dict[str, dict[str, Any]] = with_text_keys(menu["steps"])
        self.retries = [name for name, step in self.steps.items() if step["kind"] == "retry"]
        self._staffed: dict[str, bool] = {}
        self._kinds: dict[str, Callable[[Position, dict[str, Any]], Iterator[Move]]] = {
            "play": self._play, "menu": self._menu, "hours": self._hours, "ring": self._ring,
            "queue": self._queue, "transfer": self._transfer, "voicemail": self._voicemail,
            "callback": self._callback, "collect": self._collect, "lookup": self._lookup,
            "retry": self._retry, "directory": self._directory, "language": self._language,
            "hangup": self._hangup,
        }  # fmt: skip

    def arrival(self, step: str) -> Position:
        """A call that arrives at this step with every retry unused, in the file's first language."""
        language = (listed(self.menu.get("languages")) or ["en"])[0]
        return Position(step, "", PLAIN, language, (0,) * len(self.retries))

    def moves(self, at: Position) -> list[Move]:
        """Everything that can happen next; never empty."""
        step = self.steps[at.step]
        return list(self._kinds[step["kind"]](at, step))

    def staffed(self, who: str) -> bool:
        """Can this person (alone) or team be reached by phone at the moment of the call?"""
        if who not in self._staffed:
            is_team = who in (self.menu.get("teams") or {})
            ask = calendar.on_duty_team if is_team else calendar.on_duty_person
            self._staffed[who] = ask(self.menu, who, self.moment)
        return self._staffed[who]

    def _go(self, at: Position, to: object, how: str = PLAIN) -> Target:
        """The position after moving to a destination; one that is not given cuts the call off."""
        name = step_named_by(to)
        if name is None:
            return "cut_off"
        is_end = self.steps[name]["kind"] == "hangup"
        return at._replace(step=name, stage="", how=how if is_end else PLAIN)

    def _key_moves(self, at: Position, step: dict[str, Any]) -> Iterator[Move]:
        for key, to in keys_of(step).items():
            yield Move("caller", f"key:{key}", self._go(at, to, BY_KEY))

    def _give_up_typing(self, at: Position, step: dict[str, Any]) -> Iterator[Move]:
        """What a caller can do wherever tries are counted, besides getting it right."""
        yield Move("caller", "silence", self._go(at, step.get("no_input")))
        yield Move("caller", "wrong", self._go(at, step.get("no_match")))
        yield Move("caller", "hang up", "gave_up")

    def _dial_moves(self, at: Position, who: object) -> Iterator[Move]:
        for name in listed(who):
            yield Move("caller", f"dial:{name}", at._replace(stage=f"dialled:{name}"))

    def _phones_ring(self, who: str, unanswered: Target) -> Iterator[Move]:
        """Someone on duty may answer; with nobody on duty the phones ring out."""
        if not self.staffed(who):
            yield Move("clock", "nobody on duty", unanswered)
            return
        yield Move("office", "answered", "person")
        yield Move("office", "no answer", unanswered)

    def _play(self, at: Position, step: dict[str, Any]) -> Iterator[Move]:
        answers = {"any", self.topic}  # without a topic only `any` is left, as no list holds None
        told = bool(answers & set(listed(step.get("resolves"))))
        yield Move("nobody", "heard", self._go(at, step["then"], ANNOUNCED if told else PLAIN))

    def _menu(self, at: Position, step: dict[str, Any]) -> Iterator[Move]:
        if at.stage:
            yield from self._phones_ring(at.stage.partition(":")[2], self._go(at, at.step))
            return
        yield from self._key_moves(at, step)
        yield from self._dial_moves(at, step.get("extensions"))
        yield from self._give_up_typing(at, step)

    def _hours(self, at: Position, step: dict[str, Any]) -> Iterator[Move]:
        branch = calendar.branch(self.menu, str(step["hours"]), self.moment)
        to = step.get(branch, step["closed"])  # `holiday` defaults to `closed`
        yield Move("clock", branch, self._go(at, to))

    def _ring(self, at: Position, step: dict[str, Any]) -> Iterator[Move]:
        who = str(step["who"])
        yield from self._phones_ring(who, self._go(at, step.get("no_answer")))
        if self.staffed(who):
            yield Move("office", "busy", self._go(at, step.get("busy", step.get("no_answer"))))

    def _queue(self, at: Position, step: dict[str, Any]) -> Iterator[Move]:
        if at.stage == "holding":
            yield from self._held(at, step)
        elif at.stage == "" and "closed" in step and not self.staffed(str(step["team"])):
            yield Move("clock", "closed", self._go(at, step["closed"]))
        elif at.stage == "" and "capacity" in step:
            yield from self._room(at, step)
        else:
            yield from self._key_moves(at, step)
            yield Move("caller", "hold", at._replace(stage="holding"))
            yield Move("caller", "hang up", "gave_up")

    def _held(self, at: Position, step: dict[str, Any]) -> Iterator[Move]:
        end = self._go(at, step.get("timeout")) if "max_wait" in step else "endless"
        if self.staffed(str(step["team"])):
            yield Move("office", "answered", "person")
            yield Move("office", "no answer", end)
        else:
            yield Move("clock", "nobody on duty", end)

    def _room(self, at: Position, step: dict[str, Any]) -> Iterator[Move]:
        yield Move("office", "room", at._replace(stage="room"))
        yield Move("office", "full", self._go(at, step.get("full")))

    def _transfer(self, at: Position, step: dict[str, Any]) -> Iterator[Move]:
        is_blind = str(step.get("mode", "bridged")) == "blind"
        unanswered = "cut_off" if is_blind else self._go(at, step.get("no_answer"))
        hours = step.get("hours")
        if hours is not None and not calendar.is_open(self.menu, str(hours), self.moment):
            yield Move("clock", "out of hours", unanswered)
            return
        yield Move("office", "answered", self._transferred(step))
        yield Move("office", "no answer", unanswered)

    def _transferred(self, step: dict[str, Any]) -> str:
        reaches = str(step.get("reaches", "unknown"))
        if reaches == "voicemail":
            return self._message(step)
        return "person" if reaches == "person" else "handed_over"

    def _message(self, step: dict[str, Any]) -> str:
        return "message" if step.get("owner") is not None else "unowned_message"

    def _voicemail(self, at: Position, step: dict[str, Any]) -> Iterator[Move]:
        if at.stage == "" and "capacity" in step:
            yield from self._room(at, step)
            return
        yield Move("caller", "leave", self._message(step))
        yield from self._key_moves(at, step)
        yield Move("caller", "hang up", "gave_up")

    def _callback(self, at: Position, step: dict[str, Any]) -> Iterator[Move]:
        yield Move("caller", "book", "callback")
        yield Move("caller", "decline", self._go(at, step.get("declined"), BY_KEY))
        yield Move("caller", "silence", self._go(at, step.get("no_input")))
        yield Move("caller", "hang up", "gave_up")

    def _collect(self, at: Position, step: dict[str, Any]) -> Iterator[Move]:
        yield Move("caller", "right", self._go(at, step["then"]))
        yield from self._give_up_typing(at, step)

    def _lookup(self, at: Position, step: dict[str, Any]) -> Iterator[Move]:
        for to in step["answers"].values():
            yield Move("office", "answer", self._go(at, to))
        yield Move("office", "error", self._go(at, step.get("error")))

    def _retry(self, at: Position, step: dict[str, Any]) -> Iterator[Move]:
        mine = self.retries.index(at.step)
        if at.used[mine] >= int(str(step["times"])):
            yield Move("nobody", "onward", self._go(at, step["then"]))
            return
        used = (*at.used[:mine], at.used[mine] + 1, *at.used[mine + 1 :])
        yield Move("nobody", "again", self._go(at._replace(used=used), step["again"]))

    def _directory(self, at: Position, step: dict[str, Any]) -> Iterator[Move]:
        if at.stage:
            unanswered = self._go(at, step.get("no_answer"))
            yield from self._phones_ring(at.stage.partition(":")[2], unanswered)
            return
        yield from self._dial_moves(at, step["who"])
        if step.get("operator") is not None:
            yield Move("caller", "operator", self._go(at, step["operator"], BY_KEY))
        yield from self._give_up_typing(at, step)

    def _language(self, at: Position, step: dict[str, Any]) -> Iterator[Move]:
        yield Move("nobody", "heard", self._go(at._replace(language=str(step["set"])), step["then"]))

    def _hangup(self, at: Position, step: dict[str, Any]) -> Iterator[Move]:
        resolves = set(listed(step.get("resolves")))
        mine = resolves if self.topic is None else resolves & {"any", self.topic}
        unserved = "gave_up" if at.how == BY_KEY else "cut_off"
        yield Move("nobody", "ends", "resolved" if mine or at.how == ANNOUNCED else unserved)
