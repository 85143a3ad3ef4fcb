"""Puts the options of a prompt into the order of their keys.

Only whole sentences that stand beside each other change places, each with the one key that it announces.
Every key goes on doing what it did: callers who know it by heart notice nothing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ivrcheck.menu.locate import Found, lines_of, locate_below
from ivrcheck.menu.spoken import LANGUAGES, announced_keys
from ivrcheck.menu.spoken.patterns import fold, known
from ivrcheck.source import Route, Span

_JOINED = re.compile(
    r"\b(?:other\w*|else|or|and|also|again|same|then|rest|remaining|finally|last\w*|first|next|"
    r"otr[ao]s?|dem[aá]s|autres?|sinon|ander\w*|sonst\w*|übrig\w*|altr[eio]|outr[ao]s?|demais)\b",
    re.IGNORECASE,
)
"""Words with which a sentence speaks of those before or after it: it may not change its place."""


def in_order(text: str, file: str, route: Route) -> list[tuple[Span, str]]:
    """The pieces of a file to be written anew so that a prompt names its keys in order; none if unclear."""
    places = locate_below(file, text, route)
    if any(place[-1] == "audio" for place in places):
        return []  # a recording says them in its own order
    lines = lines_of(text)
    pieces = []
    for place, found in places.items():
        raw = _raw(lines, found)
        if raw and _is_words(place[len(route) :]) and (new := _ordered(raw, _languages(place))):
            pieces.append((found.value, new))
    return pieces


def _raw(lines: Sequence[str], found: Found) -> str:
    """What a value looks like in the file; nothing where it is no text on one line."""
    at = found.value
    raw = lines[at.line - 1][at.column - 1 : at.end_column - 1] if at.line == at.end_line else ""
    return "" if raw[:1] in ("{", "[") or "\\" in raw or "''" in raw else raw


def _is_words(inner: Route) -> bool:
    return not inner or inner[-1] not in ("language", "seconds")


def _languages(place: Route) -> Sequence[str]:
    """The language a prompt is in, by the name it stands under; else all that are known."""
    named = [part for part in place[3:] if part.partition("-")[0] in LANGUAGES]
    return named or LANGUAGES


def _ordered(raw: str, languages: Sequence[str]) -> str | None:
    """The same words with their options in order; None where they are, or where it is not certain."""
    mark = raw[0] if raw[0] in "\"'" else ""
    words = raw[len(mark) : len(raw) - len(mark)]
    for language in languages:
        patterns = known(language)
        spans = patterns.sentences(fold(words)) if patterns else ()
        told = [(words[start:end], _digit(words[start:end], language)) for start, end in spans]
        if any(digit for _, digit in told):
            return f"{mark}{new}{mark}" if (new := _rearranged(told)) else None
    return None


def _rearranged(told: Sequence[tuple[str, int]]) -> str | None:
    """Sentences with the digit that each announces (0: none), those with a digit in order."""
    places = [place for place, (_, digit) in enumerate(told) if digit]
    digits = [told[place][1] for place in places]
    wanted = sorted(digits)
    if places != list(range(places[0], places[0] + len(places))) or digits == wanted:
        return None
    if wanted != list(range(wanted[0], wanted[0] + len(wanted))):
        return None  # one is named twice or left out: what is meant is not known
    right = sorted((told[place] for place in places), key=lambda one: one[1])
    moved = [new for new, place in zip(right, places, strict=True) if new != told[place]]
    if any(_JOINED.search(words) or words.strip()[-1:] not in (".", "!", "?") for words, _ in moved):
        return None
    kept = [words for words, _ in told]
    for place, (words, _) in zip(places, right, strict=True):
        kept[place] = kept[place].replace(kept[place].strip(), words.strip())
    return "".join(kept)


def _digit(sentence: str, language: str) -> int:
    """The one digit from 1 to 9 that a sentence announces; 0 where it is not one."""
    keys = [one.key for one in announced_keys(sentence.strip(), language)]
    return int(keys[0]) if len(keys) == 1 and keys[0] in _DIGITS else 0


_DIGITS = tuple("123456789")
