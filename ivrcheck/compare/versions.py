"""Compares two versions: of one menu in two files, or of all menus of a folder then and now.

Both are checked over the twelve months from the same day, with the settings of today: what is told is what
somebody changed about the menus.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from ivrcheck.analysis.facts import Facts
from ivrcheck.check import Options, check_file, check_paths, paused_collector
from ivrcheck.compare.findings import FoundIn, finding_changes
from ivrcheck.compare.menus import added_menu, menu_diff, removed_menu
from ivrcheck.compare.model import Diff, MenuDiff
from ivrcheck.compare.pair import same_numbers
from ivrcheck.compare.sides import Elsewhere, Side
from ivrcheck.compare.steps import matched_steps
from ivrcheck.config import DEFAULT, Config
from ivrcheck.finding import Call, Report
from ivrcheck.menu.files import Read
from ivrcheck.menu.load import mistaken
from ivrcheck.settings.nearest import Nearest


@dataclass(frozen=True, slots=True)
class Versions:
    """The menus of two versions, by where they are, and how the old ones are read."""

    old: Sequence[Path]
    new: Sequence[Path]
    read_old: Read
    name: str
    """What the old version is called."""
    looked_at: int
    """How many menus there are, also those that nobody has touched."""
    since: date | None = None
    """The day of the last change, if that is known and lies behind."""


def compare_files(old: Path, new: Path, start: date | None) -> Diff:
    """One menu in two files, with the settings near the new one."""
    options = _options(start, date.today())
    nearest = _Near(Nearest(options.config), new)
    sides = []
    with paused_collector():
        for path in (old, new):
            report, keep = Report(), dict[str, Facts]()
            check_file(path, report, replace(options, keep=keep), nearest)
            sides.append(Side(report, keep))
        pairs = {old.as_posix(): new.as_posix()}
        return _diff(sides[0], sides[1], pairs, old.as_posix(), new.as_posix(), 1)


def compare_versions(versions: Versions, start: date | None, name: str) -> Diff:
    """All menus of two versions. ``name``: what the new version is called."""
    today = date.today()
    with paused_collector():
        old, new = _both_sides(versions, _options(start, today))
        pairs = _pairs(old, new)
        diff = _diff(old, new, pairs, versions.name, name, versions.looked_at)
        menus = [replace(_not_to_call(menu), moved=_has_moved(menu)) for menu in diff.menus]
        diff = replace(diff, menus=menus)
        since = versions.since
        if (
            start is None
            and since
            and since < today
            and any(one.worse for m in diff.menus for one in m.found)
        ):
            then = _both_sides(versions, _options(None, since))
            diff = replace(diff, menus=[_by_the_calendar(menu, *then) for menu in diff.menus])
    return diff


class _Near(Nearest):
    """The settings near one file, whichever file is asked for."""

    def __init__(self, nearest: Nearest, path: Path) -> None:
        super().__init__(nearest.base)
        self._nearest = nearest
        self._path = path

    def of(self, path: Path) -> Config:
        """The settings near that file. Raises ``WrongSettings``."""
        return self._nearest.of(self._path)


def _options(start: date | None, otherwise: date) -> Options:
    """``otherwise``: the first day where neither the command nor the settings name one."""
    return Options(start, config=replace(DEFAULT, start=otherwise), timed=False)


def _both_sides(versions: Versions, options: Options) -> tuple[Side, Side]:
    keeps: tuple[dict[str, Facts], dict[str, Facts]] = ({}, {})
    old = check_paths(versions.old, options=replace(options, keep=keeps[0], read=versions.read_old))
    new = check_paths(versions.new, options=replace(options, keep=keeps[1]))
    return Side(old, keeps[0]), Side(new, keeps[1])


def _pairs(old: Side, new: Side) -> dict[str, str | None]:
    """Which file of the new version is which of the old one: of the same name, or with the same numbers."""
    same = [file for file in old.report.files if file in new.report.files]
    gone = [file for file in old.report.files if file not in new.report.files]
    come = [file for file in new.report.files if file not in old.report.files]
    pairs: dict[str, str | None] = {file: file for file in same}
    for file in gone:
        pairs[file] = next((one for one in come if _share_a_number(old, file, new, one)), None)
        come = [one for one in come if one != pairs[file]]
    return pairs


def _share_a_number(old: Side, file: str, new: Side, other: str) -> bool:
    if file not in old.facts or other not in new.facts:
        return False
    return bool(same_numbers(old.facts[file].menu, new.facts[other].menu))


def _diff(old: Side, new: Side, pairs: Mapping[str, str | None], name: str, now: str, looked_at: int) -> Diff:
    elsewhere = Elsewhere(new)
    menus = []
    for before, after in pairs.items():
        if after is None:
            menus.append(removed_menu(old, new, before, elsewhere))
        elif before not in old.report.files or after not in new.report.files:
            continue  # one of them could not be read, and the report says so
        elif not _is_same_text(old, new, before, after):
            menus.append(menu_diff(old, new, before, after, elsewhere))
    known = {*pairs.values()}
    menus += [added_menu(new, file) for file in new.report.files if file not in known]
    menus.sort(key=lambda one: one.file)
    days = {one.first for side in (old, new) for one in side.report.examined.values()}
    unchecked = list(_unchecked(old, new, menus, name))
    start = days.pop() if len(days) == 1 else None
    return Diff(menus, name, now, start, looked_at, unchecked, new.report)


def _is_same_text(old: Side, new: Side, before: str, after: str) -> bool:
    """Whether two files that nobody understands are the same: then there is nothing new to say of them."""
    if before in old.facts or after in new.facts:
        return False
    return old.report.sources.get(before, "") == new.report.sources.get(after)


def _unchecked(old: Side, new: Side, menus: Sequence[MenuDiff], name: str) -> Iterator[str]:
    """One sentence for each thing that could not be compared."""
    said = {*new.report.unchecked}
    yield from new.report.unchecked
    for one in old.report.unchecked:
        if one not in said:  # settings that cannot be used are the same for both
            yield one if one.startswith(name) else f"{name}: {one}"
    for menu in menus:
        if menu.new and menu.new not in new.facts:
            yield mistaken(menu.new)
        elif not menu.compared and menu.new:
            of = "" if menu.old == name else f" as of {name}"
            yield f"{menu.old} has mistakes in it{of}, so nothing can be compared with it."
    broken = (one.message for one in (*old.report.findings, *new.report.findings) if one.is_internal)
    yield from dict.fromkeys(broken)


def _has_moved(menu: MenuDiff) -> bool:
    return menu.old is not None and menu.new is not None and menu.old != menu.new


def _not_to_call(menu: MenuDiff) -> MenuDiff:
    """Without the commands that would call the old version: its text is not in a file any more."""
    return replace(
        menu,
        persons=[replace(one, before=_only_told(one.before)) for one in menu.persons],
        ends=[replace(one, call_before=_only_told(one.call_before)) for one in menu.ends],
        gone=[
            replace(one, finding=replace(one.finding, call=_only_told(one.finding.call))) for one in menu.gone
        ],
    )


def _only_told(call: Call | None) -> Call | None:
    return replace(call, again=None) if call else None


def _by_the_calendar(menu: MenuDiff, old: Side, new: Side) -> MenuDiff:
    """Its findings marked that were not yet new on the day of the last change: only time has passed since.

    The two sides are those of that day.
    """
    if menu.new is None:
        return menu
    steps = None
    before = FoundIn(())
    if menu.old is not None:
        if menu.old in old.facts and menu.new in new.facts:
            steps = matched_steps(old.facts[menu.old].menu, new.facts[menu.new].menu)
        before = old.found(menu.old, steps)
    after = new.found(menu.new)
    found, _ = finding_changes(before, after, new.report.fails_on)
    known = {after.key(one.finding) for one in found}
    return replace(
        menu,
        found=[
            one if after.key(one.finding) in known else replace(one, calendar=True, worse=False)
            for one in menu.found
        ],
    )
