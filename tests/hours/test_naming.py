"""Times in people's words."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from ivrcheck.hours.naming import ROOM, moment_words
from ivrcheck.hours.words import dates_words, list_words, weekdays_words
from tests.hours.build import calendar


def test_moment_words() -> None:
    moment = datetime(2026, 11, 20, 12, 1, tzinfo=ZoneInfo("America/New_York"))
    assert moment_words(moment) == "Friday 20 November 2026, 12:01"
    assert moment_words(moment.replace(day=2, hour=0, minute=5)) == "Monday 2 November 2026, 00:05"


@pytest.mark.parametrize(
    ("hours", "opened", "closed"),
    [
        ("{mon-sun: all day}", "always", "never"),
        ("{mon-fri: '08:00-17:00'}", "Monday to Friday 08:00–17:00", "nights and weekends"),
        ("{mon-sun: '08:00-20:00'}", "every day 08:00–20:00", "every night 20:00–08:00"),
        ("{mon-sun: '22:00-06:00'}", "every night 22:00–06:00", "every day 06:00–22:00"),
        ("{mon-thu: '22:00-06:00'}", "Monday to Thursday 22:00–06:00", None),
        ("{'sat,sun': all day}", "Saturday and Sunday", "Monday to Friday"),
        ("{sun-tue: '08:00-12:00'}", "Sunday to Tuesday 08:00–12:00", None),
        ("{'mon,wed,fri': '08:00-12:00'}", "Monday, Wednesday and Friday 08:00–12:00", None),
        (
            "{mon-thu: '08:00-12:00, 13:00-17:00', fri: '08:00-12:00'}",
            "Monday to Friday 08:00–12:00 and Monday to Thursday 13:00–17:00",
            "nights, weekends and Monday to Thursday 12:00–13:00",
        ),
        (
            "{mon-fri: '08:00-18:00', sat: '08:00-12:00'}",
            "Monday to Friday 08:00–18:00 and Saturday 08:00–12:00",
            "Monday to Friday 18:00–08:00 and Saturday 12:00 to Monday 08:00",
        ),
        ("{'tue,thu': '08:00-12:00'}", "Tuesday and Thursday 08:00–12:00",
         "always, except Tuesday and Thursday 08:00–12:00"),
        ("{mon-fri: '09:00-15:00'}", "Monday to Friday 09:00–15:00", "nights and weekends"),
        ("{1st sat: '09:00-12:00'}", "the first Saturday of each month 09:00–12:00",
         "always, except the first Saturday of each month 09:00–12:00"),
        ("{1st sat: '09:00-12:00', 3rd sat: '09:00-12:00'}",
         "the first and third Saturday of each month 09:00–12:00", None),
        ("{last fri: all day}", "the last Friday of each month",
         "always, except the last Friday of each month"),
        ("{5th mon: '08:00-12:00'}", "the fifth Monday of each month 08:00–12:00", None),
        ("{mon-fri: '08:00-17:00', open: {2027-01-02: '10:00-14:00'}}",
         "Monday to Friday 08:00–17:00, and on 2 January 10:00–14:00", "nights and weekends"),
        ("{mon-fri: '08:00-17:00', closed: [2026-12-24]}", "Monday to Friday 08:00–17:00",
         "nights and weekends, and on 24 December"),
        ("{mon-fri: '08:00-17:00', closed: [2026-12-24/2027-01-02]}", "Monday to Friday 08:00–17:00",
         "nights and weekends, and on 24 December to 1 January"),
        ("{mon-sun: all day, closed: [2026-12-24, 2026-12-25, 2027-01-01]}",
         "always, except 24 December, 25 December and 1 January", "24 December, 25 December and 1 January"),
        ("{mon-sun: all day, closed: [2026-12-21/2027-01-02]}",
         "always, except 21 December to 2 January", "21 December to 2 January"),
        ("{mon-sun: all day, holidays: US}",
         "always, except 26 November, 25 December, 1 January, 18 January and 9 more",
         "26 November, 25 December, 1 January, 18 January and 9 more"),
        ("{mon-fri: '08:00-17:00', seasons: [{dates: 2027-06-21/2027-08-31, mon-fri: '08:00-14:00'}]}",
         "Monday to Friday 08:00–17:00",
         "nights and weekends, and Monday to Friday 14:00–17:00 from 21 June to 31 August"),
        ("{open: {2026-12-24: '22:00-06:00'}}", "24 December 22:00–06:00", None),
        ("{open: {2026-12-24: '12:00-24:00', 2026-12-25: all day, 2026-12-26: '00:00-08:00'}}",
         "24 December 12:00 to 26 December 08:00", None),
        ("{open: {2027-03-01/2027-03-05: '08:00-12:00'}}", "1 to 5 March 08:00–12:00", None),
        ("{open: {2026-12-24: '08:00-09:00, 10:00-11:00'}}", "24 December 08:00–09:00 and 10:00–11:00", None),
    ],
)  # fmt: skip
def test_describe(hours: str, opened: str, closed: str | None) -> None:
    built = calendar(f"hours: {{h: {hours}}}")
    assert built.describe(built.open["h"]) == opened
    if closed is not None:
        assert built.describe(built.everything & ~built.open["h"]) == closed


def test_an_absence() -> None:
    built = calendar("""
      hours: {h: {mon-fri: '08:00-17:00', holidays: US}, lunch: {mon-fri: '08:00-12:00, 13:00-17:00'}}
      people:
        ana: {name: Ana, extension: 1, hours: h, away: [2026-12-21/2027-01-08]}
        bo: {name: Bo, extension: 1, hours: lunch, away: [2026-12-21/2027-01-08]}
        cy: {name: Cy, extension: 1, hours: h, away: [2027-02-02]}
    """)

    def missing(who: str, hours: str) -> str:
        return built.describe(built.open[hours] & ~built.person(who))

    assert missing("ana", "h") == "Monday to Friday 08:00–17:00 from 21 December to 8 January"
    assert missing("bo", "lunch") == "21 December to 8 January"
    assert missing("cy", "h") == "2 February 08:00–17:00"


def test_every_other_week_and_a_week_on_call() -> None:
    built = calendar("""
      people: {ana: {name: A, extension: 1}, bo: {name: B}}
      hours: {h: {mon-fri: 09:00-17:00}}
      teams:
        desk: {members: [ana, bo], hours: h, rota: {every: 7d, from: 2026-11-23}}
        call: {members: [ana, bo], rota: {every: 7d, from: 2026-11-23, handover: "09:00"}}
    """)
    assert built.describe(built.team("desk")) == "Monday to Friday 09:00–17:00 in some weeks"
    assert built.describe(built.team("call")).startswith("Monday 09:00 to Monday 09:00 in some weeks")


def test_a_description_keeps_to_its_room() -> None:
    dates = ", ".join(
        f"2027-0{month}-{day}: '1{day % 7}:00-19:00'" for month in range(1, 10) for day in range(11, 16)
    )
    week = (
        "mon: '08:00-12:00', tue: '09:00-12:00', wed: '10:00-12:00', thu: '11:00-12:00', fri: '07:00-12:00'"
    )
    built = calendar(f"hours: {{h: {{{week}, open: {{{dates}}}}}}}")
    for bits in (built.open["h"], built.everything & ~built.open["h"]):
        words = built.describe(bits)
        assert len(words) <= ROOM + 10
        assert " more" in words


def test_words() -> None:
    assert weekdays_words(range(7)) == "every day"
    assert weekdays_words([5, 6, 0]) == "Saturday to Monday"
    assert weekdays_words([0, 1, 3]) == "Monday, Tuesday and Thursday"
    assert dates_words(START := datetime(2026, 12, 21).date(), START) == "21 December"
    assert list_words(["A"], 1) == "A"
    assert list_words(["A", "B", "C"], 20) == "A, B and C"
    assert list_words(["Aaaa", "Bbbb", "Cccc"], 14) == "Aaaa and 2 more"
