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

from ivrcheck.hours.atoms import Atom, all_atoms, ordinary_clock
from ivrcheck.hours.intervals import Intervals, window
from ivrcheck.hours.periods import Periods, find_periods
from ivrcheck.menu.model import PhoneSystem
from ivrcheck.menu.scalars import DAY_MINUTES

WEEKS_OF_A_YEAR = 52


@dataclass(frozen=True, slots=True)
class Ordinary:
    """How many minutes each period that occurs in ordinary weeks lasts in so many of them."""

    weeks: int
    minutes: Mapping[int, int]
    pieces: list[tuple[int, int, int]]
    """The weeks one after the other: from and up to a minute (the first begins at 0), and the period."""

    def hours_a_week(self, bits: int) -> float:
        """Hours of a set of periods in an ordinary week."""
        found = sum(minutes for number, minutes in self.minutes.items() if bits >> number & 1)
        return found / (60 * self.weeks)


def ordinary_weeks(menu: PhoneSystem, start: date, periods: Periods) -> Ordinary:
    """Measure the periods in ordinary weeks."""
    weeks = weeks_of(menu)
    monday = start - timedelta(days=start.weekday())
    first = monday.toordinal() * DAY_MINUTES
    clock = ordinary_clock(menu, monday, weeks)
    last = first + weeks * 7 * DAY_MINUTES
    found = {atom: window(clock.intervals(atom), first, last) for atom in all_atoms(menu)}
    return measured(found, first, weeks, periods)


def weeks_of(menu: PhoneSystem) -> int:
    """How many weeks it takes until the plain week of a file comes back."""
    return WEEKS_OF_A_YEAR if _differ(menu) else 1


def _differ(menu: PhoneSystem) -> bool:
    """Whether one plain week differs from the next."""
    nth = any(days.nth for hours in menu.hours.values() for days in hours.week)
    return nth or any(team.rota for team in menu.teams.values())


def measured(found: Mapping[Atom, Intervals], first: int, weeks: int, periods: Periods) -> Ordinary:
    """Give the time of ordinary weeks, in which the atoms hold when ``found`` says, to the periods."""
    plain = find_periods(found, first, first + weeks * 7 * DAY_MINUTES)
    matching = {vector: number for number, vector in enumerate(periods.vectors)}
    like = [matching[one] if one in matching else _nearest(one, periods) for one in plain.vectors]
    minutes: dict[int, int] = {}
    pieces = []
    for number, (begin, end) in zip(plain.numbers, pairwise((*plain.starts, plain.end)), strict=True):
        minutes[like[number]] = minutes.get(like[number], 0) + end - begin
        pieces.append((begin - first, end - first, like[number]))
    return Ordinary(weeks, minutes, pieces)


def _nearest(vector: int, periods: Periods) -> int:
    opened = sum(1 << number for number, atom in enumerate(periods.atoms) if atom.kind in ("open", "holiday"))
    return min(range(periods.count), key=lambda one: _distance(vector ^ periods.vectors[one], opened))


def _distance(differences: int, opened: int) -> tuple[int, int]:
    return (differences & opened).bit_count(), differences.bit_count()
