"""What decides a day: an open date, a closed date, a holiday, a season, the week."""

from __future__ import annotations

import pytest

from tests.hours.build import calendar, spans

OFFICE = """
hours:
  office:
    mon-thu: 08:00-12:00, 13:00-17:00
    fri: 08:00-12:00
    holidays: US
    closed: [2026-12-24]
    open: {2026-12-31: 09:00-12:00, 2027-01-01: 10:00-11:00}
    seasons: [{dates: 2027-06-21/2027-08-31, mon-fri: 08:00-14:00}]
"""


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        ("2026-11-25", "2026-11-28", ["11-25 08:00/12:00", "11-25 13:00/17:00", "11-27 08:00/12:00"]),
        ("2026-12-24", "2026-12-26", []),
        ("2026-12-31", "2027-01-02", ["12-31 09:00/12:00", "01-01 10:00/11:00"]),
        ("2027-06-18", "2027-06-22", ["06-21 08:00/14:00"]),
        ("2027-07-05", "2027-07-06", []),
        ("2027-08-31", "2027-09-02", ["08-31 08:00/14:00", "09-01 08:00/12:00", "09-01 13:00/17:00"]),
    ],
)
def test_order(first: str, last: str, expected: list[str]) -> None:
    built = calendar(OFFICE)
    assert spans(built, built.open["office"], first, last) == expected


def test_holiday_branch_is_taken_on_holidays_outside_what_is_open() -> None:
    built = calendar(OFFICE)
    holiday = built.holiday["office"]
    assert spans(built, holiday, "2026-11-20", "2026-12-26") == ["11-26 00:00/00:00", "12-25 00:00/00:00"]
    assert spans(built, holiday, "2026-12-26", "2027-01-10") == []
    assert holiday & built.open["office"] == 0


def test_spill_over_stays_on_a_closed_day_and_a_holiday() -> None:
    built = calendar("hours: {h: {mon-sun: '22:00-06:00', holidays: US, closed: [2026-12-23]}}")
    assert spans(built, built.open["h"], "2026-12-22", "2026-12-26") == [
        "12-22 22:00/06:00",
        "12-24 22:00/06:00",
    ]
    assert spans(built, built.holiday["h"], "2026-12-22", "2026-12-27") == ["12-25 06:00/00:00"]


def test_spill_over_of_the_day_before_the_year() -> None:
    built = calendar("hours: {h: {thu: '22:00-06:00'}}")
    assert spans(built, built.open["h"], "2026-11-20", "2026-11-22") == ["11-20 00:00/06:00"]


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        ("1st sat", ["12-05", "01-02"]),
        ("5th thu", ["12-31"]),
        ("last fri", ["11-27", "12-25", "01-29"]),
        ("fri-mon", ["11-20"]),
    ],
)
def test_days_of_the_month(days: str, expected: list[str]) -> None:
    built = calendar(f"hours: {{h: {{{days}: '09:00-12:00'}}}}")
    found = spans(built, built.open["h"], "2026-11-20", "2027-01-31")
    assert [one[:5] for one in found][: len(expected)] == expected


def test_lines_of_a_week_that_match_a_day_add_up() -> None:
    built = calendar("hours: {h: {mon-fri: '09:00-12:00', fri: '11:00-15:00', 1st fri: '18:00-19:00'}}")
    assert spans(built, built.open["h"], "2026-12-04", "2026-12-05") == [
        "12-04 09:00/15:00",
        "12-04 18:00/19:00",
    ]


def test_of_two_seasons_over_one_day_the_first_counts() -> None:
    seasons = (
        "[{dates: 2027-07-01/2027-07-10, mon-fri: '08:00-10:00'}, {dates: 2027-07-05, mon: '20:00-21:00'}]"
    )
    built = calendar(f"hours: {{h: {{mon-fri: '08:00-17:00', seasons: {seasons}}}}}")
    assert spans(built, built.open["h"], "2027-07-05", "2027-07-06") == ["07-05 08:00/10:00"]


def test_hours_that_touch_are_one_interval() -> None:
    built = calendar("hours: {h: {'sat,sun': all day}}")
    assert spans(built, built.open["h"], "2026-11-20", "2026-11-27") == ["11-21 00:00/00:00"]


def test_no_hours_at_all_is_one_period() -> None:
    built = calendar("people: {}")
    assert (built.count, built.everything) == (1, 1)
    assert built.describe(built.everything) == "always"


def test_no_first_moment_of_nothing() -> None:
    built = calendar("hours: {h: {}}")
    assert built.intervals(built.open["h"]) == []
    with pytest.raises(ValueError, match="no first moment"):
        built.first_moment(built.open["h"])
