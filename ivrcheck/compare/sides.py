"""The two versions that are compared, each checked as a whole."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from ivrcheck.analysis.facts import Facts
from ivrcheck.compare.findings import FoundIn
from ivrcheck.finding import Accepted, Finding, Report
from ivrcheck.menu.numbers import Directory, Line


@dataclass(frozen=True)
class Side:
    """One version: what was found in its menus, and the facts about those that could be understood."""

    report: Report
    facts: Mapping[str, Facts]

    @cached_property
    def _findings(self) -> Mapping[str, Sequence[Finding]]:
        found: dict[str, list[Finding]] = {}
        for one in self.report.findings:
            found.setdefault(one.of_menu, []).append(one)
        return found

    @cached_property
    def _accepted(self) -> Mapping[str, Sequence[Accepted]]:
        found: dict[str, list[Accepted]] = {}
        for one in self.report.suppressed:
            found.setdefault(one.finding.of_menu, []).append(one)
        return found

    def found(self, file: str, steps: Mapping[str, str] | None = None) -> FoundIn:
        """What was found in one menu. ``steps``: what its steps are called in the new version."""
        return FoundIn(self._findings.get(file, ()), self._accepted.get(file, ()), steps)


class Elsewhere:
    """Finds the menu of the new version that answers a number now."""

    def __init__(self, new: Side) -> None:
        self._directory = Directory(
            Line(file, number, facts.menu.country)
            for file, facts in new.facts.items()
            for number in facts.menu.entry
        )

    def find(self, number: str, country: str | None) -> tuple[str, str] | None:
        """Its file, and the number as it writes it; None where no menu (or more than one) answers it."""
        line = self._directory.find(number, country, "")
        return (line.file, line.number) if line else None
