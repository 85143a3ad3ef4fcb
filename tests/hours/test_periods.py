"""Periods are a partition of the year, numbered by first moment; a large file is no trouble."""

from __future__ import annotations

import random
import time
from datetime import UTC, date, timedelta
from itertools import pairwise
from typing import Any

from ivrcheck.hours.calendar import build_calendar
from tests.hours.build import START, SYSTEM, calendar


def a_day(number: int) -> str:
    return str(START + timedelta(days=number))


def large(rng: random.Random) -> dict[str, Any]:
    """Twenty hours definitions, sixty people with three absences each, twelve teams."""
    hours: dict[str, Any] = {}
    for n in range(20):
        week = {
            "mon-fri": f"{8 + n % 3:02}:{n % 4 * 15:02}-12:00, 13:00-{17 + n % 4}:00",
            "1st sat": "09:00-12:00",
        }
        dates = {
            "holidays": "US-NY",
            "closed": [a_day(rng.randrange(365))],
            "open": {a_day(n): "09:00-12:00"},
        }
        hours[f"h{n}"] = {**week, **dates}
    people: dict[str, Any] = {}
    for n in range(60):
        days = [rng.randrange(365) for _ in range(3)]
        away = [f"{a_day(day)}/{a_day(day + rng.randrange(10))}" for day in days]
        own = {"hours": f"h{n % 20}"} if n % 3 == 0 else {}
        people[f"p{n}"] = {
            "name": "P",
            "extension": "1",
            "away": away,
            "cover": f"p{rng.randrange(60)}",
            **own,
        }
    teams = {f"t{n}": {"members": rng.sample(list(people), 8), "hours": f"h{n}"} for n in range(12)}
    return {"ivrcheck": "1", "name": "Large", "hours": hours, "people": people, "teams": teams}


def test_a_large_file_builds_quickly() -> None:
    system = SYSTEM.validate_python(large(random.Random(3)))
    build_calendar(system, START)
    started = time.perf_counter()
    built = build_calendar(system, START)
    answers = [built.duty(who) | built.present(who) for who in (*system.people, *system.teams)]
    # It takes a twentieth of a second on a desk's machine; a loaded one gets ten times as long.
    assert time.perf_counter() - started < 0.5
    assert built.count > 500
    assert all(answers)


def test_periods_are_a_partition_numbered_by_first_moment() -> None:
    built = build_calendar(SYSTEM.validate_python(large(random.Random(4))), START)
    firsts = [built.first_moment(1 << number) for number in range(0, built.count, 7)]
    assert firsts == sorted(firsts)
    pieces = sorted(piece for number in range(built.count) for piece in built.intervals(1 << number))
    assert pieces[0][0].date() == START
    assert all(before[1] == after[0] for before, after in pairwise(pieces))
    assert built.intervals(built.everything) == [(pieces[0][0], pieces[-1][1])]


def test_the_period_of_a_moment() -> None:
    built = calendar("hours: {h: {mon-fri: '08:00-17:00', holidays: US}}")
    for number in range(built.count):
        first = built.first_moment(1 << number)
        assert built.period_at(first) == number
        assert built.period_at(first.astimezone(UTC)) == number
    ((first, last),) = built.intervals(built.everything)
    assert built.period_at(first - timedelta(minutes=1)) is built.period_at(last) is None
    assert built.period_at(last - timedelta(minutes=1)) == built.period_at(first)


def test_equal_moments_share_a_period() -> None:
    built = calendar(
        "hours: {h: {mon-thu: '08:00-12:00, 13:00-17:00', fri: '08:00-12:00', closed: [2026-12-24]}}"
    )
    assert built.count == 2
    built = calendar("""
      hours: {h: {mon-thu: '08:00-12:00, 13:00-17:00', fri: '08:00-12:00', holidays: US}}
      people: {ana: {name: A, extension: 1}, bo: {name: B, extension: 2}}
      teams: {desk: {members: [ana, bo], hours: h}}
    """)
    assert built.count == 3


def test_the_same_file_gives_the_same_periods() -> None:
    one, other = (
        build_calendar(SYSTEM.validate_python(large(random.Random(5))), date(2027, 2, 1)) for _ in "ab"
    )
    assert one.periods == other.periods
