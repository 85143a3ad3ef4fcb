"""Whether a fault harms callers: the exhaustive player compares two menus at sampled moments."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from itertools import product
from zoneinfo import ZoneInfo

from tests.judges import calendar
from tests.judges.player import HABITS, Game, Position
from tests.judges.rules_of_play import step_named_by
from tests.mutation.menus import Menu

Signature = frozenset[tuple[str, str]]
_MONDAY = date(2026, 11, 30)
_SAMPLED = [
    (0, 10),
    (0, 12.5),
    (0, 16.5),
    (0, 22),
    (2, 15),
    (3, 19),
    (4, 11),
    (5, 11),
    (5, 23),
    (6, 3),
    (6, 14),
]
"""Days from that Monday, and hours."""
_YEAR = 365


def moments(menu: Menu) -> list[datetime]:
    """Moments of an ordinary week, Christmas Day, and a working day in each absence."""
    days = [(_MONDAY + timedelta(days), hour) for days, hour in _SAMPLED]
    days += [(day, hour) for day in _absences(menu) for hour in (9.5, 11)]
    return [_at(menu, day, hour) for day, hour in (*days, (date(2026, 12, 25), 11))]


def closely(menu: Menu) -> list[datetime]:
    """Every half hour of four days, and mornings and afternoons of holidays and absences."""
    days = [_MONDAY + timedelta(days) for days in (0, 2, 4, 5)]
    often = [(day, half / 2 + 0.01) for day in days for half in range(48)]
    special = sorted({*_holidays(menu), *_absences(menu, every=2)})
    return [_at(menu, *one) for one in (*often, *product(special, (3, 9.5, 11, 15, 18, 22)))]


def _holidays(menu: Menu) -> Iterator[date]:
    """The year's holidays, by any schedule."""
    for days in range(_YEAR):
        day = _MONDAY + timedelta(days)
        if any(calendar.branch(menu, name, _at(menu, day, 12)) == "holiday" for name in menu["hours"]):
            yield day


def _at(menu: Menu, day: date, hour: float) -> datetime:
    zone = ZoneInfo(str(menu["timezone"]))
    return datetime.combine(day, time(int(hour), int(hour % 1 * 60)), zone)


def _absences(menu: Menu, every: int = _YEAR) -> Iterator[date]:
    """The first weekday of each absence, and every so many days from there on."""
    for person in (menu.get("people") or {}).values():
        for span in person.get("away") or []:
            first, last = (date.fromisoformat(day) for day in (span.split("/") * 2)[:2])
            first += timedelta(max(0, 7 - first.weekday()) if first.weekday() > 4 else 0)
            yield from (first + timedelta(days) for days in range(0, (last - first).days + 1, every))


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
    _closely: list[datetime] = field(default_factory=list)

    @property
    def closely(self) -> list[datetime]:
        """Many moments, for faults of schedules."""
        self._closely = self._closely or closely(self.menu)
        return self._closely

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
            frozenset((who, step) for who in HABITS for step in steps if game.lost_at_worst(who, step)),
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
    """Some step callers reached is unsafe now, or lost its person, or loses a fixed caller."""
    lost_person = (after.without_person - before.without_person) & before.reachable
    lost_caller = {one for one in after.lost - before.lost if one[1] in before.reachable}
    return bool(after.unsafe - before.unsafe or lost_person or lost_caller)


def harms(before: Played, after: Played) -> bool:
    """Whether callers are worse off at some sampled moment."""
    return any(is_worse(before.at(moment), after.at(moment)) for moment in moments(before.menu))


def harms_some_hour(before: Played, after: Played) -> bool:
    """The same at many more moments: for faults of schedules."""
    return any(is_worse(before.at(moment), after.at(moment)) for moment in before.closely)


def always(before: Played, after: Played) -> bool:
    """For faults the player cannot see: each of them is one."""
    return True


def never(before: Played, after: Played) -> bool:
    """For changes that take nothing from callers."""
    return False
