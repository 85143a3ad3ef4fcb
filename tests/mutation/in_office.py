"""Faults in schedules, absences, and who answers for the menu."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from copy import deepcopy
from datetime import datetime
from functools import partial

from tests.judges import calendar
from tests.judges.rules_of_play import listed
from tests.mutation.harm import Played, always, harms_some_hour
from tests.mutation.in_calls import promise_breaks
from tests.mutation.in_menus import HANGUP
from tests.mutation.menus import Menu
from tests.mutation.operator import Edit, Operator

_LAST_RANGE = re.compile(r"(\d\d):(\d\d)-(\d\d):(\d\d)$")


def _days(schedule: Menu) -> list[str]:
    return [day for day in schedule if re.match(r"(mon|tue|wed|thu|fri|sat|sun|\d)", day)]


def _moved(ranges: str, by: int) -> str:
    """The day's last range ends some hours sooner or later, if it stays a range of one day."""
    found = _LAST_RANGE.search(ranges)
    if not found:
        return ranges
    begin, end = int(found[1]), int(found[3])
    if end <= begin or not begin + 1 < end + by < 24:
        return ranges
    return f"{ranges[: found.start(3)]}{end + by:02}:{found[4]}"


def _schedule(menu: Menu, name: str, by: int) -> str:
    """Add a copy of a schedule that ends so many hours later; its name."""
    copy = deepcopy(menu["hours"][name])
    for day in _days(copy):
        copy[day] = _moved(copy[day], by)
    menu["hours"][f"{name}_moved"] = copy
    return f"{name}_moved"


def _can_move(menu: Menu, name: str, by: int) -> bool:
    week = menu["hours"][name]
    return all(_moved(week[day], by) != week[day] for day in _days(week))


def goes_home(menu: Menu) -> Iterator[tuple[str, Edit]]:
    """One team that is rung goes home two hours before the schedule that the menu asks."""
    rung = [step.get("who", step.get("team")) for step in menu["steps"].values()]
    for name, team in menu.get("teams", {}).items():
        if name in rung and team.get("hours") in _asked(menu) and _can_move(menu, team["hours"], -2):
            yield name, partial(_shorten, name=name)


def _asked(menu: Menu) -> list[str]:
    """The schedules that `hours` steps ask."""
    return sorted({step["hours"] for step in menu["steps"].values() if step["kind"] == "hours"})


def _shorten(menu: Menu, name: str) -> None:
    team = menu["teams"][name]
    team["hours"] = _schedule(menu, team["hours"], -2)


def all_go_home(menu: Menu) -> Iterator[tuple[str, Edit]]:
    """Everybody goes home two hours before the schedule that the menu asks."""
    for name in _asked(menu):
        if _can_move(menu, name, -2):
            yield name, partial(_shorten_all, name=name)


def _shorten_all(menu: Menu, name: str) -> None:
    copy = _schedule(menu, name, -2)
    for who in (*menu["people"].values(), *menu.get("teams", {}).values()):
        if who.get("hours") == name:
            who["hours"] = copy


def open_in_vain(before: Played, after: Played) -> bool:
    """At some moment an `hours` step newly says open and rings nobody, or nobody behind it can be reached."""
    steps = [name for name, step in before.menu["steps"].items() if step["kind"] == "hours"]
    return any(
        name in after.at(moment).reachable
        and _in_vain(after, name, moment)
        and not _in_vain(before, name, moment)
        for name in steps
        for moment in before.closely
    )


def _in_vain(played: Played, name: str, moment: datetime) -> bool:
    step = played.menu["steps"][name]
    if not calendar.is_open(played.menu, step["hours"], moment):
        return False
    rung = set(_rung(played.menu, step["open"]))
    nobody = bool(rung) and not rung & calendar.everyone_on_duty(played.menu, moment, True)
    return nobody or step["open"] in played.at(moment).without_person


def _rung(menu: Menu, start: str) -> Iterator[str]:
    """Whom calls ring from here on without a choice of the caller and without asking the clock again."""
    seen: set[str] = set()
    unseen = [start]
    while unseen:
        step = menu["steps"][name := unseen.pop()]
        if name not in seen and step["kind"] in ("play", "ring", "queue", "language"):
            seen.add(name)
            yield from listed(step.get("who", step.get("team")))
            unseen += [step[way] for way in ("then", "no_answer", "timeout", "closed") if way in step]


def lengthened(menu: Menu) -> Iterator[tuple[str, Edit]]:
    """An `hours` step says open for two hours more."""
    for name, step in menu["steps"].items():
        if step["kind"] == "hours" and _can_move(menu, step["hours"], 2):
            yield name, partial(_lengthen, name=name)


def _lengthen(menu: Menu, name: str) -> None:
    menu["steps"][name]["hours"] = _schedule(menu, menu["steps"][name]["hours"], 2)


def open_on_holidays(menu: Menu) -> Iterator[tuple[str, Edit]]:
    """An `hours` step that knows no holidays, though the people it leads to have them off."""
    for name, step in menu["steps"].items():
        if step["kind"] == "hours" and menu["hours"][step["hours"]].get("holidays", "none") != "none":
            yield name, partial(_ignore_holidays, name=name)


def _ignore_holidays(menu: Menu, name: str) -> None:
    copy = _schedule(menu, menu["steps"][name]["hours"], 0)
    menu["hours"][copy]["holidays"] = "none"
    menu["steps"][name]["hours"] = copy


def without_holidays(menu: Menu) -> Iterator[tuple[str, Edit]]:
    """Schedules that `hours` steps ask, and that have holidays."""
    for name in _asked(menu):
        if menu["hours"][name].get("holidays", "none") != "none":
            yield name, partial(_drop_holidays, name=name)


def _drop_holidays(menu: Menu, name: str) -> None:
    del menu["hours"][name]["holidays"]


def closed_to_hangup(menu: Menu) -> Iterator[tuple[str, Edit]]:
    for name, step in menu["steps"].items():
        if step["kind"] == "hours":
            yield name, partial(_hang_up, name=name)


def _hang_up(menu: Menu, name: str) -> None:
    menu["steps"]["the_end"] = dict(HANGUP)
    menu["steps"][name]["closed"] = "the_end"
    menu["steps"][name].pop("holiday", None)


def covered(menu: Menu, edit: Callable[..., None]) -> Iterator[tuple[str, Edit]]:
    """People who are away and have somebody to stand in."""
    for name, person in menu["people"].items():
        if person.get("away") and person.get("cover") in menu["people"]:
            yield name, partial(edit, name=name)


def _uncover(menu: Menu, name: str) -> None:
    del menu["people"][name]["cover"]


def uncovered(before: Played, after: Played) -> bool:
    """Callers are worse off while the person is away, or a short promise breaks."""
    return harms_some_hour(before, after) or promise_breaks(before, after)


def _cover_each_other(menu: Menu, name: str) -> None:
    person = menu["people"][name]
    menu["people"][person["cover"]] |= {"away": list(person["away"]), "cover": name}


def top(field: str, menu: Menu) -> Iterator[tuple[str, Edit]]:
    """A field of the whole file."""
    if field in menu:
        yield field, partial(_drop_top, field=field)


def _drop_top(menu: Menu, field: str) -> None:
    del menu[field]


OPERATORS = (
    Operator("everybody goes home 2 h early", all_go_home, open_in_vain),
    Operator("one team goes home 2 h early", goes_home, open_in_vain),
    Operator("the menu says open 2 h longer", lengthened, open_in_vain),
    Operator("the menu says open on holidays", open_on_holidays, open_in_vain),
    Operator("drop `holidays`", without_holidays, always),
    Operator("hang up when closed", closed_to_hangup),
    Operator("end an absence's cover", partial(covered, edit=_uncover), uncovered),
    Operator("let covers cover each other", partial(covered, edit=_cover_each_other), always),
    Operator("drop `managed_by`", partial(top, "managed_by"), always),
    Operator("drop `timezone`", partial(top, "timezone"), always),
)
