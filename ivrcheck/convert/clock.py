"""Periods as people and phone systems write them: a week that comes back, and dates that are otherwise.

What a set of periods says is a function of the clock on the wall, so all of this is wall-clock time. A week
is only ever a guess at the set. The dates say where the guess is wrong, so that the two together are right
for the whole year, whatever the guess.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise
from typing import NamedTuple

from ivrcheck.hours.calendar import Calendar
from ivrcheck.hours.days import Stretch, plan_week
from ivrcheck.hours.intervals import Interval, Intervals, merge, window
from ivrcheck.hours.zones import pieces
from ivrcheck.menu.model import OpeningHours
from ivrcheck.menu.scalars import DAY_MINUTES, Days, Ranges


class Otherwise(NamedTuple):
    """From the one minute up to the other (not included), by the clock on the wall, it is so or not."""

    first: datetime
    last: datetime
    holds: bool


@dataclass(frozen=True, slots=True)
class WeekLine:
    """A time of some days of every week; ``nth``: only of the first, second … such day of a month."""

    weekdays: frozenset[int]
    nth: int
    start: int
    end: int
    """In minutes of the day; the end, at most 24:00, is not included."""


def week_lines(hours: OpeningHours) -> list[WeekLine]:
    """The usual week, each time on one day: what goes past midnight is cut there.

    The last such day of a month depends on the month, and what begins on the first Saturday may end on a
    second Sunday: these are left out, and come out as dates.
    """
    found: dict[WeekLine, None] = {}
    for days, ranges in hours.week.items():
        for start, end in ranges if days.nth >= 0 else ():
            if end <= DAY_MINUTES:
                found[WeekLine(days.weekdays, days.nth, start, end)] = None
            elif not days.nth:
                found[WeekLine(days.weekdays, 0, start, DAY_MINUTES)] = None
                following = frozenset((day + 1) % 7 for day in days.weekdays)
                found[WeekLine(following, 0, 0, end - DAY_MINUTES)] = None
    return list(found)


class WallClock:
    """The year of a calendar by the clock on the wall."""

    def __init__(self, calendar: Calendar) -> None:
        self.calendar = calendar
        self.first = calendar.start.toordinal() * DAY_MINUTES
        self.last = calendar.last.toordinal() * DAY_MINUTES
        self._pieces = list(_on_the_wall(calendar))
        self._when: dict[int, list[Interval]] = {}

    def when(self, bits: int) -> list[Interval]:
        """When a set of periods is, in wall-clock minutes."""
        found = self._when.get(bits)
        if found is None:
            found = self._when[bits] = self._whenever(bits)
        return found

    def _whenever(self, bits: int) -> list[Interval]:
        return merge((start, end) for start, end, period in self._pieces if bits >> period & 1)

    def every_week(self, lines: Iterable[WeekLine]) -> list[Interval]:
        """When the lines of a week hold, all through the year."""
        week: dict[Days, Ranges] = {
            Days(line.weekdays, line.nth, str(number)): ((line.start, line.end),)
            for number, line in enumerate(lines)
        }
        stretch = Stretch(self.calendar.start.toordinal(), (self.calendar.last - self.calendar.start).days)
        return plan_week(OpeningHours(week=week), stretch).opened()

    def otherwise(self, guess: Intervals, wanted: Intervals, unless: Intervals = ()) -> list[Otherwise]:
        """Where a guess is wrong, in as few stretches as will do. ``unless``: when either will do."""
        found: list[tuple[int, int, bool]] = []
        still = False
        for start, end, guessed, holds, either in self._sweep(guess, wanted, unless):
            if either:
                continue
            if guessed != holds and still and found[-1][2] == holds:
                found[-1] = (found[-1][0], end, holds)
            elif guessed != holds:
                found.append((start, end, holds))
                still = True
            elif found and found[-1][2] != holds:
                still = False
        return [Otherwise(_moment(start), _moment(end), holds) for start, end, holds in found]

    def _sweep(self, *sets: Intervals) -> Iterator[tuple[int, int, bool, bool, bool]]:
        inside = [window(one, self.first, self.last) for one in sets]
        cuts = sorted({self.first, self.last, *(edge for one in inside for piece in one for edge in piece)})
        at = [0] * len(inside)
        for start, end in pairwise(cuts):
            for number, one in enumerate(inside):
                while at[number] < len(one) and one[at[number]][1] <= start:
                    at[number] += 1
            holds = [k < len(one) and one[k][0] <= start for k, one in zip(at, inside, strict=True)]
            yield start, end, holds[0], holds[1], holds[2]


def _moment(minute: int) -> datetime:
    return datetime.min + timedelta(minutes=minute - DAY_MINUTES)


def _on_the_wall(calendar: Calendar) -> Iterator[tuple[int, int, int]]:
    """The pieces of the year with their periods, in wall-clock minutes, in order.

    The hour that the clocks show twice is told once, since it means the same both times. The hour that they
    never show belongs to what comes after it.
    """
    cuts = (*calendar.periods.starts, calendar.periods.end)
    year = pieces(cuts[0], cuts[-1], calendar.zone)
    walls = (
        (max(start, part.first) + part.offset, min(end, part.last) + part.offset, number)
        for part in year
        for (start, end), number in zip(pairwise(cuts), calendar.periods.numbers, strict=True)
        if start < part.last and part.first < end
    )
    told = 0
    for start, end, number in walls:
        if end > told:
            yield told or start, end, number
            told = end
