"""What comes of writing a menu for a phone system: files, and what that system cannot do."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

RECORDINGS = "prompts.csv"
"""The file that lists what is to be recorded."""


@dataclass(frozen=True, slots=True)
class Loss:
    """Something a phone system cannot do as the menu says it."""

    step: str
    """The step it is about; empty where it is about the whole menu."""
    reason: str
    """One sentence: what it cannot do, and what it would do in its place."""


@dataclass(frozen=True, slots=True)
class Exported:
    """A menu as a phone system reads it."""

    files: Mapping[str, str]
    """By name, the text of each file."""
    losses: tuple[Loss, ...]
    """What would happen otherwise than the menu says. With any, nobody should use the files unasked."""
    recordings: int
    """How many prompts are to be recorded."""
    dated: bool = True
    """Whether dates are written down in it, so that it is only good until the last of them."""
