"""What somebody means who wrote a length of time, opening times, a date or an id in their own way."""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import date

_DAY_MINUTES = 24 * 60
_IN_WORDS = re.compile(r"(\d{1,6})(s|m|h|d)(?:ec|econd|ek|ekunde|in|inute|r|our|ay)?[sn]?\.?")
_LOOSE_TIME = re.compile(r"(\d{1,2})(?:[:.h](\d{2}))?\s*([ap])?\.?m?\.?\s*(?:uhr|hrs?|h)?")
_TO = re.compile(r"\s*(?:[–—]|\b(?:to|till?|until|bis)\b)\s*")
_WORDS = {"noon": "12:00", "midday": "12:00", "midnight": "24:00"}
_NUMBERS = re.compile(r"(\d{1,4})[-./ ]+(\d{1,2})[-./ ]+(\d{1,4})")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = re.compile(rf"\b({'|'.join(_MONTHS)})[a-z]*\.?")


def meant_length(text: str) -> str:
    """The right form of a length of time, where it can be told: ``2m`` for “2 minutes”."""
    words = "".join(text.lower().split()).replace("std", "h").replace("stunde", "h")
    if match := _IN_WORDS.fullmatch(words):
        return f"{match[1]}{match[2]}"
    if words.isascii() and words.isdigit() and len(words) < 7:
        return f"{words}s for seconds, or {words}m for minutes"
    return "it like 25s, 10m or 1h30m"


def meant_promise(text: str) -> str:
    """The right form of a promise, where it can be told: ``24h`` for “24 hours”, business days for days."""
    length = meant_length(text)
    if length[-1:] == "d" and length[:-1].isdigit():
        days = int(length[:-1])
        return f"{days} business day{'s' * (days != 1)}, or {24 * days}h by the clock"
    if length[:-1].isdigit():
        return length
    return "it like 30m, 4h, 4 working hours or 1 business day"


def meant_times(whole: str) -> str:
    """The right form of opening times, where it can be told: ``17:00-21:00`` for “5pm-9pm”."""
    if " and " in whole or ";" in whole:
        return "a comma between several times, like 08:00-12:00, 13:00-17:00"
    for word, time in _WORDS.items():
        whole = whole.replace(word, time)
    found = [_LOOSE_TIME.fullmatch(part.strip()) for part in _TO.sub("-", whole).split("-")]
    minutes = [_minutes(match) for match in found if match]
    if len(minutes) == len(found) == 2 and max(minutes) <= _DAY_MINUTES:
        start, end = minutes
        return f"{clock(start)}-{clock(end + 12 * 60 if end <= start and end <= 12 * 60 else end)}"
    return "it like 08:00-17:00 (five in the afternoon is 17:00; 24:00 ends a day)"


def _minutes(match: re.Match[str]) -> int:
    """Minutes of a time of day such as “5pm”, “9” or “9.30 am”."""
    hours, minutes = int(match[1]), int(match[2] or 0)
    if match[3]:
        hours = hours % 12 + (12 if match[3] == "p" else 0)
    return hours * 60 + minutes


def clock(minutes: int) -> str:
    """``17:00``; the end of a day is ``24:00``."""
    return f"{minutes // 60 % 24 if minutes != _DAY_MINUTES else 24:02}:{minutes % 60:02}"


def meant_date(text: str) -> str:
    """The right form of a date, where there is only one it can be: ``2026-12-25`` for “12/25/2026”."""
    days = {day.isoformat() for day in _days(text.lower().strip()[:40])}
    return days.pop() if len(days) == 1 else "the year, the month and the day, like 2026-12-24"


def _days(text: str) -> list[date]:
    """The dates a text can stand for; in which order day and month stand is everybody's own habit."""
    named = _MONTH.search(text)
    if named:
        rest = [int(number) for number in re.findall(r"\d{1,4}", _MONTH.sub(" ", text))]
        parts = [(rest[-1], _MONTHS.index(named[1]) + 1, rest[0])] if len(rest) == 2 else []
    elif match := _NUMBERS.fullmatch(text):
        one, two, three = (int(number) for number in match.groups())
        parts = [(one, two, three)] if one > 31 else [(three, two, one), (three, one, two)]
        parts = parts[:1] if "." in text else parts
    else:
        parts = []
    found = []
    for year, month, day in parts:
        with suppress(ValueError):
            found.append(date(year if year > 99 else 2000 + year, month, day))
    return found


def meant_id(text: str) -> str:
    """The nearest thing to a text that can be an id: ``mueller`` for “Müller”."""
    from unicodedata import combining, normalize

    german = text.lower().translate(_UMLAUTS)
    letters = (c for c in normalize("NFKD", german).lower() if not combining(c))
    plain = "".join(c if c.isascii() and c.isalnum() else "_" for c in letters)
    return "_".join(part for part in plain.split("_") if part)


_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})
