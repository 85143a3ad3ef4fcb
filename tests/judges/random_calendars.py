"""Random small menu files whose calendars use every feature of hours, absences, covers and rotas.

The text reads the same for ``yaml.safe_load`` (give or take dates, which it turns into dates) and for a
reader that takes every scalar as text: the dumper quotes whatever YAML 1.1 would mangle. Every hours
definition, every team and everyone with a phone is used by a reachable step.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import date, timedelta
from functools import lru_cache
from typing import Any

import holidays
import yaml

#: Zone, country, and the subdivisions to choose from.
PLACES = (
    ("America/New_York", "US", ("NY", "CA", "TX")),
    ("Europe/Madrid", "ES", ("MD", "CT", "AN")),
    ("Australia/Sydney", "AU", ("NSW", "VIC")),
    ("Australia/Adelaide", "AU", ("SA",)),
    ("Australia/Lord_Howe", "AU", ("NSW",)),
    ("Asia/Kathmandu", "NP", ()),
    ("America/St_Johns", "CA", ("NL", "ON")),
    ("UTC", "GB", ("ENG", "SCT")),
    ("Africa/Casablanca", "MA", ()),
)
FIRST, LAST = date(2026, 10, 1), date(2028, 1, 31)
#: Days on which one of the zones changes its clocks, or a year, month or February ends.
TELLING = (
    "2026-10-04", "2026-10-25", "2026-11-01", "2026-12-31", "2027-01-01", "2027-02-07", "2027-02-28",
    "2027-03-14", "2027-03-28", "2027-04-04", "2027-10-03", "2027-10-31", "2027-11-07",
)  # fmt: skip
DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
ORDINALS = ("1st", "2nd", "3rd", "4th", "5th", "last")
#: Quoted ids that an unwary reader takes for truth values.
HOURS_IDS = ("office", "night", "weekend", "on", "yes")
PEOPLE_IDS = ("ana", "bo", "cy", "no", "dee", "eli")

Values = dict[str, Any]


class _Plain(yaml.SafeDumper):
    """The format knows no anchors, so a date used twice is written twice."""

    def ignore_aliases(self, data: object) -> bool:
        return True


def random_calendar(rng: random.Random) -> str:
    """YAML text of a complete menu file."""
    zone, country, subdivisions = rng.choice(PLACES)
    hours_ids = rng.sample(HOURS_IDS, rng.randint(1, 3))
    people_ids = rng.sample(PEOPLE_IDS, rng.randint(2, 5))
    menu: Values = {"ivrcheck": 1, "name": "Random calendar", "country": country, "timezone": zone}
    menu["people"] = _people(rng, people_ids, hours_ids)
    menu["teams"] = _teams(rng, people_ids, hours_ids)
    _add_covers(rng, menu["people"], menu["teams"])
    menu["hours"] = {one: _hours(rng, country, subdivisions) for one in hours_ids}
    menu["entry"] = {"+1 845 555 0134": "desk"}
    menu["steps"] = _steps(menu)
    return yaml.dump(menu, Dumper=_Plain, sort_keys=False, allow_unicode=True, width=10_000)


# --------------------------------------------------------------------------------- people and teams


def _people(rng: random.Random, ids: list[str], hours_ids: list[str]) -> Values:
    people: Values = {}
    for number, who in enumerate(ids):
        person: Values = {"name": f"{who.title()} Example"}
        if rng.random() < 0.75:
            person["extension"] = 200 + number
        elif rng.random() < 0.4:
            person["phone"] = f"+1 845 555 01{number:02}"
        if rng.random() < 0.5:
            person["hours"] = rng.choice(hours_ids)
        if rng.random() < 0.6:
            person["away"] = _dates(rng, rng.randint(1, 3))
        people[who] = person
    return people


def _teams(rng: random.Random, people_ids: list[str], hours_ids: list[str]) -> Values:
    teams: Values = {}
    for team_id in ("front", "back", "spare")[: rng.randint(1, 3)]:
        team: Values = {"members": rng.sample(people_ids, rng.randint(1, min(3, len(people_ids))))}
        if rng.random() < 0.6:
            team["hours"] = rng.choice(hours_ids)
        if rng.random() < 0.35:
            team["rota"] = _rota(rng)
        teams[team_id] = team
    return teams


def _rota(rng: random.Random) -> Values:
    rota: Values = {"every": rng.choice(("7d", "1d", "12h", "14d", "8h")), "from": _date(rng)}
    if rng.random() < 0.7:
        rota["handover"] = rng.choice(("00:00", "02:30", "08:00", "09:00", "13:00", "17:30", "22:00"))
    return rota


def _add_covers(rng: random.Random, people: Values, teams: Values) -> None:
    """Covers may be people or teams; circles, of one, two or many, come up by themselves."""
    for own_id, one in [*people.items(), *teams.items()]:
        chance = 0.8 if own_id in teams or "away" in one else 0.2
        if rng.random() < chance:
            one["cover"] = rng.choice([*people, *teams])


# --------------------------------------------------------------------------------------------- hours


def _hours(rng: random.Random, country: str, subdivisions: tuple[str, ...]) -> Values:
    hours = _week(rng)
    special: tuple[tuple[str, float, Callable[[], Any]], ...] = (
        ("holidays", 0.75, lambda: _holidays(rng, country, subdivisions)),
        ("closed", 0.5, lambda: _dates(rng, rng.randint(1, 3), country)),
        ("open", 0.5, lambda: {_date(rng, country): _ranges(rng) for _ in range(rng.randint(1, 3))}),
        ("seasons", 0.4, lambda: _seasons(rng)),
    )
    for key, chance, make in special:
        if rng.random() < chance:
            hours[key] = make()
    return hours


def _week(rng: random.Random) -> Values:
    """No two lines name the same days in other words (``mon,tue`` and ``mon-tue``)."""
    lines = {_pattern(rng): _ranges(rng) for _ in range(rng.randint(1, 4))}
    once = {_days_meant(pattern): pattern for pattern in lines}
    return {pattern: lines[pattern] for pattern in once.values()}


def _days_meant(pattern: str) -> tuple[str, ...]:
    """``fri-mon`` as ``fri``, ``mon``, ``sat``, ``sun``; an ordinal stands for itself."""
    first, dash, last = pattern.partition("-")
    if not dash:
        return tuple(sorted(pattern.split(",")))
    begin = DAYS.index(first)
    return tuple(sorted((DAYS[begin:] + DAYS[:begin])[: (DAYS.index(last) - begin) % 7 + 1]))


def _pattern(rng: random.Random) -> str:
    first, second = rng.sample(DAYS, 2)
    common = ("mon-fri", "mon-thu", "fri-mon", "sat,sun", "mon-sun")
    ordinal = f"{rng.choice(ORDINALS)} {first}"
    return rng.choice((first, f"{first}-{second}", f"{first},{second}", ordinal, rng.choice(common)))


def _ranges(rng: random.Random) -> str:
    kind = rng.random()
    if kind < 0.08:
        return "closed"
    if kind < 0.16:
        return "all day"
    if kind < 0.4:
        return _over_midnight(rng)
    return _within_a_day(rng)


def _over_midnight(rng: random.Random) -> str:
    night = f"{_clock(rng.randrange(17 * 4, 24 * 4))}-{_clock(rng.randrange(0, 9 * 4))}"
    return f"08:00-12:00, {night}" if rng.random() < 0.3 else night


def _within_a_day(rng: random.Random) -> str:
    """One to three ranges with gaps between; often one about the hours in which clocks change."""
    first = rng.choice((0, 1, 8, 24, 32))
    marks = sorted(rng.sample(range(first, 24 * 4 + 1), 2 * rng.randint(1, 3)))
    return ", ".join(f"{_clock(a)}-{_clock(b)}" for a, b in zip(marks[::2], marks[1::2], strict=True))


def _clock(quarter: int) -> str:
    return f"{quarter // 4:02}:{quarter % 4 * 15:02}"


def _seasons(rng: random.Random) -> list[Values]:
    """Seasons that do not overlap, for the format does not say which would count."""
    start, seasons = FIRST + timedelta(rng.randint(0, 200)), []
    for _ in range(rng.randint(1, 2)):
        end = start + timedelta(rng.randint(0, 90))
        seasons.append({"dates": f"{start}/{end}", **_week(rng)})
        start = end + timedelta(rng.randint(1, 60))
    return seasons


def _holidays(rng: random.Random, country: str, subdivisions: tuple[str, ...]) -> Any:
    place = [f"{country}-{one}" for one in subdivisions]
    if rng.random() < 0.5:
        return rng.choice(["none", country, *place])
    found: Values = {"country": country}
    if subdivisions and rng.random() < 0.6:
        found["subdivision"] = rng.choice(subdivisions)
    if rng.random() < 0.7:
        found["except"] = [_exception(rng, country) for _ in range(rng.randint(1, 2))]
    if rng.random() < 0.5:
        found["also"] = [_date(rng) for _ in range(rng.randint(1, 2))]
    return found


def _exception(rng: random.Random, country: str) -> date | str:
    day, names = rng.choice(_public(country))
    return rng.choice(names) if names and rng.random() < 0.6 else day


@lru_cache
def _public(country: str) -> list[tuple[date, list[str]]]:
    """Public holidays with their names, where they are the same in English and the country's language."""
    own = holidays.country_holidays(country)
    english, local = (
        holidays.country_holidays(country, years=(2026, 2027), language=one)
        for one in ("en_US", own.default_language)
    )
    return [(day, sorted(set(english.get_list(day)) & set(local.get_list(day)))) for day in english]


# --------------------------------------------------------------------------------------------- dates


def _date(rng: random.Random, country: str | None = None) -> date:
    if rng.random() < 0.3:
        return date.fromisoformat(rng.choice(TELLING))
    if country and rng.random() < 0.4:
        return rng.choice(_public(country))[0]
    return FIRST + timedelta(rng.randint(0, (LAST - FIRST).days))


def _dates(rng: random.Random, number: int, country: str | None = None) -> list[date | str]:
    """Days (some written in quotes) and ranges of days."""
    found: list[date | str] = []
    for _ in range(number):
        first = _date(rng, country)
        last = first + timedelta(rng.choice((0, 1, 2, 6, 13, 60)))
        found.append(rng.choice((first, str(first), f"{first}/{last}", f"{first}/{last}")))
    return found


# --------------------------------------------------------------------------------------------- steps


def _steps(menu: Values) -> Values:
    """One line of steps that asks every hours definition and rings every team and everyone with a phone."""
    ringable = [who for who, one in menu["people"].items() if "extension" in one or "phone" in one]
    asked = [("hours", one) for one in menu["hours"]]
    rung = [("ring", one) for one in [*menu["teams"], *ringable]]
    line = [*rung[:1], *asked, *rung[1:]]
    names = ["desk", *(f"{kind}_{one}" for kind, one in line[1:]), "bye"]
    steps = {names[i]: _step(kind, one, names[i + 1]) for i, (kind, one) in enumerate(line)}
    return {**steps, "bye": {"kind": "hangup", "prompt": "Goodbye."}}


def _step(kind: str, one: str, following: str) -> Values:
    if kind == "ring":
        return {"kind": "ring", "who": one, "no_answer": following}
    return {"kind": "hours", "hours": one, "open": following, "closed": following, "holiday": following}
