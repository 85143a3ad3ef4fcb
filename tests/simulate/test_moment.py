"""Moments as people write them."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

import ivrcheck
from ivrcheck.simulate.wrong import CannotCall

SHORT = Path(__file__).parent / "menus" / "short.yaml"
MOMENTS = {
    "Fri 18:30": "2026-11-27T18:30:00-05:00",
    "friday 6:30pm": "2026-11-27T18:30:00-05:00",
    "Monday 8:05": "2026-11-23T08:05:00-05:00",
    "sun 00:00": "2026-11-29T00:00:00-05:00",
    "today 18:30": "2026-11-23T18:30:00-05:00",
    "tomorrow 9 am": "2026-11-24T09:00:00-05:00",
    "12:15": "2026-11-23T12:15:00-05:00",
    "12am": "2026-11-23T00:00:00-05:00",
    "2026-12-25 10:00": "2026-12-25T10:00:00-05:00",
    "2027-07-01T10:00": "2027-07-01T10:00:00-04:00",
    "2027-07-01T10:00+00:00": "2027-07-01T06:00:00-04:00",
}


@pytest.mark.parametrize("text", MOMENTS)
def test_a_moment_is_read(text: str) -> None:
    phone = ivrcheck.load(SHORT, start=date(2026, 11, 23))
    assert phone.moment(text).isoformat() == MOMENTS[text]


@pytest.mark.parametrize(
    "text", ["", "Fri", "2026-13-01 10:00", "Fri 18:75", "13pm", "2026-11-22 23:59", "noon"]
)
def test_what_is_no_moment_of_the_year_is_said(text: str) -> None:
    with pytest.raises(CannotCall):
        ivrcheck.load(SHORT, start=date(2026, 11, 23)).moment(text)
