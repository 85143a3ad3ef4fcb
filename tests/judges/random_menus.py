"""Small random menus of every step kind, and moments of the year to play them at.

Destinations are drawn from all steps, so loops, dead ends and unreachable steps are common, and moves
are left out at random. Every file is valid by the written format. The text is dumped by PyYAML, which
quotes what it would otherwise type (`'0'`, `'no'`, dates), so a reader that takes every scalar as text
sees the same menu as `yaml.safe_load` does.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any
from zoneinfo import ZoneInfo

import yaml

from tests.judges.random_steps import Names, random_step

ZONE = "America/New_York"
FIRST_DAY = datetime(2026, 11, 21, tzinfo=ZoneInfo(ZONE))
LAST_MINUTE = datetime(2027, 11, 20, 23, 59, tzinfo=ZoneInfo(ZONE))
NUMBERS = ("+1 845 555 0134", "+1 845 555 0135")
TOPICS = {"billing": "A bill", "repair": "Something is broken"}
PEOPLE = ("dana", "rosa", "lee")
TEAMS = ("front_desk", "night_crew")
HOURS = ("office", "late")

WEEKS: tuple[dict[str, str], ...] = (
    {"mon-fri": "09:00-17:00"},
    {"mon-thu": "08:00-12:00, 13:00-17:00", "fri": "08:00-12:00"},
    {"mon-fri": "08:00-18:00", "1st sat": "10:00-14:00"},
    {"sat,sun": "all day"},
    {"mon-sun": "22:00-06:00"},
    {"mon-fri": "17:00-24:00", "sat": "20:00-04:00", "sun": "closed"},
    {"mon-wed": "13:00-21:00"},
)
ABSENCES = ("2026-12-21/2027-01-02", "2027-03-10/2027-03-16", "2027-06-28/2027-07-05", "2026-11-24")
CLOSED_DAYS = ("2026-12-24", "2027-06-30", "2027-03-14/2027-03-15")
OPEN_DAYS = {"2026-12-25": "10:00-12:00", "2026-12-31": "09:00-12:00", "2027-07-03": "20:00-02:00"}

#: Night, weekend, lunch, edges of shifts, holidays, closed and opened days, absences, clock changes.
INTERESTING = (
    "2026-11-21 00:00", "2026-11-23 02:30", "2026-11-23 08:00", "2026-11-23 12:30", "2026-11-23 16:59",
    "2026-11-23 17:00", "2026-11-24 10:00", "2026-11-26 10:00", "2026-11-27 10:00", "2026-11-28 11:00",
    "2026-12-05 11:00", "2026-12-06 01:00", "2026-12-22 10:00", "2026-12-22 23:00", "2026-12-24 10:00",
    "2026-12-25 11:00", "2026-12-25 15:00", "2026-12-26 03:00", "2026-12-31 09:30", "2026-12-31 15:00",
    "2027-01-01 03:00", "2027-01-02 23:30", "2027-01-03 03:00", "2027-01-03 12:00", "2027-03-12 10:00",
    "2027-03-13 23:00", "2027-03-14 01:30", "2027-03-14 03:30", "2027-03-15 14:00", "2027-03-17 05:00",
    "2027-06-29 10:00", "2027-06-30 10:00", "2027-07-01 14:30", "2027-07-03 21:00", "2027-07-04 01:00",
    "2027-07-05 11:00", "2027-07-06 05:59", "2027-09-06 10:00", "2027-11-07 00:30", "2027-11-07 01:30",
    "2027-11-07 03:30", "2027-11-11 11:00", "2027-11-20 23:59",
)  # fmt: skip


def random_menu(rng: Random, size: int, retries: int = 2) -> str:
    """The text of a valid menu of `size` steps (held to 3 to 9), at most `retries` of them retries."""
    names = _names(rng, max(3, min(9, size)))
    menu: dict[str, Any] = {"ivrcheck": 1, "name": "Random menu", "country": "US", "timezone": ZONE}
    if len(names.languages) > 1 or rng.random() < 0.2:
        menu["languages"] = list(names.languages)
    if rng.random() < 0.5:
        menu |= {"managed_by": rng.choice(names.people), "business_hours": rng.choice(names.hours)}
    menu["people"] = {person: _person(rng, names, person) for person in names.people}
    menu["teams"] = {team: _team(rng, names, team) for team in names.teams}
    menu["hours"] = {hours: _hours(rng) for hours in names.hours}
    if names.topics:
        menu["topics"] = {topic: TOPICS[topic] for topic in names.topics}
    menu["entry"] = _entries(rng, names)
    menu["steps"] = _steps(rng, names, retries)
    return yaml.safe_dump(menu, sort_keys=False, width=1000)


def moments(rng: Random, n: int) -> list[datetime]:
    """Moments of the year from 21 November 2026, about two in three of them interesting ones."""
    return [_moment(rng) for _ in range(n)]


def _moment(rng: Random) -> datetime:
    if rng.random() < 0.66:
        # All listed wall clock times exist; one of them exists twice, and `fold` tells which.
        wall = datetime.fromisoformat(rng.choice(INTERESTING))
        return wall.replace(tzinfo=ZoneInfo(ZONE), fold=rng.randrange(2))
    length = LAST_MINUTE.astimezone(UTC) - FIRST_DAY.astimezone(UTC)
    later = timedelta(minutes=rng.randrange(int(length.total_seconds()) // 60))
    return (FIRST_DAY.astimezone(UTC) + later).astimezone(ZoneInfo(ZONE))


def _names(rng: Random, size: int) -> Names:
    return Names(
        steps=tuple(f"s{number}" for number in range(1, size + 1)),
        people=PEOPLE[: rng.randint(1, 3)],
        teams=TEAMS[: rng.randint(1, 2)],
        hours=HOURS[: rng.randint(1, 2)],
        topics=tuple(TOPICS) if rng.random() < 0.4 else (),
        languages=("en", "es") if rng.random() < 0.3 else ("en",),
        care=rng.choice([0.5, 0.8, 0.97]),
    )


def _cover(rng: Random, names: Names, own: str) -> str | None:
    """Somebody else, person or team; circles come about by themselves."""
    others = [name for name in names.people + names.teams if name != own]
    return rng.choice(others) if others else None


def _person(rng: Random, names: Names, own: str) -> dict[str, Any]:
    person: dict[str, Any] = {"name": own.title()}
    if rng.random() < 0.7:
        person["extension"] = 201 + PEOPLE.index(own)
    elif rng.random() < 0.4:
        person["phone"] = f"+1 845 555 014{PEOPLE.index(own)}"
    if rng.random() < 0.35:
        person["hours"] = rng.choice(names.hours)
    if rng.random() < 0.45:
        person["away"] = rng.sample(ABSENCES, rng.randint(1, 2))
    if rng.random() < 0.4:
        person["cover"] = _cover(rng, names, own)
    return {key: value for key, value in person.items() if value is not None}


def _team(rng: Random, names: Names, own: str) -> dict[str, Any]:
    team: dict[str, Any] = {"members": rng.sample(names.people, rng.randint(1, len(names.people)))}
    if rng.random() < 0.6:
        team["hours"] = rng.choice(names.hours)
    if rng.random() < 0.3:
        team["cover"] = _cover(rng, names, own)
    if rng.random() < 0.2:
        team["supervisor"] = rng.choice(names.people)
    if rng.random() < 0.25:
        team["rota"] = {"every": rng.choice(["7d", "1d", "14d"]), "from": "2026-11-23", "handover": "09:00"}
    return team


def _hours(rng: Random) -> dict[str, Any]:
    hours: dict[str, Any] = dict(rng.choice(WEEKS))
    if rng.random() < 0.75:
        hours["holidays"] = rng.choice(["US", "none"])
    if rng.random() < 0.3:
        hours["closed"] = rng.sample(CLOSED_DAYS, rng.randint(1, 2))
    if rng.random() < 0.3:
        day = rng.choice(list(OPEN_DAYS))
        hours["open"] = {day: OPEN_DAYS[day]}
    if rng.random() < 0.15:
        hours["seasons"] = [{"dates": "2027-06-21/2027-08-31", "mon-fri": "08:00-14:00"}]
    return hours


def _entries(rng: Random, names: Names) -> dict[str, Any]:
    """The first step is always an entry; a second number leads anywhere."""
    entries: dict[str, Any] = {NUMBERS[0]: names.steps[0]}
    if rng.random() < 0.3:
        entries[NUMBERS[1]] = rng.choice(names.steps)
    if names.topics and rng.random() < 0.2:
        entries[NUMBERS[0]] = {"to": names.steps[0], "topics": [rng.choice([*names.topics, "any"])]}
    return entries


def _steps(rng: Random, names: Names, retries: int) -> dict[str, Any]:
    steps: dict[str, Any] = {}
    for name in names.steps:
        used = sum(step["kind"] == "retry" for step in steps.values())
        steps[name] = random_step(rng, names, retry_allowed=used < retries)
    return steps
