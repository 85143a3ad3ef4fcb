"""Faults in schedules, absences, and who answers for the menu."""

from __future__ import annotations

import re
from collections.abc import Iterator
from copy import deepcopy
from functools import partial

from tests.judges import calendar
from tests.mutation.harm import Played, always, closely, harms_some_hour
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


def shortened(menu: Menu) -> Iterator[tuple[str, Edit]]:
    """A team that is rung goes home two hours before the schedule the menu asks."""
    asked = {step["hours"] for step in menu["steps"].values() if step["kind"] == "hours"}
    rung = {step.get("who", step.get("team")) for step in menu["steps"].values() if step["kind"] in RINGING}
    for name, team in menu.get("teams", {}).items():
        hours = team.get("hours")
        if name in rung and hours in asked and _can_move(menu, hours, -2):
            yield name, partial(_shorten, name=name)


RINGING = ("ring", "queue")


def _shorten(menu: Menu, name: str) -> None:
    team = menu["teams"][name]
    team["hours"] = _schedule(menu, team["hours"], -2)


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


def says_open_in_vain(before: Played, after: Played) -> bool:
    """At some moment the changed step says open now, and behind it nobody can be reached."""
    for name, step in before.menu["steps"].items():
        changed = after.menu["steps"][name]
        if step == changed:
            continue
        for moment in closely(before.menu):
            view = after.at(moment)
            says_open = calendar.is_open(after.menu, changed["hours"], moment)
            newly = says_open and not calendar.is_open(before.menu, step["hours"], moment)
            if newly and name in view.reachable and changed["open"] in view.without_person:
                return True
    return False


def without_holidays(menu: Menu) -> Iterator[tuple[str, Edit]]:
    """Schedules that `hours` steps ask, and that have holidays."""
    for name in sorted({step["hours"] for step in menu["steps"].values() if step["kind"] == "hours"}):
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


def covered(menu: Menu, edit: Edit) -> Iterator[tuple[str, Edit]]:
    """People who are away and have somebody to stand in."""
    for name, person in menu["people"].items():
        if person.get("away") and person.get("cover") in menu["people"]:
            yield name, partial(edit, name=name)  # type: ignore[call-arg]


def _uncover(menu: Menu, name: str) -> None:
    del menu["people"][name]["cover"]


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
    Operator("a team goes home 2 h early", shortened, harms_some_hour),
    Operator("the menu says open 2 h longer", lengthened, says_open_in_vain),
    Operator("the menu says open on holidays", open_on_holidays, says_open_in_vain),
    Operator("drop `holidays`", without_holidays, always),
    Operator("hang up when closed", closed_to_hangup),
    Operator("end an absence's cover", partial(covered, edit=_uncover)),  # type: ignore[arg-type]
    Operator("let covers cover each other", partial(covered, edit=_cover_each_other), always),  # type: ignore[arg-type]
    Operator("drop `managed_by`", partial(top, "managed_by"), always),
    Operator("drop `timezone`", partial(top, "timezone"), always),
)
