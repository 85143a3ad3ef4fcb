"""From the clock on the wall to real time: a year as pieces in which the offset from UTC stays the same.

Real time is counted in minutes like wall-clock time: from the day 0 of ``date.toordinal``, but in UTC.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from functools import lru_cache
from itertools import pairwise

from ivrcheck.hours.intervals import Interval, Intervals, window
from ivrcheck.menu.scalars import DAY_MINUTES

EPOCH = datetime(1, 1, 1, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Piece:
    """Real time from ``first`` up to ``last`` (not included), in minutes; wall clock = UTC + ``offset``."""

    first: int
    last: int
    offset: int

    def from_wall(self, intervals: Intervals) -> list[Interval]:
        """The real time at which the wall clock lies in the intervals."""
        found = window(intervals, self.first + self.offset, self.last + self.offset)
        return [(start - self.offset, end - self.offset) for start, end in found]


def real_minute(moment: datetime) -> int:
    """An aware moment in minutes of real time, rounded down."""
    return (moment - EPOCH) // MINUTE + DAY_MINUTES


def moment_at(minute: int, zone: tzinfo) -> datetime:
    """The local aware moment at a minute of real time."""
    return (EPOCH + (minute - DAY_MINUTES) * MINUTE).astimezone(zone)


def local_midnight(day: date, zone: tzinfo) -> int:
    """When a day starts, in minutes of real time."""
    return real_minute(datetime.combine(day, time(), zone))


@lru_cache(maxsize=64)
def pieces(first: int, last: int, zone: tzinfo) -> Sequence[Piece]:
    """The time from ``first`` up to ``last`` (minutes of real time), cut where the offset changes."""
    cuts = [first, *_transitions(first, last, zone), last]
    return tuple(Piece(start, end, _offset(start, zone)) for start, end in pairwise(cuts))


def _transitions(first: int, last: int, zone: tzinfo) -> Iterator[int]:
    for start in range(first, last, DAY_MINUTES):
        end = min(start + DAY_MINUTES, last - 1)
        if _offset(start, zone) != _offset(end, zone):
            yield _bisect(start, end, zone)


def _bisect(before: int, after: int, zone: tzinfo) -> int:
    """The first minute with the offset of ``after``; a zone changes its clocks at most once a day."""
    while after - before > 1:
        middle = (before + after) // 2
        if _offset(middle, zone) == _offset(after, zone):
            after = middle
        else:
            before = middle
    return after


def _offset(minute: int, zone: tzinfo) -> int:
    return (moment_at(minute, zone).utcoffset() or timedelta()) // MINUTE
