"""Calls that another phone system passes back to the one they came from."""

from __future__ import annotations

from dataclasses import dataclass

from ivrcheck.analysis.callers import Caller
from ivrcheck.source import Pointer


@dataclass(frozen=True, slots=True)
class SentBack:
    """How the system behind a transfer sends callers back: which callers, when, and to which number."""

    caller: Caller
    periods: int
    number: str
    """The number of the file itself that the call comes back to."""
    at: Pointer
    """The transfer in the other file that sends the call on first."""
    step: str
    """Its step."""
