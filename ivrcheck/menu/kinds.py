"""The kinds of steps a call can pass, one frozen model each."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Any, ClassVar, Literal

from pydantic import BeforeValidator, Field

from ivrcheck.menu import scalars
from ivrcheck.menu.fields import (
    Day,
    Digits,
    Id,
    Ids,
    Key,
    PromiseField,
    Seconds,
    Text,
    Texts,
    Times,
    Tries,
    Whole,
    YesNo,
    model,
)
from ivrcheck.menu.prompt import PromptField
from ivrcheck.source import Route

Target = tuple[Route, str]
"""Where a step can go: the keys under the step that say so, and the id of the next step."""


@model
class Acceptance:
    """A finding that somebody has looked at and decided to live with, until a day."""

    rule: Text
    reason: Text
    by: Id
    until: Day
    step: Id | None = None


@model
class Option:
    """What a key of a menu does."""

    to: Id
    label: Text | None = None
    topics: Ids = ()
    says: Texts = ()
    announced: YesNo = True


@model
class Fallback:
    """Where a menu goes after silence or wrong keys; ``tries`` and ``prompt`` replace the menu's own."""

    to: Id | None = None
    tries: Tries | None = None
    prompt: PromptField | None = None
    replaces: YesNo = False


OptionField = Annotated[Option, BeforeValidator(scalars.as_map("to"))]
FallbackField = Annotated[Fallback, BeforeValidator(scalars.as_map("to"))]


def _each_once(value: Any) -> Any:
    """Two names for one key (``star`` and ``*``) would silently drop what the first leads to."""
    seen: dict[str, str] = {}
    for name in map(str, value if isinstance(value, dict) else ()):
        sign = scalars.KEY_NAMES.get(name.lower(), name)
        if sign in seen:
            raise scalars.wrong(f"“{seen[sign]}” and “{name}” are the same key; keep one of the two")
        seen[sign] = name
    return value


Keys = Annotated[dict[Key, OptionField], BeforeValidator(_each_once)]
Options = Annotated[Keys, Field(min_length=1)]


@model
class _Step:
    label: Text | None = None
    note: Text | None = None
    accept: tuple[Acceptance, ...] = ()

    single: ClassVar[tuple[str, ...]] = ()
    """The fields that hold the id of a next step."""

    def targets(self) -> Iterator[Target]:
        """Every step this one can go to, with the keys under the step that name it."""
        for field in self.single:
            target = getattr(self, field)
            if isinstance(target, str):
                yield (field,), target
            elif target is not None and target.to:
                yield (field, "to"), target.to
        for key, option in (getattr(self, "keys", None) or {}).items():
            yield ("keys", key, "to"), option.to


@model
class Play(_Step):
    """The caller hears something, and the call goes on."""

    kind: Literal["play"]
    prompt: PromptField
    then: Id
    resolves: Ids = ()
    barge_in: YesNo = False
    single: ClassVar[tuple[str, ...]] = ("then",)


@model
class Menu(_Step):
    """The caller chooses by pressing a key."""

    kind: Literal["menu"]
    prompt: PromptField
    keys: Options
    wait: Seconds = 5
    tries: Tries = 3
    no_input: FallbackField | None = None
    no_match: FallbackField | None = None
    barge_in: YesNo = True
    extensions: Ids = ()
    single: ClassVar[tuple[str, ...]] = ("no_input", "no_match")


@model
class Hours(_Step):
    """The clock decides."""

    kind: Literal["hours"]
    hours: Id
    open: Id
    closed: Id
    holiday: Id | None = None
    single: ClassVar[tuple[str, ...]] = ("open", "closed", "holiday")


@model
class Ring(_Step):
    """Phones ring; somebody on duty may answer."""

    kind: Literal["ring"]
    who: Id
    for_: Seconds = Field(default=20, alias="for")
    no_answer: Id | None = None
    busy: Id | None = None
    prompt: PromptField | None = None
    strategy: Literal["all", "in_turn"] = "all"
    confirm: YesNo = False
    single: ClassVar[tuple[str, ...]] = ("no_answer", "busy")


@model
class Announce:
    """What a queue tells those who hold: their place, the wait, and how often (seconds)."""

    position: YesNo = False
    wait: YesNo = False
    every: Seconds | None = None


@model
class Queue(_Step):
    """The caller holds until somebody on the team answers."""

    kind: Literal["queue"]
    team: Id
    prompt: PromptField | None = None
    topics: Ids = ()
    max_wait: Seconds | None = None
    timeout: Id | None = None
    closed: Id | None = None
    full: Id | None = None
    capacity: Whole | None = None
    keys: Keys | None = None
    announce: Announce | None = None
    expected_wait: Seconds | None = None
    confirm: YesNo = False
    single: ClassVar[tuple[str, ...]] = ("timeout", "closed", "full")


@model
class Transfer(_Step):
    """The call leaves for another number."""

    kind: Literal["transfer"]
    number: Text
    reaches: Literal["person", "voicemail", "phone_menu", "unknown"] = "unknown"
    mode: Literal["bridged", "blind"] = "bridged"
    hours: Id | None = None
    for_: Seconds = Field(default=20, alias="for")
    no_answer: Id | None = None
    owner: Id | None = None
    callback_within: PromiseField | None = None
    single: ClassVar[tuple[str, ...]] = ("no_answer",)


@model
class Voicemail(_Step):
    """The caller can leave a message."""

    kind: Literal["voicemail"]
    prompt: PromptField
    owner: Id | None = None
    backup: Id | None = None
    callback_within: PromiseField | None = None
    notify: Id | None = None
    keys: Keys | None = None
    capacity: Whole | None = None
    full: Id | None = None
    then: Id | None = None
    single: ClassVar[tuple[str, ...]] = ("full", "then")


@model
class Callback(_Step):
    """The caller can ask to be called back."""

    kind: Literal["callback"]
    prompt: PromptField
    owner: Id | None
    """None only where it is still to be filled in."""
    backup: Id | None = None
    callback_within: PromiseField | None = None
    declined: Id | None = None
    no_input: Id | None = None
    then: Id | None = None
    single: ClassVar[tuple[str, ...]] = ("declined", "no_input", "then")


@model
class Collect(_Step):
    """The caller types a number."""

    kind: Literal["collect"]
    prompt: PromptField
    digits: Digits
    then: Id
    asks_for: Text | None = None
    finish: Key = "#"
    secret: YesNo = False
    wait: Seconds = 5
    tries: Tries = 3
    no_input: FallbackField | None = None
    no_match: FallbackField | None = None
    single: ClassVar[tuple[str, ...]] = ("then", "no_input", "no_match")


@model
class Lookup(_Step):
    """Something other than the caller and the clock decides: data, or a switch somebody sets."""

    kind: Literal["lookup"]
    question: Text
    answers: Annotated[dict[Text, Id], Field(min_length=1)]
    error: Id | None = None
    single: ClassVar[tuple[str, ...]] = ("error",)

    def targets(self) -> Iterator[Target]:
        """Every step this one can go to, with the keys under the step that name it."""
        yield from (((("answers", answer)), to) for answer, to in self.answers.items())
        if self.error:
            yield ("error",), self.error


@model
class Retry(_Step):
    """The first ``times`` arrivals in a call go ``again``, the later ones ``then``."""

    kind: Literal["retry"]
    times: Times
    again: Id
    then: Id
    single: ClassVar[tuple[str, ...]] = ("again", "then")


@model
class Directory(_Step):
    """The caller dials somebody by name or extension, and their phone rings."""

    kind: Literal["directory"]
    prompt: PromptField
    who: Annotated[Ids, Field(min_length=1)]
    operator: Id | None = None
    wait: Seconds = 5
    tries: Tries = 3
    for_: Seconds = Field(default=20, alias="for")
    no_input: FallbackField | None = None
    no_match: FallbackField | None = None
    no_answer: Id | None = None
    single: ClassVar[tuple[str, ...]] = ("operator", "no_input", "no_match", "no_answer")


@model
class Language(_Step):
    """Prompts change language."""

    kind: Literal["language"]
    set: Text
    then: Id
    single: ClassVar[tuple[str, ...]] = ("then",)


@model
class Hangup(_Step):
    """The system ends the call."""

    kind: Literal["hangup"]
    prompt: PromptField | None = None
    resolves: Ids = ()


AnyStep = (
    Play
    | Menu
    | Hours
    | Ring
    | Queue
    | Transfer
    | Voicemail
    | Callback
    | Collect
    | Lookup
    | Retry
    | Directory
    | Language
    | Hangup
)
Step = Annotated[AnyStep, Field(discriminator="kind")]
