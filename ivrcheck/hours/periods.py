"""The year in equivalence classes: moments in which every atom agrees are one period."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from itertools import accumulate, compress, pairwise
from operator import or_, xor

from ivrcheck.hours.atoms import Atom
from ivrcheck.hours.intervals import Interval, Intervals


def any_of(sets: Iterable[int]) -> int:
    """The periods that lie in any of some sets."""
    return reduce(or_, sets, 0)


@dataclass(frozen=True, slots=True)
class Periods:
    """Real time cut at ``starts`` (minutes); piece *i* belongs to the period ``numbers[i]``.

    Periods are numbered by their first moment. ``vectors`` has the truth vector of each: bit *a* says
    whether the *a*-th of ``atoms`` holds.
    """

    atoms: Sequence[Atom]
    starts: Sequence[int]
    end: int
    numbers: Sequence[int]
    vectors: Sequence[int]

    @property
    def count(self) -> int:
        return len(self.vectors)

    def minutes(self, bits: int) -> list[Interval]:
        """When a set of periods is, joined where one follows the other, in minutes of real time."""
        chosen = [bits >> number & 1 for number in range(self.count)]
        flags = [0, *(chosen[number] for number in self.numbers), 0]
        changes = list(compress((*self.starts, self.end), (a != b for a, b in pairwise(flags))))
        return list(zip(changes[::2], changes[1::2], strict=True))

    def at(self, minute: int) -> int | None:
        """The period at a minute of real time; None before the first and after the last."""
        if not self.starts or not self.starts[0] <= minute < self.end:
            return None
        return self.numbers[bisect_right(self.starts, minute) - 1]

    def first_minute(self, bits: int) -> int:
        """The first minute of a set of periods that is not empty, in real time."""
        lowest = (bits & -bits).bit_length() - 1
        return self.starts[self.numbers.index(lowest)]


def find_periods(intervals: Mapping[Atom, Intervals], first: int, last: int) -> Periods:
    """Cut the time from ``first`` up to ``last`` wherever an atom changes, and group the pieces."""
    changes = _changes(intervals, first, last)
    starts = [minute for minute in sorted(changes) if changes[minute] or minute == first]
    vectors = list(accumulate((changes[minute] for minute in starts), xor))
    known = {vector: number for number, vector in enumerate(dict.fromkeys(vectors))}
    return Periods(tuple(intervals), starts, last, [known[vector] for vector in vectors], tuple(known))


def _changes(intervals: Mapping[Atom, Intervals], first: int, last: int) -> dict[int, int]:
    """Which atoms change at each minute; all intervals lie between the two minutes."""
    changes = {first: 0}
    for number, found in enumerate(intervals.values()):
        bit = 1 << number
        for start, end in found:
            changes[start] = changes.get(start, 0) ^ bit
            changes[end] = changes.get(end, 0) ^ bit
    changes.pop(last, None)
    return changes


def truth_of(periods: Periods) -> dict[Atom, int]:
    """For each atom the set of periods in which it holds."""
    width = len(periods.atoms)
    if not width:
        return {}
    rows = [format(vector, f"0{width}b") for vector in reversed(periods.vectors)]
    columns = ("".join(column) for column in zip(*rows, strict=True))
    return dict(zip(reversed(periods.atoms), (int(column, 2) for column in columns), strict=True))
