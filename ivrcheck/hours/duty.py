"""Who is on duty in which periods: the least fixed point over covers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ivrcheck.hours.atoms import Atom, Context, needs_gone, own_context
from ivrcheck.menu.model import Person, PhoneSystem, Team

Who = tuple[str, str]
"""``people`` or ``teams``, and an id."""


@dataclass(frozen=True, slots=True)
class Service:
    """When somebody serves: in the periods ``own``, and in those beside a cover while the cover serves."""

    own: int
    covered: tuple[tuple[int, Who], ...]


@dataclass(frozen=True, slots=True)
class Shift:
    """The periods in which a person works, misses a shift, and is away whether or not they have one."""

    works: int
    misses: int
    gone: int


@dataclass(frozen=True, slots=True)
class Roster:
    """What the equations of duty are made from: the file and the periods of each atom."""

    menu: PhoneSystem
    truth: Mapping[Atom, int]
    everything: int
    phones_only: bool

    def services(self) -> dict[Who, Service]:
        """One equation for every person and every team."""
        people = {("people", who): self._person(who) for who in self.menu.people}
        return people | {("teams", who): self._team(who, team) for who, team in self.menu.teams.items()}

    def find(self, who: str | None) -> Who | None:
        """The person with this id, else the team."""
        if who is None:
            return None
        if who in self.menu.people:
            return ("people", who)
        return ("teams", who) if who in self.menu.teams else None

    def _person(self, who: str) -> Service:
        person = self.menu.people[who]
        shift = self._shift(person, own_context(self.menu, who), False)
        return self._service(person, shift, self.everything)

    def _service(self, person: Person, shift: Shift, when: int) -> Service:
        """When a person serves during ``when``. Whoever cannot be rung is not covered on the phone either."""
        if self.phones_only and not person.can_be_rung:
            return Service(0, ())
        cover = self.find(person.cover)
        return Service(shift.works & when, ((shift.misses & when, cover),) if cover else ())

    def _shift(self, person: Person, context: Context, with_gone: bool) -> Shift:
        shift = self._open(context)
        away = self.truth.get(Atom("away", context, person.away), 0)
        misses = away & ~self.truth.get(Atom("back", context, person.away), 0)
        gone = self.truth[Atom("gone", (), person.away)] & ~shift if with_gone else 0
        return Shift(shift & ~misses, misses, misses | gone)

    def _open(self, context: Context) -> int:
        found = 0 if context else self.everything
        for hours in context:
            found |= self.truth.get(Atom("open", (hours,)), 0)
        return found

    def _team(self, team_id: str, team: Team) -> Service:
        hours = self._open((team.hours,) if team.hours else ())
        parts = list(self._members(team_id, team, hours))
        own, covered = (
            hours if team.unknown else 0,
            [pair for service, _ in parts for pair in service.covered],
        )
        for service, _ in parts:
            own |= service.own
        if cover := self.find(team.cover):
            covered.append((hours & self._all_gone(team_id, team), cover))
        return Service(own, tuple(covered))

    def _members(self, team_id: str, team: Team, hours: int) -> Iterator[tuple[Service, int]]:
        """What each member brings while it is their turn, and when they are away."""
        for who in dict.fromkeys(team.members):
            if person := self.menu.people.get(who):
                turn = self._turn(team_id, team, who)
                shift = self._shift(
                    person, own_context(self.menu, who, team_id), needs_gone(person, team.cover)
                )
                yield self._service(person, shift, hours & turn), shift.gone | ~turn

    def own_part(self, team_id: str, team: Team, who: str) -> int:
        """When a member serves with a team, in person."""
        members = [one for one in dict.fromkeys(team.members) if one in self.menu.people]
        hours = self._open((team.hours,) if team.hours else ())
        services = (service for service, _ in self._members(team_id, team, hours))
        return next((one.own for member, one in zip(members, services, strict=True) if member == who), 0)

    def _turn(self, team_id: str, team: Team, who: str) -> int:
        return self.truth[Atom("turn", (team_id, who))] if team.rota else self.everything

    def _all_gone(self, team_id: str, team: Team) -> int:
        """When everybody whose turn it is is away."""
        found = self.everything
        for _, gone in self._members(team_id, team, self.everything):
            found &= gone
        return found


def on_duty(roster: Roster) -> dict[Who, int]:
    """The periods in which each person and each team serves; a circle of covers serves nobody."""
    services = roster.services()
    return _with_covers(services, {who: service.own for who, service in services.items()})


def served_by(roster: Roster, person_id: str) -> dict[Who, int]:
    """The periods in which a person may answer for each person and team: themselves, or as a cover."""
    services = roster.services()
    found = dict.fromkeys(services, 0)
    found["people", person_id] = services["people", person_id].own
    for team_id, team in roster.menu.teams.items():
        if person_id in team.members:
            found["teams", team_id] = roster.own_part(team_id, team, person_id)
    return _with_covers(services, found)


def _with_covers(services: Mapping[Who, Service], own: Mapping[Who, int]) -> dict[Who, int]:
    """The periods of ``own``, and those in which somebody covers for others, passed on as far as they go."""
    found = dict(own)
    covers: dict[Who, list[tuple[int, Who]]] = {}
    for who, service in services.items():
        for when, cover in service.covered:
            covers.setdefault(cover, []).append((when, who))
    waiting = list(services)
    while waiting:
        cover = waiting.pop()
        for when, who in covers.get(cover, ()):
            if when & found[cover] & ~found[who]:
                found[who] |= when & found[cover]
                waiting.append(who)
    return found
