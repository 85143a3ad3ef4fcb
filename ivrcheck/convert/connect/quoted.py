"""A JSON text that stands inside a JSON text: its places are places in the file around it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from ivrcheck.convert.source import Source
from ivrcheck.source import Span

_SIGN = re.compile(
    r"\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|\\u[0-9a-fA-F]{4}|\\.|[^\"\\]", re.DOTALL
)
"""How one sign of a text is written between quotation marks; what is rare is written as two numbers."""


@dataclass(frozen=True)
class Quoted(Source):
    """The text between quotation marks, read as a file of its own."""

    outer: Source
    begin: int
    """The offset of the first quotation mark in the text around it."""

    @cached_property
    def _offsets(self) -> list[int]:
        """For each sign of the inner text, and for its end: the offset in the text around it."""
        found, here, text = [], self.begin + 1, self.outer.text
        while match := _SIGN.match(text, here):
            found.append(here)
            here = match.end()
        return [*found, here]

    def span(self, start: int, end: int) -> Span:
        """The span in the file around it between two offsets of the inner text."""
        last = len(self._offsets) - 1
        return self.outer.span(self._offsets[min(start, last)], self._offsets[min(end, last)])
