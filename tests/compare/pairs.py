"""Compares two texts as menus, and changes menus at random."""

from __future__ import annotations

import contextlib
from datetime import date
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any

import yaml

from ivrcheck.check import Options, check_loaded
from ivrcheck.compare.menus import menu_diff
from ivrcheck.compare.model import Diff, MenuDiff
from ivrcheck.compare.sides import Elsewhere, Side
from ivrcheck.compare.versions import compare_files
from ivrcheck.menu.load import load_text
from ivrcheck.report.diff.text import render as render_text
from tests.compare.changes import OFFICE, changed
from tests.judges.random_menus import FIRST_DAY
from tests.menu.small import START, saved

FILE = "menu.yaml"


def side(text: str) -> Side:
    """One version, checked."""
    loaded = load_text(text, FILE, Path(FILE))
    assert loaded.menu, loaded.problems
    facts, report = check_loaded(loaded, Options(FIRST_DAY.date(), timed=False))
    return Side(report, {FILE: facts})


def compared(old: str, new: str) -> MenuDiff:
    """What is different between two texts."""
    before, after = side(old), side(new)
    return menu_diff(before, after, FILE, FILE, Elsewhere(after))


def renamed(text: str, rng: Random) -> tuple[str, dict[str, str]]:
    """A menu in which the steps have other names, some of them those that others had; and which."""
    steps = list(yaml.safe_load(text)["steps"])
    others = [*steps, *(f"n{number}" for number in range(len(steps)))]
    names = dict(zip(steps, rng.sample(others, len(steps)), strict=True))
    return yaml.safe_dump(under_names(text, names), sort_keys=False, width=1000), names


def under_names(text: str, names: dict[str, str]) -> dict[str, Any]:
    """A menu with other names for its steps."""
    menu: dict[str, Any] = yaml.safe_load(text)
    menu["steps"] = {names[step]: _body(body, names) for step, body in menu["steps"].items()}
    menu["entry"] = {number: _to(entry, names) for number, entry in menu["entry"].items()}
    return menu


_TARGETS = (
    "then", "no_input", "no_match", "open", "closed", "holiday", "no_answer", "busy", "timeout", "full",
    "declined", "error", "again", "operator",
)  # fmt: skip


def _body(body: dict[str, Any], names: dict[str, str]) -> dict[str, Any]:
    """A step whose ways lead to the same steps under their new names."""
    found = dict(body)
    for field in _TARGETS:
        if field in found:
            found[field] = _to(found[field], names)
    for field in ("keys", "answers"):
        if field in found:
            found[field] = {key: _to(to, names) for key, to in found[field].items()}
    return found


def _to(to: Any, names: dict[str, str]) -> Any:
    if isinstance(to, dict):
        return {**to, "to": names[to["to"]]} if "to" in to else to
    return names[to]


def is_empty(diff: MenuDiff) -> bool:
    """Whether nothing at all is different, names included."""
    return not diff.changed and not diff.worse and not diff.renamed


def diff_of(folder: Path, old: str, new: str, start: date = START) -> Diff:
    """What is different between two texts, as two files in a folder that is then the current one."""
    before, after = saved(folder, old, "old.yaml"), saved(folder, new, "new.yaml")
    with contextlib.chdir(folder):
        return compare_files(Path(before.name), Path(after.name), start)


def told(name: str) -> str:
    """What is said of one of the changes."""
    with TemporaryDirectory() as folder:
        return render_text(diff_of(Path(folder), OFFICE, changed(name)))
