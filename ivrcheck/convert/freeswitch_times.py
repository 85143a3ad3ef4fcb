"""The times of day and days that a FreeSWITCH dialplan asks for, as opening hours."""

from __future__ import annotations

import re
from collections.abc import Mapping

TIMES = (
    "wday", "hour", "minute-of-day", "time-of-day", "date-time", "mon", "mday", "year", "yday", "week",
    "mweek", "minute", "tz-offset", "dst",
)  # fmt: skip
"""The attributes of a condition that look at the clock."""

_DAYS = ("sun", "mon", "tue", "wed", "thu", "fri", "sat")
_WEEK = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_NAMES = "January February March April May June July August September October November December"
_MONTHS = {str(number): name for number, name in enumerate(_NAMES.split(), 1)}
_TIME = re.compile(r"(\d{1,2}):(\d{2})(?::\d{2})?")
_DATE_TIME = re.compile(r"(\d{4}-\d{2}-\d{2})(?: (\d{2}:\d{2})(?::\d{2})?)?")
_DAY = 24 * 60
_Range = tuple[int, int]
"""Minutes since midnight; the second is no longer part of it."""


def asked(attributes: Mapping[str, str]) -> dict[str, str]:
    """What a condition asks the clock for."""
    return {name: attributes[name].strip() for name in TIMES if attributes.get(name, "").strip()}


def words(times: Mapping[str, str]) -> str:
    """The same, to be read."""
    month, day = times.get("mon", ""), times.get("mday", "")
    if set(times) == {"mon", "mday"} and day.isascii() and day.isdigit() and month in _MONTHS:
        return f"{int(day)} {_MONTHS[month]}"
    return ", ".join(f"{name} {value}" for name, value in times.items())


def hours(times: Mapping[str, str]) -> dict[str, object] | None:
    """Opening hours that are open whenever a condition on the clock is met; None where none can say so."""
    if set(times) == {"date-time"}:
        return _dates(times["date-time"])
    if not set(times) <= {"wday", "hour", "minute-of-day", "time-of-day"}:
        return _one_date(times)
    days = _days(times["wday"]) if "wday" in times else list(_WEEK)
    ranges = _ranges(times)
    if not days or not ranges:
        return None
    text = ", ".join(f"{_clock(start)}-{_clock(end)}" for start, end in ranges)
    return {_day_words(days): "all day" if text == "00:00-24:00" else text}


def _ranges(times: Mapping[str, str]) -> list[_Range] | None:
    """The times of day at which every part of a condition is met."""
    found: list[_Range] = [(0, _DAY)]
    for name, unit in (("hour", 60), ("minute-of-day", 1)):
        if name in times:
            spans = _numbers(times[name], _DAY // unit - 1)
            if not spans:
                return None
            found = _both(found, [(first * unit, (last + 1) * unit) for first, last in spans])
    if "time-of-day" in times:
        spans = _clocks(times["time-of-day"])
        if not spans:
            return None
        found = _both(found, spans)
    return found


def _both(one: list[_Range], other: list[_Range]) -> list[_Range]:
    made = [(max(a, c), min(b, d)) for a, b in one for c, d in other]
    return sorted({(start, end) for start, end in made if start < end})


def _numbers(text: str, last: int) -> list[_Range] | None:
    """Numbers and ranges of them with commas between; a range that runs backwards nobody can say."""
    found = []
    for part in text.split(","):
        match = re.fullmatch(r"\s*(\d{1,4})(?:\s*-\s*(\d{1,4}))?\s*", part)
        if match is None:
            return None
        start, end = int(match[1]), int(match[2] or match[1])
        if start > end or end > last:
            return None
        found.append((start, end))
    return found


def _clocks(text: str) -> list[_Range] | None:
    """Times of day such as 08:00-17:00; it is no longer met at 17:00."""
    found = []
    for part in text.split(","):
        ends = [_TIME.fullmatch(one.strip()) for one in part.split("-")]
        if len(ends) != 2 or not ends[0] or not ends[1]:
            return None
        start, end = (int(one[1]) * 60 + int(one[2]) for one in ends if one)
        if not start < end <= _DAY:
            return None
        found.append((start, end))
    return found


def _days(text: str) -> list[str] | None:
    """The days of ``wday``: 1 is Sunday; names are taken too."""
    named = re.sub(r"[a-z]+", lambda found: str(_named(found[0])), text.lower())
    spans = _numbers(named, 7)
    if not spans or any(first < 1 for first, _ in spans):
        return None
    met = {_DAYS[number - 1] for first, last in spans for number in range(first, last + 1)}
    return [day for day in _WEEK if day in met]


def _named(name: str) -> int:
    return _DAYS.index(name[:3]) + 1 if name[:3] in _DAYS else 0


def _day_words(days: list[str]) -> str:
    """Days as an office would write them: ``mon-fri``, or ``mon,wed``."""
    places = [_WEEK.index(day) for day in days]
    if len(days) > 2 and places[-1] - places[0] == len(days) - 1:
        return f"{days[0]}-{days[-1]}"
    return ",".join(days)


def _dates(text: str) -> dict[str, object] | None:
    """Whole days from one date to another."""
    ends = [_DATE_TIME.fullmatch(one.strip()) for one in text.split("~")]
    if len(ends) != 2 or not ends[0] or not ends[1] or ends[1][1] < ends[0][1]:
        return None
    if (ends[0][2] or "00:00") != "00:00" or (ends[1][2] or "23:59") != "23:59":
        return None
    days = ends[0][1] if ends[0][1] == ends[1][1] else f"{ends[0][1]}/{ends[1][1]}"
    return {"mon-sun": "closed", "open": {days: "all day"}}


def _one_date(times: Mapping[str, str]) -> dict[str, object] | None:
    """A day of a year that is named; without a year, which days are meant changes with the calendar."""
    if not {"year", "mon", "mday"} <= set(times) or "wday" in times:
        return None
    if not set(times) <= {"year", "mon", "mday", "hour", "minute-of-day", "time-of-day"}:
        return None
    date = "-".join(times[name].zfill(2) for name in ("year", "mon", "mday"))
    ranges = _ranges(times)
    if not re.fullmatch(r"\d{4}-\d\d-\d\d", date) or not ranges:
        return None
    text = ", ".join(f"{_clock(start)}-{_clock(end)}" for start, end in ranges)
    return {"mon-sun": "closed", "open": {date: "all day" if text == "00:00-24:00" else text}}


def _clock(minutes: int) -> str:
    return f"{minutes // 60:02}:{minutes % 60:02}"
