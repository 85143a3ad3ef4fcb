"""What cannot be tried: one sentence that says why, and the way out."""

from __future__ import annotations

from collections.abc import Iterable

from ivrcheck.finding import Unchecked
from ivrcheck.menu.near import did_you_mean

_SHOWN = 12


class CannotCall(Unchecked):
    """A call that cannot be made as it is asked for. The text is one plain sentence, or two."""


def unknown(what: str, word: str, known: Iterable[str], where: str = " in this menu") -> CannotCall:
    """That a word is none of those that are known, with the nearest of them, or all."""
    there = list(known)
    more = f" and {len(there) - _SHOWN} more" if len(there) > _SHOWN else ""
    listed = f"There are: {', '.join(there[:_SHOWN])}{more}." if there else ""
    return CannotCall(f"There is no {what} “{word}”{where}. {did_you_mean(word, there) or listed}".rstrip())
