"""Values that can mean only one thing, and such as may mean several."""

from __future__ import annotations

import pytest

from ivrcheck.menu.exact import right_form
from ivrcheck.menu.near import slip

CERTAIN = {
    "times": {
        "8am-5pm": "08:00-17:00", "8-17": "08:00-17:00", "8-12 Uhr": "08:00-12:00", "24hours": "all day",
        "8:30am - noon": "08:30-12:00", "10pm-6am": "22:00-06:00", "8am-12am": "08:00-24:00",
        "12am-5am": "00:00-05:00", "8am to noon and 1pm to 5pm": "08:00-12:00, 13:00-17:00",
        "0800-1700": "08:00-17:00", "8.30-12.00, 13.00-17.00": "08:30-12:00, 13:00-17:00",
        "“08:00-17:00”": "08:00-17:00",
    },
    "dates": {
        "12/24/2026": "2026-12-24", "24.12.2026": "2026-12-24", "Dec 24, 2026": "2026-12-24",
        "5/5/2026": "2026-05-05", "2026-1-5": "2026-01-05",
        "2026-12-24 to 2027-01-02": "2026-12-24/2027-01-02",
        "12/24/2026 - 12/31/2026": "2026-12-24/2026-12-31",
    },
    "date": {"12/24/2026": "2026-12-24"},
    "length": {"25 sec": "25s", "10 minutes": "10m", "“25s”": "25s"},
    "promise": {"24 hours": "24h", "1 working day": "1 business day", "4 business hours": "4 working hours"},
    "days": {"Monday to Friday": "mon-fri", "weekdays": "mon-fri", "first saturday": "1st sat"},
    "time": {"9am": "09:00", "noon": "12:00"},
    "key": {"O": "0", "“*”": "*", "asterisk": "*"},
    "zone": {"America/New York": "America/New_York", "new york": "America/New_York",
             "Berlin": "Europe/Berlin"},
    "country": {"us": "US", "USA": "US", "uk": "GB"},
    "number": {"“+1 845 555 0134”": "+1 845 555 0134"},
    "whole": {"“3”": "3"},
}  # fmt: skip
UNCERTAIN = {
    "times": ("9-5", "9-5pm", "1-5", "8.00-5.00", "11pm-7", "25am-3pm", "8am-8am", "8am", "", "late"),
    "dates": ("05/06/2026", "12/24/26", "31/02/2026", "24 December", "2026-12-24/2026-13-01", "soon"),
    "date": ("2026-12-24 to 2027-01-02",),
    "length": ("10", "half an hour"),
    "promise": ("2 days", "same day"),
    "days": ("mno", "zzz"),
    "time": ("9",),
    "key": ("x", "#key"),
    "zone": ("Louisville", "eastern", "Mars"),
    "country": ("zz", "Germany"),
    "number": ("call me",),
    "whole": ("three",),
    "nothing": ("25s",),
}


@pytest.mark.parametrize(
    ("sort", "written", "right"), [(sort, *one) for sort, some in CERTAIN.items() for one in some.items()]
)
def test_what_can_mean_only_one_thing(sort: str, written: str, right: str) -> None:
    assert right_form(sort, written) == right
    assert right_form(sort, right) is None


@pytest.mark.parametrize(
    ("sort", "written"), [(sort, one) for sort, some in UNCERTAIN.items() for one in some]
)
def test_what_may_mean_several(sort: str, written: str) -> None:
    assert right_form(sort, written) is None


@pytest.mark.parametrize(
    ("word", "known", "meant"),
    [
        ("dsek", {"desk", "dana"}, "desk"),
        ("front_dsk", {"front_desk", "desk"}, "front_desk"),
        ("frnt_dsk", {"front_desk", "desk"}, "front_desk"),
        ("Front Desk", {"front_desk"}, "front_desk"),
        ("desk2", {"desk1"}, None),
        ("jon", {"jan"}, None),
        ("desk", {"desk"}, None),
        ("abcd", {"abce", "abcf"}, None),
        ("nurses", {"lawyers"}, None),
        ("", {"desk"}, None),
    ],
)
def test_a_slip_of_the_pen(word: str, known: set[str], meant: str | None) -> None:
    assert slip(word, known) == meant
