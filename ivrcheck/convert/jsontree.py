"""Reads JSON and keeps the place of every value, which the standard library does not."""

from __future__ import annotations

import re
from json.decoder import JSONDecodeError, scanstring  # type: ignore[attr-defined]
from typing import Any

from ivrcheck.convert.source import Source, Tree, Unreadable
from ivrcheck.source import Route, Span

_SPACE = re.compile(r"[ \t\r\n]*")
_SCALAR = re.compile(r"-?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?|true|false|null")
_WORDS = {"true": True, "false": False, "null": None}
_DEEPEST = 100
"""Levels of nesting; no export comes near, and a hostile file ends here."""


def read_json(source: Source) -> Tree:
    """The tree of a JSON text. Numbers stay texts, as in the menu file. Raises ``Unreadable``."""
    reader = _Reader(source)
    value, end = reader.value(reader.skip(0), ())
    end = reader.skip(end)
    if end < len(source.text):
        raise reader.wrong("Something follows after the end of the JSON", end)
    return Tree(source, value, reader.places)


class _Reader:
    def __init__(self, source: Source) -> None:
        self.source = source
        self.text = source.text
        self.places: dict[Route, Span] = {}

    def skip(self, start: int) -> int:
        match = _SPACE.match(self.text, start)
        assert match is not None
        return match.end()

    def value(self, start: int, route: Route) -> tuple[Any, int]:
        """The value that begins at an offset, and the offset after it."""
        made: Any
        if len(route) > _DEEPEST:
            raise self.wrong(f"Brackets are nested more than {_DEEPEST} deep", start)
        sign = self.text[start : start + 1]
        if sign == "{":
            made, end = self.members(start + 1, route)
        elif sign == "[":
            made, end = self.items(start + 1, route)
        elif sign == '"':
            made, end = self.string(start)
        elif match := _SCALAR.match(self.text, start):
            made, end = _WORDS.get(match[0], match[0]), match.end()
        else:
            raise self.wrong("A value is missing" if sign else "The text ends too early", start)
        # a map or list is pointed to by its first sign: all of it would be half the file
        self.places[route] = self.source.span(start, start + 1 if sign in "{[" else end)
        return made, end

    def string(self, start: int) -> tuple[str, int]:
        try:
            made: tuple[str, int] = scanstring(self.text, start + 1, False)
        except JSONDecodeError:
            raise self.wrong(
                "A text in quotation marks does not end, or holds a wrong escape", start
            ) from None
        return made

    def members(self, start: int, route: Route) -> tuple[dict[str, Any], int]:
        made: dict[str, Any] = {}
        here = self.skip(start)
        if self.text[here : here + 1] == "}":
            return made, here + 1
        while True:
            if self.text[here : here + 1] != '"':
                raise self.wrong("A name in quotation marks is missing", here)
            key, here = self.string(here)
            here = self.skip(here)
            if self.text[here : here + 1] != ":":
                raise self.wrong("A colon is missing after a name", here)
            made[key], here = self.value(self.skip(here + 1), (*route, key))
            here, more = self.next(here, "}")
            if not more:
                return made, here

    def items(self, start: int, route: Route) -> tuple[list[Any], int]:
        made: list[Any] = []
        here = self.skip(start)
        if self.text[here : here + 1] == "]":
            return made, here + 1
        while True:
            one, here = self.value(here, (*route, str(len(made))))
            made.append(one)
            here, more = self.next(here, "]")
            if not more:
                return made, here

    def next(self, start: int, end: str) -> tuple[int, bool]:
        """After a value: where the next one begins, or the offset after the end and that there is none."""
        here = self.skip(start)
        sign = self.text[here : here + 1]
        if sign == end:
            return here + 1, False
        if sign != ",":
            raise self.wrong(f"A comma or “{end}” is missing", here)
        return self.skip(here + 1), True

    def wrong(self, what: str, start: int) -> Unreadable:
        return Unreadable(f"{what}.", self.source.span(start, start).line)
