"""The words of a menu's text with their places, as far as it is YAML, and the ids in all of it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Any, NamedTuple

import yaml
from yaml.events import (
    AliasEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from ivrcheck.menu.include import SECTIONS
from ivrcheck.menu.locate import events, lines_of
from ivrcheck.source import Route, Span

_SECTION = re.compile(r"[\"']?(\w+)[\"']?\s*:(?=\s|$)")
_ID = re.compile(r"( +)([\"']?)([^\s\"'#:][^\"':]*)\2\s*:(?=\s|$)")


class Word(NamedTuple):
    """A name or a value in the text. Lines and columns count from 1, as in ``Span``."""

    route: Route
    is_key: bool
    text: str
    line: int
    column: int
    end_line: int
    end_column: int

    def span(self, file: str) -> Span:
        return Span(file, *self[3:])

    def holds(self, line: int, column: int) -> bool:
        """Whether a place is in the word or right behind it."""
        return (self.line, self.column) <= (line, column) <= (self.end_line, self.end_column)


class Scan(NamedTuple):
    """What a text holds."""

    words: tuple[Word, ...]
    stopped: bool
    """Whether the text is no YAML from somewhere on, so that only what stands before is here."""

    def at(self, line: int, column: int) -> Word | None:
        """The word at a place."""
        return next((word for word in self.words if word.holds(line, column)), None)

    def values(self, *route: str) -> list[str]:
        """The single values right below a place, or at it."""
        return [
            word.text
            for word in self.words
            if not word.is_key and word.route[: len(route)] == route and len(word.route) <= len(route) + 1
        ]


@lru_cache(maxsize=32)
def scan(text: str) -> Scan:
    """All words of a text, up to where it stops being YAML."""
    words: list[Word] = []
    try:
        _read(text, words)
    except (yaml.YAMLError, UnicodeEncodeError):
        return Scan(tuple(words), True)
    return Scan(tuple(words), False)


def _read(text: str, words: list[Word]) -> None:
    route: list[Any] = []
    """The key or the number of what comes next in each open group or list; None where a key comes next."""
    for event in events(text):
        kind = type(event)
        if kind is ScalarEvent or kind is AliasEvent:
            value = event.value if kind is ScalarEvent else ""
            is_key = bool(route) and route[-1] is None
            if is_key:
                route[-1] = value
            start, end = event.start_mark, event.end_mark
            words.append(
                Word(tuple(map(str, route)), is_key, value, start.line + 1, start.column + 1,
                     end.line + 1, end.column + 1)
            )  # fmt: skip
            if not is_key:
                _next(route)
        elif kind is MappingStartEvent:
            if route and route[-1] is None:
                route[-1] = ""
            route.append(None)
        elif kind is SequenceStartEvent:
            if route and route[-1] is None:
                route[-1] = ""
            route.append(0)
        elif kind is MappingEndEvent or kind is SequenceEndEvent:
            route.pop()
            _next(route)


def _next(route: list[Any]) -> None:
    """A value is over: the next key, or the next place of the list, comes."""
    if route:
        route[-1] = route[-1] + 1 if type(route[-1]) is int else None


@lru_cache(maxsize=64)
def ids_in(text: str) -> Mapping[tuple[str, str], Word]:
    """Where each person, team, step … is written, by its section and id; also in a text that breaks off."""
    found = scan(text)
    ids = {
        (word.route[0], word.route[1]): word
        for word in reversed(found.words)
        if word.is_key and len(word.route) == 2 and word.route[0] in SECTIONS
    }
    ids = dict(reversed(ids.items()))
    return _by_lines(text, ids) if found.stopped else ids


def _by_lines(text: str, ids: dict[tuple[str, str], Word]) -> dict[tuple[str, str], Word]:
    """The ids further down too, by how far the lines are indented."""
    section, indent = "", ""
    for number, line in enumerate(lines_of(text), 1):
        if match := _SECTION.match(line):
            section, indent = match[1], ""
        elif section in SECTIONS and (match := _ID.match(line)):
            indent = indent or match[1]
            if match[1] == indent:
                start = match.end(1) + 1
                route = (section, match[3].strip())
                ids.setdefault(route, Word(route, True, route[1], number, start, number, match.end(3) + 1))
    return ids


@lru_cache(maxsize=64)
def kinds_in(text: str) -> Mapping[str, str]:
    """The kind of each step, as far as the text can be read."""
    return {
        word.route[1]: word.text
        for word in scan(text).words
        if not word.is_key and len(word.route) == 3 and word.route[0] == "steps" and word.route[2] == "kind"
    }
