"""Turns what pydantic says about a file into findings in plain words."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from typing import Any

from ivrcheck.finding import Finding, Instead
from ivrcheck.menu.instead import meant_name, meant_value, meant_word, spaced
from ivrcheck.menu.known import MENU, STEP_KINDS, Vocabulary, as_group, example, field_names
from ivrcheck.menu.meant import meant_id
from ivrcheck.menu.near import did_you_mean, nearest
from ivrcheck.menu.problem import problem
from ivrcheck.menu.prompt import Spoken
from ivrcheck.menu.routes import UNKNOWN, file_route, is_about_key, item
from ivrcheck.menu.scalars import clip
from ivrcheck.source import Pointer, Route

Home = Callable[[Route], str]
_OUTSIDE_QUOTES = re.compile("; (?![^“]*”)")
"""What parts a sentence from its way out; a value that is repeated in it may hold the same."""

_NO_ID = "string_pattern_mismatch"


def findings_of(errors: list[Any], tree: Any, home: Home, words: Vocabulary = MENU) -> Iterator[Finding]:
    """One finding for each pydantic error, at its place in the file; of a menu, if nothing else is said."""
    bad_names = {error["loc"][:-1] for error in errors if is_about_key(error)}
    misspelt = set(_misspelt(errors))
    bad_ids = {name[1] for name in bad_names if len(name) == 2 and name[0] != "entry"}
    for error in errors:
        if error["type"] == _NO_ID and not is_about_key(error) and error["input"] in bad_ids:
            continue  # it names something whose id is a finding already
        if error["type"] == "missing" and error["loc"] in misspelt:
            continue  # it is there under a name that is a finding already
        under = any(error["loc"][:length] in bad_names for length in range(1, len(error["loc"]) + 1))
        if under and not is_about_key(error):
            continue  # what is written under a wrong name is not worth a finding of its own
        yield _Translation(error, tree, home, words).finding()


def _misspelt(errors: list[Any]) -> Iterator[tuple[Any, ...]]:
    """The places of required fields that are there, but with a slip in their names."""
    missing: dict[tuple[Any, ...], list[str]] = {}
    for error in errors:
        if error["type"] == "missing":
            missing.setdefault(error["loc"][:-1], []).append(error["loc"][-1])
    for error in errors:
        *outer, field = error["loc"] or ("",)
        lacking = missing.get(tuple(outer)) if error["type"] in UNKNOWN else None
        name, colon, _ = str(field).partition(":")
        if lacking and (near := nearest(name if colon else str(field), lacking)):
            yield (*outer, near)


class _Translation:
    """One pydantic error on its way to a finding."""

    def __init__(self, error: Mapping[str, Any], tree: Any, home: Home, words: Vocabulary) -> None:
        self.words = words
        self.type: str = error["type"]
        self.context: Mapping[str, Any] = error.get("ctx", {})
        self.value = error.get("input")
        self.route = file_route(error, tree)
        self.tree = tree
        self.home = home
        self.is_key = is_about_key(error)
        self.name = clip(self.route[-1]) if self.route else "the file"

    def finding(self) -> Finding:
        make = _BY_TYPE.get(self.type, _Translation._other)
        if self.value is None and make not in (
            _Translation.missing,
            _Translation.plain,
            _Translation.unknown,
        ):
            make = _Translation.nothing
        return make(self)

    def at(self, route: Route, key: bool = False) -> Pointer:
        return Pointer(self.home(route), route, key)

    def where(self) -> str:
        """The thing the error is in, in words: “the step main”, “the person lee”."""
        if len(self.route) > 1 and self.route[0] in self.words.what:
            return f"the {self.words.what[self.route[0]]} “{clip(self.route[1])}”"
        return "this file"

    def _inside(self, owner: Route) -> str:
        """The same, and what in it a place is in: “2” in the step “main”; places in a list have no name."""
        named = [part for part in owner[2:] if part not in _NAMELESS]
        places = len(owner) > 2 and owner[-1].isdigit() and owner[-2] != "keys"
        inner = named[-2] if places and len(named) > 1 else named[-1] if named else ""
        return f"“{clip(inner)}” in {self.where()}" if inner else self.where()

    def missing(self) -> Finding:
        *outer, field = self.route
        owner = tuple(outer)
        message = f"{_capital(self._inside(owner))} has no “{field}”."
        return problem("IVR004", self.at(owner, key=True), message, example(field, self.words.examples))

    def unknown(self) -> Finding:
        field = self.route[-1]
        known = self.words.known(self.route[:-1], self.tree)
        name, colon, rest = field.partition(":")
        if self.value is None and colon and name in known:
            message = f"There is no space behind the colon of “{self.name}”."
            help, instead = f"Write {name}: {clip(rest.strip())}.", spaced(field, name, rest)
            return problem("IVR003", self.at(self.route, key=True), message, help, instead=instead)
        if self.value is None and (field in self._all_ids() or not nearest(field, known)):
            message = f"The comma before “{self.name}” ends what stands in front of it."
            help = (
                "Put several things in brackets, like [one, two]; put words with a comma in quotation marks."
            )
            return problem("IVR003", self.at(self.route, key=True), message, help)
        message = f"“{self.name}” is not something {self._inside(self.route[:-1])} can have."
        help = did_you_mean(field, known) or f"{self._it()} can have: {', '.join(known)}."
        instead = meant_word(field, {*known} - {*self._beside()})
        return problem("IVR003", self.at(self.route, key=True), message, help, instead=instead)

    def _beside(self) -> Collection[str]:
        """The names in the group that the place lies in: nothing can be called like one of them."""
        here = self.tree
        for part in self.route[:-1]:
            here = here.get(part) if isinstance(here, dict) else item(here, part)
        return here if isinstance(here, dict) else ()

    def _it(self) -> str:
        kind = self.tree["steps"][self.route[1]]["kind"] if self.route[0] == "steps" else ""
        return f"A step of the kind “{kind}”" if kind and len(self.route) == 3 else "It"

    def kind(self) -> Finding:
        written = self.value.get("kind") if isinstance(self.value, dict) else None
        known = sorted(STEP_KINDS)
        if written is None:
            message = f"{_capital(self.where())} does not say what kind of step it is."
            return problem(
                "IVR004",
                self.at(self.route, key=True),
                message,
                f"Add “kind:” with one of: {', '.join(known)}.",
            )
        message = f"“{clip(written)}” is not a kind of step."
        if not isinstance(written, str):
            message = f"“kind” in {self.where()} should be a single word."
            written = ""
        help, near = did_you_mean(written, known), nearest(written, known) or ""
        if abs(len(near) - len(written)) > _SLIP:  # another word rather than a slip: “call” for “ring”
            help = f"{help} A step is one of: {', '.join(known)}.".lstrip()
        at = self.at((*self.route, "kind"))
        return problem("IVR004", at, message, help, instead=meant_word(written, known))

    def plain(self) -> Finding:
        if self.is_key and self.route[0] == "hours" and (near := did_you_mean(self.route[-1], _HOURS_FIELDS)):
            message = f"“{clip(self.route[-1])}” is not something {self.where()} can have."
            instead = meant_word(self.route[-1], {*_HOURS_FIELDS} - {*self._beside()})
            return problem("IVR003", self.at(self.route, key=True), message, near, instead=instead)
        named = [part for part in self.route if not part.isdigit()]
        field = f"“{clip(named[-1])}”: " if named and not self.is_key else ""
        sentence = self.context["sentence"]
        message, *more = _OUTSIDE_QUOTES.split(sentence, 1)
        help = "".join(more)
        return problem(
            "IVR004",
            self.at(self.route, self.is_key),
            _capital(field + message) + ".",
            _capital(help) + "." if help else "",
            instead=meant_value(
                self.context.get("sort", ""), self.value, self._beside() if self.is_key else ()
            ),
        )

    def pattern(self) -> Finding:
        text = clip(self.value)
        if self._is_language():
            fields = field_names(Spoken) if self.is_key else ()
            help = did_you_mean(text, fields) or "Write it like en, es or pt-BR."
            return problem("IVR004", self.at(self.route, self.is_key), f"“{text}” is not a language.", help)
        if not self.is_key:
            help = self._named_so(text) or did_you_mean(text.replace(" ", "_"), self._all_ids())
            help = help or "Write the id that stands before its colon."
            message = f"“{text}” is not an id of anything here."
            instead = meant_name(self.value, self._called(str(self.value)), self._all_ids())
            return problem("IVR004", self.at(self.route), message, help, instead=instead)
        help = "Use small letters, digits, - and _, beginning with a letter, like front_desk"
        example = meant_id(text)
        if example:
            help += f" (for example {f'{self._named()}_{example}' if example[0].isdigit() else example})"
        return problem(
            "IVR004",
            self.at(self.route, self.is_key),
            f"“{text}” cannot be the id of anything.",
            f"{help}, here and wherever it is named.",
        )

    def _named_so(self, text: str) -> str:
        same = self._called(text)
        return f"Did you mean “{same[0]}”?" if same else ""

    def _called(self, text: str) -> list[str]:
        """The ids of the people with this name."""
        people = self.tree["people"] if _ids(self.tree, "people") else {}
        names = ((id, one.get("name")) for id, one in people.items() if isinstance(one, dict))
        return [id for id, name in names if isinstance(name, str) and name.lower() == text.lower()]

    def _all_ids(self) -> set[str]:
        return {id for section in self.words.what for id in _ids(self.tree, section)}

    def _is_language(self) -> bool:
        named = [
            part for part in self.route[2 if self.route[0] in self.words.what else 0 :] if not part.isdigit()
        ]
        return named[-1:] in (["language"], ["languages"]) or (self.is_key and "prompt" in named[-2:])

    def _named(self) -> str:
        words = {"people": "person", "teams": "team", "hours": "hours", "topics": "topic"}
        return words.get(self.route[0], "step") if len(self.route) == 2 else "step"

    def nothing(self) -> Finding:
        """A name and a colon, and nothing behind it."""
        if self.type in ("string_type", "literal_error", "tuple_type", "union_tag_invalid"):
            return self._say(
                f"Nothing is written after “{self.name}:”", "Write its value there, or remove the line"
            )
        help = self.words.examples.get(self.name, "Write its fields there, or remove the line.")
        return self._say(f"Nothing is written under “{self.name}”", help.rstrip("."))

    def choice(self) -> Finding:
        if not isinstance(self.value, str):
            return self.text()
        expected = str(self.context.get("expected", "")).replace("'", "").replace(" or ", ", ")
        if self.route == ("ivrcheck",):
            return self._say(f"“{clip(self.value)}” is not a format this version reads", "Write ivrcheck: 1")
        known = expected.split(", ")
        help = did_you_mean(self.value, known) or f"Write one of: {expected}"
        message = f"“{clip(self.value)}” is not one of the words “{self.name}” takes"
        return self._say(message, help.rstrip("."), meant_word(self.value, known))

    def text(self) -> Finding:
        return self._say(
            f"“{self.name}” should be a single word or text", "Write it on one line after the colon"
        )

    def group(self) -> Finding:
        message = f"“{self.name}” should be a group of lines, each with a name and a colon"
        help = (
            self.words.examples.get(self.name) if len(self.route) != 2 else as_group(*self.route, self.value)
        )
        return self._say(message, (help or "Write its fields under it").rstrip("."))

    def list(self) -> Finding:
        return self._say(f"“{self.name}” should be a list", f"Write it like {self.name}: [first, second]")

    def short(self) -> Finding:
        return self._say(f"“{self.name}” is empty", "Write at least one thing there, or remove the line")

    def long(self) -> Finding:
        most = self.context["max_length"]
        if most <= _LONGEST_NAME:
            return self._say(
                f"“{clip(self.value)}” is far too long for a name", f"Shorten it to at most {most} characters"
            )
        message = f"“{self.name}” has {len(str(self.value)):,} characters, which is far too long"
        return self._say(message, f"Shorten it to at most {most:,} characters")

    def small(self) -> Finding:
        return self._say(f"“{self.name}” is too short a time", "Write at least 1h")

    def _other(self) -> Finding:
        message = f"What stands here is not something “{self.name}” takes"
        return self._say(message, "See the format page for what may stand there")

    def _say(self, message: str, help: str, instead: Instead | None = None) -> Finding:
        help = _capital(help) + "." if help else ""
        return problem("IVR004", self.at(self.route), _capital(message) + ".", help, instead=instead)


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


_SLIP = 2
"""By so many letters at most a misspelt word is longer or shorter than the right one."""
_LONGEST_NAME = 200
_NAMELESS = ("keys", "answers")
_HOURS_FIELDS = ("holidays", "closed", "open", "seasons")


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _ids(tree: Any, section: str) -> list[str]:
    """The ids of one section, as far as it is one."""
    items = tree.get(section) if isinstance(tree, dict) else None
    return [id for id in items if isinstance(id, str)] if isinstance(items, dict) else []
