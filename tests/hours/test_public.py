"""Public holidays: which days, whose, and what an unknown place says."""

from __future__ import annotations

import subprocess
import sys
from datetime import date

import pytest

from ivrcheck.hours.public import holiday_dates, holiday_problem
from ivrcheck.menu.model import OpeningHours, PublicHolidays
from tests.hours.build import read, system


def rule(text: str) -> PublicHolidays | None:
    hours: OpeningHours = system(f"hours: {{h: {{holidays: {text}}}}}").hours["h"]
    return hours.holidays


def days(text: str, country: str | None = None, year: int = 2027) -> list[str]:
    return [f"{day:%m-%d}" for day in holiday_dates(rule(text), country, [year])]


def test_a_country_and_a_part_of_it() -> None:
    assert days("US", year=2026) == [
        "01-01", "01-19", "02-16", "05-25", "06-19", "07-03",
        "07-04", "09-07", "10-12", "11-11", "11-26", "12-25",
    ]  # fmt: skip
    assert set(days("US-NY")) - set(days("US")) == {"02-12", "11-02"}
    assert "10-03" in days("DE") and "01-06" in days("{country: DE, subdivision: BY}")


def test_none_is_an_answer() -> None:
    assert days("none", country="US") == []
    assert holiday_dates(None, "US", [2027]) == []


def test_the_country_of_the_file_where_the_definition_names_none() -> None:
    assert days("{also: [2027-03-01]}", country="DE") == sorted([*days("DE"), "03-01"])
    assert days("{also: [2027-03-01/2027-03-02]}") == ["03-01", "03-02"]


@pytest.mark.parametrize(
    ("text", "gone"),
    [
        ("{country: US, except: [columbus day]}", {"10-11"}),
        ("{country: US, except: [2027-11-11]}", {"11-11"}),
        ("{country: US, except: [2027-11-01/2027-11-30]}", {"11-11", "11-25"}),
        # The name means the observed day as well, but not Juneteenth National Independence Day.
        ("{country: US, except: [Independence Day]}", {"07-04", "07-05"}),
        ("{country: US, except: [Juneteenth]}", {"06-18", "06-19"}),
        ("{country: US, except: [Columbus Day / Indigenous Peoples' Day]}", {"10-11"}),
        ("{country: US, except: [da, 2027-13-45, Midsummer]}", set()),
        # In English and in the country's own language.
        ("{country: DE, except: [erster mai]}", {"05-01"}),
        ("{country: DE, except: [Labor Day]}", {"05-01"}),
        # Two holidays on one day: the other one still closes it.
        ("{country: US, subdivision: NY, except: [Susan B. Anthony Day]}", set()),
        ("{country: US, subdivision: NY, except: [Susan B. Anthony Day, Washington's Birthday]}", {"02-15"}),
    ],
)
def test_exceptions(text: str, gone: set[str]) -> None:
    place = "DE" if "DE" in text else "US-NY" if "NY" in text else "US"
    assert set(days(place)) - set(days(text)) == gone
    assert set(days(text)) <= set(days(place))


@pytest.mark.parametrize("place", ["ZZ", "US-QQ", "utils", "NYSE", "us"])
def test_an_unknown_place_has_no_holidays(place: str) -> None:
    assert days(place) == []


@pytest.mark.parametrize(
    ("place", "sentence"),
    [
        ("US", None),
        ("US-NY", None),
        ("GB-ENG", None),
        ("none", None),
        ("us-NY", "public holidays of “us” are not known (did you mean US?)"),
        ("ZQ", "public holidays of “ZQ” are not known"),
        ("Untied States", "public holidays of “Untied States” are not known (did you mean US?)"),
        ("AU-sa", "public holidays of “sa” in AU are not known (did you mean AU-SA?)"),
        ("ES-MAD", "public holidays of “MAD” in ES are not known (did you mean ES-MD?)"),
        ("SG-X", "public holidays of “X” in SG are not known; no part of SG has its own, write SG"),
        ("US-qqqqqq", "public holidays of “qqqqqq” in US are not known; write US for the whole country"),
    ],
)
def test_problem(place: str, sentence: str | None) -> None:
    found = rule(place)
    problem = holiday_problem(found) if found else None
    assert (problem or "").startswith(sentence) if sentence else problem is None


@pytest.mark.parametrize("language", ["de_DE.UTF-8", "th_TH.UTF-8", "C"])
def test_names_do_not_depend_on_the_machine(language: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.setenv(name, language)
    excepting = rule("{country: DE, except: [Labor Day]}")
    assert date(2031, 5, 1) not in holiday_dates(excepting, None, [2031])


def test_the_package_is_left_alone_where_no_country_is_named() -> None:
    program = """
import sys
from tests.hours.build import calendar
calendar("hours: {h: {mon-fri: '08:00-17:00', holidays: none, closed: [2026-12-24]}}").describe(1)
sys.exit("holidays" in sys.modules)
"""
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0


def test_long_form_reads_as_the_short_one() -> None:
    assert read("{holidays: US-NY}") == {"holidays": "US-NY"}
    assert days("US-NY") == days("{country: US, subdivision: NY}")
