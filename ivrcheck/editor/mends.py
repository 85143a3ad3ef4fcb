"""Changes of a menu's text that have one right answer, as edits at their places."""

from __future__ import annotations

from dataclasses import dataclass

from ivrcheck.finding import Report
from ivrcheck.source import Span


@dataclass(frozen=True, slots=True)
class Edit:
    """A piece of a file, and what is to stand there instead."""

    span: Span
    new: str


@dataclass(frozen=True, slots=True)
class Mend:
    """One change: what it does, the code and the place of the finding it is for, and its edits."""

    title: str
    code: str
    at: Span
    edits: tuple[Edit, ...]


def mends(report: Report) -> list[Mend]:
    """The mends for the findings of a report."""
    return []
