"""The staff and the hours of a generated menu."""

from __future__ import annotations

from dataclasses import dataclass, field
from math import sqrt
from random import Random

from tests.benchmarks.words import FIRST_NAMES, LAST_NAMES, ROLES

HOURS = {
    "office": """\
  office:
    mon-thu: 08:00-12:00, 13:00-17:00
    fri: 08:00-12:00
    holidays: US
    closed: [2026-12-24]
    open: {2026-12-31: 09:00-12:00}
""",
    "extended": """\
  extended:
    mon-fri: 07:30-18:00
    sat: 09:00-13:00
    holidays: US
    seasons: [{dates: 2027-06-21/2027-08-31, mon-fri: 08:00-14:00}]
""",
    "evening": """\
  evening:
    mon-fri: 12:00-20:00
    holidays: US
""",
    "early": """\
  early:
    mon-fri: 07:00-11:30, 12:00-15:00
    holidays: {country: US, also: [2026-12-24]}
""",
    "switchboard": """\
  switchboard:                # whenever any team works by day
    mon-fri: 07:00-20:00
    sat: 08:00-14:00
    holidays: US
""",
    "overnight": """\
  overnight: {mon-thu: "22:00-06:00", holidays: US}
""",
}
TEAM_HOURS = ("office", "extended", "evening", "early")
MANAGER = "dana"
NIGHT_FROM = 60
"""Files of at least this many steps have a night desk."""


@dataclass(frozen=True)
class Team:
    """Who is rung together, and when they work."""

    id: str
    members: tuple[str, ...]
    hours: str


@dataclass
class Office:
    """Everybody in the file. ``teams`` are the departments' teams."""

    people: list[str] = field(default_factory=list)
    operators: Team | None = None
    night: Team | None = None
    teams: list[Team] = field(default_factory=list)

    def everyone(self) -> list[Team]:
        """All teams, the special ones first."""
        return [team for team in (self.operators, self.night, *self.teams) if team]


def make_office(steps: int, rng: Random) -> Office:
    """The staff for a file of so many steps: it grows slowly, up to sixty people."""
    size = min(len(FIRST_NAMES), 6 + int(sqrt(steps) * 0.35))
    names = [name.lower() for name in FIRST_NAMES[:size]]
    office = Office(people=names, operators=Team("operators", tuple(names[1:3]), "switchboard"))
    rest = names[3:]
    if steps >= NIGHT_FROM:
        office.night = Team("night_desk", tuple(rest[:2]), "overnight")
        rest = rest[2:]
    office.teams = list(_teams(rest))
    rng.shuffle(office.teams)
    return office


def _teams(names: list[str]) -> list[Team]:
    """Teams of three, the last one of up to five; nobody is in two teams."""
    count = max(1, len(names) // 3)
    cuts = [names[3 * i : 3 * i + 3] for i in range(count - 1)] + [names[3 * (count - 1) :]]
    return [Team(f"team_{i + 1}", tuple(cut), TEAM_HOURS[i % 4]) for i, cut in enumerate(cuts)]


def write_office(office: Office) -> str:
    """The maps ``people``, ``teams`` and ``hours`` as text."""
    used = {"office"} | {team.hours for team in office.everyone()}
    hours = "".join(text for name, text in HOURS.items() if name in used)
    people = "".join(_person(office, i) for i in range(len(office.people)))
    teams = "".join(_team(team) for team in office.everyone())
    return f"people:\n{people}\nteams:\n{teams}\nhours:\n{hours}\n"


def _person(office: Office, index: int) -> str:
    """One person; every ninth is away for a week, and a colleague of the same team stands in."""
    name = office.people[index]
    full = f"{FIRST_NAMES[index]} {LAST_NAMES[index % len(LAST_NAMES)]}"
    if name == MANAGER:
        who = f"name: {full}, role: Office manager, extension: 200, email: dana@harbor.example, hours: office"
        return f"  {name}: {{{who}}}\n"
    fields = f"name: {full}, role: {ROLES[index % len(ROLES)]}, extension: {200 + index}"
    cover = _cover(office, name) if index % 9 == 8 else None
    if cover:
        month = 1 + index // 9
        fields += f", away: [2027-{month:02}-04/2027-{month:02}-13], cover: {cover}"
    return f"  {name}: {{{fields}}}\n"


def _cover(office: Office, name: str) -> str | None:
    """The next member of the person's team."""
    team = next(team for team in office.everyone() if name in team.members)
    return team.members[(team.members.index(name) + 1) % len(team.members)]


def _team(team: Team) -> str:
    members = ", ".join(team.members)
    return f"  {team.id}: {{members: [{members}], hours: {team.hours}, supervisor: {MANAGER}}}\n"
