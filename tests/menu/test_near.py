"""The nearest known word, also among very many."""

from __future__ import annotations

from time import process_time

import pytest

from ivrcheck.menu.daywords import meant_days
from ivrcheck.menu.near import did_you_mean, nearest


@pytest.mark.parametrize("count", [0, 400, 3_000])
def test_the_nearest_is_found_among_many(count: int) -> None:
    known = ["front_desk", "zebra", *(f"filler_{number:04}" for number in range(count))]
    assert nearest("front_dsek", known) == "front_desk"
    assert nearest("Zebar", ["front_desk", "zebra"]) == "zebra"
    assert nearest("qqqqqq", known) is None


def test_long_and_empty_words_are_like_nothing() -> None:
    assert nearest("", ["a", ""]) is None
    assert nearest("front_desk" * 100_000, ["front_desk"]) is None
    assert did_you_mean("", ["a"]) == ""


def test_it_takes_little_time() -> None:
    known = [f"step_{number:x}" for number in range(50_000)]
    began = process_time()
    for number in range(20):
        nearest(f"stp_{number:x}", known)
    assert process_time() - began < 4


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("monday", "mon"),
        ("Wednesdays", "wed"),
        ("tues", "tue"),
        ("thurs", "thu"),
        ("weekdays", "mon-fri"),
        ("Weekend", "sat,sun"),
        ("every day", "mon-sun"),
        ("Mon - Fri", "mon-fri"),
        ("mon–fri", "mon-fri"),
        ("monday to friday", "mon-fri"),
        ("sat and sun", "sat,sun"),
        ("Sat & Sunday", "sat,sun"),
        ("first saturday", "1st sat"),
        ("Montag-Freitag", "mon-fri"),
        ("Samstag", "sat"),
        ("lunes a viernes", "mon-fri"),
        ("samedi", "sat"),
        ("segunda-feira", "mon"),
        ("mo-fr", "mon-fri"),
        ("mo,di,do", "mon,tue,thu"),
        ("lun-vie", "mon-fri"),
        ("sam et dim", "sat,sun"),
        ("monkey", "monkey"),
        ("lunch", "lunch"),
    ],
)
def test_which_days_are_meant(text: str, days: str) -> None:
    assert meant_days(text) == days
