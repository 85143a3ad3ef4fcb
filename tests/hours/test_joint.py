"""Several systems over one set of periods, against each of them alone."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest

from ivrcheck.hours.calendar import Calendar, build_calendar
from ivrcheck.hours.joint import joint_calendars
from ivrcheck.menu.model import PhoneSystem
from tests.hours.build import START, SYSTEM, read, system
from tests.judges.random_calendars import random_calendar

OFFICE = "hours: {day: {mon-fri: 09:00-17:00, holidays: US}}"
AACHEN = system(OFFICE, timezone="Europe/Berlin")
BOSTON = system(OFFICE, timezone="America/New_York")


def sets(calendar: Calendar) -> dict[tuple[str, str], int]:
    found = {("open", one): bits for one, bits in calendar.open.items()}
    found |= {("holiday", one): bits for one, bits in calendar.holiday.items()}
    return found | {
        ("duty", who): calendar.duty(who) for who in (*calendar.menu.people, *calendar.menu.teams)
    }


def moments(rng: random.Random, calendar: Calendar) -> Iterator[datetime]:
    first, last = (one.astimezone(UTC) for one in calendar.intervals(calendar.everything)[0])
    for _ in range(150):
        yield first + timedelta(minutes=rng.randrange(int((last - first).total_seconds()) // 60))


@pytest.mark.parametrize("seed", range(30))
def test_each_system_is_as_it_is_alone(seed: int) -> None:
    rng = random.Random(seed)
    systems: list[PhoneSystem] = [
        SYSTEM.validate_python(read(random_calendar(rng))) for _ in range(rng.randint(2, 3))
    ]
    joint = joint_calendars(systems, START)
    assert len({calendar.everything for calendar in joint}) == 1
    for calendar, menu in zip(joint, systems, strict=True):
        alone = build_calendar(menu, START)
        for moment in moments(rng, calendar):
            mine, theirs = calendar.period_at(moment), alone.period_at(moment)
            assert mine is not None and theirs is not None
            for fact, bits in sets(calendar).items():
                assert bits >> mine & 1 == sets(alone)[fact] >> theirs & 1, (seed, moment, fact)


def test_times_are_told_as_each_office_knows_them() -> None:
    aachen, boston = joint_calendars([AACHEN, BOSTON], START)
    for joint, menu in ((aachen, AACHEN), (boston, BOSTON)):
        alone = build_calendar(menu, START)
        for bits, same in (
            (joint.open["day"], alone.open["day"]),
            (joint.holiday["day"], alone.holiday["day"]),
        ):
            assert joint.describe(bits) == alone.describe(same)
            assert joint.describe(joint.everything & ~bits) == alone.describe(alone.everything & ~same)
            assert joint.hours_a_week(bits) == alone.hours_a_week(same)


def test_hours_a_week_know_the_hours_between_the_offices() -> None:
    aachen, boston = joint_calendars([AACHEN, BOSTON], START)
    both = aachen.open["day"] & boston.open["day"]
    assert aachen.hours_a_week(both) == boston.hours_a_week(both) == 5 * 2
    assert aachen.describe(both).startswith("Monday to Friday 15:00–17:00")
    assert boston.describe(both).startswith("Monday to Friday 09:00–11:00")


def test_the_year_is_the_time_all_of_them_share() -> None:
    aachen, boston = joint_calendars([AACHEN, BOSTON], START)
    assert f"{aachen.first_moment(aachen.everything):%d %H:%M}" == "20 06:00"
    assert f"{boston.first_moment(boston.everything):%d %H:%M}" == "20 00:00"
