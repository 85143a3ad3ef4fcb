"""What the groups of a menu file can hold, and how to write what is missing."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields, is_dataclass
from typing import Any, get_args

from ivrcheck.menu import kinds
from ivrcheck.menu.model import (
    Entry,
    OpeningHours,
    Person,
    PhoneSystem,
    PublicHolidays,
    Rota,
    SeasonFields,
    Team,
)
from ivrcheck.menu.prompt import Spoken
from ivrcheck.menu.scalars import clip
from ivrcheck.source import Route

STEP_KINDS: dict[str, type] = {cls.__name__.lower(): cls for cls in get_args(kinds.AnyStep)}


def field_names(cls: type) -> list[str]:
    """The fields of a piece of a file as they are written there."""
    assert is_dataclass(cls)
    names = [one.name.rstrip("_") for one in fields(cls) if one.name not in ("week", "kind")]
    return sorted(names, key=lambda name: name in ("label", "note", "accept"))


def known_fields(route: Route, tree: Any) -> list[str]:
    """What may stand beside an unknown field."""
    if not route:
        return field_names(PhoneSystem)
    if route[0] == "steps":
        return _known_in_step(route, tree)
    if route[-1] == "accept" or (len(route) > 1 and route[-2] == "accept"):
        return field_names(kinds.Acceptance)
    inner = {"rota": Rota, "holidays": PublicHolidays}
    outer = {"people": Person, "teams": Team, "hours": OpeningHours, "entry": Entry}
    if "seasons" in route[2:]:
        return field_names(SeasonFields)
    return field_names(inner.get(route[-1]) or outer.get(route[0]) or PhoneSystem)


def _known_in_step(route: Route, tree: Any) -> list[str]:
    if len(route) == 2:
        step = tree["steps"][route[1]]
        return field_names(STEP_KINDS[step["kind"]])
    if "accept" in route[2:3]:
        return field_names(kinds.Acceptance)
    if "prompt" in route[2:]:
        return field_names(Spoken)
    inner = {"no_input": kinds.Fallback, "no_match": kinds.Fallback, "announce": kinds.Announce}
    return field_names(inner.get(route[2], kinds.Option))


EXAMPLES = {
    "prompt": "Add “prompt:” with the words the caller hears.",
    "keys": "Add “keys:” and under it a line for each key, like 1: front_desk.",
    "then": "Add “then:” with the id of the step that comes next.",
    "to": "Add “to:” with the id of the step it leads to.",
    "name": "Add “name:” with the name people use.",
    "who": "Add “who:” with the person or the team whose phones ring.",
    "team": "Add “team:” with the team callers hold for.",
    "number": "Add “number:” with the phone number.",
    "members": "Add “members:” with a list of people, like members: [rosa, dana].",
    "hours": "Add “hours:” with the id of opening hours.",
    "open": "Add “open:” with the step callers hear when it is open.",
    "closed": "Add “closed:” with the step callers hear when it is closed.",
    "reason": "Add “reason:” with why this is accepted.",
    "by": "Add “by:” with the id of the person who decided it.",
    "until": "Add “until:” with the last day, like 2027-03-31.",
    "ivrcheck": "Begin the file with the line ivrcheck: 1.",
    "people": "Write each person's id and a colon, and behind it their name, like rosa: {name: Rosa Lee}.",
    "teams": "Write each team's id and a colon, and behind it its people, "
    "like front_desk: {members: [rosa]}.",
    "topics": "Write each topic's id and a colon, and behind it what callers want, like billing: A bill.",
    "entry": "Write each phone number and a colon, and behind it the id of the first step.",
    "steps": "Write each step's id and a colon, and behind it its fields, "
    "like desk: {kind: ring, who: rosa}.",
    "owner": "Add “owner:” with the person or the team who calls back.",
}


def example(field: str, examples: Mapping[str, str]) -> str:
    """How to write a field that is missing."""
    return examples.get(field, f"Add “{field}:” and its value.")


_SHAPES = {
    "people": "{name: Rosa Lee}",
    "teams": "{members: [rosa]}",
    "hours": "{mon-fri: 08:00-17:00}",
    "steps": "{kind: ring, who: rosa}",
}


def as_group(section: str, id: str, value: Any) -> str:
    """How to write a person, a team, opening hours or a step, with what is written there in its place."""
    shape = _SHAPES.get(section)
    if section == "teams" and (members := [value] if isinstance(value, str) else _words(value)):
        shape = f"{{members: [{', '.join(members)}]}}"
    elif section == "people" and isinstance(value, str):
        shape = f"{{name: {value.partition(',')[0]}}}"
    return f"Write it like {clip(f'{id}: {shape}')}." if shape else ""


def _words(value: Any) -> list[str]:
    return [one for one in value if isinstance(one, str)] if isinstance(value, list) else []


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """How the things in a sort of file are called, and what they can hold."""

    what: Mapping[str, str]
    """By the section of a file, the word for one of the things in it."""
    known: Callable[[Route, Any], list[str]]
    """What may stand beside an unknown field, by the place it is in."""
    examples: Mapping[str, str]
    """How to write a field that is missing."""


_WHAT = {"people": "person", "teams": "team", "hours": "opening hours", "topics": "topic", "entry": "number",
         "steps": "step"}  # fmt: skip
MENU = Vocabulary(_WHAT, known_fields, EXAMPLES)
