"""The words of a text or an id that say what it is about, and which of them mean the same."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from functools import cache, lru_cache
from importlib import resources

from ivrcheck.menu.spoken.patterns import fold

_WORD = re.compile(r"[^\W\d_]{3,}")
_KEPT = 32_768
_ROOT = 4
"""So many letters at least must two words begin with that are taken for forms of one."""
_ENDING = 3
"""So many letters at most may one of them be longer: “bill” and “billing”, “Rechnung” and “Rechnungen”."""


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
    others = tuple(others)
    return any(is_same(one, other) for one in some for other in others)


def is_same(one: str, other: str) -> bool:
    """Whether two words are forms of one."""
    if one == other:
        return True
    short, long = sorted((one, other), key=len)
    return len(short) >= _ROOT and len(long) - len(short) <= _ENDING and long.startswith(short)
