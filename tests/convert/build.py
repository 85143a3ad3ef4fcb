"""Menus that are exported in the tests."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from ivrcheck.callgraph.build import build_graph
from ivrcheck.callgraph.graph import CallGraph
from ivrcheck.config import Pace
from ivrcheck.convert.exported import Exported
from ivrcheck.convert.targets import TARGETS
from ivrcheck.hours.calendar import build_calendar
from ivrcheck.menu.load import load, load_text

ROOT = Path(__file__).parents[2]
START = date(2026, 11, 21)


def graph_of(text: str) -> CallGraph:
    """The call graph of the text of a menu."""
    loaded = load_text(text, "menu.yaml", Path("menu.yaml"))
    assert loaded.menu is not None, [problem.message for problem in loaded.problems]
    return build_graph(loaded.menu, build_calendar(loaded.menu, START))


def graph_at(path: Path) -> CallGraph:
    """The call graph of a menu file."""
    menu = load(path, path.as_posix()).menu
    assert menu is not None, path
    return build_graph(menu, build_calendar(menu, START))


def asterisk(graph: CallGraph, stem: str = "menu") -> Exported:
    """A menu written for Asterisk."""
    return TARGETS["asterisk"].export(graph, stem, Pace())


def dialplan(text: str) -> str:
    """The dialplan of the text of a menu."""
    return asterisk(graph_of(text)).files["extensions.conf"]
