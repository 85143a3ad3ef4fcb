"""The small values of a menu file: lengths of time, promises, dates, days and opening ranges.

Every reader takes the text as written and gives the typed value, or raises ``Wrong`` with a sentence an
office manager understands.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Literal

from pydantic_core import PydanticCustomError

from ivrcheck.menu.daywords import meant_days
from ivrcheck.menu.meant import clock, meant_date, meant_length, meant_promise, meant_times
from ivrcheck.menu.near import nearest

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
NTH = {"1st": 1, "2nd": 2, "3rd": 3, "4th": 4, "5th": 5, "last": -1}
DAY_MINUTES = 24 * 60
LONGEST = 366 * 86400
"""The longest length of time, in seconds: nothing about a telephone takes more than a year."""

YEARS = (1971, 2999)
"""The years a date may lie in; outside them clocks and calendars give out."""

KEY_NAMES = {"star": "*", "pound": "#", "hash": "#"}

_DURATION = re.compile(r"(?:(\d+)d)?(?:(\d+)h)?(?:(\d+)m)?(?:(\d+)s)?")
_PROMISE = re.compile(r"(\d+)\s*(working hours?|business days?)")
_TWO_DATES = re.compile(r"(\d{4}-\d\d-\d\d)\s*(?:-|–|to|until|till|and)\s*(\d{4}-\d\d-\d\d)")
_TIME = re.compile(r"(\d{1,2}):(\d{2})")
_KEYS = re.compile(r"[0-9*#A-D]+")
_DAY_LIST = re.compile(r"([a-z]{3})(?:-([a-z]{3}))?")


def wrong(sentence: str, sort: str = "") -> PydanticCustomError:
    """The error of a value that cannot be what is written; ``sentence`` says why and the way out.

    ``sort``: what the whole value should be, in the words of ``exact``, where it may be told what was meant.
    """
    return PydanticCustomError("plain", "{sentence}", {"sentence": sentence, "sort": sort})


def need_text(value: Any, example: str) -> str:
    """The text of a value, or an error where a list or a map stands in its place."""
    if isinstance(value, str):
        return value
    found = "nothing is written here" if value is None else "a list or a group of lines stands here"
    raise wrong(f"{found}; write it like {example}")


def read_duration(value: Any) -> int:
    """A length of time such as ``25s``, ``10m`` or ``1h30m``, in seconds."""
    if isinstance(value, int):
        return value
    text = need_text(value, "25s, 10m or 1h30m").replace(" ", "")
    match = _DURATION.fullmatch(text)
    if not text or not match or len(text) > 20:
        raise wrong(f"“{clip(value)}” is not a length of time; write {meant_length(text)}", "length")
    parts = zip(match.groups(default="0"), (86400, 3600, 60, 1), strict=True)
    seconds = sum(int(count) * size for count, size in parts)
    if seconds > LONGEST:
        raise wrong(f"“{clip(value)}” is longer than a year; write a shorter time")
    return seconds


def read_whole(value: Any) -> int:
    """A whole number of zero or more."""
    if isinstance(value, int):
        return value
    text = need_text(value, "3")
    if not text.isascii() or not text.isdigit() or len(text) > 9:
        raise wrong(f"“{clip(value)}” is not a whole number; write it like 3", "whole")
    return int(text)


def read_yes_no(value: Any) -> bool:
    """``true`` or ``yes``, ``false`` or ``no``."""
    if isinstance(value, bool):
        return value
    text = need_text(value, "yes or no").lower()
    if text not in {"true", "yes", "on", "false", "no", "off"}:
        raise wrong(f"“{clip(value)}” is neither yes nor no; write yes or no")
    return text in {"true", "yes", "on"}


@dataclass(frozen=True, slots=True)
class Promise:
    """By when somebody calls back: ``amount`` seconds on the clock, seconds of working time, or days."""

    amount: int
    unit: Literal["clock", "working", "business_day"]
    words: str


def read_promise(value: Any) -> Promise:
    """``30m``, ``4h`` (time on the clock), ``4 working hours`` or ``1 business day``."""
    if isinstance(value, Promise):
        return value
    text = " ".join(need_text(value, "4h, 4 working hours or 1 business day").lower().split())
    if match := _PROMISE.fullmatch(text):
        count = int(match[1][:6])
        if count > 366:
            raise wrong(f"“{clip(value)}” is longer than a year; promise a shorter time")
        working = match[2].startswith("working")
        return Promise(count * 3600 if working else count, "working" if working else "business_day", text)
    if text and (match := _DURATION.fullmatch(text.replace(" ", ""))) and len(text) < 20:
        return Promise(read_duration(text), "clock", text)
    raise wrong(f"“{clip(value)}” is not a promise; write {meant_promise(text)}", "promise")


def read_date(value: Any) -> date:
    """A day such as ``2026-12-24``."""
    return value if isinstance(value, date) else _read_day(value, "date")


def _read_day(value: Any, sort: str) -> date:
    text = need_text(value, "2026-12-24").strip()
    try:
        day = date.fromisoformat(text if len(text) == 10 else "")
    except ValueError:
        raise wrong(f"“{clip(value)}” is not a date; write {meant_date(text)}", sort) from None
    if not YEARS[0] <= day.year <= YEARS[1]:
        raise wrong(f"“{clip(value)}” is too far away; write a year from {YEARS[0]} to {YEARS[1]}")
    return day


@dataclass(frozen=True, slots=True)
class Dates:
    """A day, or a range of days with both ends included."""

    first: date
    last: date

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last


def read_dates(value: Any) -> Dates:
    """``2026-12-24`` or ``2026-12-24/2027-01-02``."""
    if isinstance(value, Dates):
        return value
    text = need_text(value, "2026-12-24 or 2026-12-24/2027-01-02")
    if two := _TWO_DATES.fullmatch(text.strip()):
        raise wrong(
            f"“{clip(text)}” is not written as a range of days; write {two[1]}/{two[2]}, with a slash",
            "dates",
        )
    first, slash, last = text.partition("/")
    if text.count("/") > 1:
        raise wrong(f"“{clip(text)}” is not a date; write {meant_date(text)}", "dates")
    dates = Dates(_read_day(first, "dates"), _read_day(last if slash else first, "dates"))
    if dates.last < dates.first:
        raise wrong(f"“{clip(text)}” ends before it begins; write the first day, a slash and the last day")
    if dates.last - dates.first > timedelta(days=366 * 20):
        raise wrong(f"“{clip(text)}” is longer than twenty years; write nearer dates")
    return dates


@dataclass(frozen=True, slots=True)
class Days:
    """Which days of the week a line of opening hours is for. ``nth`` is 1–5, -1 for the last, 0 for all.

    ``words`` keeps two lines apart that mean the same days: both count.
    """

    weekdays: frozenset[int]
    nth: int = 0
    words: str = ""

    def __contains__(self, day: date) -> bool:
        if day.weekday() not in self.weekdays:
            return False
        if self.nth == -1:
            return (day + timedelta(days=7)).month != day.month
        return self.nth in (0, (day.day - 1) // 7 + 1)


def read_days(value: Any) -> Days:
    """``mon``, ``mon-fri``, ``sat,sun``, ``1st sat`` or ``last fri``."""
    if isinstance(value, Days):
        return value
    text = " ".join(need_text(value, "mon, mon-fri, sat,sun or 1st sat").lower().split())
    first, _, rest = text.partition(" ")
    nth = NTH.get(first, 0)
    weekdays: set[int] = set()
    for part in (rest if nth else text).split(","):
        weekdays |= _day_range(part.strip(), text)
    return Days(frozenset(weekdays), nth, text)


def _day_range(part: str, text: str) -> set[int]:
    match = _DAY_LIST.fullmatch(part)
    if not match or match[1] not in DAYS or (match[2] or "mon") not in DAYS:
        raise wrong(f"“{clip(text)}” is not a day; write {_day_hint(text)}", "days")
    first, last = DAYS.index(match[1]), DAYS.index(match[2] or match[1])
    return {day % 7 for day in range(first, (last if last >= first else last + 7) + 1)}


def _day_hint(text: str) -> str:
    """The right form of days that somebody wrote another way, where it can be told."""
    meant = meant_days(text)
    if meant != text:
        with suppress(PydanticCustomError):
            read_days(meant)
            return meant
    return nearest(text, DAYS) or "mon, mon-fri, sat,sun or 1st sat"


Ranges = tuple[tuple[int, int], ...]
"""Opening ranges in minutes from the start of a day; an end over 1440 lies on the next day."""


def read_ranges(value: Any) -> Ranges:
    """``08:00-12:00, 13:00-17:00``, ``22:00-06:00``, ``closed`` or ``all day``."""
    if isinstance(value, tuple):
        return value
    parts = value if isinstance(value, list) else need_text(value, "08:00-12:00, 13:00-17:00").split(",")
    texts = [" ".join(need_text(part, "08:00-12:00").lower().split()) for part in parts]
    if texts == ["closed"]:
        return ()
    if texts in (["all day"], ["24h"]):
        return ((0, DAY_MINUTES),)
    return tuple(sorted(_range(text) for text in texts))


def _range(text: str) -> tuple[int, int]:
    first, dash, last = text.replace("–", "-").partition("-")
    if not dash:
        meant = meant_times(text)
        meant = meant if meant[0].isdigit() else "it like 08:00-12:00, closed or all day"
        raise wrong(f"“{clip(text)}” is not an opening time; write {meant}", "times")
    start, end = _minutes(first.strip(), text), _minutes(last.strip(), text)
    if start in (DAY_MINUTES, end):
        raise wrong(f"“{clip(text)}” is open for no time at all; write closed or all day, or mend the times")
    if end > start:
        return (start, end)
    if end + DAY_MINUTES - start > _LONGEST_NIGHT:
        meant = f"; write {first.strip()}-{clock(end + 12 * 60)}" if end <= 12 * 60 else "; mend the times"
        raise wrong(f"“{clip(text)}” would be open until {clock(end)} the next morning{meant}, or all day")
    return (start, end + DAY_MINUTES)


_LONGEST_NIGHT = 16 * 60
"""A range longer than this that crosses midnight is a slip: five o'clock written as 5:00, not as 17:00."""


def _minutes(text: str, whole: str) -> int:
    match = _TIME.fullmatch(text)
    minutes = int(match[1]) * 60 + int(match[2]) if match else -1
    if not match or int(match[2]) > 59 or minutes > DAY_MINUTES:
        sentence = f"“{clip(text)}” in “{clip(whole)}” is not a time of day; write {meant_times(whole)}"
        raise wrong(sentence, "time" if text is whole else "times")
    return minutes


def read_time(value: Any) -> int:
    """A time of day such as ``09:00``, in minutes."""
    if isinstance(value, int):
        return value
    text = need_text(value, "09:00")
    return _minutes(text, text)


def read_key(value: Any) -> str:
    """What a caller presses: digits, ``*`` and ``#``; ``star``, ``pound`` and ``hash`` are names for them."""
    text = need_text(value, '1, 0 or "*"')
    key = KEY_NAMES.get(text.lower(), text)
    if not _KEYS.fullmatch(key) or len(key) > 20:
        use = "write the digit 0" if text in ("o", "O") else 'use 0 to 9, "*" (star) or "#" (pound)'
        raise wrong(f"“{clip(text)}” is not on a telephone's keypad; {use}", "key")
    return key


@dataclass(frozen=True, slots=True)
class DigitCount:
    """How many digits a caller is asked to type."""

    fewest: int
    most: int


def read_digit_count(value: Any) -> DigitCount:
    """``6``, or ``4-8``."""
    if isinstance(value, DigitCount):
        return value
    text = need_text(value, "6 or 4-8")
    first, dash, last = text.partition("-")
    count = DigitCount(read_whole(first.strip()), read_whole((last if dash else first).strip()))
    if not 1 <= count.fewest <= count.most <= 128:
        raise wrong(f"“{clip(text)}” is not a number of digits; write it like 6 or 4-8")
    return count


def as_list(value: Any) -> Any:
    """A single value where a list may stand counts as a list of one."""
    return [value] if isinstance(value, str) else value


def as_map(field: str) -> Callable[[Any], Any]:
    """A reader for values that may be written short: ``x`` for ``{field: x}``."""

    def read(value: Any) -> Any:
        return {field: value} if isinstance(value, str) else value

    return read


def clip(value: object, length: int = 40) -> str:
    """A value as it may be repeated in a sentence: on one line, not too long."""
    if not isinstance(value, str):
        return "…"
    text = " ".join(value[: 10 * length].split())
    return text if len(text) <= length else text[: length - 1] + "…"
