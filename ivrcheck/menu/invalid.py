"""Turns what pydantic says about a file into findings in plain words."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from typing import Any, get_args

from ivrcheck.finding import Finding
from ivrcheck.menu import kinds
from ivrcheck.menu.model import Entry, OpeningHours, Person, PhoneSystem, PublicHolidays, Rota, SeasonFields, Team
from ivrcheck.menu.near import did_you_mean
from ivrcheck.menu.problem import problem
from ivrcheck.menu.prompt import Spoken
from ivrcheck.menu.scalars import clip
from ivrcheck.source import Pointer, Route

Home = Callable[[Route], str]

STEP_KINDS: dict[str, type] = {cls.__name__.lower(): cls for cls in get_args(kinds.AnyStep)}
_VIRTUAL = {"week", "any", "by_language", "parts"}
_SECTIONS = ("people", "teams", "hours", "topics", "entry", "steps")
_WHAT = {"people": "person", "teams": "team", "hours": "opening hours", "topics": "topic", "entry": "number",
         "steps": "step"}  # fmt: skip


def field_names(cls: type) -> list[str]:
    """The fields of a piece of a file as they are written there."""
    assert is_dataclass(cls)
    names = [one.name.rstrip("_") for one in fields(cls) if one.name not in ("week", "kind")]
    return sorted(names, key=lambda name: name in ("label", "note", "accept"))


def findings_of(errors: list[Any], tree: Any, home: Home) -> Iterator[Finding]:
    """One finding for each pydantic error, at its place in the file."""
    bad_names = {error["loc"][:-1] for error in errors if error["loc"][-1:] == ("[key]",)}
    for error in errors:
        under = any(error["loc"][:length] in bad_names for length in range(1, len(error["loc"]) + 1))
        if under and error["loc"][-1] != "[key]":
            continue  # what is written under a wrong name is not worth a finding of its own
        yield _Translation(error, tree, home).finding()


class _Translation:
    """One pydantic error on its way to a finding."""

    def __init__(self, error: Mapping[str, Any], tree: Any, home: Home) -> None:
        self.type: str = error["type"]
        self.context: Mapping[str, Any] = error.get("ctx", {})
        self.value = error.get("input")
        self.route = file_route(error["loc"], tree)
        self.tree = tree
        self.home = home
        self.is_key = error["loc"][-1:] == ("[key]",)

    def finding(self) -> Finding:
        make = _BY_TYPE.get(self.type, _Translation._other)
        return make(self)

    def at(self, route: Route, key: bool = False) -> Pointer:
        return Pointer(self.home(route), route, key)

    def where(self) -> str:
        """The thing the error is in, in words: “the step main”, “the person lee”."""
        if len(self.route) > 1 and self.route[0] in _WHAT:
            return f"the {_WHAT[self.route[0]]} “{self.route[1]}”"
        return "this file"

    def _inside(self, owner: Route) -> str:
        """The same, and what in it a place is in: “2” in the step “main”; places in a list have no name."""
        named = [part for part in owner[2:] if part not in _NAMELESS]
        places = len(owner) > 2 and owner[-1].isdigit() and owner[-2] != "keys"
        inner = named[-2] if places and len(named) > 1 else named[-1] if named else ""
        return f"“{inner}” in {self.where()}" if inner else self.where()

    def missing(self) -> Finding:
        *outer, field = self.route
        owner = tuple(outer)
        message = f"{_capital(self._inside(owner))} has no “{field}”."
        return problem("IVR004", self.at(owner, key=True), message, _example(field))

    def unknown(self) -> Finding:
        field = self.route[-1]
        known = _known_fields(self.route[:-1], self.tree)
        message = f"“{clip(field)}” is not something {self._inside(self.route[:-1])} can have."
        help = did_you_mean(field, known) or f"{self._it()} can have: {', '.join(known)}."
        return problem("IVR003", self.at(self.route, key=True), message, help)

    def _it(self) -> str:
        kind = self.tree["steps"][self.route[1]]["kind"] if self.route[0] == "steps" else ""
        return f"A step of the kind “{kind}”" if kind and len(self.route) == 3 else "It"

    def kind(self) -> Finding:
        written = self.value.get("kind") if isinstance(self.value, dict) else None
        known = sorted(STEP_KINDS)
        if written is None:
            message = f"{_capital(self.where())} does not say what kind of step it is."
            return problem("IVR004", self.at(self.route, key=True), message, f"Add “kind:” with one of: {', '.join(known)}.")
        message = f"“{clip(written)}” is not a kind of step."
        help = did_you_mean(str(written), known) or f"A step is one of: {', '.join(known)}."
        return problem("IVR004", self.at((*self.route, "kind")), message, help)

    def plain(self) -> Finding:
        if self.is_key and self.route[0] == "hours" and (near := did_you_mean(self.route[-1], _HOURS_FIELDS)):
            message = f"“{clip(self.route[-1])}” is not something {self.where()} can have."
            return problem("IVR003", self.at(self.route, key=True), message, near)
        named = [part for part in self.route if not part.isdigit()]
        field = f"“{named[-1]}”: " if named and not self.is_key else ""
        sentence = self.context["sentence"]
        message, _, help = sentence.partition("; ")
        return problem("IVR004", self.at(self.route, self.is_key), _capital(field + message) + ".", _capital(help) + "." if help else "")

    def pattern(self) -> Finding:
        text = clip(self.value)
        if self.route[-1:] and "languages" in self.route or self.route[-1:] == ("language",):
            return self._say(f"“{text}” is not a language", "Write it like en, es or pt-BR")
        help = "Use small letters, digits, - and _, beginning with a letter, like front_desk"
        if text[:1].isdigit():
            help += f" (for example step_{''.join(c if c.isalnum() else '_' for c in text.lower())})"
        return problem("IVR004", self.at(self.route, self.is_key), f"“{text}” cannot be the id of anything.", help + ".")

    def choice(self) -> Finding:
        expected = str(self.context.get("expected", "")).replace("'", "").replace(" or ", ", ")
        if self.route == ("ivrcheck",):
            return self._say(f"“{clip(self.value)}” is not a format this version reads", "Write ivrcheck: 1")
        known = expected.split(", ")
        help = did_you_mean(str(self.value), known) or f"Write one of: {expected}"
        return self._say(f"“{clip(self.value)}” is not one of the words “{self.route[-1]}” takes", help.rstrip("."))

    def text(self) -> Finding:
        if self.value is None:
            return self._say(f"Nothing is written after “{self.route[-1]}:”", "Write its value there, or remove the line")
        return self._say(f"“{self.route[-1]}” should be a single word or text", "Write it on one line after the colon")

    def group(self) -> Finding:
        name = self.route[-1] if self.route else "the file"
        if self.value is None:
            help = _EXAMPLES.get(name, "Write its fields there, or remove the line.")
            return self._say(f"Nothing is written under “{name}”", help.rstrip("."))
        return self._say(f"“{name}” should be a group of lines, each with a name and a colon", _example(name).rstrip("."))

    def list(self) -> Finding:
        return self._say(f"“{self.route[-1]}” should be a list", f"Write it like {self.route[-1]}: [first, second]")

    def short(self) -> Finding:
        return self._say(f"“{self.route[-1]}” is empty", "Write at least one thing there, or remove the line")

    def long(self) -> Finding:
        return self._say(f"“{clip(self.value)}” is far too long for a name", "Shorten it to at most 200 characters")

    def small(self) -> Finding:
        return self._say(f"“{self.route[-1]}” is too short a time", "Write at least 1h")

    def _other(self) -> Finding:
        return self._say(f"“{clip(self.value)}” is not something “{self.route[-1] if self.route else 'the file'}” takes",
                         "See the format page for what may stand there")  # fmt: skip

    def _say(self, message: str, help: str) -> Finding:
        return problem("IVR004", self.at(self.route), _capital(message) + ".", _capital(help) + "." if help else "")


_BY_TYPE: dict[str, Callable[[_Translation], Finding]] = {
    "missing": _Translation.missing,
    "unexpected_keyword_argument": _Translation.unknown,
    "extra_forbidden": _Translation.unknown,
    "union_tag_invalid": _Translation.kind,
    "union_tag_not_found": _Translation.kind,
    "plain": _Translation.plain,
    "string_pattern_mismatch": _Translation.pattern,
    "literal_error": _Translation.choice,
    "string_type": _Translation.text,
    "dataclass_type": _Translation.group,
    "dict_type": _Translation.group,
    "mapping_type": _Translation.group,
    "model_attributes_type": _Translation.group,
    "tuple_type": _Translation.list,
    "too_short": _Translation.short,
    "string_too_short": _Translation.short,
    "string_too_long": _Translation.long,
    "greater_than_equal": _Translation.small,
}


_NAMELESS = ("keys", "answers")
_HOURS_FIELDS = ("holidays", "closed", "open", "seasons")


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def file_route(loc: tuple[Any, ...], tree: Any) -> Route:
    """pydantic's path without what only the models know: the kind of a step, the names of inner fields."""
    parts = [str(part) for part in loc if part != "[key]"]
    if len(parts) > 2 and parts[0] == "steps" and parts[2] in STEP_KINDS:
        del parts[2]
    route: list[str] = []
    here = tree
    for part in parts:
        if part in _VIRTUAL and not (isinstance(here, dict) and part in here):
            continue
        route.append(part)
        here = here.get(part) if isinstance(here, dict) else _item(here, part)
    return tuple(route)


def _item(box: Any, part: str) -> Any:
    return box[int(part)] if isinstance(box, list) and part.isdigit() and int(part) < len(box) else None


def _known_fields(route: Route, tree: Any) -> list[str]:
    """What may stand beside an unknown field."""
    if not route:
        return field_names(PhoneSystem)
    if route[0] == "steps":
        return _known_in_step(route, tree)
    if route[-1] == "accept" or (len(route) > 1 and route[-2] == "accept"):
        return field_names(kinds.Acceptance)
    inner = {"rota": Rota, "holidays": PublicHolidays}
    outer = {"people": Person, "teams": Team, "hours": OpeningHours, "entry": Entry}
    if "seasons" in route:
        return field_names(SeasonFields)
    return field_names(inner.get(route[-1]) or outer.get(route[0]) or PhoneSystem)


def _known_in_step(route: Route, tree: Any) -> list[str]:
    if len(route) == 2:
        step = tree["steps"][route[1]]
        return field_names(STEP_KINDS[step["kind"]])
    if "accept" in route:
        return field_names(kinds.Acceptance)
    if "prompt" in route:
        return field_names(Spoken)
    inner = {"no_input": kinds.Fallback, "no_match": kinds.Fallback, "announce": kinds.Announce}
    return field_names(inner.get(route[2], kinds.Option))


_EXAMPLES = {
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
    "teams": "Write each team's id and a colon, and behind it its people, like front_desk: {members: [rosa]}.",
    "topics": "Write each topic's id and a colon, and behind it what callers want, like billing: A bill.",
    "entry": "Write each phone number and a colon, and behind it the id of the first step.",
    "steps": "Write each step's id and a colon, and behind it its fields, like desk: {kind: ring, who: rosa}.",
    "owner": "Add “owner:” with the person or the team who calls back.",
}


def _example(field: str) -> str:
    return _EXAMPLES.get(field, f"Add “{field}:” and its value.")
