"""Runs against baselines, as the command line makes them."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from ivrcheck.baseline.entry import Entry
from ivrcheck.baseline.file import Baseline, read_baseline, tree_of
from ivrcheck.baseline.hold import hold_back
from ivrcheck.baseline.note import noted
from ivrcheck.check import Options, check_paths
from ivrcheck.config import Config
from ivrcheck.finding import Report, Severity
from ivrcheck.report.encode import encode
from tests.menu.small import SMALL, START

OWNERLESS = SMALL.replace("    owner: desk\n", "")
"""Callers who leave a message are trapped: several findings under one headline."""
UNMANAGED = SMALL.replace("managed_by: dana\n", "")
"""One warning."""


def run(
    *paths: Path, levels: dict[str, Severity | None] | None = None, select: tuple[str, ...] = ()
) -> Report:
    """What is found in some menus."""
    return check_paths(paths, options=Options(START, select, config=Config(levels=levels or {}), timed=False))


def text_of(entries: Iterable[Entry]) -> str:
    """The text of a baseline."""
    return encode(tree_of(entries))


def written(path: Path, *menus: Path, select: tuple[str, ...] = ()) -> Baseline:
    """A baseline of what is found now, read back from its file."""
    before = read_baseline(path) if path.exists() else Baseline(path)
    path.write_text(text_of(noted(run(*menus, select=select), before).entries), encoding="utf-8")
    return read_baseline(path)


def compared(report: Report, baseline: Baseline) -> tuple[Report, Baseline]:
    """A report without what is known, and the baseline without what is gone."""
    (rest,) = hold_back(report, dict.fromkeys(report.files, baseline)) or [baseline]
    return report, rest


def new(report: Report) -> set[tuple[str, str]]:
    """Rule and step of all that counts, with what is folded under it."""
    return {(part.code, part.step) for one in report.findings for part in one.parts}


def gone(report: Report) -> list[tuple[str, str, int]]:
    """Menu, rule and number of what is no longer found."""
    return [(one.file, one.code, one.count) for one in report.gone]
