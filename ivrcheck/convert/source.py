"""The files a phone system was exported into, and trees of values with the place of each."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from ivrcheck.source import Route, Span


class Unreadable(Exception):
    """The text is not what its system writes. The message is a plain sentence without the file's name."""

    def __init__(self, sentence: str, line: int = 0) -> None:
        super().__init__(sentence)
        self.line = line


@dataclass(frozen=True)
class Source:
    """One file of a phone system: its text, where it lies, and how it is called in what is said."""

    file: str
    text: str
    path: Path

    @cached_property
    def _starts(self) -> list[int]:
        return [0, *(number + 1 for number, sign in enumerate(self.text) if sign == "\n")]

    def span(self, start: int, end: int) -> Span:
        """The span between two offsets, counted in characters from 0."""
        first, last = bisect_right(self._starts, start) - 1, bisect_right(self._starts, end) - 1
        return Span(
            self.file, first + 1, start - self._starts[first] + 1, last + 1, end - self._starts[last] + 1
        )

    def offset(self, line: int, column: int) -> int:
        """The offset of a place whose line and column are counted from 1."""
        return self._starts[line - 1] + column - 1

    def line(self, number: int) -> Span:
        """The span of a whole line, counted from 1, without the spaces around it."""
        start = self._starts[min(number, len(self._starts)) - 1]
        words = self.text[start:].partition("\n")[0]
        first = start + len(words) - len(words.lstrip())
        return self.span(first, max(first, start + len(words.rstrip())))


@dataclass(frozen=True)
class Tree:
    """A JSON or YAML file as plain maps, lists and scalars, with the place of each value by its keys."""

    source: Source
    value: Any
    places: dict[Route, Span]

    def at(self, *route: object) -> Span:
        """The place of a value; of the nearest thing around it, where it is not there."""
        keys = tuple(map(str, route))
        for length in range(len(keys), -1, -1):
            if found := self.places.get(keys[:length]):
                return found
        return Span(self.source.file, 1, 1, 1, 1)

    def walk(self, value: Any = None, route: Route = ()) -> Iterator[tuple[Route, Any]]:
        """Every map and list in it, with the keys that lead there."""
        value = self.value if value is None and not route else value
        inner = (
            value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
        )
        if isinstance(value, dict | list):
            yield route, value
        for key, one in inner:
            if isinstance(one, dict | list):
                yield from self.walk(one, (*route, str(key)))
