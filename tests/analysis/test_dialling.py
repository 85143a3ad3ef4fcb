"""Which numbers can be dialled, and what they cost, from the country of a file."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from ivrcheck.analysis.dialling import Fault, Line, dialable, line_of
from ivrcheck.analysis.facts import Facts
from ivrcheck.config import DEFAULT
from ivrcheck.hours.calendar import build_calendar
from ivrcheck.menu.load import load

FINE = Line()


def facts_of(folder: Path, country: str) -> Facts:
    path = folder / "menu.yaml"
    head = f"country: {country}\n" if country else ""
    entry = 'entry: {"+1 845 555 0134": end}'
    path.write_text(f"ivrcheck: 1\nname: X\n{head}{entry}\nsteps: {{end: {{kind: hangup}}}}\n", "utf-8")
    loaded = load(path, path.name, DEFAULT.limits)
    assert loaded.menu
    return Facts(loaded, build_calendar(loaded.menu, date(2026, 11, 23)))


@pytest.mark.parametrize(
    ("country", "number", "line"),
    [
        ("US", "+1 845 555 0134", FINE),
        ("US", "(845) 555-0134", FINE),
        ("US", "1-800-FLOWERS", FINE),
        ("US", "+1 800 555 0199", FINE),
        ("US", "+1 416 555 0193", FINE),
        ("US", "+1 787 555 0134", FINE),
        ("US", "+800 1234 5678", FINE),
        ("US", "011 44 20 7946 0123", Line(abroad="GB")),
        ("US", "+1 876 555 0123", Line(abroad="JM")),
        ("JM", "+1 845 555 0134", Line(abroad="US")),
        ("US", "+1 900 555 0199", Line(premium=True)),
        ("US", "911", Line(emergency=True)),
        ("US", "988", FINE),
        ("US", "*97", FINE),
        ("US", "sip:desk@example.org", FINE),
        ("US", "555-0134", Line(Fault.NO_AREA)),
        ("US", "+1 845 555 013", Line(Fault.TOO_SHORT)),
        ("US", "+1 845 555 01345", Line(Fault.TOO_LONG)),
        ("US", "+1 845 155 0134", Line(Fault.NO_SUCH)),
        ("US", "+999 123 4567", Line(Fault.NO_COUNTRY)),
        ("GB", "+44 1632 960104", FINE),
        ("GB", "07700 900123", FINE),
        ("GB", "999", Line(emergency=True)),
        ("GB", "111", FINE),
        ("DE", "+49 89 99998 210", FINE),
        ("DE", "116117", FINE),
        ("ES", "803 123 456", Line(premium=True)),
        ("", "12", FINE),
        ("", "+44 20", Line(Fault.TOO_SHORT)),
        ("XX", "12", FINE),
    ],
)
def test_knows_a_number(tmp_path: Path, country: str, number: str, line: Line) -> None:
    assert line_of(facts_of(tmp_path, country), number) == line


@pytest.mark.parametrize("number", ["+1 845 555 0134", "845.555.0134", "1 (845) 555-0134"])
def test_plain_numbers_need_no_tables(tmp_path: Path, number: str) -> None:
    assert dialable(facts_of(tmp_path, "US"), number)
    assert line_of(facts_of(tmp_path, "US"), number).fault is None


def test_other_plans_do(tmp_path: Path) -> None:
    assert not dialable(facts_of(tmp_path, "DE"), "8455550134")
