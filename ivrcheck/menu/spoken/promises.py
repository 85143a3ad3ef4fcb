"""Reads by when a prompt promises a call back."""

from __future__ import annotations

from ivrcheck.menu.scalars import Promise
from ivrcheck.menu.spoken.patterns import Patterns, fold

_MINUTE, _HOUR = 60, 3600


def read_promise(text: str, patterns: Patterns) -> Promise | None:
    """The one promise of a text; None where there is none, several, or one that is hedged."""
    plain = fold(text)
    called = patterns.words("call_back"), patterns.words("offers_call_back")
    spots = [match.start() for pattern in called for match in pattern.finditer(plain)]
    found: dict[tuple[int, str], Promise] = {}
    for start, end in patterns.sentences(plain) if spots else ():
        if not any(start <= spot < end for spot in spots):
            continue
        if patterns.words("hedged").search(plain, start, end):
            return None
        for promise in _timed(text, plain, patterns, start, end):
            found[promise.amount, promise.unit] = promise
    return next(iter(found.values())) if len(found) == 1 else None


def _timed(text: str, plain: str, patterns: Patterns, start: int, end: int) -> list[Promise]:
    """What a sentence says about when; the first kind that is found, as the later ones are less exact."""
    for kind, pattern in patterns.timed:
        matches = list(pattern.finditer(plain, start, end))
        if matches:
            return [
                _promise(kind, _number(match.groupdict().get("n"), patterns), text[slice(*match.span())])
                for match in matches
            ]
    return []


def _number(words: str | None, patterns: Patterns) -> int:
    if words is None:
        return 1
    return int(words) if words.isdigit() else patterns.numbers[" ".join(words.split())]


def _promise(kind: str, count: int, words: str) -> Promise:
    """A promise of one of the kinds in the data files."""
    if kind == "working_hours":
        return Promise(count * _HOUR, "working", words)
    if kind in ("minutes", "hours"):
        return Promise(count * (_MINUTE if kind == "minutes" else _HOUR), "clock", words)
    return Promise(0 if kind == "same_day" else count, "business_day", words)
