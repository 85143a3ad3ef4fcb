"""What has become of each menu and of all of them, in a sentence."""

from __future__ import annotations

from collections.abc import Iterable

from ivrcheck.compare.model import Diff, MenuDiff
from ivrcheck.hours.words import date_words
from ivrcheck.report.diff.words import sections


def menu_title(menu: MenuDiff) -> str:
    """A menu by its file and its name."""
    return f"{menu.file}: {menu.name}" if menu.name else menu.file


def judgement(menu: MenuDiff) -> str:
    """What has become of a menu, in a few words."""
    if not menu.compared:
        return "could not be compared"
    if menu.worse:
        return "worse for callers"
    if menu.changed:
        return "changed, and nothing is worse"
    return "the same for callers"


def summary(diff: Diff) -> str:
    """The whole in one sentence."""
    menus = [menu for menu in diff.menus if menu.changed]
    worse = sum(menu.worse for menu in menus)
    of = f"{diff.looked_at} menu{'s' * (diff.looked_at != 1)}"
    if not menus:
        could = "Nothing else" if diff.unchecked else "Nothing"
        return f"{could} is different for callers than in {diff.old} ({of})."
    if worse:
        return f"Compared with {diff.old}, {_count(worse, diff.looked_at)} got worse for callers."
    some = _count(len(menus), diff.looked_at)
    return f"Compared with {diff.old}, {some} changed; nothing got worse for callers."


def _count(some: int, of: int) -> str:
    return "the menu" if of == 1 else f"{some} of {of} menus"


def year_words(diff: Diff) -> str:
    """The twelve months that both were compared in."""
    if diff.start is None:
        return ""
    return f"Both were looked at for the twelve months from {date_words(diff.start)} {diff.start.year}."


def shown(menus: Iterable[MenuDiff]) -> list[MenuDiff]:
    """The menus of which there is something to say, the worst first."""
    found = [menu for menu in menus if sections(menu)]
    return sorted(found, key=lambda one: (not one.worse, one.file))
