"""The times in which the owner of a mailbox is away and nobody at all stands in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ivrcheck.analysis.facts import Facts
from ivrcheck.hours.atoms import Atom, own_context
from ivrcheck.hours.calendar import Calendar, one_year_after
from ivrcheck.hours.intervals import Interval, window
from ivrcheck.hours.zones import local_midnight
from ivrcheck.menu.model import PhoneSystem
from ivrcheck.menu.scalars import Dates


@dataclass(frozen=True, slots=True)
class Absence:
    """Somebody misses all their shifts on some dates, and nobody serves in their place."""

    person: str
    place: int
    """Which of the person's lines of ``away`` it is."""
    dates: Dates
    first: int
    last: int
    """From the beginning of the first missed shift to the end of the last one, in minutes of real time."""


def uncovered(calendar: Calendar, owner: str, backup: str | None) -> list[Absence]:
    """When the owner of a mailbox is away, and no backup, cover or other member of a team is there."""
    menu = calendar.menu
    present = calendar.present(owner) | (calendar.present(backup) if backup else 0)
    there = calendar.periods.minutes(present)
    found = []
    for person, team in _owners(menu, owner):
        for absence in _absences(calendar, person, team):
            if not window(there, absence.first, absence.last):
                found.append(absence)
    return sorted(found, key=lambda one: (one.first, one.person))


def uncovered_of(facts: Facts, owner: str, backup: str | None) -> list[Absence]:
    """The same, kept: many mailboxes have one owner."""
    return facts.once(("uncovered", owner, backup), lambda: uncovered(facts.calendar, owner, backup))


def _owners(menu: PhoneSystem, owner: str) -> Iterator[tuple[str, str | None]]:
    """A person, or the members of a team, each with that team."""
    if owner in menu.people:
        yield owner, None
    elif owner in menu.teams:
        yield from ((one, owner) for one in dict.fromkeys(menu.teams[owner].members) if one in menu.people)


def _absences(calendar: Calendar, person: str, team: str | None) -> Iterator[Absence]:
    away = calendar.menu.people[person].away
    if not away:
        return
    atom = Atom("away", own_context(calendar.menu, person, team), away)
    missed = calendar.periods.minutes(calendar.truth.get(atom, 0))
    for place, dates in enumerate(away):
        if shifts := window(missed, *_span(calendar, dates)):
            yield Absence(person, place, dates, shifts[0][0], shifts[-1][1])


def _span(calendar: Calendar, dates: Dates) -> Interval:
    """A range of dates in minutes, cut off at the ends of the year."""
    last = local_midnight(one_year_after(calendar.start), calendar.zone)
    if dates.last < calendar.start or dates.first.toordinal() > calendar.start.toordinal() + 366:
        return last, last
    first = max(dates.first, calendar.start)
    days = min(dates.last.toordinal() + 1 - first.toordinal(), 366)
    begin = local_midnight(first, calendar.zone)
    end = local_midnight(first.fromordinal(first.toordinal() + days), calendar.zone)
    return begin, min(end, last)
