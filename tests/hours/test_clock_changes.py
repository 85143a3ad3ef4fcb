"""Days on which clocks change, by real dates: what counts is what the clock on the wall shows."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from tests.hours.build import calendar, minutes


@pytest.mark.parametrize(
    ("zone", "ranges", "day", "expected"),
    [
        # New York shows 01:00 to 02:00 twice on 7 November 2027, and skips 02:00 to 03:00 on 14 March.
        ("America/New_York", "01:15-01:45", "2027-11-07", 60),
        ("America/New_York", "all day", "2027-11-07", 25 * 60),
        ("America/New_York", "02:15-02:45", "2027-03-14", 0),
        ("America/New_York", "01:30-03:30", "2027-03-14", 60),
        ("America/New_York", "all day", "2027-03-14", 23 * 60),
        ("America/New_York", "22:00-06:00", "2027-03-14", 8 * 60),
        # Adelaide is at +9:30 and +10:30; its summer ends on 4 April 2027 and starts on 3 October.
        ("Australia/Adelaide", "02:00-03:00", "2027-04-04", 120),
        ("Australia/Adelaide", "02:00-03:00", "2027-10-03", 0),
        ("Australia/Adelaide", "all day", "2027-10-03", 23 * 60),
        # Lord Howe moves its clocks by half an hour, between +10:30 and +11.
        ("Australia/Lord_Howe", "01:00-02:00", "2027-04-04", 90),
        ("Australia/Lord_Howe", "02:00-03:00", "2027-10-03", 30),
        ("Australia/Lord_Howe", "all day", "2027-10-03", 23 * 60 + 30),
        # Santiago skips midnight itself on 5 September 2027: the day starts at 01:00.
        ("America/Santiago", "00:00-02:00", "2027-09-05", 60),
        ("Asia/Kathmandu", "00:00-02:00", "2027-09-05", 120),
        ("UTC", "all day", "2027-03-14", 24 * 60),
    ],
)
def test_open_minutes_of_a_day(zone: str, ranges: str, day: str, expected: int) -> None:
    built = calendar(f"hours: {{h: {{sun: '{ranges}'}}}}", timezone=zone)
    following = str(date.fromisoformat(day) + timedelta(days=1))
    assert minutes(built, built.open["h"], day, following) == expected


def test_night_shift_over_the_spring_change_is_an_hour_short() -> None:
    built = calendar("hours: {h: {sat: '22:00-06:00'}}")
    assert minutes(built, built.open["h"], "2027-03-13", "2027-03-14") == 7 * 60


@pytest.mark.parametrize(
    ("zone", "start", "days"),
    [
        ("America/New_York", date(2026, 11, 1), 365),
        ("Australia/Lord_Howe", date(2026, 10, 4), 365),
        ("America/Santiago", date(2026, 9, 6), 365),
        ("Europe/Madrid", date(2028, 2, 29), 366),
        ("Africa/Casablanca", date(2027, 2, 7), 365),
    ],
)
def test_a_year_goes_from_midnight_to_midnight(zone: str, start: date, days: int) -> None:
    built = calendar("hours: {h: {sun: all day}}", start, timezone=zone)
    ((first, last),) = built.intervals(built.everything)
    assert (first.date(), last.date()) == (start, start + timedelta(days=days))
    assert (last.hour, last.minute) == (0, 0)
    assert built.first_moment(built.everything) == first
    assert built.describe(built.everything) == "always"


def test_without_a_zone_utc_is_taken() -> None:
    built = calendar("hours: {h: {mon: '08:00-12:00'}}", timezone="UTC")
    assert built.first_moment(built.open["h"]).isoformat() == "2026-11-23T08:00:00+00:00"
