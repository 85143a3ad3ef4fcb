"""Which findings of a menu are known: those that are no worse than they were written down.

Worse is a finding whose level has risen, or that shows a place it did not show then.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from ivrcheck.baseline.entry import Entry, Key, also_of, key_of
from ivrcheck.finding import Finding, Severity

Numbered = Sequence[tuple[int, Entry]]
"""Entries with their numbers in the baseline."""


def match(parts: Sequence[Finding], entries: Numbered) -> tuple[set[int], dict[int, int]]:
    """The findings that are known, by their ``id``; and of each entry, by its number, how many are left over.

    The worst come first, so that as many as possible are known. A finding that is only in one of the other
    places of an entry is what is left of it when the first has been mended, so those come last.
    """
    matching = _Matching(entries)
    ordered = sorted(parts, key=lambda one: (-one.severity, -len(one.labels)))
    rest = [one for one in ordered if not matching.take(one, matching.first)]
    worse = [one for one in rest if not matching.take(one, matching.others)]
    for finding in worse:
        matching.is_still_there(finding)
    return matching.known, matching.left


class _Matching:
    """The entries of one menu while they are being used up."""

    def __init__(self, entries: Numbered) -> None:
        self.left = {number: entry.count for number, entry in entries}
        self.known: set[int] = set()
        self.first: dict[Key, list[tuple[int, Entry]]] = defaultdict(list)
        self.others: dict[Key, list[tuple[int, Entry]]] = defaultdict(list)
        for one in sorted(entries, key=_worst_first):
            self.first[one[1].key].append(one)
            for key in one[1].keys_of_others:
                self.others[key].append(one)

    def take(self, finding: Finding, places: dict[Key, list[tuple[int, Entry]]]) -> bool:
        """Use up the entry that covers a finding, if there is one."""
        for number, entry in places.get(key_of(finding), ()):
            if self.left[number] and entry.covers(finding):
                self.left[number] -= 1
                self.known.add(id(finding))
                return True
        return False

    def is_still_there(self, finding: Finding) -> None:
        """What has got worse is new, but what was known of it is not gone."""
        for key in _keys(finding):
            for number, _ in self.first.get(key, ()):
                if self.left[number]:
                    self.left[number] -= 1
                    return


def _worst_first(one: tuple[int, Entry]) -> tuple[int, int, int]:
    number, entry = one
    return -Severity[entry.level.upper()], -len(entry.also), number


def _keys(finding: Finding) -> Iterable[Key]:
    """All the places of a finding."""
    yield key_of(finding)
    yield from ((finding.code, place) for place in also_of(finding))
