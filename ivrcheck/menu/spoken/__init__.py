"""Reads what a prompt announces: keys, people, promises of a call back, filler.

What it knows of a language stands in ``data/<language>.toml``, one file for each; the code knows none. It
does not guess: words it does not understand announce nothing. Languages may carry a region (``es-MX``).
"""

from __future__ import annotations

from functools import lru_cache

from ivrcheck.menu.scalars import Promise
from ivrcheck.menu.spoken.announced import Announced
from ivrcheck.menu.spoken.patterns import LANGUAGES, known
from ivrcheck.menu.spoken.skim import skim

__all__ = [
    "LANGUAGES", "Announced", "Promise", "announced_keys", "ends_call", "filler",
    "is_for_closed_hours", "may_name", "offers_person", "option_start", "promised", "promises_call_back",
    "stay_on_line",
]  # fmt: skip

Place = tuple[int, int]
"""Where a phrase begins and ends in a text."""

_KEPT = 32_768
"""Prompts whose keys are remembered: several rules ask about each."""


@lru_cache(maxsize=_KEPT)
def announced_keys(text: str, language: str) -> tuple[Announced, ...]:
    """The keys a text tells callers to press, in the order they are heard.

    Emergency and telephone numbers, numbers that callers are asked to type, and the keys that recording a
    message takes by itself are none. Nothing in a language that is not known.
    """
    from ivrcheck.menu.spoken.keys import read_keys

    patterns = known(language)
    return read_keys(text, patterns) if patterns else ()


def option_start(text: str, announced: Announced) -> int:
    """Where the words of an announced key begin: its purpose, or the key where that comes first."""
    if announced.key_first or not announced.purpose:
        return announced.start
    place = text.rfind(announced.purpose, 0, announced.start)
    return place if place >= 0 else announced.start


def may_name(text: str, language: str, key: str) -> bool:
    """Whether a text has the words or digits of a key anywhere, whatever they are there for."""
    seen = skim(text, language)
    return seen is None or key in seen.keys


@lru_cache(maxsize=_KEPT)
def offers_person(text: str, language: str) -> Place | None:
    """Where a text offers to speak with a person: “someone”, “the operator”, “a representative” …"""
    patterns = known(language)
    return patterns.first("person", text) if patterns else None


def ends_call(text: str, language: str) -> bool:
    """Whether a key with this purpose is there to end the call: “to hang up”, “if you called by mistake” …"""
    patterns = known(language)
    return patterns is not None and patterns.first("ending", text) is not None


def is_for_closed_hours(text: str, language: str) -> bool:
    """Whether a text, or a name in words, speaks of the time in which nobody is there: “closed”, “night” …"""
    patterns = known(language)
    return patterns is not None and patterns.first("shut", text) is not None


def stay_on_line(text: str, language: str) -> Place | None:
    """Where a text tells callers to do nothing so that they are answered: “stay on the line”."""
    patterns = known(language)
    return patterns.first("stay", text) if patterns else None


@lru_cache(maxsize=_KEPT)
def promised(text: str, language: str) -> Promise | None:
    """By when a text promises a call back, where that is sure. “Today” is 0 business days."""
    from ivrcheck.menu.spoken.promises import read_promise

    patterns = known(language)
    return read_promise(text, patterns) if patterns else None


def promises_call_back(text: str, language: str) -> bool:
    """Whether a text says that somebody calls back, at whatever time."""
    patterns = known(language)
    return patterns is not None and patterns.first("call_back", text) is not None


def filler(text: str, language: str) -> list[Place]:
    """Where a text has words that help no caller, such as “your call is important to us”."""
    patterns = known(language)
    return patterns.all("filler", text) if patterns else []
