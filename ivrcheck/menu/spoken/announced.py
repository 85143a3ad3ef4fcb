"""A key that a prompt announces."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Announced:
    """One announced key. ``start`` and ``end`` enclose the phrase that names it in the prompt."""

    key: str
    purpose: str
    """The words it is for, as they stand in the prompt; may be empty."""
    start: int
    end: int
    key_first: bool
    """Whether the key comes before what it is for: “press 2 for billing”."""
