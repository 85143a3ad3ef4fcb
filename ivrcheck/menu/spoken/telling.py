"""The words of a text or an id that say what it is about, and which of them mean the same."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from functools import cache, lru_cache
from importlib import resources
from itertools import takewhile

from ivrcheck.menu.spoken.patterns import fold

_WORD = re.compile(r"[^\W\d_]{3,}")
_KEPT = 32_768
_ROOT = 4
"""So many letters at least must two words begin with that are taken for forms of one."""
_ENDING = 3
"""So many letters at most may follow in one of them, and none or one in the other: “bill” and “billing”,
“lease” and “leasing”; but not one in each, as in “cancel” and “cancer”."""


@lru_cache(maxsize=_KEPT)
def telling_words(text: str) -> frozenset[str]:
    """The words of a text or an id, folded, without those that every menu has."""
    return frozenset(_WORD.findall(fold(text).replace("_", " "))) - _common()


@cache
def _common() -> frozenset[str]:
    file = resources.files("ivrcheck.menu.spoken").joinpath("data", "common.toml")
    return frozenset(word for words in tomllib.loads(file.read_text("utf-8")).values() for word in words)


def share(some: Iterable[str], others: Iterable[str]) -> bool:
    """Whether two sets of words have one in common, in whatever form."""
    some, others = tuple(some), tuple(others)
    if roots(some).isdisjoint(roots(others)):
        return False
    return any(is_same(one, other) for one in some for other in others)


def roots(words: Iterable[str]) -> frozenset[str]:
    """What words begin with; words that are forms of one begin alike."""
    return frozenset(word[:_ROOT] for word in words)


def is_same(one: str, other: str) -> bool:
    """Whether two words are forms of one."""
    if one == other:
        return True
    short, long = sorted((one, other), key=len)
    root = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(short, long, strict=False)))
    rest, ending = len(short) - root, len(long) - root
    return root >= _ROOT and ending <= _ENDING and (rest == 0 or rest == 1 < ending)
