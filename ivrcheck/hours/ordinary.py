"""How long each period lasts in an ordinary week: one without exceptions, holidays, absences or seasons.

The plain weeks of all hours definitions are laid over one week (or, where the *n*-th weekday of a month or a
rota matters, over 52, and averaged), on a wall clock that nobody changes. Each truth vector met there belongs
to the period of the year with the same one. Where the year has none, because somebody is away all year, it
belongs to the period most like it: first in what is open, then in all else.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from ivrcheck.hours.atoms import all_atoms, ordinary_clock
from ivrcheck.hours.intervals import window
from ivrcheck.hours.periods import Periods, find_periods
from ivrcheck.menu.model import PhoneSystem
from ivrcheck.menu.scalars import DAY_MINUTES

WEEKS_OF_A_YEAR = 52


@dataclass(frozen=True, slots=True)
class Ordinary:
    """How many minutes each period that occurs in ordinary weeks lasts in so many of them."""

    weeks: int
    minutes: Mapping[int, int]

    def hours_a_week(self, bits: int) -> float:
        """Hours of a set of periods in an ordinary week."""
        found = sum(minutes for number, minutes in self.minutes.items() if bits >> number & 1)
        return found / (60 * self.weeks)


def ordinary_weeks(menu: PhoneSystem, start: date, periods: Periods) -> Ordinary:
    """Measure the periods in ordinary weeks."""
    weeks = WEEKS_OF_A_YEAR if _differ(menu) else 1
    found: dict[int, int] = {}
    matching = {vector: number for number, vector in enumerate(periods.vectors)}
    for vector, minutes in sorted(_vector_minutes(menu, start, weeks).items()):
        number = matching[vector] if vector in matching else _nearest(vector, periods)
        found[number] = found.get(number, 0) + minutes
    return Ordinary(weeks, found)


def _differ(menu: PhoneSystem) -> bool:
    """Whether one plain week differs from the next."""
    nth = any(days.nth for hours in menu.hours.values() for days in hours.week)
    return nth or any(team.rota for team in menu.teams.values())


def _vector_minutes(menu: PhoneSystem, start: date, weeks: int) -> dict[int, int]:
    monday = start - timedelta(days=start.weekday())
    first = monday.toordinal() * DAY_MINUTES
    last = first + weeks * 7 * DAY_MINUTES
    clock = ordinary_clock(menu, monday, weeks)
    found = {atom: window(clock.intervals(atom), first, last) for atom in all_atoms(menu)}
    plain = find_periods(found, first, last)
    minutes: dict[int, int] = {}
    for number, (begin, end) in zip(plain.numbers, pairwise((*plain.starts, last)), strict=True):
        minutes[plain.vectors[number]] = minutes.get(plain.vectors[number], 0) + end - begin
    return minutes


def _nearest(vector: int, periods: Periods) -> int:
    opened = sum(1 << number for number, atom in enumerate(periods.atoms) if atom.kind in ("open", "holiday"))
    return min(range(periods.count), key=lambda one: _distance(vector ^ periods.vectors[one], opened))


def _distance(differences: int, opened: int) -> tuple[int, int]:
    return (differences & opened).bit_count(), differences.bit_count()
