"""The year of two versions of a menu, cut into pieces in which nothing changes in either of them.

Both begin on the same day. Sets of these pieces are bit sets, as those of periods are.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property

from ivrcheck.compare.model import When
from ivrcheck.hours.calendar import Calendar
from ivrcheck.hours.intervals import length
from ivrcheck.hours.naming import describe
from ivrcheck.hours.periods import Periods
from ivrcheck.hours.zones import local_midnight, moment_at

_WEEK = 7 * 24 * 60


@dataclass(frozen=True, slots=True)
class Times:
    """Pieces of the shared year: those in some periods of the old version and in some of the new one.

    The periods are kept for the hours of an ordinary week, which need not occur in this year. ``less``: the
    periods of both whose time is taken out again.
    """

    bits: int
    old: int
    new: int
    less: tuple[int, int] = (0, 0)

    def shared(self, other: Times) -> Times:
        """The time in both; none of them has had any taken out."""
        return Times(self.bits & other.bits, self.old & other.old, self.new & other.new)

    def without(self, other: Times) -> Times:
        """The time that is not in the other one, which lies in this one."""
        return Times(self.bits & ~other.bits, self.old, self.new, (other.old, other.new))


class BothYears:
    """The twelve months of two calendars, as far as they share them."""

    def __init__(self, old: Calendar, new: Calendar) -> None:
        self.old = old
        self.new = new
        self.periods = _joint(old.periods, new.periods)
        self._olds = self._masks([pair >> new.count for pair in self.periods.vectors])
        self._news = self._masks([pair & new.everything for pair in self.periods.vectors])
        self._known: dict[tuple[bool, int], int] = {}

    @property
    def everything(self) -> int:
        """All pieces."""
        return (1 << self.periods.count) - 1

    def of_old(self, bits: int) -> int:
        """The pieces in some periods of the old version."""
        return self._of(False, bits)

    def of_new(self, bits: int) -> int:
        """The pieces in some periods of the new version."""
        return self._of(True, bits)

    def old_period(self, bits: int) -> int:
        """The period of the old version at the first moment of some pieces, as a set of one."""
        return self._vector(bits) >> self.new.count

    def new_period(self, bits: int) -> int:
        """The period of the new version at the first moment of some pieces, as a set of one."""
        return self._vector(bits) & self.new.everything

    def moment(self, bits: int, calendar: Calendar) -> datetime:
        """The first moment of some pieces, on the clock of one of the calendars."""
        return moment_at(self.periods.first_minute(bits), calendar.zone)

    def when(self, times: Times) -> When:
        """Some time in words, on the clock of the new version; there must be some."""
        found = self.periods.minutes(times.bits)
        first = moment_at(found[0][0], self.new.zone)
        words = "always" if times.bits == self.everything else self._words(found)
        minutes = self._usual(times.old, times.new) - self._usual(*times.less)
        return When(words, minutes / (60 * self._week[1]), length(found) / 60, first)

    def _usual(self, old: int, new: int) -> int:
        """How many minutes of ordinary weeks lie in some periods of both versions."""
        pairs = self._week[0].items()
        return sum(minutes for (one, other), minutes in pairs if old >> one & 1 and new >> other & 1)

    def _words(self, found: Sequence[tuple[int, int]]) -> str:
        """In words; what begins or ends with the time both share is drawn out to the whole days."""
        zone, first, last = self.new.zone, self.periods.starts[0], self.periods.end
        begin, end = (moment_at(local_midnight(day, zone), zone) for day in (self.new.start, self.new.last))
        local = [
            (
                begin if start == first else moment_at(start, zone),
                end if stop == last else moment_at(stop, zone),
            )
            for start, stop in found
        ]
        return describe(local, self.new.start, self.new.last)

    def _of(self, is_new: bool, bits: int) -> int:
        if (is_new, bits) not in self._known:
            masks, found, left = self._news if is_new else self._olds, 0, bits
            while left:
                lowest = left & -left
                found |= masks.get(lowest, 0)
                left ^= lowest
            self._known[is_new, bits] = found
        return self._known[is_new, bits]

    def _masks(self, periods: Sequence[int]) -> dict[int, int]:
        """By period (a set of one), the pieces that lie in it."""
        masks: dict[int, int] = {}
        for number, period in enumerate(periods):
            masks[period] = masks.get(period, 0) | 1 << number
        return masks

    def _vector(self, bits: int) -> int:
        lowest = (bits & -bits).bit_length() - 1
        return self.periods.vectors[lowest]

    @cached_property
    def _week(self) -> tuple[Mapping[tuple[int, int], int], int]:
        """The minutes of each pair of periods in ordinary weeks of both, and how many weeks these are."""
        old, new = self.old.plain_week(), self.new.plain_week()
        span = max(old[-1][1], new[-1][1])
        ahead = self._ahead()
        early = [(start + ahead, end + ahead, period) for start, end, period in _again(old, span + _WEEK)]
        found: dict[tuple[int, int], int] = {}
        for start, end, period in _again(new, span):
            for begin, stop, before in _overlaps(early, start, end):
                found[before, period] = found.get((before, period), 0) + stop - begin
        return found, span // _WEEK

    def _ahead(self) -> int:
        """By how many minutes the clock of the new version is ahead of the old one's, within a week."""
        noon = datetime.combine(self.new.start, datetime.min.time()) + timedelta(hours=12)
        theirs, mine = (noon.replace(tzinfo=one.zone).utcoffset() for one in (self.old, self.new))
        ahead = ((mine or timedelta()) - (theirs or timedelta())) // timedelta(minutes=1)
        return ahead if ahead <= 0 else ahead - _WEEK


def _joint(old: Periods, new: Periods) -> Periods:
    """The time both have, cut wherever one of them changes; a vector is the two periods as sets of one."""
    first, last = max(old.starts[0], new.starts[0]), min(old.end, new.end)
    cuts = sorted({first, *(one for one in (*old.starts, *new.starts) if first < one < last)})
    pairs = [1 << old.numbers[i] << new.count | 1 << new.numbers[j] for i, j in _walk(old, new, cuts)]
    known = {pair: number for number, pair in enumerate(dict.fromkeys(pairs))}
    return Periods((), cuts, last, [known[pair] for pair in pairs], tuple(known))


def _walk(old: Periods, new: Periods, cuts: Sequence[int]) -> Sequence[tuple[int, int]]:
    """The piece of each that every cut lies in."""
    return [(bisect_right(old.starts, cut) - 1, bisect_right(new.starts, cut) - 1) for cut in cuts]


def _again(pieces: Sequence[tuple[int, int, int]], span: int) -> list[tuple[int, int, int]]:
    """Ordinary weeks, again and again until they fill a span of minutes."""
    every = pieces[-1][1]
    return [
        (start + turn, end + turn, period)
        for turn in range(0, span, every)
        for start, end, period in pieces
        if start + turn < span
    ]


def _overlaps(pieces: Sequence[tuple[int, int, int]], start: int, end: int) -> Sequence[tuple[int, int, int]]:
    """What of some pieces lies between two minutes."""
    place = max(bisect_right(pieces, start, key=lambda one: one[0]) - 1, 0)
    found = []
    while place < len(pieces) and pieces[place][0] < end:
        begin, stop, period = pieces[place]
        if stop > start:
            found.append((max(begin, start), min(stop, end), period))
        place += 1
    return found
