"""By when a promise is due, and the first moment at which nobody can keep it, in minutes of real time."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from datetime import date, timedelta, tzinfo
from itertools import accumulate, pairwise

from ivrcheck.hours.intervals import Intervals
from ivrcheck.hours.zones import local_midnight
from ivrcheck.menu.scalars import Promise

LEAST = 15
"""For how many minutes somebody must be on duty to call back; all of the time where there is less of it."""
Due = Callable[[int], int | None]
"""By when a message left at some minute is due; None where that is not known. Later messages are not due
earlier."""


class Measure:
    """Stretches of time, and how much of them lies before a minute."""

    def __init__(self, intervals: Intervals) -> None:
        self.starts = [start for start, _ in intervals]
        self.ends = [end for _, end in intervals]
        self.before = [0, *accumulate(end - start for start, end in intervals)]

    def until(self, minute: int) -> int:
        """How many of their minutes lie before a minute."""
        place = bisect_right(self.starts, minute) - 1
        if place < 0:
            return 0
        return self.before[place] + min(minute, self.ends[place]) - self.starts[place]

    def reaching(self, amount: int) -> int | None:
        """The first minute before which so many of theirs lie; None if there are never so many."""
        if amount <= 0 or amount > self.before[-1]:
            return None
        place = bisect_right(self.before, amount - 1) - 1
        return self.starts[place] + amount - self.before[place]

    def end_of(self, minute: int) -> int | None:
        """The end of the stretch a minute lies in; None outside of them."""
        place = bisect_right(self.starts, minute) - 1
        return self.ends[place] if place >= 0 and minute < self.ends[place] else None

    def after(self, minute: int) -> int | None:
        """The first start of a stretch after a minute."""
        place = bisect_right(self.starts, minute)
        return self.starts[place] if place < len(self.starts) else None


class Workdays:
    """The business hours of a file from a day on: working time, and the dates that have some."""

    def __init__(self, open: Intervals, first: date, days: int, zone: tzinfo) -> None:
        self.time = Measure(open)
        self.midnights = [local_midnight(first + timedelta(day), zone) for day in range(days + 1)]
        hours = [self.time.until(minute) for minute in self.midnights]
        self.dates = [day for day, (before, after) in enumerate(pairwise(hours)) if before < after]
        self.closes = [self.time.reaching(hours[day + 1]) or 0 for day in self.dates]

    def close(self, minute: int, count: int) -> int | None:
        """When the office closes on the ``count``-th date with open time after that of a minute.

        0 is “today”: the same date, as long as it is open or opens yet; after that, the next one.
        """
        today = bisect_right(self.midnights, minute) - 1
        place = bisect_right(self.dates, today) + count - 1
        if count == 0 and (place < 0 or self.dates[place] < today or self.closes[place] <= minute):
            place += 1
        return self.closes[place] if place < len(self.closes) else None


def due_of(promise: Promise, workdays: Workdays | None) -> Due:
    """When a promise is due. Without business hours, only time on the clock is known."""
    if promise.unit == "clock":
        length = -(-promise.amount // 60)
        return lambda minute: minute + length
    if workdays is None:
        return lambda minute: None
    if promise.unit == "working":
        time, work = workdays.time, max(promise.amount // 60, 1)
        return lambda minute: time.reaching(time.until(minute) + work)
    return lambda minute: workdays.close(minute, promise.amount)


def first_broken(arrivals: Intervals, duty: Measure, dues: Sequence[Due], end: int) -> int | None:
    """The first minute of ``arrivals`` at which a message cannot be answered in time.

    What is due after ``end``, where duty is not known any more, counts as kept. From one minute to the next,
    the time on duty that is left can only grow while nobody is there, and shrinks by at most a minute while
    somebody is; so most minutes need not be looked at.
    """
    risk = 0
    for start, stop in arrivals:
        risk = max(risk, start)
        while risk < stop:
            by = earliest(dues, risk, end)
            if by is None:
                return None
            if is_broken(duty, risk, by):
                return risk
            risk = _next_risk(duty, risk, by, end)
    return None


def earliest(dues: Sequence[Due], minute: int, end: int) -> int | None:
    """The first of several due moments; None if that is not known."""
    found = [by for due in dues if (by := due(minute)) is not None and by <= end]
    return min(found, default=None)


def is_broken(duty: Measure, minute: int, by: int) -> bool:
    """Whether there is too little time on duty between a message and its due moment."""
    return duty.until(by) - duty.until(minute) < min(LEAST, by - minute)


def _next_risk(duty: Measure, minute: int, by: int, end: int) -> int:
    """The next minute at which a promise kept now might not be kept; ``end`` if there is none."""
    leaves, comes = duty.end_of(minute), duty.after(minute)
    here = (end if comes is None else comes) if leaves is None else max(minute + 1, leaves - LEAST + 1)
    there = duty.reaching(duty.until(by) - LEAST + 1)
    return here if there is None else max(here, there)
