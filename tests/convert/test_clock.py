"""The clock in an exported dialplan, run here minute by minute, against a judge that decides by itself."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from random import Random
from zoneinfo import ZoneInfo

import pytest

from ivrcheck.callgraph.graph import CallGraph
from ivrcheck.convert.clock import WallClock, week_lines
from tests.convert.build import asterisk, dialplan, graph_at, graph_of
from tests.convert.dialplan import Clock, read
from tests.judges import calendar as judge
from tests.judges import player
from tests.judges.random_menus import moments, random_menu
from tests.switch.menus import example_paths

ALL_RUNG = """
ivrcheck: 1
name: Odd hours
country: US
timezone: America/New_York
people:
  ann: {name: Ann, extension: 1, hours: odd}
  bob: {name: Bob, extension: 2, away: [2027-03-10/2027-03-20], cover: ann}
teams:
  both: {members: [ann, bob], hours: nights}
hours:
  odd:
    mon,wed,fri: 09:00-12:30
    last fri: 13:00-15:00
    1st sat: 22:00-02:00
    3rd tue: 10:00-11:00
    holidays: US
    closed: [2026-12-24]
    open: {2026-12-31: 09:00-10:00}
    seasons: [{dates: 2027-07-01/2027-07-31, mon-fri: 20:00-24:00}]
  nights: {mon-sun: 22:00-06:00, holidays: none}
entry: {"+1 845 555 0134": start}
steps:
  start: {kind: hours, hours: odd, open: one, closed: two, holiday: three}
  one: {kind: ring, who: ann, no_answer: two}
  two: {kind: ring, who: both, no_answer: three}
  three: {kind: hours, hours: nights, open: one, closed: four}
  four: {kind: ring, who: bob}
"""


def wrong(text: str, graph: CallGraph, moments: list[datetime]) -> Iterator[str]:
    """What the dialplan's clock says otherwise than the judge."""
    plan, menu = read(asterisk(graph).files["extensions.conf"]), player.read(text)
    rung = list(plan.get("ivrcheck-menu.who", {}))
    hours = list(plan.get("ivrcheck-menu.hours", {}))
    for moment in moments:
        clock = Clock(plan, moment)
        for one in hours:
            clock.run("ivrcheck-menu.hours", one)
            way = judge.branch(menu, one, moment)
            found = clock.variables[f"IVR_OPEN_{one}"] == "1"
            off = clock.variables.get(f"IVR_HOLIDAY_{one}", "0") == "1" and not found
            if found != (way == "open") or (
                off != (way == "holiday") and f"IVR_HOLIDAY_{one}" in clock.variables
            ):
                yield f"{moment}: {one} is {way}, not {found} {off}"
        on_duty = judge.everyone_on_duty(menu, moment, True)
        for who in rung:
            clock.run("ivrcheck-menu.who", who)
            if bool(clock.variables["IVR_DUTY"]) != (who in on_duty):
                yield f"{moment}: {who} is on duty: {who in on_duty}, not {clock.variables['IVR_DUTY']!r}"


def test_odd_hours_hour_by_hour() -> None:
    first = datetime(2026, 11, 21, tzinfo=ZoneInfo("America/New_York"))
    every = [first + timedelta(minutes=31 * number) for number in range(365 * 46)]
    assert not list(wrong(ALL_RUNG, graph_of(ALL_RUNG), every[::3]))


@pytest.mark.parametrize("seed", range(40))
def test_random_menus_at_random_moments(seed: int) -> None:
    rng = Random(seed)
    text = random_menu(rng, rng.randint(5, 9), 2)
    assert not list(wrong(text, graph_of(text), moments(rng, 40)))


def test_the_edges_of_every_stretch() -> None:
    graph = graph_of(ALL_RUNG)
    zone = ZoneInfo("America/New_York")
    edges = {
        edge
        for bits in graph.calendar.open.values()
        for piece in graph.calendar.intervals(bits)
        for edge in piece
    }
    around = [edge + timedelta(minutes=step) for edge in sorted(edges) for step in (-1, 0)]
    inside = [moment.astimezone(zone) for moment in around if graph.calendar.period_at(moment) is not None]
    assert len(inside) > 1_000
    assert not list(wrong(ALL_RUNG, graph, inside))


def test_a_week_is_told_as_a_week_and_only_what_is_otherwise_as_dates() -> None:
    told = dialplan(ALL_RUNG)
    nights = told[told.index("exten => nights") :]
    nights = nights[: nights.index("Return()")]
    assert "GotoIfTime(22:00-23:59,mon-sun,*,*,America/New_York?open)" in nights
    assert "GotoIfTime(00:00-05:59,mon-sun,*,*,America/New_York?open)" in nights
    assert "IVR_NOW" not in nights
    assert "GotoIfTime(10:00-10:59,tue,15-21,*,America/New_York?open)" in told
    assert (
        "IVR_NOW} >= 202612240900 & ${IVR_NOW} < 202612251230]?Set(IVR_OPEN_odd=0)" not in told
    )  # 24th, 25th
    assert "GotoIfTime" in told.split("exten => odd,1")[1].split("Return()")[0]


def test_whoever_is_away_has_dates_beside_the_usual_hours() -> None:
    told = dialplan(ALL_RUNG)
    both = told[told.index("exten => both,1") :]
    bob = both[both.index("; Bob") :]
    assert "off duty 10 March" in bob[: bob.index("GosubIf")]


@pytest.mark.parametrize("path", example_paths(), ids=lambda path: path.stem)
def test_who_is_rung_is_who_may_answer(path: object) -> None:
    graph = graph_at(path)  # type: ignore[arg-type]
    calendar = graph.calendar
    for who in (*graph.menu.teams, *graph.menu.people):
        together = 0
        for person in graph.menu.people:
            together |= calendar.answered_by(person).get(who, 0)
        assert together == calendar.duty(who)


def test_the_week_alone_never_speaks_of_what_it_cannot_say() -> None:
    graph = graph_of(ALL_RUNG)
    lines = week_lines(graph.menu.hours["odd"])
    assert {line.nth for line in lines} == {0, 3}
    wall = WallClock(graph.calendar)
    assert wall.otherwise(wall.every_week(lines), wall.when(graph.calendar.open["odd"]))
