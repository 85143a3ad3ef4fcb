"""What to write instead of a time or a date that somebody wrote in their own way."""

from __future__ import annotations

import pytest

from ivrcheck.menu.meant import meant_date, meant_length, meant_promise, meant_times
from tests.menu.small import SMALL, read

ANY_DATE = "the year, the month and the day, like 2026-12-24"


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("2 minutes", "2m"),
        ("30 Sekunden", "30s"),
        ("2 Std.", "2h"),
        ("1 hour", "1h"),
        ("20", "20s for seconds, or 20m for minutes"),
        ("soon", "it like 25s, 10m or 1h30m"),
    ],
)
def test_lengths_of_time(text: str, meant: str) -> None:
    assert meant_length(text) == meant


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("24 hours", "24h"),
        ("30 minutes", "30m"),
        ("1 day", "1 business day, or 24h by the clock"),
        ("2 days", "2 business days, or 48h by the clock"),
        ("24", "it like 30m, 4h, 4 working hours or 1 business day"),
        ("soon", "it like 30m, 4h, 4 working hours or 1 business day"),
    ],
)
def test_promises(text: str, meant: str) -> None:
    assert meant_promise(text) == meant


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("9am-5:30pm", "09:00-17:30"),
        ("9-5", "09:00-17:00"),
        ("8am - noon", "08:00-12:00"),
        ("10-24:00", "10:00-24:00"),
        ("6pm-midnight", "18:00-24:00"),
        ("08:00 to 18:00", "08:00-18:00"),
        ("8-12 uhr", "08:00-12:00"),
        ("9h30-12h", "09:30-12:00"),
        ("09:00-12:00; 13:00-17:00", "a comma between several times, like 08:00-12:00, 13:00-17:00"),
        ("soon", "it like 08:00-17:00 (five in the afternoon is 17:00; 24:00 ends a day)"),
    ],
)
def test_opening_times(text: str, meant: str) -> None:
    assert meant_times(text) == meant


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("12/25/2026", "2026-12-25"),
        ("25/12/2026", "2026-12-25"),
        ("3.4.2026", "2026-04-03"),
        ("2026/12/24", "2026-12-24"),
        ("Dec 24, 2026", "2026-12-24"),
        ("24 December 2026", "2026-12-24"),
        ("03/04/2026", ANY_DATE),
        ("31/31/2026", ANY_DATE),
        ("Dec 24", ANY_DATE),
        ("Christmas", ANY_DATE),
    ],
)
def test_dates_that_can_be_only_one(text: str, meant: str) -> None:
    assert meant_date(text) == meant


@pytest.mark.parametrize(
    ("id", "proposed"),
    [("Möller", "moeller"), ("Front Desk", "front_desk"), ("Élodie", "elodie"), ("9 to 5", "step_9_to_5")],
)
def test_an_id_that_cannot_be_one_is_said_once_with_one_that_can(id: str, proposed: str) -> None:
    loaded = read(SMALL.replace("ring_desk", id))
    (found,) = loaded.problems
    assert found.message == f"“{id}” cannot be the id of anything."
    assert f"(for example {proposed}), here and wherever it is named." in found.help


def test_a_semicolon_in_a_value_does_not_part_the_sentence() -> None:
    (found,) = read(SMALL.replace("mon-fri: 08:00-17:00", "mon-fri: 09:00-12:00; 13:00-17:00")).problems
    assert found.message.endswith("in “09:00-12:00; 13:00-17:00” is not a time of day.")
    assert found.help == "Write a comma between several times, like 08:00-12:00, 13:00-17:00."


def test_a_person_may_be_meant_by_name() -> None:
    (found,) = read(SMALL.replace("who: desk", "who: Dana Ortiz")).problems
    assert found.help == "Did you mean “dana”?"
