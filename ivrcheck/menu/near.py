"""The nearest known word to one that is not known."""

from __future__ import annotations

from bisect import bisect
from collections.abc import Iterable

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
