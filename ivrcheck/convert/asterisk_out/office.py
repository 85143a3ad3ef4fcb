"""The clock of a call, and who is on duty by it: opening hours as weeks with dates, people by their hours."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import time, timedelta
from functools import lru_cache, partial

from ivrcheck.analysis.people import who_may_answer
from ivrcheck.convert.asterisk_out.desk import Desk
from ivrcheck.convert.asterisk_out.dialplan import Context, Extension
from ivrcheck.convert.asterisk_out.names import variable
from ivrcheck.convert.asterisk_out.ringing import phone
from ivrcheck.convert.clock import Otherwise, WallClock, WeekLine, week_lines
from ivrcheck.hours.intervals import Interval
from ivrcheck.hours.words import date_words, dates_words
from ivrcheck.menu.scalars import DAYS

_ALWAYS_OR_NEVER = ("1", "0")
_MONTH_DAYS = ("*", "1-7", "8-14", "15-21", "22-28", "29-31")


def clock(desk: Desk) -> None:
    """Reads the clock once, as a call comes in, and keeps what follows from it."""
    context = desk.context(
        desk.names.own("clock"),
        "The clock is read once, as a call comes in: a call that begins before closing is treated as open to",
        "its end. IVR_NOW is year, month, day, hour and minute, as in 202612241030.",
    )
    zone = desk.menu.timezone or "UTC"
    start = context.exten("s").add(f"Set(IVR_NOW=${{STRFTIME(${{EPOCH}},{zone},%Y%m%d%H%M)}})")
    trunk = desk.names.setting("TRUNK")
    start.add(f"Set(__IVR_TRUNK=${{{trunk}}})").add('ExecIf($["${IVR_TRUNK}" = ""]?Set(__IVR_TRUNK=trunk))')
    wall = WallClock(desk.graph.calendar)
    label = "hours"
    for hours in desk.menu.hours:
        if hours in desk.hours:
            start.add(f"Gosub({desk.names.own('hours')},{hours},1)", label)
            label = ""
            _hours(desk, wall, hours, zone)
    start.add("Return()", label)


def _hours(desk: Desk, wall: WallClock, hours: str, zone: str) -> None:
    """One definition of opening hours: the week, then the dates on which it is otherwise."""
    context = desk.context(
        desk.names.own("hours"), "Opening hours: the usual week, and then the dates that are otherwise."
    )
    exten, opened = context.exten(hours), variable("OPEN", hours)
    lines = week_lines(desk.menu.hours[hours])
    exten.add(f"Set({opened}=0)")
    for line in lines:
        exten.add(f"GotoIfTime({_week(line)},{zone}?open)")
    if lines:
        exten.add("Goto(dates)")
        exten.add(f"Set({opened}=1)", "open")
        exten.add("NoOp()", "dates")
    truth = wall.when(desk.graph.calendar.open[hours])
    guess = wall.every_week(lines)
    _dates(exten, opened, wall.otherwise(guess, truth), ("closed", "open"))
    if hours in desk.holidays:
        off = variable("HOLIDAY", hours)
        exten.add(f"Set({off}=0)")
        days = wall.when(desk.holidays[hours])
        _dates(exten, off, wall.otherwise([], days, truth), ("no holiday", "a public holiday"))
    exten.add("Return()")


def _week(line: WeekLine) -> str:
    """A time of the week as ``GotoIfTime`` takes it. Its end minute is part of it."""
    last = line.end - 1
    times = f"{line.start // 60:02}:{line.start % 60:02}-{last // 60:02}:{last % 60:02}"
    days = "&".join(_runs(sorted(line.weekdays)))
    return f"{times},{days},{_MONTH_DAYS[line.nth]},*"


def _runs(days: list[int]) -> Iterator[str]:
    """Days of the week with neighbours in one: ``mon-thu``, ``sat``."""
    while days:
        length = next((n for n in range(len(days)) if days[n] != days[0] + n), len(days))
        first, last = DAYS[days[0]], DAYS[days[length - 1]]
        yield first if length == 1 else f"{first}-{last}"
        days = days[length:]


def _dates(exten: Extension, what: str, dates: Iterable[Otherwise], words: tuple[str, str]) -> None:
    """The stretches in which something is otherwise than it usually is."""
    for one in dates:
        when = f"$[${{IVR_NOW}} >= {one.first:%Y%m%d%H%M} & ${{IVR_NOW}} < {one.last:%Y%m%d%H%M}]"
        exten.add(f"ExecIf({when}?Set({what}={int(one.holds)}))", note=f"{words[one.holds]} {_told(one)}")


def _told(one: Otherwise) -> str:
    """A stretch in words, the days in full where they are whole."""
    first, last = one.first, one.last
    if first.time() == last.time() == time():
        return dates_words(first.date(), (last - timedelta(days=1)).date())
    if first.date() == last.date():
        return f"{date_words(first.date())} {first:%H:%M} to {last:%H:%M}"
    return f"{date_words(first.date())} {first:%H:%M} to {date_words(last.date())} {last:%H:%M}"


def people(desk: Desk) -> None:
    """Who is on duty of everybody who is rung: the same people at the same minutes as the checker says."""
    if not desk.rung:
        return
    wall = WallClock(desk.graph.calendar)
    context = desk.context(
        desk.names.own("who"),
        "Who of a team is on duty: IVR_DUTY has their names, IVR_PHONES their phones.",
    )
    add = desk.context(desk.names.own("add"), "One more who is on duty.")
    served = lru_cache(maxsize=None)(desk.graph.calendar.answered_by)
    usual = lru_cache(maxsize=None)(partial(_usual, desk, wall))
    for who in [*desk.rung]:
        exten = context.exten(who).add("Set(__IVR_DUTY=)")
        for kept in _kept(desk):
            exten.add(f"Set({kept}=)")
        for person in who_may_answer(desk.menu, who):
            if bits := served(person).get(who, 0):
                _on_duty(desk, exten, person, *usual(bits))
            _add(desk, add, person)
        for kept in _kept(desk):
            exten.add(f"Set({kept}=${{{kept}:1}})")
        exten.add("Return()")
    _members(desk)


def _kept(desk: Desk) -> tuple[str, ...]:
    """Where the phones of those on duty are kept: as they are, and behind a question where a step asks it."""
    return ("IVR_PHONES", "IVR_ASKED") if desk.press_one else ("IVR_PHONES",)


def _usual(desk: Desk, wall: WallClock, bits: int) -> tuple[str, list[Otherwise]]:
    """What says best when somebody is on duty, so that the fewest dates are otherwise; and these dates."""
    wanted = wall.when(bits)
    tried = [(hours, wall.otherwise(guess, wanted)) for hours, guess in _guesses(desk, wall)]
    return min(tried, key=lambda one: len(one[1]))


def _on_duty(desk: Desk, exten: Extension, person: str, hours: str, dates: list[Otherwise]) -> None:
    """Add a person at the times at which they are on duty."""
    usual = hours
    if hours not in _ALWAYS_OR_NEVER:
        desk.hours[hours] = None
        usual = f"${{{variable('OPEN', hours)}}}"
    exten.add(f"Set(IVR_ON={usual})", note=desk.menu.people[person].name)
    _dates(exten, "IVR_ON", dates, ("off duty", "on duty"))
    exten.add(f"GosubIf($[${{IVR_ON}}]?{desk.names.own('add')},{person},1)")


def _guesses(desk: Desk, wall: WallClock) -> Iterator[tuple[str, list[Interval]]]:
    """When somebody may usually be on duty: always, never, or in some opening hours."""
    always, never = _ALWAYS_OR_NEVER
    yield always, [(wall.first, wall.last)]
    yield never, []
    for hours, bits in desk.graph.calendar.open.items():
        yield hours, wall.when(bits)


def _add(desk: Desk, context: Context, person: str) -> None:
    if person not in context.extensions:
        exten = context.exten(person).add(phone(desk, person))
        exten.add(f"Set(__IVR_DUTY=${{IVR_DUTY}}/{person}/)")
        exten.add("Set(IVR_PHONES=${IVR_PHONES}&${IVR_PHONE})")
        if desk.press_one:
            exten.add(f"Set(IVR_ASKED=${{IVR_ASKED}}&Local/{person}@{desk.names.own('confirm')})")
        exten.add("Return()")


def _members(desk: Desk) -> None:
    """Where a queue rings somebody, and where whoever picks up has to press 1."""
    everybody = list(desk.contexts[desk.names.own("add")].extensions)
    ringing = desk.names.own("member")
    notes = {
        ringing: "A queue rings somebody: only those who are on duty for this caller.",
        desk.names.own("confirm"): "The same, and whoever picks up has to press 1.",
    }
    for name, note in notes.items():
        if name == ringing and not desk.queues:
            continue
        if name != ringing and not desk.press_one:
            continue
        context = desk.context(name, note)
        for person in everybody:
            exten = context.exten(person)
            exten.add(f'GotoIf($["${{IVR_DUTY}}" =~ "/{person}/"]?on)').add("Hangup()")
            exten.add(phone(desk, person), "on")
            asking = "" if name == ringing else f",,U({desk.names.own('press1')})"
            exten.add(f"Dial(${{IVR_PHONE}}{asking})")
            exten.add(f'ExecIf($["${{DIALSTATUS}}" = "BUSY"]?Busy({desk.seconds(1)}))').add("Hangup()")
