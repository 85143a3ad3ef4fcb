"""Holds what a baseline knows back from the findings of a run."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace

from ivrcheck.baseline.entry import Entry, can_be_known, relative
from ivrcheck.baseline.file import Baseline
from ivrcheck.baseline.match import Numbered, match
from ivrcheck.finding import Finding, Gone, Held, Report, joined


def hold_back(report: Report, baselines: Mapping[str, Baseline]) -> list[Baseline]:
    """Take the findings that are known out of a report. ``baselines``: the one of each menu that has one.

    Gives the baselines without what is no longer found.
    """
    books = {id(one): _Book(one) for one in baselines.values()}
    by_menu: dict[str, list[Finding]] = {menu: [] for menu in baselines if menu in report.examined}
    kept: list[Finding] = []
    for finding in report.findings:
        mine = can_be_known(finding, report)
        by_menu.get(finding.of_menu if mine else "", kept).append(finding)
    for menu, findings in by_menu.items():
        kept += books[id(baselines[menu])].hold(menu, findings, report)
    report.findings = sorted(kept, key=lambda one: (one.at, one.code, one.message))
    report.gone += [gone for book in books.values() for gone in book.gone(report)]
    report.compared |= bool(baselines)
    return [book.rest() for book in books.values()]


class _Book:
    """One baseline while a run is compared with it."""

    def __init__(self, baseline: Baseline) -> None:
        self.baseline = baseline
        self.shown = baseline.shown
        self.by_file: dict[str, list[tuple[int, Entry]]] = defaultdict(list)
        for number, entry in enumerate(baseline.entries):
            self.by_file[entry.file].append((number, entry))
        self.unfound: dict[int, int] = {}
        """By the number of an entry, how many of it are gone."""

    def hold(self, menu: str, findings: list[Finding], report: Report) -> Iterable[Finding]:
        """What is left of the findings of a menu; those that are known go to their place in the report."""
        mine = self.by_file.get(relative(menu, self.baseline.folder), [])
        parts = [finding.parts for finding in findings]
        known, left = match([one for some in parts for one in some], mine)
        self._note(mine, left, {*report.examined[menu].rules})
        for finding, some in zip(findings, parts, strict=True):
            yield from self._split(finding, some, known, report)

    def _split(
        self, finding: Finding, parts: tuple[Finding, ...], known: set[int], report: Report
    ) -> Iterable[Finding]:
        """What is new of a finding; the rest of it is held."""
        new = [one for one in parts if id(one) not in known]
        old = [one for one in parts if id(one) in known]
        if old:
            report.held.append(Held(joined(old) if new else finding, self.shown))
        if new:
            yield joined(new) if old else finding

    def _note(self, mine: Numbered, left: Mapping[int, int], ran: set[str]) -> None:
        """Note what is gone of a menu; one that is checked under two names is gone when both say so."""
        for number, entry in mine:
            if entry.rule in ran:
                self.unfound[number] = min(left[number], self.unfound.get(number, left[number]))

    def gone(self, report: Report) -> Iterable[Gone]:
        """What is known and no longer found, also because the menu is no longer there."""
        checked = {relative(menu, self.baseline.folder) for menu in report.files}
        for file, entries in self.by_file.items():
            if file not in checked and not self.baseline.has(file):
                self.unfound.update((number, entry.count) for number, entry in entries)
        for number, entry in enumerate(self.baseline.entries):
            if count := self.unfound.get(number):
                yield Gone(self.shown, entry.file, entry.rule, entry.name, entry.step, count)

    def rest(self) -> Baseline:
        """The baseline without what is gone."""
        kept = [
            replace(entry, count=entry.count - self.unfound.get(number, 0))
            for number, entry in enumerate(self.baseline.entries)
            if entry.count > self.unfound.get(number, 0)
        ]
        return Baseline(self.baseline.path, kept)
