"""Conditions on the clock in a dialplan, as opening hours."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from ivrcheck.convert.asterisk import apps
from ivrcheck.convert.asterisk.express import UNKNOWN
from ivrcheck.convert.asterisk.graph import Node, Ref
from ivrcheck.convert.asterisk.naming import called
from ivrcheck.convert.asterisk.plan import Line
from ivrcheck.convert.asterisk.state import State, argument, at_colon
from ivrcheck.convert.asterisk.times import Times, closed_on, hours_of, read_times
from ivrcheck.convert.draft import Treated

if TYPE_CHECKING:
    from ivrcheck.convert.asterisk.explore import Explorer

_Sides = tuple[Ref | None, Ref | None]
"""Where a call goes when the time is one of those, and when it is not."""
_LONGEST = 300


def hours(explorer: Explorer, node: Node) -> None:
    """The clock decides; conditions in a row that lead to the same place are one."""
    times, sides = _in_a_row(explorer, node)
    node.kind, node.label = "hours", _label(explorer, node)
    closed = closed_on(times)
    made = closed or hours_of(times)
    if made is None or not times:
        _unreadable(explorer, node, sides)
        return
    open, shut = (sides[1], sides[0]) if closed else sides
    node.body = {"hours": made, "open": open, "closed": shut}
    if any(one.dated for one in times) and {"open", "closed"} & made.keys():
        node.comments["hours",] = "dates that come back every year are written out for ten years"


def _label(explorer: Explorer, node: Node) -> str:
    """A place is called like the menu that is there; its hours are told apart."""
    label = called(explorer.plan, node.state, node.line)
    return label if "time" in label else f"{label} hours"


def _in_a_row(explorer: Explorer, node: Node) -> tuple[list[Times], _Sides]:
    """The times of conditions in a row with one target, and where they lead."""
    line: Line | None = node.line
    state = node.state
    times: list[Times] = []
    found: _Sides = (None, None)
    while line is not None and line.app in ("gotoiftime", "execiftime"):
        condition, _, ways = line.args.partition("?")
        given = re.split(r"[,|]", explorer.value(condition, state))
        one, sides = read_times(given), _time_sides(explorer, line, state, ways)
        if times and (one is None or sides[0] is None or sides[0] != found[0]):
            break
        found = sides
        if one is None:
            break
        explorer.understood(line)
        explorer.zones[line.number] = _zone(given)
        times.append(one)
        if at_colon(ways)[1]:
            break
        state = state.next()
        line = explorer.plan.find(state.context, state.exten, state.priority)
    return times, found


def _time_sides(explorer: Explorer, line: Line, state: State, ways: str) -> _Sides:
    yes, no = at_colon(ways)
    if line.app == "execiftime":
        inner = replace(line, app="execif", args=f"1?{ways}")
        return explorer.go(apps.exec_if(explorer, inner, replace(state, stage=1))), explorer.ref(state.next())
    first = explorer.go(apps.way(explorer, line, replace(state, stage=11), yes))
    return first, explorer.go(apps.way(explorer, line, replace(state, stage=12), no))


def _zone(given: list[str]) -> str:
    """The fifth part of a time is a zone of its own; empty where it goes by the switch's clock."""
    zone = argument(given, 4).strip()
    return zone if re.fullmatch(r"[A-Za-z]+/[A-Za-z_/-]+", zone) else ""


def zone_of_all(explorer: Explorer) -> None:
    """The zone of the menu, where all times name the same one; else those that name one are noted."""
    zones = set(explorer.zones.values())
    if len(zones) == 1:
        explorer.draft.tree["timezone"] = zones.pop() or explorer.draft.tree["timezone"]
        return
    for number, zone in explorer.zones.items():
        if zone:
            line = explorer.plan.lines[number]
            why = f"This goes by the clock of {zone}, and not all others do; taken as if on the same clock."
            explorer.note(line, line.text, why, Treated.GUESSED)


def _unreadable(explorer: Explorer, node: Node, sides: _Sides) -> None:
    why = "When this is true cannot be written as opening hours; taken as a question."
    explorer.note(node.line, node.line.text, why, Treated.QUESTION)
    node.kind, node.label = "lookup", called(explorer.plan, node.state, node.line)
    times = node.line.args.partition("?")[0].replace("${", "‹").replace("}", "›")
    asked = f"Is it {times}?"[:_LONGEST].replace(UNKNOWN, "…")
    node.body = {"question": asked, "answers": {"yes": sides[0], "no": sides[1]}, "error": sides[1]}
