"""What is written for Asterisk is read again: every menu comes back, with its keys, its wait and its tries.

Opening hours, and who is on duty, stand in the dialplan as variables that its clock sets; read again, they
are questions, until a file beside the dialplan says what they mean.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from ivrcheck.callgraph.build import build_graph
from ivrcheck.config import DEFAULT
from ivrcheck.convert.read import convert, loaded_of
from ivrcheck.convert.targets import TARGETS
from ivrcheck.finding import Report
from ivrcheck.hours.calendar import build_calendar
from ivrcheck.menu.folders import menu_files
from ivrcheck.menu.kinds import Menu
from ivrcheck.menu.load import load
from ivrcheck.menu.model import PhoneSystem
from tests.convert.cases import ROOT, START

EXAMPLES = list(menu_files([ROOT / "menus"], Report(), DEFAULT.limits))
Shape = tuple[tuple[str, ...], int, int]


def menus(menu: PhoneSystem) -> list[Menu]:
    return [step for step in menu.steps.values() if isinstance(step, Menu)]


def shape(step: Menu) -> Shape:
    """What a caller meets in a menu: its keys, how long it waits (seconds), and how often it asks."""
    own = step.no_input.tries if step.no_input and step.no_input.tries else step.tries
    return tuple(sorted(step.keys)), step.wait, own


@pytest.mark.parametrize("path", [pytest.param(path, id=path.stem) for path in EXAMPLES])
def test_every_menu_comes_back(path: Path, tmp_path: Path) -> None:
    menu = load(path).menu
    assert menu is not None
    graph = build_graph(menu, build_calendar(menu, START))
    for name, text in TARGETS["asterisk"].export(graph, path.stem, DEFAULT.pace).files.items():
        (tmp_path / name).write_text(text, "utf-8")
    made = convert([tmp_path / "extensions.conf"])
    again = loaded_of(made).menu
    assert again is not None and made.draft.share > 0.9
    # extensions that may be dialled are keys of their own on the switch
    wanted = Counter(shape(step) for step in menus(menu) if not step.extensions)
    assert not wanted - Counter(map(shape, menus(again)))
    assert {*map(_digits, menu.entry)} <= {*map(_digits, again.entry)}


def _digits(number: str) -> str:
    """The end of a number: how people write its beginning differs, and the switch knows only digits."""
    return "".join(filter(str.isdigit, number))[-7:]
