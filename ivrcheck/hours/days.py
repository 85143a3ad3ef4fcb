"""What decides each day of a stretch of days, and the ranges that start on it.

A day is decided by, in this order: an ``open`` date, a ``closed`` date, a holiday, a season, the week. Where
two dates of one kind hold a day, the first written counts; lines of a week that match a day add up.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from ivrcheck.hours.intervals import Interval, merge
from ivrcheck.hours.public import holiday_dates
from ivrcheck.menu.model import OpeningHours
from ivrcheck.menu.scalars import DAY_MINUTES, Dates, Days, Ranges

ALL_DAY: Ranges = ((0, DAY_MINUTES),)


@dataclass(frozen=True, slots=True)
class Stretch:
    """Days in a row, by the number of the first one (``date.toordinal``) and how many there are."""

    first: int
    count: int

    @property
    def years(self) -> range:
        last = date.fromordinal(self.first + self.count - 1)
        return range(date.fromordinal(self.first).year, last.year + 1)

    def numbers(self, dates: Iterable[Dates]) -> list[int]:
        """Which days of the stretch lie in the dates, counted from 0, the dates in the order given."""
        return [number for one in dates for number in self._clip(one)]

    def _clip(self, dates: Dates) -> range:
        first, last = dates.first.toordinal() - self.first, dates.last.toordinal() - self.first
        return range(max(first, 0), min(last, self.count - 1) + 1)

    def clock(self, number: int) -> int:
        """The wall-clock minute at which a day of the stretch starts."""
        return (self.first + number) * DAY_MINUTES


@dataclass(frozen=True, slots=True)
class Plan:
    """The ranges that start on each day of a stretch, and which days a public holiday decides."""

    stretch: Stretch
    ranges: Sequence[Ranges]
    holidays: Sequence[int]

    def opened(self) -> list[Interval]:
        """When it is open, in wall-clock minutes."""
        base, pieces = self.stretch.clock(0), []
        for ranges in self.ranges:
            for start, end in ranges:
                pieces.append((base + start, base + end))
            base += DAY_MINUTES
        return merge(pieces)

    def shifts(self, number: int) -> list[Interval]:
        """The ranges that start on a day of the stretch, in wall-clock minutes."""
        base = self.stretch.clock(number)
        return [(base + start, base + end) for start, end in self.ranges[number]]


def plan_days(hours: OpeningHours, country: str | None, stretch: Stretch) -> Plan:
    """Decide every day of the stretch; ``country`` is the file's."""
    ranges = _week_ranges(hours.week, stretch)
    for season in reversed(hours.seasons):
        replaced = _week_ranges(season.week, stretch)
        for number in stretch.numbers([season.dates]):
            ranges[number] = replaced[number]
    public = [Dates(day, day) for day in holiday_dates(hours.holidays, country, stretch.years)]
    closed, opened = stretch.numbers(hours.closed), set(stretch.numbers(hours.open))
    holidays = set(stretch.numbers(public)) - set(closed) - opened
    for number in (*holidays, *closed):
        ranges[number] = ()
    for dates, instead in reversed(hours.open.items()):
        for number in stretch.numbers([dates]):
            ranges[number] = instead
    return Plan(stretch, ranges, sorted(holidays))


def plan_week(hours: OpeningHours, stretch: Stretch) -> Plan:
    """The plain week on every day of the stretch: no exceptions, holidays or seasons."""
    return Plan(stretch, _week_ranges(hours.week, stretch), ())


def always_plan(stretch: Stretch) -> Plan:
    """One range a day, all day long: the hours of whoever has none."""
    return Plan(stretch, [ALL_DAY] * stretch.count, ())


def _week_ranges(week: Mapping[Days, Ranges], stretch: Stretch) -> list[Ranges]:
    if any(days.nth for days in week):
        days_of = map(date.fromordinal, range(stretch.first, stretch.first + stretch.count))
        return [_ranges_on(day, week) for day in days_of]
    first = date.fromordinal(stretch.first)
    seven = [_ranges_on(first + timedelta(days=number), week) for number in range(7)]
    return [seven[number % 7] for number in range(stretch.count)]


def _ranges_on(day: date, week: Mapping[Days, Ranges]) -> Ranges:
    return tuple(one for days, ranges in week.items() if day in days for one in ranges)
