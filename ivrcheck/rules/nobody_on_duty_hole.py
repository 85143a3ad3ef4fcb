"""In the middle of a working day nobody is on duty for a while, and callers get nowhere in that time.

Mostly it is lunch. Where callers can leave a message that somebody owns, or reach somebody else, a lunch
break is nothing to complain of. Breaks of more than five hours, and those at night, are none.

Why it matters

People who work themselves call in their own lunch break. They meet a line that goes dead, or a phone that
rings in an empty room, while the office thinks of itself as open.

Bad

    people_here:
      mon-fri: 09:00-12:30, 13:30-18:00
      holidays: US
    …
    counter: {kind: queue, team: shop_floor, max_wait: 1m, timeout: messages, closed: sorry}
    sorry: {kind: hangup, prompt: Nobody can come to the phone right now.}

Good

    counter: {kind: queue, team: shop_floor, max_wait: 1m, timeout: messages, closed: messages}

How to mend it

Let people take turns at lunch, each with hours of their own; or lead callers to a mailbox with an owner while
nobody is there.

Source

This project's own reasoning. Written on 2026-11-21.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta

from ivrcheck.analysis.evidence import Path
from ivrcheck.analysis.facts import Facts
from ivrcheck.finding import Call, Severity
from ivrcheck.hours.calendar import one_year_after
from ivrcheck.rules.hit import Hit

CODE = "IVR404"
LEVEL = Severity.WARNING
DEPTH = 4

LONGEST = timedelta(hours=5)
"""What is longer is not a break but the end of a working day."""
MORNING = 6
"""The hour before which a time without anybody belongs to the night."""

Stretch = tuple[datetime, datetime]


def find(facts: Facts) -> Iterator[Hit]:
    """Each entry at which callers are not safe during a break; several with one cause are one finding."""
    away = facts.everything & ~facts.working
    seen = set()
    for number, node in facts.graph.entries.items():
        unsafe = away & ~facts.safe.get(node, 0)
        stretches = _in_breaks(facts, unsafe) if unsafe else []
        if stretches and (hit := _hit(facts, number, unsafe, stretches)).cause not in seen:
            seen.add(hit.cause)
            yield hit


def _in_breaks(facts: Facts, bits: int) -> list[Stretch]:
    """The stretches of some periods that lie in breaks."""
    breaks = facts.once("breaks", lambda: _breaks(facts))
    starts = [start for start, _ in breaks]
    found = []
    for start, end in facts.calendar.intervals(bits) if breaks else ():
        place = bisect_right(starts, start) - 1
        if place >= 0 and end <= breaks[place][1]:
            found.append((start, end))
    return found


def _breaks(facts: Facts) -> list[Stretch]:
    """The times between two working times of one day."""
    away = facts.calendar.intervals(facts.everything & ~facts.working)
    return [
        (start, end)
        for start, end in away
        if start.date() == end.date() and start.hour >= MORNING and end - start <= LONGEST
    ]


def _hit(facts: Facts, number: str, unsafe: int, stretches: list[Stretch]) -> Hit:
    from ivrcheck.hours.naming import describe
    from ivrcheck.rules.closed_hours_dead_end import worst

    path, trap = worst(facts, number, unsafe)
    start = facts.calendar.start
    when = describe(stretches, start, one_year_after(start))
    return Hit(
        facts.at("entry", number, key=True),
        f"In the middle of the working day ({when}) nobody is on duty, and callers to {number} get nowhere.",
        "Let people take turns then, or lead callers to a mailbox with an owner while nobody is there.",
        call=_call(facts, path, stretches),
        cause=_cause(facts, stretches, trap),
    )


def _call(facts: Facts, path: Path | None, stretches: list[Stretch]) -> Call | None:
    """The call, at the first moment of a break: nights may be like it in all else."""
    if path is None:
        return None
    for start, _ in stretches:
        period = facts.calendar.period_at(start)
        if period is not None and path.periods >> period & 1:
            return facts.tell(replace(path, moment=start))
    return facts.tell(path)


def _cause(facts: Facts, stretches: list[Stretch], trap: str) -> str:
    """A menu that says “open” then is the cause (IVR403), else what traps callers then (IVR102)."""
    from ivrcheck.rules.staff_and_hours_disagree import open_alone, open_cause

    periods = {facts.calendar.period_at(start) for start, _ in stretches}
    bits = sum(1 << period for period in periods if period is not None)
    for step, body in facts.menu.steps.items():
        if body.kind == "hours" and bits and not bits & ~open_alone(facts, step)[0]:
            return open_cause(facts, step)
    return trap
