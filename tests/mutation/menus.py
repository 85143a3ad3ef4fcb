"""The clean menus that faults are made in: all examples, and generated ones."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, TypeAlias

import yaml

from ivrcheck.check import Options, check_paths
from ivrcheck.finding import Finding, Severity
from tests.benchmarks.generate import small_files
from tests.menus.examples import CLEAN, ROOT, START

Menu: TypeAlias = dict[str, Any]
"""A menu as plain texts, lists and maps."""
_Dumper = getattr(yaml, "CSafeDumper", yaml.SafeDumper)


def parsed(text: str) -> Menu:
    """A menu with every scalar as text."""
    tree = yaml.load(text, Loader=yaml.BaseLoader)
    assert isinstance(tree, dict)
    return tree


def examples() -> Iterator[tuple[str, Menu]]:
    """The example menus, each as one file."""
    for name in CLEAN:
        yield name, _with_includes(ROOT / name)


def generated(count: int, seed: int = 1) -> Iterator[tuple[str, Menu]]:
    """Generated menus of 8 to 25 steps."""
    for name, text in small_files(count, seed):
        yield name, parsed(text)


def _with_includes(path: Path) -> Menu:
    menu = parsed(path.read_text(encoding="utf-8"))
    for part in menu.pop("include", []):
        for key, inner in parsed((path.parent / part).read_text(encoding="utf-8")).items():
            menu.setdefault(key, {}).update(inner)
    return menu


def findings(menu: Menu, folder: Path) -> list[Finding]:
    """The headlines of a check at error or warning level."""
    path = folder / "menu.yaml"
    text = yaml.dump(menu, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=100_000)
    path.write_text(text, encoding="utf-8")
    report = check_paths([path], options=Options(start=START))
    broken = [one.message for one in report.findings if one.unread or one.is_internal]
    assert not broken and not report.unchecked, (broken, report.unchecked)
    return [one for one in report.findings if one.severity >= Severity.WARNING]
