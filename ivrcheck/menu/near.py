"""The nearest known word to one that is not known."""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Collection, Iterable, Iterator

_LONG = 60
"""A word longer than this is no slip of the pen."""

_MANY = 500
"""With more known words than this only those are compared that stand next to the word in the alphabet."""


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known word most like a misspelt one, or None where nothing is near."""
    from difflib import get_close_matches

    if not word or len(word) > _LONG:
        return None
    candidates = list(known)
    if len(candidates) > _MANY:  # a comparison with each would take minutes on a file full of mistakes
        candidates = [one for one in candidates if one[:1] == word[:1] and abs(len(one) - len(word)) <= 2]
    candidates.sort()
    if len(candidates) > _MANY:
        first = max(0, bisect(candidates, word) - _MANY // 2)
        candidates = candidates[first : first + _MANY]
    near = get_close_matches(word.lower(), candidates, 1, 0.6)
    return near[0] if near else None


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """A sentence that offers the nearest known word, or an empty text."""
    near = nearest(word, known)
    return f"Did you mean “{near}”?" if near else ""


_SHORTEST = 4
"""Of two words that are both shorter, neither is taken for a misspelling of the other: Jon is not Jan."""

_LONG_ENOUGH = 8
"""From so many letters on a word may hold two slips."""

_LETTERS = "abcdefghijklmnopqrstuvwxyz_-"


def slip(word: str, known: Collection[str]) -> str | None:
    """The one known word that somebody meant whose pen slipped; None where it may be another one or none.

    Stricter than ``nearest``, because it is written into files: a letter is missing, doubled, wrong or has
    changed places with the next (in long words two of these), and no other known word is as near.
    Digits are no slip: ``desk2`` is not ``desk1``.
    """
    if not word or len(word) > _LONG or word in known:
        return None
    plain = word.lower().replace(" ", "_")
    if plain in known:
        return plain
    found = {one for one in _changed(plain) if one in known}
    if not found and len(plain) >= _LONG_ENOUGH and len(known) <= _MANY:
        found = {one for one in known if _two_apart(plain, one)}
    found = {
        one for one in found if _digits(one) == _digits(plain) and max(len(one), len(plain)) >= _SHORTEST
    }
    return found.pop() if len(found) == 1 else None


def _changed(word: str) -> Iterator[str]:
    """All words that differ from one by a single slip."""
    for place in range(len(word) + 1):
        left, right = word[:place], word[place:]
        if right:
            yield left + right[1:]
        if len(right) > 1:
            yield left + right[1] + right[0] + right[2:]
        for letter in _LETTERS:
            yield left + letter + right
            if right:
                yield left + letter + right[1:]


def _two_apart(word: str, other: str) -> bool:
    """Whether two slips make one word of the other."""
    if abs(len(word) - len(other)) > 2 or len({*word} ^ {*other}) > 4:
        return False
    near = {*_changed(word)}
    return any(one in near for one in _changed(other))


def _digits(word: str) -> str:
    return re.sub(r"\D", "", word)
