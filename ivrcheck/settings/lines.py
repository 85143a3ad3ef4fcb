"""In which line of a TOML file a setting stands (``tomllib`` does not say)."""

from __future__ import annotations

import re

from ivrcheck.source import Route

_WORD = r"""(?:[A-Za-z0-9_-]+|"[^"\n]*"|'[^'\n]*')"""
_PATH = rf"{_WORD}(?:\s*\.\s*{_WORD})*"
_TABLE = re.compile(rf"^\s*\[\s*({_PATH})\s*\]")
_KEY = re.compile(rf"^\s*({_PATH})\s*=")


def line_of(text: str, route: Route) -> int | None:
    """The line of a setting, or of the nearest thing around it; None where neither is written out."""
    table: Route = ()
    best, found = 0, None
    for number, line in enumerate(text.splitlines(), 1):
        here: Route | None = None
        if match := _TABLE.match(line):
            here = table = _words(match[1])
        elif match := _KEY.match(line):
            here = (*table, *_words(match[1]))
        same = min(len(here), len(route)) if here else 0
        if here and same > best and here[:same] == route[:same]:
            best, found = same, number
    return found


def _words(path: str) -> Route:
    return tuple(word.strip("\"'") for word in re.findall(_WORD, path))
