"""The facts that change with the clock, and when each of them holds on the wall clock.

Facts that are the same for several people are one atom: a member without hours of their own and without
absences brings nothing new, the hours of the team say it all.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal, NamedTuple

from ivrcheck.hours.days import Plan, Stretch, always_plan, plan_days, plan_week
from ivrcheck.hours.intervals import Interval, merge, shared
from ivrcheck.menu.model import OpeningHours, Person, PhoneSystem, Rota
from ivrcheck.menu.scalars import DAY_MINUTES, Dates

Context = tuple[str, ...]
"""The ids of the hours that say when somebody works, together; none of them means always."""

ALWAYS: Context = ()


class Atom(NamedTuple):
    """One fact.

    - ``open``, ``holiday``: the hours in ``about`` are open; today is decided by a public holiday.
    - ``away``: a shift of the hours in ``about`` is running that started on one of the ``dates``.
    - ``back``: and so is one that started on another date.
    - ``gone``: today is one of the ``dates``.
    - ``turn``: of the team and the member in ``about``, it is this member's turn.
    """

    kind: Literal["open", "holiday", "away", "back", "gone", "turn"]
    about: tuple[str, ...] = ()
    dates: tuple[Dates, ...] = ()


def schedule_of(menu: PhoneSystem) -> object:
    """All that the atoms of a file depend on, to compare and to hash."""
    hours = [
        (id, tuple(one.week.items()), one.holidays, one.closed, tuple(one.open.items()), _seasons(one))
        for id, one in menu.hours.items()
    ]
    rotas = [(id, team.rota, team.members) for id, team in menu.teams.items() if team.rota]
    return menu.timezone, menu.country, tuple(hours), tuple(rotas), tuple(all_atoms(menu))


def _seasons(hours: OpeningHours) -> object:
    return tuple((season.dates, tuple(season.week.items())) for season in hours.seasons)


def own_context(menu: PhoneSystem, who: str, team: str | None = None) -> Context:
    """The hours of a person who is rung with a team, or (without one) alone by name."""
    person = menu.people[who]
    if person.hours:
        return (person.hours,)
    if team is not None:
        hours = menu.teams[team].hours
        return (hours,) if hours else ALWAYS
    found = {one.hours for one in menu.teams.values() if who in one.members}
    return tuple(sorted(one for one in found if one)) if None not in found else ALWAYS


def needs_gone(person: Person, cover: str | None) -> bool:
    """Whether a day off matters outside the person's shift: the rest of a covered team may be working."""
    return bool(cover and person.away and person.hours)


def all_atoms(menu: PhoneSystem) -> list[Atom]:
    """Every atom of a file once, in an order that depends on the file only."""
    return list(dict.fromkeys(_atoms(menu)))


def _atoms(menu: PhoneSystem) -> Iterator[Atom]:
    for hours in menu.hours:
        yield Atom("open", (hours,))
        yield Atom("holiday", (hours,))
    for who, person in menu.people.items():
        yield from _away_atoms(person, own_context(menu, who))
    for team_id, team in menu.teams.items():
        for who in team.members:
            if member := menu.people.get(who):
                yield from _away_atoms(member, own_context(menu, who, team_id))
                if needs_gone(member, team.cover):
                    yield Atom("gone", (), member.away)
            if team.rota:
                yield Atom("turn", (team_id, who))


def _away_atoms(person: Person, context: Context) -> Iterator[Atom]:
    if person.away:
        yield Atom("away", context, person.away)
        yield Atom("back", context, person.away)


@dataclass(frozen=True, slots=True)
class Clock:
    """A stretch of days on the wall clock, and what each hours definition says on them."""

    menu: PhoneSystem
    stretch: Stretch
    plans: Mapping[str, Plan]
    ordinary: bool
    """Whether it is a time without exceptions, holidays, absences or seasons."""

    def intervals(self, atom: Atom) -> list[Interval]:
        """When an atom holds, in wall-clock minutes."""
        if atom.kind == "turn":
            return self._turns(*atom.about)
        if atom.kind == "open":
            return self._plan(atom.about[0]).opened()
        if atom.kind == "holiday":
            return self._whole_days(self._plan(atom.about[0]).holidays)
        if self.ordinary:
            return []
        away = self.stretch.numbers(atom.dates)
        return self._whole_days(away) if atom.kind == "gone" else self._away(atom, set(away))

    def _plan(self, hours: str) -> Plan:
        return self.plans.get(hours) or Plan(self.stretch, [()] * self.stretch.count, ())

    def _whole_days(self, numbers: Iterable[int]) -> list[Interval]:
        starts = (self.stretch.clock(number) for number in numbers)
        return merge((start, start + DAY_MINUTES) for start in starts)

    def _away(self, atom: Atom, away: set[int]) -> list[Interval]:
        missed = self._shifts(atom.about, away)
        if atom.kind == "away":
            return missed
        # A shift ends on the next day at the latest, so only neighbouring days can overlap.
        beside = {number + step for number in away for step in (-1, 1)} - away
        return shared(missed, self._shifts(atom.about, beside & set(range(self.stretch.count))))

    def _shifts(self, context: Context, numbers: Iterable[int]) -> list[Interval]:
        plans = [self._plan(hours) for hours in context] or [always_plan(self.stretch)]
        return merge(piece for number in numbers for plan in plans for piece in plan.shifts(number))

    def _turns(self, team_id: str, who: str) -> list[Interval]:
        team = self.menu.teams[team_id]
        assert team.rota is not None
        places = [place for place, member in enumerate(team.members) if member == who]
        span = (self.stretch.clock(0), self.stretch.clock(self.stretch.count))
        return merge(turn for place in places for turn in _turns(team.rota, place, len(team.members), span))


def _turns(rota: Rota, place: int, members: int, span: Interval) -> Iterator[Interval]:
    """The turns of one place in a rota that may touch a span of wall-clock minutes.

    ``every`` is in seconds, so a turn may change within a minute: it then counts from the next one.
    """
    origin = rota.from_.toordinal() * DAY_MINUTES + rota.handover
    first = (span[0] - origin) * 60 // rota.every
    first += (place - first) % members - members
    for turn in range(first, (span[1] - origin) * 60 // rota.every + 1, members):
        yield origin + _up(turn * rota.every), origin + _up((turn + 1) * rota.every)


def _up(seconds: int) -> int:
    return -(-seconds // 60)


def year_clock(menu: PhoneSystem, first: date, last: date) -> Clock:
    """The days from ``first`` up to ``last`` (not included), and the day before for its spill-over."""
    stretch = Stretch(first.toordinal() - 1, (last - first).days + 1)
    plans = {name: plan_days(hours, menu.country, stretch) for name, hours in menu.hours.items()}
    return Clock(menu, stretch, plans, False)


def ordinary_clock(menu: PhoneSystem, first: date, weeks: int) -> Clock:
    """Weeks in which nothing is out of the ordinary, and the day before for its spill-over."""
    stretch = Stretch(first.toordinal() - 1, weeks * 7 + 1)
    return Clock(menu, stretch, {name: plan_week(hours, stretch) for name, hours in menu.hours.items()}, True)
