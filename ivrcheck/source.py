"""Places in menu files."""

from __future__ import annotations

import re
from dataclasses import dataclass

Route = tuple[str, ...]
"""The keys that lead from the top of a file to a value, as they are written in the file."""


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A piece of a file. Lines and columns count from 1; the end column is the first one after the piece."""

    file: str
    line: int
    column: int
    end_line: int
    end_column: int


@dataclass(frozen=True, slots=True)
class Pointer:
    """A place named by its keys. Its span is looked up late, and only for what is shown."""

    file: str
    route: Route
    key: bool = False
    """Whether the key itself is meant, rather than the value behind it."""


_BREAK = re.compile("\r\n|[\n\r\x85\u2028\u2029]")


def lines_of(text: str) -> list[str]:
    """The lines of a text as YAML counts them; ``splitlines`` knows further line breaks."""
    return _BREAK.split(text)


def line_starts(text: str) -> list[int]:
    """Where each line of a text begins, counted in characters from 0."""
    return [0, *(match.end() for match in _BREAK.finditer(text))]


def whole_file(file: str) -> Span:
    """The span to use when a finding is about a file and no place in it."""
    return Span(file, 1, 1, 1, 1)
