"""Sets of moments and single moments in people's words."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from ivrcheck.hours.intervals import Interval, complement, length, merge, shared
from ivrcheck.hours.special import special_words
from ivrcheck.hours.weekly import NIGHTS_AND_WEEKENDS, WEEK_MINUTES, repeated, usual_week, week_words
from ivrcheck.hours.words import WEEKDAYS, date_words, list_words
from ivrcheck.menu.scalars import DAY_MINUTES

ROOM = 120
"""How long a description should be at most, in characters."""
LEAST_ROOM = 30
"""What the special dates get of it, however long the usual week is."""
NEARLY_ALWAYS = 0.85
"""From which share of the time on it is told what is missing."""
ALWAYS_EXCEPT = "always, except "


def moment_words(moment: datetime) -> str:
    """A local moment, such as ``Friday 20 November 2026, 12:01``."""
    day = f"{WEEKDAYS[moment.weekday()]} {date_words(moment.date())} {moment.year}"
    return f"{day}, {moment.hour:02}:{moment.minute:02}"


def describe(intervals: Sequence[tuple[datetime, datetime]], first: date, last: date) -> str:
    """What people would call the intervals of the time from ``first`` up to ``last`` (local, in order).

    What comes back weekly comes first, then the dates beside it. Times missing in some weeks, such as
    holidays, are not told, unless it is ``always`` otherwise.
    """
    begin, end = first.toordinal() * DAY_MINUTES, last.toordinal() * DAY_MINUTES
    walls = merge((_wall(start), _wall(stop)) for start, stop in intervals)
    missing = complement(walls, begin, end)
    if not walls or not missing:
        return "always" if walls else "never"
    if _is_nearly_always(walls, begin, end):
        return ALWAYS_EXCEPT + _words(missing, begin, end, ROOM - len(ALWAYS_EXCEPT))
    return _words(walls, begin, end, ROOM)


def beside(
    intervals: Sequence[tuple[datetime, datetime]], usual: Sequence[Interval], first: date, last: date
) -> list[str]:
    """In words, what of the intervals lies beside what is usual (wall-clock minutes, in order)."""
    begin, end = first.toordinal() * DAY_MINUTES, last.toordinal() * DAY_MINUTES
    walls = merge((_wall(start), _wall(stop)) for start, stop in intervals)
    return special_words(shared(walls, complement(usual, begin, end)), walls, begin, end)


def _wall(moment: datetime) -> int:
    return moment.toordinal() * DAY_MINUTES + moment.hour * 60 + moment.minute


def _is_nearly_always(walls: Sequence[Interval], begin: int, end: int) -> bool:
    """Nights and weekends can be most of the time as well, but nobody calls them “always”."""
    usual = _usual(walls, begin, end)
    much = length(walls) >= NEARLY_ALWAYS * (end - begin) or usual == [(0, WEEK_MINUTES)]
    return much and week_words(usual)[:2] != NIGHTS_AND_WEEKENDS


def _usual(walls: Sequence[Interval], begin: int, end: int) -> list[Interval]:
    return usual_week(walls, (end - begin) // WEEK_MINUTES)


def _words(walls: Sequence[Interval], begin: int, end: int, room: int) -> str:
    week = _usual(walls, begin, end)
    beside = complement(repeated(week, begin, end), begin, end)
    return _together(week_words(week), special_words(shared(walls, beside), walls, begin, end), room)


def _together(weekly: Sequence[str], special: Sequence[str], room: int) -> str:
    if not weekly or not special:
        return list_words([*weekly, *special], room)
    usual = list_words(weekly, room - LEAST_ROOM)
    joint = ", and on " if all(words[0].isdigit() for words in special) else ", and "
    return usual + joint + list_words(special, max(room - len(usual) - len(joint), LEAST_ROOM))
