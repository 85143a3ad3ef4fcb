"""An absence that is put into a menu."""

from __future__ import annotations

from copy import deepcopy
from datetime import date
from pathlib import Path

from ivrcheck.menu.absence import with_absence
from ivrcheck.menu.load import load, load_text
from ivrcheck.menu.scalars import Dates

MENU = Path(__file__).parent.parent.parent / "menus" / "maple-street.yaml"
DATES = Dates(date(2026, 12, 7), date(2026, 12, 11))


def test_only_the_absence_changes_and_the_menu_itself_does_not() -> None:
    menu = load(MENU).menu
    assert menu
    before = deepcopy(menu)
    away = with_absence(menu, "rosa", DATES)
    assert menu == before
    assert away.people["rosa"].away == (*menu.people["rosa"].away, DATES)
    assert away.people.keys() == menu.people.keys()
    assert [id for id in menu.people if away.people[id] != menu.people[id]] == ["rosa"]
    assert away.steps is menu.steps


def test_it_is_what_the_file_would_say() -> None:
    text = MENU.read_text("utf-8")
    line = next(line for line in text.splitlines() if line.strip().startswith("rosa:"))
    assert "away" not in line
    written = text.replace(line, line.rstrip("}") + ", away: [2026-12-07/2026-12-11]}")
    menu, said = load(MENU).menu, load_text(written, "said.yaml", MENU).menu
    assert menu
    assert with_absence(menu, "rosa", DATES) == said
