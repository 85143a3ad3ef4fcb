"""Hours in a week without exceptions, holidays, absences or seasons."""

from __future__ import annotations

from datetime import date

import pytest

from tests.hours.build import calendar

OFFICE = """
hours:
  office:
    mon-thu: 08:00-12:00, 13:00-17:00
    fri: 08:00-12:00
    holidays: US
    closed: [2026-12-24/2027-01-10]
    seasons: [{dates: 2027-06-01/2027-08-31, mon-fri: 08:00-09:00}]
people:
  lee: {name: Lee, extension: 1, hours: office, away: [2027-01-01/2027-02-28]}
"""


@pytest.mark.parametrize("start", [date(2026, 11, 20), date(2026, 12, 25), date(2028, 2, 29)])
def test_an_office(start: date) -> None:
    built = calendar(OFFICE, start)
    assert built.hours_a_week(built.open["office"]) == 36
    assert built.hours_a_week(built.everything & ~built.open["office"]) == 168 - 36
    assert built.hours_a_week(built.holiday["office"]) == 0
    assert built.hours_a_week(built.person("lee")) == 36
    assert built.hours_a_week(0) == 0


def test_what_is_ordinary() -> None:
    built = calendar(OFFICE)
    assert built.ordinary() & built.holiday["office"] == 0
    assert built.ordinary() & built.open["office"] & ~built.person("lee") == 0
    assert built.hours_a_week(built.ordinary()) == 168


def test_days_of_the_month_are_averaged_over_52_weeks() -> None:
    built = calendar("hours: {h: {1st sat: '09:00-12:00'}}")
    assert built.hours_a_week(built.open["h"]) == 12 * 3 / 52


def test_turns_of_a_rota_are_averaged() -> None:
    built = calendar("""
      people: {ana: {name: A, extension: 1}, bo: {name: B}}
      teams: {desk: {members: [ana, bo], hours: h, rota: {every: 7d, from: 2026-11-23}}}
      hours: {h: {mon-fri: 09:00-17:00}}
    """)
    assert built.hours_a_week(built.team("desk")) == 20


def test_somebody_away_all_year_does_not_close_the_office() -> None:
    built = calendar("""
      people: {ana: {name: A, extension: 1, hours: h, away: [2026-01-01/2028-01-01]}}
      hours: {h: {mon-fri: 09:00-17:00}}
    """)
    assert built.hours_a_week(built.open["h"]) == 40
    assert built.hours_a_week(built.person("ana")) == 0
