"""One year for several phone systems that pass calls on to each other: they share one set of periods."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property

from ivrcheck.hours.atoms import Atom, all_atoms, ordinary_clock, year_clock
from ivrcheck.hours.calendar import Calendar, one_year_after, zone_of
from ivrcheck.hours.intervals import Interval, merge, window
from ivrcheck.hours.ordinary import Ordinary, measured, weeks_of
from ivrcheck.hours.periods import find_periods, truth_of
from ivrcheck.hours.zones import local_midnight, moment_at, pieces
from ivrcheck.menu.model import PhoneSystem
from ivrcheck.menu.scalars import DAY_MINUTES


@dataclass(frozen=True, eq=False)
class JointCalendar(Calendar):
    """The calendar of one system, in periods that it shares with others.

    The year they share is the time that lies in everybody's own: in other zones it begins some hours later.
    """

    systems: Sequence[PhoneSystem] = ()
    place: int = 0
    """Which of the systems this calendar is of."""

    def year(self, bits: int) -> list[tuple[datetime, datetime]]:
        """The stretches of a set of periods, drawn out over the hours that are this zone's alone."""
        found = self.intervals(bits)
        first, last = (moment_at(minute, self.zone) for minute in (self.periods.starts[0], self.periods.end))
        begin, end = (moment_at(local_midnight(day, self.zone), self.zone) for day in (self.start, self.last))
        return [(begin if a == first else a, end if b == last else b) for a, b in found]

    @cached_property
    def _ordinary(self) -> Ordinary:
        weeks = max(weeks_of(menu) for menu in self.systems)
        monday = self.start - timedelta(days=self.start.weekday())
        first = monday.toordinal() * DAY_MINUTES
        found = {}
        for number, menu in enumerate(self.systems):
            ahead = self._ahead_of(menu)
            clock = ordinary_clock(menu, monday, weeks)
            for atom in all_atoms(menu):
                plain = window(clock.intervals(atom), first, first + weeks * 7 * DAY_MINUTES)
                found[_of(number, atom)] = _turned(plain, ahead, first, weeks * 7 * DAY_MINUTES)
        return measured(found, first, weeks, self.periods)

    def _ahead_of(self, menu: PhoneSystem) -> int:
        """By how many minutes this system's clock is ahead of another's, as the year begins."""
        noon = datetime.combine(self.start, datetime.min.time())
        mine, theirs = noon.replace(tzinfo=self.zone), noon.replace(tzinfo=zone_of(menu))
        ahead = (mine.utcoffset() or timedelta()) - (theirs.utcoffset() or timedelta())
        return int(ahead.total_seconds()) // 60


def joint_calendars(systems: Sequence[PhoneSystem], start: date) -> list[Calendar]:
    """The calendars of several systems over one set of periods, in their order."""
    zones = [zone_of(menu) for menu in systems]
    last = one_year_after(start)
    first_minute = max(local_midnight(start, zone) for zone in zones)
    last_minute = min(local_midnight(last, zone) for zone in zones)
    found: dict[Atom, list[Interval]] = {}
    for number, (menu, zone) in enumerate(zip(systems, zones, strict=True)):
        clock = year_clock(menu, start, last)
        parts = pieces(first_minute, last_minute, zone)
        for atom in all_atoms(menu):
            wall = clock.intervals(atom)
            found[_of(number, atom)] = [real for part in parts for real in part.from_wall(wall)]
    periods = find_periods(found, first_minute, last_minute)
    truth = truth_of(periods)
    calendars: list[Calendar] = []
    for number, (menu, zone) in enumerate(zip(systems, zones, strict=True)):
        own = {atom: truth[_of(number, atom)] for atom in all_atoms(menu)}
        calendars.append(JointCalendar(menu, start, zone, periods, own, systems=systems, place=number))
    return calendars


def _of(number: int, atom: Atom) -> Atom:
    """An atom of one of several systems: in each, the same id means something of its own."""
    return atom._replace(about=(str(number), *atom.about))


def _turned(intervals: Sequence[Interval], by: int, first: int, span: int) -> list[Interval]:
    """A time that comes back again and again, on a clock that is ahead by some minutes."""
    shifted = [(start + by, end + by) for start, end in intervals]
    every = [(start + turn, end + turn) for turn in (-span, 0, span) for start, end in shifted]
    return window(merge(every), first, first + span)
