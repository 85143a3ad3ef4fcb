"""Reads when a call arrives: ``Fri 18:30``, ``today 9:00``, ``2026-11-23 10:00``."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta, tzinfo

from ivrcheck.hours.calendar import Calendar
from ivrcheck.hours.naming import moment_words
from ivrcheck.menu.daywords import meant_days
from ivrcheck.simulate.wrong import CannotCall

_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_CLOCK = re.compile(r"(\d{1,2})(?::(\d\d))?\s*([ap]m)?")
_WRITTEN = re.compile(r"(?:(?P<day>.*?)[\sT]+)?(?P<clock>\d{1,2}:\d\d|\d{1,2}(?::\d\d)?\s*[ap]m)", re.I)
_HOW = "write it like “Fri 18:30” or “2026-11-23 10:00”"


def read_moment(text: str, calendar: Calendar) -> datetime:
    """The moment a text names, by the clock on the wall in the file's zone, inside the calendar's year.

    A weekday is the first such day of the year, which begins today unless somebody says otherwise; so is
    ``today``, and a time of day alone. Raises ``CannotCall``.
    """
    words = " ".join(text.split())
    if (exact := _iso(words)) is not None:
        return within(exact, calendar)
    match = _WRITTEN.fullmatch(words)
    if match is None:
        raise CannotCall(f"“{text}” is not a moment of the year; {_HOW}.")
    day = _day(match["day"] or "today", calendar.start, text)
    return within(datetime.combine(day, _clock(match["clock"], text)), calendar)


def day_of(text: str, zone: tzinfo) -> date | None:
    """The date on the wall calendar that a text such as ``2026-11-23 10:00`` names in full; else None."""
    words = " ".join(text.split())
    if (exact := _iso(words)) is not None:
        return exact.astimezone(zone).date() if exact.tzinfo else exact.date()
    try:
        return date.fromisoformat(words[:10])
    except ValueError:
        return None


def within(moment: datetime, calendar: Calendar) -> datetime:
    """A moment on the file's clock; one that does not exist, or outside the year, is an error."""
    local = (
        moment.replace(tzinfo=calendar.zone) if moment.tzinfo is None else moment.astimezone(calendar.zone)
    )
    if moment.tzinfo is None and _is_skipped(local):
        words = moment_words(local)
        raise CannotCall(
            f"There is no {words}: the clocks are put forward then. Choose a time an hour later."
        )
    if calendar.period_at(local) is None:
        raise outside(local, calendar)
    return local


def outside(local: datetime, calendar: Calendar) -> CannotCall:
    """That a moment lies outside the year, and what to do about it."""
    last = calendar.last - timedelta(days=1)
    year = f"outside the year that is looked at, {calendar.start} to {last}"
    way_out = f"Choose a day in it, or a year that begins earlier or later: --start {local.date()}."
    return CannotCall(f"{moment_words(local)} is {year}. {way_out}")


def _is_skipped(local: datetime) -> bool:
    """Whether the clock on the wall never shows this time, because it is put forward over it."""
    return local.astimezone(UTC).astimezone(local.tzinfo).replace(tzinfo=None) != local.replace(tzinfo=None)


def _iso(words: str) -> datetime | None:
    if not re.match(r"\d{4}-\d\d-\d\d[T ]\d\d:", words):
        return None
    try:
        return datetime.fromisoformat(words)
    except ValueError:
        return None


def _day(word: str, start: date, text: str) -> date:
    """A day named by its date, by ``today`` or ``tomorrow``, or by its weekday: the first in the year."""
    plain = word.lower().removeprefix("next ").removeprefix("on ").rstrip(",")
    if plain in ("today", "tomorrow"):
        return start + timedelta(days=plain == "tomorrow")
    name = meant_days(plain)
    if name in _DAYS:
        return start + timedelta(days=(_DAYS.index(name) - start.weekday()) % 7)
    try:
        return date.fromisoformat(plain)
    except ValueError:
        raise CannotCall(f"“{text}” names no day; {_HOW}.") from None


def _clock(word: str, text: str) -> time:
    match = _CLOCK.fullmatch(word.lower())
    hour, minute = (int(match[1]), int(match[2] or 0)) if match else (99, 0)
    if match and match[3] and 1 <= hour <= 12:
        hour = hour % 12 + 12 * (match[3] == "pm")
    elif match and match[3]:
        hour = 99
    if hour > 23 or minute > 59:
        raise CannotCall(f"“{text}” names no time of day; {_HOW}.")
    return time(hour, minute)
