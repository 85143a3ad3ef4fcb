"""Writes down what a run has found."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import replace

from ivrcheck.baseline.entry import Entry, can_be_known, entry_of, relative
from ivrcheck.baseline.file import Baseline
from ivrcheck.finding import Report


def noted(report: Report, before: Baseline) -> Baseline:
    """All that is found, as a baseline in the place of ``before``.

    What that one holds of menus and rules that this run has not looked at stays in it.
    """
    menus: dict[str, Counter[Entry]] = defaultdict(Counter)
    words: dict[Entry, str] = {}
    for finding in report.findings:
        if can_be_known(finding, report):
            file = relative(finding.of_menu, before.folder)
            for entry in (entry_of(part, file) for part in finding.parts):
                same = replace(entry, about="")
                words.setdefault(same, entry.about)
                menus[finding.of_menu][same] += 1
    most: Counter[Entry] = Counter()
    for found in menus.values():  # a menu that is checked under two names is written down once
        most |= found
    entries = [replace(entry, count=count, about=words[entry]) for entry, count in most.items()]
    return Baseline(before.path, [*entries, *_not_looked_at(report, before)])


def _not_looked_at(report: Report, before: Baseline) -> Iterator[Entry]:
    """What stays because nobody has looked: a menu that is gone is not among it."""
    ran: dict[str, set[str]] = defaultdict(set)
    for menu, examined in report.examined.items():
        ran[relative(menu, before.folder)].update(examined.rules)
    for entry in before.entries:
        if entry.rule not in ran.get(entry.file, ()) and before.has(entry.file):
            yield entry
