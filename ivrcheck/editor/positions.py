"""Places as editors count them: from 0, in lines that end as theirs do, in units of UTF-16 or others."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import lru_cache

from ivrcheck.menu.locate import ODD_BREAKS

Position = tuple[int, int]
"""A line and a character in it, both from 0, as the protocol counts them."""

_BREAK = re.compile("\r\n|\n|\r")
_YAML_BREAK = re.compile("\r\n|[\n\r\x85\u2028\u2029]")


class Ruler:
    """Turns places of one text into positions and back."""

    def __init__(self, text: str, encoding: str = "utf-16") -> None:
        """``encoding``: ``utf-8``, ``utf-16`` or ``utf-32``: the units an editor counts characters in."""
        self.text = text
        self.encoding = encoding
        self._theirs = _starts(_BREAK, text)
        odd = any(one in text for one in ODD_BREAKS if one != "\r")
        self._ours = _starts(_YAML_BREAK, text) if odd else self._theirs

    def position(self, line: int, column: int) -> Position:
        """Where an editor has a place; our lines and columns count from 1. Beyond the text is its end."""
        start, end = _bounds(self._ours, line - 1, len(self.text))
        return self._theirs_of(min(start + column - 1, end))

    def place(self, position: Position) -> tuple[int, int]:
        """Where we have a position. Beyond a line is its end."""
        start, end = _bounds(self._theirs, position[0], len(self.text))
        offset = start + self._characters(self.text[start:end], position[1])
        line = bisect_right(self._ours, offset) - 1
        return line + 1, offset - self._ours[line] + 1

    def _theirs_of(self, offset: int) -> Position:
        line = bisect_right(self._theirs, offset) - 1
        return line, self._units(self.text[self._theirs[line] : offset])

    def _units(self, text: str) -> int:
        if text.isascii() or self.encoding == "utf-32":
            return len(text)
        if self.encoding == "utf-8":
            return len(text.encode("utf-8", "surrogatepass"))
        return len(text) + sum(one > "\uffff" for one in text)

    def _characters(self, line: str, units: int) -> int:
        """How many characters of a line so many units are; the line's break is not counted."""
        line = line.rstrip("\r\n")
        if line.isascii() or self.encoding == "utf-32":
            return min(units, len(line))
        counted = 0
        for number, one in enumerate(line):
            if counted >= units:
                return number
            counted += self._units(one)
        return len(line)


@lru_cache(maxsize=16)
def ruler(text: str, encoding: str) -> Ruler:
    """The ruler of a text."""
    return Ruler(text, encoding)


def _starts(breaks: re.Pattern[str], text: str) -> list[int]:
    return [0, *(match.end() for match in breaks.finditer(text))]


def _bounds(starts: list[int], line: int, length: int) -> tuple[int, int]:
    """Where a line begins, and where the next one does."""
    if line >= len(starts):
        return length, length
    return starts[line], starts[line + 1] if line + 1 < len(starts) else length


def tidy(text: str) -> str:
    """A text without halves of characters, which nothing could write down again; nothing moves by it."""
    return re.sub("[\ud800-\udfff]", "\ufffd", text) if not text.isascii() else text
