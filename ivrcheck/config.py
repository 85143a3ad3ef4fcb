"""Limits, thresholds and the constants of time, all in one place."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from ivrcheck.finding import Severity
from ivrcheck.source import Route

PROFILES = {
    "gethuman": "the GetHuman standard, version 1.0",
    "healthcare": "what health plans ask of doctors' offices after hours",
    "spain": "Spain's Ley 10/2025 on customer service",
}
"""The sets of extra rules, and what each rests on."""

FIRST_YEAR, LAST_YEAR = 1971, 2999
"""In which years the twelve months that are checked may begin."""


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
class Thresholds:
    """From where on rules speak up."""

    max_keys: int = 5
    """Options a menu may have, 0 and repeat not counted."""
    max_depth: int = 2
    """Menus before a person, choices of language not counted."""
    max_prompt: float = 24.0
    """Seconds a prompt may last."""
    max_before_first_key: float = 10.0
    """Seconds before the first option of a menu."""
    max_ringing: int = 90
    """Seconds of ringing from phone to phone."""
    max_callback_days: int = 1
    """Business days until somebody calls back."""
    max_seconds: float | None = None
    """Seconds until a caller speaks with a person; None: no limit."""


@dataclass(frozen=True, slots=True)
class Config:
    """The settings for a menu file."""

    limits: Limits = Limits()
    pace: Pace = Pace()
    thresholds: Thresholds = Thresholds()
    profiles: tuple[str, ...] = ()
    """Profiles whose rules run beside those that the menu itself names."""
    levels: Mapping[str, Severity | None] = field(default_factory=dict)
    """By the code of a rule, the level of all it finds; None: it does not run."""
    select: tuple[str, ...] = ()
    """Codes or names of the only rules to run; empty for all."""
    ignore: tuple[str, ...] = ()
    """Codes or names of rules that do not run."""
    start: date | None = None
    """The first day of the twelve months; None: today."""
    fail_on: Severity = Severity.WARNING
    """From which level on findings make the exit status 1."""
    baseline: Path | None = None
    """The file with the findings that are known and fail nothing."""


DEFAULT = Config()

ReadSettings = Callable[[bytes, Path, str, Config, Route], Config | None]
"""Reads the bytes of a file of settings: where it is, how it is called, what is below them, in which table.

None: the file says nothing for us.
"""
