"""The clock of a call on FreeSWITCH: one extension that is passed once, as a call comes in."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from ivrcheck.analysis.people import who_may_answer
from ivrcheck.convert.clock import Otherwise, WallClock, WeekLine, week_lines
from ivrcheck.convert.freeswitch_out.desk import CLOCK, Desk, variable
from ivrcheck.convert.freeswitch_out.xml import Extension, between

_STAMP = "%Y%m%d%H%M"
_DAYS_OF_MONTH = ("[0-9]{2}", *(between(f"{7 * n + 1:02}", f"{min(7 * n + 7, 31):02}") for n in range(5)))


def clock(desk: Desk) -> None:
    """Reads the clock, and keeps in variables what follows from it."""
    here = desk.extension(CLOCK, "The clock is read once, as a call comes in.")
    zone = desk.menu.timezone or "UTC"
    here.act("set", f"ivr_week=${{strftime_tz({zone} %u%d%H%M)}}", at_once=True)
    here.act("set", f"ivr_now=${{strftime_tz({zone} {_STAMP})}}", at_once=True)
    wall = WallClock(desk.graph.calendar)
    usual = {who: _on_duty(desk, wall, who) for who in desk.rung}
    asked = {*desk.hours, *(hours for people in usual.values() for _, hours, _ in people)}
    for hours in desk.menu.hours:
        if hours in asked:
            _hours(desk, here, wall, hours)
    for who, people in usual.items():
        for person, hours, dates in people:
            opened = hours if hours in ("0", "1") else f"${{{variable('open', hours)}}}"
            on = variable("on", who, person)
            here.always().act("set", f"{on}={opened}", at_once=True)
            _dates(here, on, dates)
    here.always().act("transfer", desk.at("${ivr_first}"))


def _hours(desk: Desk, here: Extension, wall: WallClock, hours: str) -> None:
    lines, opened = week_lines(desk.menu.hours[hours]), variable("open", hours)
    here.always().act("set", f"{opened}=0", at_once=True)
    for line in lines:
        here.when("${ivr_week}", f"^{_week(line)}$").act("set", f"{opened}=1", at_once=True)
    truth = wall.when(desk.graph.calendar.open[hours])
    _dates(here, opened, wall.otherwise(wall.every_week(lines), truth))
    off = variable("holiday", hours)
    if bits := desk.hours.get(hours, 0):
        here.always().act("set", f"{off}=0", at_once=True)
        _dates(here, off, wall.otherwise([], wall.when(bits), truth))


def _week(line: WeekLine) -> str:
    """A time of the week: weekday (1 is Monday), day of the month, hour and minute."""
    days = "".join(str(day + 1) for day in sorted(line.weekdays))
    last = line.end - 1
    times = between(f"{line.start // 60:02}{line.start % 60:02}", f"{last // 60:02}{last % 60:02}")
    return f"[{days}]{_DAYS_OF_MONTH[line.nth]}{times}"


def _dates(here: Extension, what: str, dates: Iterable[Otherwise]) -> None:
    """The stretches in which something is otherwise than it usually is."""
    for one in dates:
        first, last = f"{one.first:{_STAMP}}", f"{one.last - timedelta(minutes=1):{_STAMP}}"
        here.when("${ivr_now}", f"^{between(first, last)}$")
        here.act("set", f"{what}={int(one.holds)}", at_once=True)


def _on_duty(desk: Desk, wall: WallClock, who: str) -> list[tuple[str, str, list[Otherwise]]]:
    """Who may answer, with the hours that say best when, and the dates on which it is otherwise."""
    guesses = [("1", [(wall.first, wall.last)]), ("0", [])]
    guesses += [(hours, wall.when(bits)) for hours, bits in desk.graph.calendar.open.items()]
    found = []
    for person in who_may_answer(desk.menu, who):
        if bits := desk.graph.calendar.answered_by(person).get(who, 0):
            wanted = wall.when(bits)
            tried = [(hours, wall.otherwise(guess, wanted)) for hours, guess in guesses]
            hours, dates = min(tried, key=lambda one: len(one[1]))
            found.append((person, hours, dates))
    return found
