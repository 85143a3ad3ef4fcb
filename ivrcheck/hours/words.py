"""Days, times and lists in plain English, whatever the machine's locale."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from datetime import date

from ivrcheck.menu.scalars import DAY_MINUTES

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = (
    "January", "February", "March", "April", "May", "June", "July",
    "August", "September", "October", "November", "December",
)  # fmt: skip
RUN = 3
"""From how many days in a row on people say “from … to …”."""

LONGEST_LIST, LONG_LIST_SHOWS = 6, 4
"""A list with more parts than the one is cut down to the other."""


def clock_words(minute: int) -> str:
    """A time of day, ``24:00`` at its very end; the minute may be one of a later day."""
    within = minute if minute == DAY_MINUTES else minute % DAY_MINUTES
    return f"{within // 60:02}:{within % 60:02}"


def range_words(start: int, length: int) -> str:
    """``08:00–12:00``, from a minute of the day on; lengths in minutes, up to a day."""
    end = start + length
    return f"{clock_words(start)}–{clock_words(end)}"


def date_words(day: date) -> str:
    """``25 December``: within twelve months the year goes without saying."""
    return f"{day.day} {MONTHS[day.month - 1]}"


def dates_words(first: date, last: date) -> str:
    """``21 to 31 December``, ``21 December to 2 January``, or one day."""
    if first == last:
        return date_words(first)
    begin = str(first.day) if (first.year, first.month) == (last.year, last.month) else date_words(first)
    return f"{begin} to {date_words(last)}"


def weekdays_words(days: Collection[int]) -> str:
    """``every day``, ``Monday to Thursday``, ``Saturday and Sunday``, ``Monday, Wednesday and Friday``."""
    if len(set(days)) == len(WEEKDAYS):
        return "every day"
    return join_words([part for run in _runs(set(days)) for part in _run_words(run)])


def _runs(days: set[int]) -> Iterator[list[int]]:
    """The days in runs, a run over the end of the week in one piece, in the order of their first days."""
    for first in sorted(day for day in days if (day - 1) % 7 not in days):
        run = [first]
        while (run[-1] + 1) % 7 in days:
            run.append((run[-1] + 1) % 7)
        yield run


def _run_words(run: Sequence[int]) -> list[str]:
    names = [WEEKDAYS[day] for day in run]
    return names if len(run) < RUN else [f"{names[0]} to {names[-1]}"]


def join_words(parts: Sequence[str]) -> str:
    """``A``, ``A and B``, ``A, B and C``."""
    return " and ".join(filter(None, (", ".join(parts[:-1]), *parts[-1:])))


def list_words(parts: Sequence[str], room: int) -> str:
    """A list that keeps to ``room`` characters where it can: the first ones, then ``and 12 more``."""
    for shown in range(len(parts) if len(parts) <= LONGEST_LIST else LONG_LIST_SHOWS, 1, -1):
        text = _shortened(parts, shown)
        if len(text) <= room:
            return text
    return _shortened(parts, 1)


def _shortened(parts: Sequence[str], shown: int) -> str:
    more = len(parts) - shown
    return join_words([*parts[:shown], f"{more} more"] if more else parts)
