"""What comes back week after week, and how people say it. Minutes of a week count from Monday 00:00."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from ivrcheck.hours.intervals import Interval, Intervals, merge
from ivrcheck.hours.words import WEEKDAYS, clock_words, list_words, range_words, weekdays_words
from ivrcheck.menu.scalars import DAY_MINUTES

WEEK_MINUTES = 7 * DAY_MINUTES
MONDAY = DAY_MINUTES
"""A wall-clock minute at which a Monday starts: the first day of ``date.toordinal`` is one."""
USUAL = 0.7
"""From which share of all weeks on something counts as weekly: a long summer and holidays may be missing."""
EVENING, MORNING = 15 * 60, 10 * 60
"""A night starts after the one and ends before the other, in minutes of the day."""
SATURDAY = 5 * DAY_MINUTES
LONGEST_WEEKEND = 4 * DAY_MINUTES

ALL_DAY = "all day"
TIMES_ROOM = 60
"""How long the times of one day should be at most, in characters."""
NIGHTS_AND_WEEKENDS = ["nights", "weekends"]


def usual_week(walls: Intervals, weeks: int) -> list[Interval]:
    """The minutes of the week met in most of the weeks; one over the end of the week is in one piece."""
    changes: Counter[int] = Counter()
    for start, end in walls:
        for first, last in _by_week(start, end):
            changes[first] += 1
            changes[last] -= 1
    found, times = [], 0
    for minute, following in pairwise(sorted({*changes, 0, WEEK_MINUTES})):
        times += changes[minute]
        if times >= USUAL * weeks:
            found.append((minute, following))
    return _joined(merge(found))


def _by_week(start: int, end: int) -> Iterator[Interval]:
    """The parts of an interval of wall-clock minutes that lie in one week each, in minutes of that week."""
    while start < end:
        monday = start - (start - MONDAY) % WEEK_MINUTES
        yield start - monday, min(end - monday, WEEK_MINUTES)
        start = monday + WEEK_MINUTES


def _joined(week: list[Interval]) -> list[Interval]:
    """Sunday's night and Monday's morning in one piece, unless it is the whole week."""
    if len(week) > 1 and week[0][0] == 0 and week[-1][1] == WEEK_MINUTES:
        return [*week[1:-1], (week[-1][0], WEEK_MINUTES + week[0][1])]
    return week


def repeated(week: Intervals, first: int, last: int) -> list[Interval]:
    """A usual week laid over the time between two wall-clock minutes, and a little more at both ends."""
    monday = first - (first - MONDAY) % WEEK_MINUTES - WEEK_MINUTES
    bases = range(monday, last, WEEK_MINUTES)
    return merge((base + start, base + end) for base in bases for start, end in week)


@dataclass(frozen=True, slots=True, order=True)
class Slot:
    """A time that is the same on some days: minutes from the start of the day, and how many."""

    start: int
    length: int

    @property
    def is_whole_day(self) -> bool:
        return (self.start, self.length) == (0, DAY_MINUTES)

    @property
    def words(self) -> str:
        return ALL_DAY if self.is_whole_day else range_words(self.start, self.length)

    @property
    def at_night(self) -> bool:
        return self.start >= EVENING and self.start + self.length > DAY_MINUTES


def week_words(week: Intervals) -> list[str]:
    """A usual week in phrases: ``nights and weekends``, ``Monday to Thursday 12:00–13:00``."""
    nights = [piece for piece in week if _is_night(piece)]
    weekends = [piece for piece in week if _is_weekend(piece)]
    if {start // DAY_MINUTES for start, _ in nights} == {0, 1, 2, 3} and weekends:
        rest = [piece for piece in week if piece not in nights and piece not in weekends]
        return [*NIGHTS_AND_WEEKENDS, *_phrases(rest)]
    return _phrases(week)


def _is_night(piece: Interval) -> bool:
    start, end = piece
    midnight = start - start % DAY_MINUTES + DAY_MINUTES
    return start >= midnight - DAY_MINUTES + EVENING and midnight < end <= midnight + MORNING


def _is_weekend(piece: Interval) -> bool:
    start, end = piece
    return start <= SATURDAY and end >= WEEK_MINUTES and end - start <= LONGEST_WEEKEND


def _phrases(week: Intervals) -> list[str]:
    """One phrase for all days with the same times, in the order of the week; long stretches by themselves."""
    long = [piece for piece in week if _is_long(piece)]
    slots: dict[int, list[Slot]] = {}
    for start, end in sorted(one for piece in week if piece not in long for one in _days(piece)):
        slots.setdefault(start // DAY_MINUTES % 7, []).append(Slot(start % DAY_MINUTES, end - start))
    found = [(start, _stretch(start, end - start)) for start, end in long]
    found += [(days[0] * DAY_MINUTES, slot_words(days, same)) for days, same in _same_times(slots)]
    phrases = [words for _, words in sorted(found)]
    # “Saturday and Sunday” says enough, unless other days have their times beside it.
    bare = all(words.endswith(ALL_DAY) for words in phrases)
    return [words.removesuffix(ALL_DAY).strip() for words in phrases] if bare else phrases


def _is_long(piece: Interval) -> bool:
    start, end = piece
    return end - start > DAY_MINUTES and bool(start % DAY_MINUTES or end % DAY_MINUTES)


def _days(piece: Interval) -> Iterator[Interval]:
    """Whole days one by one; anything else as it is."""
    start, end = piece
    whole = start % DAY_MINUTES == 0 and end % DAY_MINUTES == 0
    for first in range(start, end, DAY_MINUTES if whole else end - start):
        yield first, min(first + DAY_MINUTES, end) if whole else end


def _stretch(start: int, length: int) -> str:
    """``Friday 17:00 to Monday 08:00``."""
    end = start + length
    last = f"{WEEKDAYS[(end - 1) // DAY_MINUTES % 7]} 24:00"
    if end % DAY_MINUTES:
        last = f"{WEEKDAYS[end // DAY_MINUTES % 7]} {clock_words(end)}"
    return f"{WEEKDAYS[start // DAY_MINUTES % 7]} {clock_words(start % DAY_MINUTES)} to {last}"


def _same_times(slots: dict[int, list[Slot]]) -> Iterator[tuple[list[int], list[Slot]]]:
    """Days with times they share. Days are kept together by one time rather than each told in full."""
    by_slot: dict[Slot, list[int]] = {}
    for day in sorted(slots):
        for slot in slots[day]:
            by_slot.setdefault(slot, []).append(day)
    by_days: dict[tuple[int, ...], list[Slot]] = {}
    for slot, days in sorted(by_slot.items()):
        by_days.setdefault(tuple(days), []).append(slot)
    for alike, same in by_days.items():
        yield list(alike), same


def slot_words(days: Sequence[int], slots: Sequence[Slot]) -> str:
    """``Monday to Thursday 08:00–12:00 and 13:00–17:00``, ``every night 22:00–06:00``, ``Sunday all day``."""
    if len(slots) == 1 and slots[0].length > DAY_MINUTES:
        begins = [day * DAY_MINUTES + slots[0].start for day in days]
        return list_words([_stretch(begin, slots[0].length) for begin in begins], TIMES_ROOM)
    times = list_words([slot.words for slot in slots], TIMES_ROOM)
    who = weekdays_words(days)
    if who == "every day" and all(slot.at_night for slot in slots):
        who = "every night"
    return f"{who} {times}"
