"""The sketches of menus, for the tests."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path

from ivrcheck.analysis.facts import Facts
from ivrcheck.check import Options, check_loaded
from ivrcheck.config import DEFAULT
from ivrcheck.draw.outline import outline
from ivrcheck.draw.sketch import Sketch, View
from ivrcheck.finding import Finding
from ivrcheck.menu.load import load

ROOT = Path(__file__).parents[2]
AWKWARD = sorted((Path(__file__).parent / "menus").glob("*.yaml"))
MENUS = [*(one for one in sorted((ROOT / "menus").glob("*.yaml")) if ".calls." not in one.name), *AWKWARD]
NAMES = [path.relative_to(ROOT).as_posix() for path in MENUS]
START = date(2026, 11, 23)


@cache
def checked(name: str) -> tuple[Facts, tuple[Finding, ...]]:
    """The facts about a menu, and what is found in it."""
    loaded = load(ROOT / name, name, DEFAULT.limits)
    facts, report = check_loaded(loaded, Options(START, timed=False))
    return facts, tuple(report.findings)


def sketch(name: str, view: View | None = None) -> Sketch:
    """The sketch of a menu."""
    facts, found = checked(name)
    return outline(facts, found, view)
