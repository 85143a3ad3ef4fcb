"""The times of ``GotoIfTime`` as opening hours."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Any

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_DAY = 24 * 60
_TIME = re.compile(r"(\d{1,2}):(\d{2})")
_NTH = {(1, 7): "1st", (8, 14): "2nd", (15, 21): "3rd", (22, 28): "4th"}
_MOST = 400
"""Dates that are written out."""

YEARS = (2025, 2034)
"""Dates that come back every year are written out for these, both included."""


@dataclass(frozen=True, slots=True)
class Times:
    """When a line is true: minutes of the day, weekdays (from 0), days of the month, months (from 1)."""

    minutes: tuple[tuple[int, int], ...]
    weekdays: frozenset[int]
    days: frozenset[int]
    months: frozenset[int]

    @property
    def dated(self) -> bool:
        """Whether it is for certain dates, rather than for days of the week."""
        return len(self.days) < 31 or len(self.months) < 12

    @property
    def all_day(self) -> bool:
        """Whether it holds from midnight to midnight."""
        return self.minutes == ((0, _DAY),)


def read_times(parts: Sequence[str]) -> Times | None:
    """The four parts of a time; None where the switch could not read them either."""
    given = [*(part.strip().lower() for part in parts), "*", "*", "*", "*"][:4]
    try:
        minutes = [one for part in given[0].split("&") for one in _minutes(part.strip())]
        weekdays = _some(given[1], DAYS, 0, 6)
        days = _some(given[2], (), 1, 31)
        months = _some(given[3], _MONTHS, 1, 12)
    except ValueError:
        return None
    return Times(_joined(minutes), weekdays, days, months)


def _minutes(part: str) -> list[tuple[int, int]]:
    """A range with its last minute, which the switch counts in. One across midnight is two of each day."""
    if part == "*":
        return [(0, _DAY)]
    first, dash, last = part.partition("-")
    begin, end = _time(first), _time(last) if dash else _time(first)
    if end < begin:
        return [(0, end + 1), (begin, _DAY)]
    return [(begin, end + 1)]


def _time(text: str) -> int:
    match = _TIME.fullmatch(text.strip())
    if not match or int(match[1]) > 24 or int(match[2]) > 59:
        raise ValueError(text)
    return min(int(match[1]) * 60 + int(match[2]), _DAY - 1)


def _some(text: str, names: Sequence[str], first: int, last: int) -> frozenset[int]:
    found: set[int] = set()
    for part in text.split("&"):
        if part.strip() == "*":
            return frozenset(range(first, last + 1))
        low, dash, high = part.partition("-")
        begin = _value(low, names, first, last)
        end = _value(high, names, first, last) if dash else begin
        size = last - first + 1
        found |= {
            (one - first) % size + first for one in range(begin, end + (size if end < begin else 0) + 1)
        }
    return frozenset(found)


def _value(text: str, names: Sequence[str], first: int, last: int) -> int:
    word = text.strip()[:3]
    if word in names:
        return names.index(word) + first
    if not word.isdigit() or not first <= int(word) <= last:
        raise ValueError(text)
    return int(word)


def _joined(ranges: Sequence[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """Ranges in order, those that touch as one."""
    found: list[tuple[int, int]] = []
    for begin, end in sorted(ranges):
        if found and begin <= found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((begin, end))
    return tuple(found)


def hours_of(times: Sequence[Times]) -> dict[str, Any] | None:
    """Opening hours that are open whenever one of the times is; None where they would be too long."""
    week: list[list[tuple[int, int]]] = [[] for _ in DAYS]
    for one in times:
        if not one.dated:
            for day in one.weekdays:
                week[day] += one.minutes
    made = _week([_joined(ranges) for ranges in week])
    dated = [one for one in times if one.dated]
    nth = _nth(dated) if not any(week) else None
    if nth is not None:
        return nth
    dates = _dates_of(tuple(dated))
    if dates is None:
        return None
    opened: dict[str, str] = {}
    for date_, ranges in dates:
        opened[date_.isoformat()] = _words(_joined([*ranges, *week[date_.weekday()]]))
    if opened:
        made["open"] = _ranges_of_dates(opened)
    return made


def closed_on(times: Sequence[Times]) -> dict[str, Any] | None:
    """Opening hours that are open except on certain whole dates; None where the times are not just those."""
    if not times or not all(one.dated and one.all_day for one in times) or _nth(times) is not None:
        return None
    dates = _dates_of(tuple(times))
    if dates is None:
        return None
    return {"mon-sun": "all day", "closed": list(_ranges_of_dates({day.isoformat(): "" for day, _ in dates}))}


def _nth(times: Sequence[Times]) -> dict[str, Any] | None:
    """The first Monday of every month, and the like."""
    found: dict[str, Any] = {}
    for one in times:
        name = _NTH.get((min(one.days), max(one.days))) if len(one.days) == 7 else None
        if name is None or len(one.months) < 12:
            return None
        for day in sorted(one.weekdays):
            found[f"{name} {DAYS[day]}"] = _words(one.minutes)
    return found or None


@cache
def _dates_of(times: tuple[Times, ...]) -> list[tuple[date, list[tuple[int, int]]]] | None:
    found: dict[date, list[tuple[int, int]]] = {}
    if not times:
        return []
    day = date(YEARS[0], 1, 1)
    while day.year <= YEARS[1]:
        for one in times:
            if day.month in one.months and day.day in one.days and day.weekday() in one.weekdays:
                found.setdefault(day, []).extend(one.minutes)
        day += timedelta(days=1)
    return sorted(found.items()) if len(found) <= _MOST * 10 else None


def _ranges_of_dates(opened: dict[str, str]) -> dict[str, str]:
    """Days in a row with the same hours as one range of dates."""
    found: list[tuple[date, date, str]] = []
    for text, words in opened.items():
        day = date.fromisoformat(text)
        if found and found[-1][1] + timedelta(days=1) == day and found[-1][2] == words:
            found[-1] = (found[-1][0], day, words)
        else:
            found.append((day, day, words))
    return {
        (first.isoformat() if first == last else f"{first.isoformat()}/{last.isoformat()}"): words
        for first, last, words in found
    }


def _week(week: Sequence[tuple[tuple[int, int], ...]]) -> dict[str, Any]:
    """Days with the same hours in one line."""
    made: dict[str, Any] = {}
    number = 0
    while number < len(DAYS):
        last = number
        while last + 1 < len(DAYS) and week[last + 1] == week[number]:
            last += 1
        if week[number]:
            name = DAYS[number] if number == last else f"{DAYS[number]}-{DAYS[last]}"
            made[name] = _words(week[number])
        number = last + 1
    return made or {"mon-sun": "closed"}


def _words(ranges: Sequence[tuple[int, int]]) -> str:
    if tuple(ranges) == ((0, _DAY),):
        return "all day"
    return ", ".join(f"{_clock(begin)}-{_clock(end)}" for begin, end in ranges) or "closed"


def _clock(minutes: int) -> str:
    return f"{minutes // 60:02}:{minutes % 60:02}"
