"""Whether a fault harms callers: the exhaustive player compares two menus at sampled moments."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from tests.judges import calendar
from tests.judges.player import HABITS, Game, Position
from tests.judges.rules_of_play import step_named_by
from tests.mutation.menus import Menu

Signature = frozenset[tuple[str, str]]
_MONDAY = date(2026, 11, 30)
_SAMPLED = [(0, 10), (0, 12.5), (0, 16.5), (0, 19), (0, 22), (4, 11), (5, 11), (6, 3), (25, 11)]
"""Days from that Monday and hours; the last is Christmas Day."""


def moments(menu: Menu) -> list[datetime]:
    """Moments of ordinary days, a holiday, and a working day in each absence."""
    days = [(_MONDAY + timedelta(days), hour) for days, hour in _SAMPLED]
    days += [(day, hour) for day in _absences(menu) for hour in (9.5, 11)]
    return [_at(menu, day, hour) for day, hour in days]


def closely(menu: Menu) -> list[datetime]:
    """Every half hour from six to ten of a Monday, a Friday and a Saturday, and Christmas Day."""
    days = [_MONDAY, _MONDAY + timedelta(4), _MONDAY + timedelta(5), date(2026, 12, 25)]
    return [_at(menu, day, half / 2 + 0.01) for day in days for half in range(12, 44)]


def _at(menu: Menu, day: date, hour: float) -> datetime:
    zone = ZoneInfo(str(menu["timezone"]))
    return datetime.combine(day, time(int(hour), int(hour % 1 * 60)), zone)


def _absences(menu: Menu) -> Iterator[date]:
    """The first weekday of each absence."""
    for person in (menu.get("people") or {}).values():
        for span in person.get("away") or []:
            day = date.fromisoformat(span.split("/")[0])
            yield day + timedelta(max(0, 7 - day.weekday()) if day.weekday() > 4 else 0)


@dataclass(frozen=True, slots=True)
class View:
    """What the player says of one menu at one moment."""

    reachable: frozenset[str]
    unsafe: frozenset[str]
    without_person: frozenset[str]
    lost: frozenset[tuple[str, str]]


@dataclass(slots=True)
class Played:
    """One menu, played once for all moments that are alike."""

    menu: Menu
    views: dict[Signature, View] = field(default_factory=dict)

    def at(self, moment: datetime) -> View:
        """What the player says at this moment."""
        alike = self._signature(moment)
        if alike not in self.views:
            self.views[alike] = self._view(Game(self.menu, moment))
        return self.views[alike]

    def _signature(self, moment: datetime) -> Signature:
        """All that the moment decides: the way each schedule goes, and who is on duty."""
        ways = {(name, calendar.branch(self.menu, name, moment)) for name in self.menu["hours"]}
        return frozenset(ways | {(who, "") for who in calendar.everyone_on_duty(self.menu, moment, True)})

    def _view(self, game: Game) -> View:
        entries = [step_named_by(to) or "" for to in self.menu["entry"].values()]
        steps = frozenset(_reachable(game, entries))
        return View(
            steps,
            frozenset(step for step in steps if not game.is_safe(step)),
            frozenset(step for step in steps if not game.can_reach_person(step)),
            frozenset((who, at) for who in HABITS for at in entries if game.lost_at_worst(who, at)),
        )


def _reachable(game: Game, entries: list[str]) -> set[str]:
    graph = game.positions()
    seen: set[Position] = set()
    unseen = [game.rules().arrival(step) for step in entries]
    while unseen:
        at = unseen.pop()
        if at not in seen:
            seen.add(at)
            unseen += [move.target for move in graph[at] if isinstance(move.target, Position)]
    return {at.step for at in seen}


def is_worse(before: View, after: View) -> bool:
    """Some step callers reach became unsafe or lost its person, or a fixed caller is lost now."""
    lost_person = (after.without_person - before.without_person) & before.reachable
    return bool(after.unsafe - before.unsafe or lost_person or after.lost - before.lost)


def harms(before: Played, after: Played) -> bool:
    """Whether callers are worse off at some sampled moment."""
    return any(is_worse(before.at(moment), after.at(moment)) for moment in moments(before.menu))


def harms_some_hour(before: Played, after: Played) -> bool:
    """The same, looked at every half hour of some days: for faults of schedules."""
    return any(is_worse(before.at(moment), after.at(moment)) for moment in closely(before.menu))


def always(before: Played, after: Played) -> bool:
    """For faults the player cannot see: each of them is one."""
    return True


def never(before: Played, after: Played) -> bool:
    """For changes that take nothing from callers."""
    return False
