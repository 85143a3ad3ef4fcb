"""Limits, thresholds and the constants of time, all in one place."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """What a menu file may be at most. Far above any real office; they keep bad input bounded."""

    file_bytes: int = 96 * 1024 * 1024
    depth: int = 64
    values: int = 5_000_000
    """How many words, lists and groups a file may hold: what memory is needed grows with them."""
    steps: int = 500_000
    keys: int = 10_000
    prompt_characters: int = 20_000
    includes: int = 1_000
    years: int = 20
    """How far a single range of dates may reach."""
    reported: int = 1_000
    """How many file problems of one file are written out."""
    suggestions: int = 100
    """For how many unknown names of a file the nearest known one is looked for."""


@dataclass(frozen=True, slots=True)
class Pace:
    """How long things take in a call, in seconds unless said otherwise."""

    words_per_minute: float = 160.0
    between_sentences: float = 0.5
    key: float = 1.0
    answered_share: float = 0.5
    """The share of a full ring that passes before somebody answers."""


@dataclass(frozen=True, slots=True)
class Config:
    """The settings of a run."""

    limits: Limits = Limits()
    pace: Pace = Pace()


DEFAULT = Config()
