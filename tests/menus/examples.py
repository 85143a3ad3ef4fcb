"""The example menus, and what a check of one of them says."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from functools import cache
from pathlib import Path

from ivrcheck.check import check_paths
from ivrcheck.finding import Report
from ivrcheck.menu.files import is_call_file
from ivrcheck.report.text import render

ROOT = Path(__file__).parent.parent.parent
START = date(2026, 11, 23)
MENUS = [path for path in sorted((ROOT / "menus").glob("*.yaml")) if not is_call_file(path)]
FILES = [*MENUS, ROOT / "menus/two-site/main.yaml"]
NAMES = [path.relative_to(ROOT).as_posix() for path in FILES]
TRAPPED = [name for name in NAMES if name.endswith("-trapped.yaml")]
CLEAN = [name for name in NAMES if name not in TRAPPED]


@cache
def checked(name: str) -> Report:
    """The report on an example, as from the top of the repository."""
    with at_the_top():
        return check_paths([Path(name)], start=START)


def printed(name: str) -> str:
    """What ``ivrcheck check`` prints about an example."""
    return render(checked(name))


def golden(name: str) -> Path:
    """Where the output about a trapped example is kept."""
    return Path(__file__).parent / f"{Path(name).stem}.txt"


@contextmanager
def at_the_top() -> Iterator[None]:
    """The top of the repository as the folder in which everything runs."""
    before = Path.cwd()
    os.chdir(ROOT)
    try:
        yield
    finally:
        os.chdir(before)
