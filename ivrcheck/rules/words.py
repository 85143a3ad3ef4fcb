"""Phrases that several rules share."""

from __future__ import annotations

from collections.abc import Sequence

from ivrcheck.analysis.facts import Facts
from ivrcheck.hours.words import join_words
from ivrcheck.menu.languages import language_name
from ivrcheck.menu.scalars import Promise


def a_week(facts: Facts, bits: int) -> str:
    """``45 hours a week``, from an ordinary week."""
    hours = facts.hours_a_week(bits)
    number = f"{hours:.1f}".rstrip("0").rstrip(".")
    return f"{number} hour{'s' if number != '1' else ''} a week"


def way(slot: str) -> str:
    """A field that leads somewhere, as one says it: ``“no_input”``, ``key 2``."""
    return f"key {slot.removeprefix('keys.')}" if slot.startswith("keys.") else f"“{slot}”"


def listed(words: Sequence[str], most: int = 4) -> str:
    """``“a”, “b” and “c”``; a long list is cut."""
    quoted = [f"“{word}”" for word in words[:most]]
    if len(words) > most:
        return f"{', '.join(quoted)} and {len(words) - most} more"
    return join_words(quoted)


def language_names(languages: Sequence[str]) -> str:
    """``Spanish and “eo”``: languages as people call them; a region keeps its sign, ``Spanish (es-MX)``."""
    return join_words([language_name(one) for one in languages])


def promised(promise: Promise) -> str:
    """A promise in words: ``24 hours`` for ``24h``."""
    from ivrcheck.analysis.story import length

    return length(promise.amount) if promise.unit == "clock" else promise.words
