"""The naive calendar judge against dates worked out by hand, and the random calendars it is used with."""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import yaml

from tests.judges.calendar import Menu, branch, is_open, on_duty_person, on_duty_team
from tests.judges.random_calendars import random_calendar


def menu_of(hours: str, zone: str = "America/New_York", country: str = "US", rest: str = "{}") -> Menu:
    """A menu with one hours definition `h`, given in YAML, and whatever else is given in YAML."""
    menu: Menu = {"country": country, "timezone": zone, "hours": {"h": yaml.safe_load(hours)}}
    menu.update(yaml.safe_load(rest))
    return menu


def at(menu: Menu, wall: str) -> datetime:
    return datetime.fromisoformat(wall).replace(tzinfo=ZoneInfo(menu["timezone"]))


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def branches(menu: Menu, walls: str) -> str:
    return " ".join(branch(menu, "h", at(menu, wall)) for wall in walls.split(", "))


def open_quarters(menu: Menu, first: str, last: str) -> int:
    """How many quarter hours of real time are open between two moments in UTC."""
    start, end = utc(first), utc(last)
    steps = range((end - start) // timedelta(minutes=15))
    return sum(is_open(menu, "h", start + timedelta(minutes=15 * step)) for step in steps)


@pytest.mark.parametrize(
    ("zone", "hours", "first", "last", "quarters"),
    [
        # New York skips 02:00 to 03:00 on 14 March 2027: the range never comes.
        ("America/New_York", "sun: 02:15-02:45", "2027-03-14 05:00", "2027-03-15 04:00", 0),
        ("America/New_York", "sun: 01:30-03:30", "2027-03-14 05:00", "2027-03-15 04:00", 4),
        # It shows 01:00 to 02:00 twice on 1 November 2026 and on 7 November 2027: the range comes twice.
        ("America/New_York", "sun: 01:15-01:45", "2026-11-01 04:00", "2026-11-02 05:00", 4),
        ("America/New_York", "sun: 01:30-02:00", "2027-11-07 04:00", "2027-11-08 05:00", 4),
        ("America/New_York", "sun: all day", "2026-11-01 04:00", "2026-11-02 05:00", 100),
        # A night has seven hours in spring, nine in autumn, and eight otherwise.
        ("America/New_York", "sat: 22:00-06:00", "2027-03-13 17:00", "2027-03-14 16:00", 28),
        ("America/New_York", "sat: 22:00-06:00", "2026-10-31 16:00", "2026-11-01 17:00", 36),
        ("America/New_York", "sat: 22:00-06:00", "2026-11-07 17:00", "2026-11-08 17:00", 32),
        # Adelaide (+9:30, +10:30): 02:00 to 03:00 twice on 4 April 2027, never on 4 October 2026.
        ("Australia/Adelaide", "sun: 02:00-03:00", "2027-04-03 13:30", "2027-04-04 14:30", 8),
        ("Australia/Adelaide", "sun: 02:00-03:00", "2026-10-03 14:30", "2026-10-04 13:30", 0),
        # Lord Howe shifts by half an hour: 01:30 to 02:00 twice in April, 02:00 to 02:30 never in October.
        ("Australia/Lord_Howe", "sun: 01:00-02:00", "2027-04-03 13:00", "2027-04-04 13:30", 6),
        ("Australia/Lord_Howe", "sun: 02:00-03:00", "2026-10-03 13:30", "2026-10-04 13:00", 2),
    ],
)
def test_days_on_which_clocks_change(zone: str, hours: str, first: str, last: str, quarters: int) -> None:
    menu = menu_of(hours, zone)
    assert open_quarters(menu, first, last) == quarters


def test_lord_howe_moments() -> None:
    menu = menu_of("{sun: '01:45-02:00, 02:30-02:45'}", "Australia/Lord_Howe")
    autumn = ["2027-04-03 14:44", "2027-04-03 14:45", "2027-04-03 15:00", "2027-04-03 15:15"]
    assert [is_open(menu, "h", utc(one)) for one in autumn] == [False, True, False, True]
    spring = ["2026-10-03 15:14", "2026-10-03 15:29", "2026-10-03 15:30", "2026-10-03 15:45"]
    assert [is_open(menu, "h", utc(one)) for one in spring] == [False, True, True, False]


def test_lunch_gap_and_ends_of_ranges() -> None:
    menu = menu_of("{mon-thu: '08:00-12:00, 13:00-17:00'}")
    walls = "2026-11-23 07:59:59, 2026-11-23 08:00, 2026-11-23 11:59:59, 2026-11-23 12:00, 2026-11-23 13:00"
    assert branches(menu, walls) == "closed open open closed open"
    assert branches(menu, "2026-11-20 09:00") == "closed"


#: The days of December 2026 on which each pattern falls; the 1st is a Tuesday.
PATTERNS = {
    "1st sat": [5], "2nd tue": [8], "3rd thu": [17], "4th thu": [24], "5th thu": [31], "5th fri": [],
    "last fri": [25], "last thu": [31], "wed": [2, 9, 16, 23, 30], "sat,sun": [5, 6, 12, 13, 19, 20, 26, 27],
    "fri-mon": [4, 5, 6, 7, 11, 12, 13, 14, 18, 19, 20, 21, 25, 26, 27, 28],
}  # fmt: skip


@pytest.mark.parametrize(("pattern", "days"), PATTERNS.items())
def test_patterns(pattern: str, days: list[int]) -> None:
    menu = menu_of(f"{{'{pattern}': all day}}")
    found = [day for day in range(1, 32) if is_open(menu, "h", at(menu, f"2026-12-{day:02} 12:00"))]
    assert found == days


def test_patterns_that_match_the_same_day_add_up() -> None:
    menu = menu_of("{mon-fri: '08:00-12:00', fri: '14:00-16:00', last fri: closed}")
    assert branches(menu, "2026-11-27 09:00, 2026-11-27 13:00, 2026-11-27 15:00") == "open closed open"


def test_spill_over_of_yesterday_stays_on_a_closed_day() -> None:
    menu = menu_of("{mon-sun: '22:00-06:00', closed: [2026-12-24/2026-12-25], holidays: US}")
    walls = "2026-12-24 05:59, 2026-12-24 06:00, 2026-12-24 23:00, 2026-12-25 05:00, 2026-12-26 05:00"
    assert branches(menu, walls) == "open closed closed closed closed"
    assert branches(menu, "2026-12-26 22:00, 2026-12-27 05:00") == "open open"


def test_midnight_can_be_written_both_ways() -> None:
    for end in ("24:00", "00:00"):
        menu = menu_of(f"{{mon: '22:00-{end}'}}")
        assert branches(menu, "2026-11-23 23:59, 2026-11-24 00:00") == "open closed"


def test_holiday_with_named_and_dated_exceptions() -> None:
    menu = menu_of("""
        mon-fri: 08:00-17:00
        holidays: {country: US, except: [Columbus Day, 2026-11-11], also: [2026-11-27]}
    """)
    # Columbus Day 2026 is 12 October, Veterans Day 11 November, Thanksgiving 26 November.
    assert branches(menu, "2026-10-12 09:00, 2026-11-11 09:00, 2026-11-26 09:00") == "open open holiday"
    walls = "2027-11-11 09:00, 2026-11-27 09:00, 2026-11-28 09:00"
    assert branches(menu, walls) == "holiday holiday closed"


def test_holidays_by_place_and_observed() -> None:
    assert branches(menu_of("{mon-sun: all day, holidays: US}"), "2027-02-12 09:00") == "open"
    new_york = menu_of("{mon-sun: all day, holidays: US-NY}")
    assert branches(new_york, "2027-02-12 09:00, 2027-07-05 09:00") == "holiday holiday"
    for nothing in ("", ", holidays: none"):
        assert branches(menu_of(f"{{mon-sun: all day{nothing}}}"), "2026-12-25 09:00") == "open"
    # On 15 February 2027 two holidays meet in New York: excepting one leaves the other.
    meeting = "{mon-sun: all day, holidays: {country: US, subdivision: NY, except: [%s]}}"
    one, both = "Washington's Birthday", "Washington's Birthday, Susan B. Anthony Day"
    assert branches(menu_of(meeting % one), "2027-02-15 09:00") == "holiday"
    assert branches(menu_of(meeting % both), "2027-02-15 09:00") == "open"


def test_holiday_names_do_not_hang_on_the_locale() -> None:
    for name in ("Día de Andalucía", "Andalusia Day"):
        hours = f"{{mon-sun: all day, holidays: {{country: ES, subdivision: AN, except: [{name}]}}}}"
        menu = menu_of(hours, "Europe/Madrid", "ES")
        assert branches(menu, "2025-02-28 09:00, 2026-12-25 09:00") == "open holiday"


def test_open_date_wins_over_holiday_and_closed() -> None:
    menu = menu_of("""
        mon-fri: 08:00-17:00
        holidays: US
        closed: [2026-12-24/2027-01-03]
        open: {2026-12-25: 09:00-12:00, 2026-12-31: 22:00-02:00}
    """)
    walls = "2026-12-25 08:30, 2026-12-25 09:00, 2026-12-25 12:00, 2026-12-28 09:00"
    assert branches(menu, walls) == "closed open closed closed"
    assert branches(menu, "2027-01-01 01:59, 2027-01-01 02:00, 2027-01-04 09:00") == "open closed open"


def test_holiday_night_is_opened_by_the_eve() -> None:
    menu = menu_of("{mon-fri: '18:00-02:00', holidays: US}")
    walls = "2026-11-25 19:00, 2026-11-26 01:00, 2026-11-26 03:00, 2026-11-26 19:00, 2026-11-27 01:00"
    assert branches(menu, walls) == "open open holiday holiday closed"


def test_season_replaces_the_week_but_not_the_holidays() -> None:
    menu = menu_of("""
        mon-sat: 08:00-17:00
        holidays: US
        seasons: [{dates: 2027-06-21/2027-08-31, mon-fri: 08:00-14:00}]
    """)
    walls = "2027-06-19 09:00, 2027-06-18 16:00, 2027-06-21 16:00, 2027-06-21 13:00, 2027-06-26 09:00"
    # 19 June 2027, a Saturday, is Juneteenth and observed on Friday the 18th as well.
    assert branches(menu, walls) == "holiday holiday closed open closed"
    assert branches(menu, "2027-07-05 09:00, 2027-08-31 15:00, 2027-09-01 15:00") == "holiday closed open"


NIGHT = "{mon-sun: '22:00-06:00'}"


def person(menu: Menu, who: str, wall: str, **how: Any) -> bool:
    return on_duty_person(menu, who, at(menu, wall), **how)


def team(menu: Menu, who: str, wall: str, **how: Any) -> bool:
    return on_duty_team(menu, who, at(menu, wall), **how)


def test_away_takes_the_night_shift_that_starts_on_the_last_day() -> None:
    menu = menu_of(NIGHT, rest="people: {lee: {extension: 1, hours: h, away: [2026-12-21/2026-12-22]}}")
    walls = "2026-12-21 05:00, 2026-12-21 23:00, 2026-12-22 22:30, 2026-12-23 05:59, 2026-12-23 22:00"
    assert [person(menu, "lee", wall) for wall in walls.split(", ")] == [True, False, False, False, True]


def test_cover_stands_in_during_the_shift_only() -> None:
    people = "people: {lee: {extension: 1, hours: h, away: 2026-12-22, cover: bo}, bo: {extension: 2}}"
    menu = menu_of(NIGHT, rest=people)
    walls = "2026-12-22 05:00, 2026-12-22 12:00, 2026-12-22 22:00, 2026-12-23 05:00, 2026-12-23 06:00"
    assert [person(menu, "lee", wall) for wall in walls.split(", ")] == [True, False, True, True, False]


def test_circle_of_cover_covers_nobody() -> None:
    away = "away: [2026-12-22], cover:"
    circle = f"a: {{extension: 1, {away} b}}, b: {{extension: 2, {away} c}}, c: {{extension: 3, {away} a}}"
    menu = menu_of(NIGHT, rest=f"people: {{{circle}, d: {{extension: 4, {away} d}}}}")
    assert [person(menu, who, "2026-12-22 12:00") for who in "abcd"] == [False] * 4
    assert [person(menu, who, "2026-12-23 00:00") for who in "abcd"] == [True] * 4
    # Where a chain ends in somebody, it holds: c is there, so a team of b is, so d is.
    menu["people"]["c"]["away"] = []
    menu["people"]["d"]["cover"] = "t"
    menu["teams"] = {"t": {"members": ["b"]}}
    assert [person(menu, who, "2026-12-22 12:00") for who in "abcd"] == [True] * 4


def test_only_phones_can_be_rung() -> None:
    away = "away: [2026-12-22], cover:"
    people = f"a: {{name: A}}, b: {{extension: 1, {away} a}}, c: {{{away} d}}, d: {{phone: 845 555 0199}}"
    menu = menu_of(NIGHT, rest=f"people: {{{people}}}")
    assert [person(menu, who, "2026-12-22 12:00") for who in "abcd"] == [False, False, False, True]
    assert all(person(menu, who, "2026-12-22 12:00", phones_only=False) for who in "abcd")


ROTA = """
    people: {a: {extension: 1}, b: {extension: 2}, c: {name: C}}
    teams:
      t: {members: [a, b, c], rota: {every: 7d, from: 2026-11-23, handover: 09:00}}
"""


def test_rota_hands_over_at_the_moment() -> None:
    menu = menu_of(NIGHT, rest=ROTA)
    menu["people"]["b"]["away"] = ["2026-11-30/2026-12-07"]
    walls = "2026-11-23 08:59, 2026-11-23 09:00, 2026-11-30 08:59, 2026-11-30 09:00, 2026-12-07 09:00"
    # C has no phone: before 23 November it was C's turn, then A's, then that of B, who is away.
    assert [team(menu, "t", wall) for wall in walls.split(", ")] == [False, True, True, False, False]
    assert team(menu, "t", "2026-11-23 08:59", phones_only=False)
    assert team(menu, "t", "2026-12-14 09:00")


def test_rota_with_cover_asks_only_whose_turn_it_is() -> None:
    menu = menu_of(NIGHT, rest=ROTA)
    menu["people"]["b"]["away"] = ["2026-12-01"]
    menu["people"]["z"] = {"extension": 9}
    menu["teams"]["t"]["cover"] = "z"
    walls = "2026-11-30 09:00, 2026-12-01 12:00, 2026-12-08 12:00"
    assert [team(menu, "t", wall) for wall in walls.split(", ")] == [True, True, False]


def test_rota_turns_are_counted_by_the_wall_clock() -> None:
    menu = menu_of(NIGHT, rest=ROTA)
    rota = {"every": "12h", "from": "2027-03-13", "handover": 1320}
    menu["teams"]["t"].update(members=["a", "c"], rota=rota)
    # 12 hours from 22:00 end at 10:00 on the wall, though the night of 13 March has one hour less.
    walls = "2027-03-14 09:59, 2027-03-14 10:00, 2027-03-14 22:00"
    assert [team(menu, "t", wall) for wall in walls.split(", ")] == [True, False, True]


def test_team_cover_while_all_are_away() -> None:
    menu = menu_of("{mon-fri: '08:00-17:00'}", rest="""
        people:
          a: {extension: 1, away: [2026-12-21/2026-12-22]}
          b: {extension: 2, away: [2026-12-22/2026-12-23]}
          z: {extension: 9}
        teams: {t: {members: [a, b], hours: h, cover: z}, u: {members: [a, b], hours: h}}
    """)  # fmt: skip
    assert [team(menu, "t", f"2026-12-2{day} 09:00") for day in (1, 2, 3)] == [True, True, True]
    assert [team(menu, "u", f"2026-12-2{day} 09:00") for day in (1, 2, 3)] == [True, False, True]
    assert not team(menu, "t", "2026-12-22 18:00")


def test_a_member_takes_the_hours_of_the_team_being_rung() -> None:
    rest = "{people: {a: {extension: 1}}, teams: {t: {members: [a], hours: h}, u: {members: [a]}}}"
    menu = menu_of(NIGHT, rest=rest)
    assert [team(menu, one, "2026-12-22 12:00") for one in "tu"] == [False, True]
    assert person(menu, "a", "2026-12-22 12:00")
    del menu["teams"]["u"]
    assert [person(menu, "a", f"2026-12-22 {time}") for time in ("12:00", "05:00")] == [False, True]


def test_random_calendars_read_alike_and_can_be_judged() -> None:
    for seed in range(150):
        rng = random.Random(seed)
        text = random_calendar(rng)
        menu = yaml.safe_load(text)
        assert as_text(menu) == yaml.load(text, yaml.BaseLoader), text
        moment = datetime(2026, 11, 1, tzinfo=UTC) + timedelta(minutes=15 * rng.randrange(35_040))
        for one in menu["hours"]:
            assert (branch(menu, one, moment) == "open") == is_open(menu, one, moment)
        for who in menu["people"]:
            assert on_duty_person(menu, who, moment, False) or not on_duty_person(menu, who, moment)


def as_text(value: Any) -> Any:
    """What a reader that takes every scalar as text makes of the same file."""
    if isinstance(value, dict):
        return {str(key): as_text(one) for key, one in value.items()}
    return [as_text(one) for one in value] if isinstance(value, list) else str(value)
