"""The periods of random calendars against a judge that decides every moment by itself."""

from __future__ import annotations

import random
from bisect import bisect_right
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

import pytest
import yaml

from ivrcheck.hours.calendar import Calendar, build_calendar
from tests.hours.build import START, SYSTEM, read
from tests.judges.calendar import Menu, branch, everyone_on_duty
from tests.judges.random_calendars import random_calendar

QUARTER = timedelta(minutes=15)
STRIDE = 13
"""In the normal run only every so many quarters are judged (it visits all times of day), and the days on
which clocks change in full."""
STARTS = (START, date(2026, 10, 4), date(2027, 2, 28), date(2026, 12, 31))
Facts = dict[tuple[str, str], list[datetime]]
"""For each thing one can ask, the moments at which the answer changes, the first time to yes."""


def facts_of(built: Calendar) -> Facts:
    sets = {("open", one): bits for one, bits in built.open.items()}
    sets |= {("holiday", one): bits for one, bits in built.holiday.items()}
    for who in (*built.menu.people, *built.menu.teams):
        sets |= {("duty", who): built.duty(who), ("present", who): built.present(who)}
    sets |= {("duty", who): built.person(who) for who in built.menu.people}
    sets |= {("duty", who): built.team(who) for who in built.menu.teams}
    return {
        fact: [moment.astimezone(UTC) for interval in built.intervals(bits) for moment in interval]
        for fact, bits in sets.items()
    }


def judged(menu: Menu, built: Calendar, moment: datetime) -> set[tuple[str, str]]:
    ways = {one: branch(menu, one, moment) for one in menu["hours"]}
    found = {(way, one) for one, way in ways.items() if way != "closed"}
    found |= {("duty", who) for who in everyone_on_duty(menu, moment, True)}
    return found | {("present", who) for who in everyone_on_duty(menu, moment, False)}


def moments(built: Calendar, every: bool) -> Iterator[datetime]:
    """Quarters of an hour of the year in real time."""
    moment, last = (one.astimezone(UTC) for one in built.intervals(built.everything)[0])
    number = 0
    while moment < last:
        if every or number % STRIDE == 0 or _clocks_change(built, moment):
            yield moment
        moment, number = moment + QUARTER, number + 1


def _clocks_change(built: Calendar, moment: datetime) -> bool:
    around = [(moment + timedelta(hours=hours)).astimezone(built.zone).utcoffset() for hours in (-12, 12)]
    return around[0] != around[1]


def disagreements(seed: int, every: bool) -> Iterator[str]:
    text = random_calendar(random.Random(seed))
    built = build_calendar(SYSTEM.validate_python(read(text)), STARTS[seed % len(STARTS)])
    menu: Menu = yaml.safe_load(text)
    facts = facts_of(built)
    for moment in moments(built, every):
        expected = judged(menu, built, moment)
        found = {fact for fact, changes in facts.items() if bisect_right(changes, moment) % 2}
        if found != expected:
            yield f"seed {seed}, {moment.astimezone(built.zone)}: {sorted(found ^ expected)}"


@pytest.mark.parametrize("seed", range(8))
def test_agrees(seed: int) -> None:
    assert list(disagreements(seed, False))[:3] == []


@pytest.mark.long
@pytest.mark.parametrize("seed", range(500))
def test_agrees_at_every_quarter_of_an_hour(seed: int) -> None:
    assert list(disagreements(seed, True))[:3] == []
