"""Twelve months of a phone system in periods: what is open, who is on duty, and when that is.

Sets of periods are Python integers: bit *p* stands for the period *p*. Everything is decided by the clock on
the wall in the file's zone (UTC where it names none).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, tzinfo
from functools import cached_property, lru_cache
from zoneinfo import ZoneInfo

from ivrcheck.hours.atoms import Atom, all_atoms, schedule_of, year_clock
from ivrcheck.hours.duty import Roster, Who, on_duty, served_by
from ivrcheck.hours.ordinary import Ordinary, ordinary_weeks
from ivrcheck.hours.periods import Periods, find_periods, truth_of
from ivrcheck.hours.zones import local_midnight, moment_at, pieces, real_minute
from ivrcheck.menu.model import PhoneSystem


@dataclass(slots=True, eq=False)
class WorkedOut:
    """What has been worked out of the hours of one file, for others with the very same."""

    periods: Periods | None = None
    truth: Mapping[Atom, int] = field(default_factory=dict)
    ordinary: Ordinary | None = None


@lru_cache(maxsize=64)
def worked_out(schedule: object) -> WorkedOut:
    """What is known of a schedule (see ``schedule_of``) so far. Menus of one office often share theirs."""
    return WorkedOut()


@dataclass(frozen=True, eq=False)
class Calendar:
    """The periods of a year and what is true in each of them."""

    menu: PhoneSystem
    start: date
    zone: tzinfo
    periods: Periods
    truth: Mapping[Atom, int]
    known: WorkedOut | None = None
    """What other files with the same hours, dates and absences have been through already."""

    @property
    def count(self) -> int:
        """How many periods there are; at least one."""
        return self.periods.count

    @cached_property
    def everything(self) -> int:
        """All periods."""
        return (1 << self.count) - 1

    @cached_property
    def open(self) -> Mapping[str, int]:
        """By the id of an hours definition, the periods in which it is open."""
        return {hours: self.truth[Atom("open", (hours,))] for hours in self.menu.hours}

    @cached_property
    def holiday(self) -> Mapping[str, int]:
        """By the id of an hours definition, the periods in which a step takes its ``holiday`` branch."""
        return {hours: self.truth[Atom("holiday", (hours,))] & ~self.open[hours] for hours in self.menu.hours}

    def person(self, person_id: str) -> int:
        """When somebody rung alone by name is on duty and can be rung, or their cover is."""
        return self._phones.get(("people", person_id), 0)

    def team(self, team_id: str) -> int:
        """When somebody of a team that is rung or held for is on duty and can be rung, or its cover is."""
        return self._phones.get(("teams", team_id), 0)

    def duty(self, who: str) -> int:
        """When a person or a team is on duty and can be rung."""
        return self._of(self._phones, who)

    def present(self, who: str) -> int:
        """When a person or a team is on duty, with or without a telephone (for owners of mailboxes)."""
        return self._of(self._present, who)

    def answered_by(self, person_id: str) -> Mapping[str, int]:
        """By the id of each person and team that is rung: when somebody may be the one who answers."""
        return {who: bits for (_, who), bits in served_by(self._roster(True), person_id).items()}

    def plain_week(self) -> list[tuple[int, int, int]]:
        """Such a week from Monday 00:00 on: minutes from, up to, and the period."""
        return self._ordinary.pieces

    def hours_a_week(self, bits: int) -> float:
        """Hours in a week without exceptions, holidays, absences or seasons (see ``ordinary``)."""
        return self._ordinary.hours_a_week(bits)

    def ordinary(self) -> int:
        """The periods that occur in such a week."""
        return sum(1 << period for period in self._ordinary.minutes)

    def first_moment(self, bits: int) -> datetime:
        """The first local moment of a set of periods; ValueError if the set is empty."""
        if not bits & self.everything:
            raise ValueError("no period, so no first moment")
        return moment_at(self.periods.first_minute(bits & self.everything), self.zone)

    def period_at(self, moment: datetime) -> int | None:
        """The period an aware moment lies in; None outside the year."""
        return self.periods.at(real_minute(moment))

    def intervals(self, bits: int) -> list[tuple[datetime, datetime]]:
        """The longest stretches of a set of periods in local time, in order; the end is not included."""
        found = self.periods.minutes(bits)
        return [(moment_at(start, self.zone), moment_at(end, self.zone)) for start, end in found]

    def describe(self, bits: int) -> str:
        """A set of periods in people's words."""
        from ivrcheck.hours.naming import describe

        if bits & self.everything == self.everything:
            return "always"
        return describe(self.year(bits), self.start, self.last)

    @property
    def last(self) -> date:
        """The first day after the year."""
        return one_year_after(self.start)

    def year(self, bits: int) -> list[tuple[datetime, datetime]]:
        """The intervals as they are told."""
        return self.intervals(bits)

    @cached_property
    def _phones(self) -> dict[Who, int]:
        return on_duty(self._roster(True))

    @cached_property
    def _present(self) -> dict[Who, int]:
        return on_duty(self._roster(False))

    @cached_property
    def _ordinary(self) -> Ordinary:
        year = self.known or WorkedOut()
        if year.ordinary is None:
            year.ordinary = ordinary_weeks(self.menu, self.start, self.periods)
        return year.ordinary

    def _of(self, duties: Mapping[Who, int], who: str) -> int:
        found = self._roster(True).find(who)
        return duties[found] if found else 0

    def _roster(self, phones_only: bool) -> Roster:
        return Roster(self.menu, self.truth, self.everything, phones_only)


def build_calendar(menu: PhoneSystem, start: date, last: date | None = None) -> Calendar:
    """The periods of the year from the start date's local midnight, or of the days before ``last``."""
    last = last or one_year_after(start)
    year = worked_out((schedule_of(menu), start, last))
    if year.periods is None:
        year.periods = _periods(menu, start, last)
        year.truth = truth_of(year.periods)
    return Calendar(menu, start, zone_of(menu), year.periods, year.truth, year)


def _periods(menu: PhoneSystem, start: date, last: date) -> Periods:
    zone = zone_of(menu)
    clock = year_clock(menu, start, last)
    first_minute, last_minute = local_midnight(start, zone), local_midnight(last, zone)
    parts = pieces(first_minute, last_minute, zone)
    walls = {atom: clock.intervals(atom) for atom in all_atoms(menu)}
    found = {atom: [real for part in parts for real in part.from_wall(wall)] for atom, wall in walls.items()}
    return find_periods(found, first_minute, last_minute)


def zone_of(menu: PhoneSystem) -> tzinfo:
    """The zone whose wall clock a file goes by."""
    return ZoneInfo(menu.timezone or "UTC")


def one_year_after(day: date) -> date:
    """The same date next year; after 29 February comes 1 March."""
    try:
        return day.replace(year=day.year + 1)
    except ValueError:
        return day.replace(year=day.year + 1, month=3, day=1)
