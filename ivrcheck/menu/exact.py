"""The one right form of a value that somebody wrote in another way.

``meant`` makes suggestions, and a person decides. What is said here is written into files, so it is said only
where a value can mean nothing else: 12/25/2026 is Christmas, but 05/06/2026 is a day in May or in June.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date
from functools import cache
from typing import Any

from pydantic_core import PydanticCustomError

from ivrcheck.menu import scalars
from ivrcheck.menu.daywords import meant_days
from ivrcheck.menu.meant import clock, meant_date, meant_length
from ivrcheck.menu.near import slip

_CURLY = "“”„‟«»‘’‚"
_LONGEST = 120
_AND = re.compile(r"\s*(?:,|;|\n|&|\+|\band\b|\bund\b|\by\b|\bet\b)\s*")
_TO = re.compile(r"\s*(?:-|–|—|\b(?:to|till?|until|bis)\b)\s*")
_TIME = re.compile(r"(\d{1,2})(?:[:.h](\d{2}))?\s*(?:([ap])\.?\s*m\.?|(uhr|hrs?|h))?|(\d{2})(\d{2})")
_NAMED_TIMES = {"noon": 720, "midday": 720, "midnight": 1440}
_ALWAYS = (
    "24 hours",
    "24hours",
    "24h",
    "24/7",
    "24 h",
    "allday",
    "all-day",
    "around the clock",
    "00:00-00:00",
)
_DATE = re.compile(r"(\d{1,4})\s*[-./ ]\s*(\d{1,2})\s*[-./ ]\s*(\d{1,4})")
_WORK = re.compile(r"(\d{1,3})\s*(?:(?:work|working|office)\s*(days?)|(?:business|office)\s*(hours?))")
_COUNTRIES = {"usa": "US", "u.s.": "US", "u.s.a.": "US", "uk": "GB", "u.k.": "GB"}


def right_form(sort: str, written: Any) -> str | None:
    """The right form of a value of a sort (see ``scalars.wrong``); None where it is not certain."""
    if sort not in _SORTS or not isinstance(written, str) or not 0 < len(written) <= _LONGEST:
        return None
    read, forms = _SORTS[sort]
    text = " ".join(written.split()).strip(_CURLY).strip()
    for form in (text, forms(text.lower()) if sort != "zone" else forms(text)):
        if form and form != written and _reads(read, form):
            return form
    return None


def _reads(read: Callable[[Any], Any], form: str) -> bool:
    try:
        read(form)
    except PydanticCustomError:
        return False
    return True


def _length(text: str) -> str | None:
    form = meant_length(text)
    return form if form[:-1].isdigit() else None


def _promise(text: str) -> str | None:
    """``4h`` for “4 hours”, ``1 business day`` for “1 working day”; plain days may be either."""
    if match := _WORK.fullmatch(text):
        unit = "business day" if match[2] else "working hour"
        return f"{int(match[1])} {unit}{'s' * (int(match[1]) != 1)}"
    form = _length(text)
    return form if form and form[-1] != "d" else None


def _date(text: str) -> str | None:
    """A day whose year has four digits, and that is the same whichever number is taken for the month."""
    if match := _DATE.fullmatch(text):
        first, second, third = (int(number) for number in match.groups())
        if len(match[1]) == 4:
            orders = [(first, second, third)]
        elif len(match[3]) == 4:
            orders = [(third, second, first), (third, first, second)]
        else:
            return None
        days = {day for order in orders for day in _day(*order)}
        return days.pop().isoformat() if len(days) == 1 else None
    form = meant_date(text)
    return form if form[:4].isdigit() and re.search(r"\b\d{4}\b", text) else None


def _day(year: int, month: int, day: int) -> Iterator[date]:
    try:
        yield date(year, month, day)
    except ValueError:
        return


def _dates(text: str) -> str | None:
    """A day, or two with a word or a dash between them."""
    if form := _date(text):
        return form
    for between in (" to ", " until ", " till ", " - ", " – ", "–", "-", "/", " and "):
        ends = text.split(between)
        both = [one if _reads(scalars.read_date, one) else _date(one) for one in map(str.strip, ends)]
        if len(both) == 2 and all(both):
            return "/".join(map(str, both))
    return (
        "/".join([text[:10], text[11:]]) if re.fullmatch(r"\d{4}-\d\d-\d\d-\d{4}-\d\d-\d\d", text) else None
    )


def _days(text: str) -> str | None:
    form = meant_days(text)
    return form if form != text else slip(text, scalars.DAYS)


def _times(text: str) -> str | None:
    if text in _ALWAYS:
        return "all day"
    parts = _AND.split(text)
    whole = any(_minutes(end)[1] == _WHOLE for part in parts for end in _TO.split(part))
    ranges = [_range(part, whole) for part in parts]
    return ", ".join(filter(None, ranges)) if all(ranges) else None


def _range(text: str, whole: bool) -> str | None:
    """One range, if both its ends can be told apart from those twelve hours away: of 9-5 nobody knows.

    ``whole``: some time beside it is surely of a clock of 24 hours, such as 17; then so are all.
    """
    ends = [_minutes(end) for end in _TO.split(text)]
    if len(ends) != 2:
        return None
    (start, how), (end, other) = ends
    if start is None or end is None:
        return None
    if "" in (how, other) and not (whole and _HALF not in (how, other) and start < end):
        return None
    return f"{clock(start % 1440)}-{clock(end or 1440)}"


_HALF, _WHOLE = "half", "whole"
"""How a time shows on which clock it is read: of twelve hours with am or pm, or of 24."""


def _minutes(text: str) -> tuple[int | None, str]:
    """Minutes of a time of day, and what shows its half of the day; an empty text where nothing does."""
    if text in _NAMED_TIMES:
        return _NAMED_TIMES[text], _HALF
    match = _TIME.fullmatch(text)
    if not match:
        return None, ""
    hours, minutes = int(match[1] or match[5]), int(match[2] or match[6] or 0)
    if minutes > 59 or hours > 24 or (match[3] and not 1 <= hours <= 12):
        return None, ""
    if match[3]:
        return (hours % 12 + (12 if match[3] == "p" else 0)) * 60 + minutes, _HALF
    whole = match[4] == "uhr" or match[5] or not 1 <= hours <= 12
    return hours * 60 + minutes, _WHOLE if whole else ""


def _time(text: str) -> str | None:
    minutes, how = _minutes(text)
    return clock(minutes % 1440) if minutes is not None and how else None


def _key(text: str) -> str | None:
    return {"o": "0", "asterisk": "*", "pound key": "#", "star key": "*", "hash key": "#"}.get(text)


def _zone(text: str) -> str | None:
    """The zone that differs by capitals and spaces only, or the only one of a city."""
    wanted = text.replace(" ", "_").lower()
    zones = [zone for zone in _zones() if wanted in (zone.lower(), zone.rpartition("/")[2].lower())]
    real = [zone for zone in zones if zone.lower() == wanted] or [zone for zone in zones if "/" in zone]
    return real[0] if len(real) == 1 else None


@cache
def _zones() -> frozenset[str]:
    from zoneinfo import available_timezones

    return frozenset(available_timezones())


def _read_zone(text: str) -> str:
    if text not in _zones():
        raise scalars.wrong("")
    return text


def _country(text: str) -> str | None:
    return _COUNTRIES.get(text) or (text.upper() if re.fullmatch("[a-z]{2}", text) else None)


def _read_country(text: str) -> str:
    from phonenumbers import SUPPORTED_REGIONS

    if text not in SUPPORTED_REGIONS:
        raise scalars.wrong("")
    return text


def _read_number(text: str) -> str:
    if not re.fullmatch(r"[+(]?[\d() ./-]{2,}", text):
        raise scalars.wrong("")
    return text


def _as_it_is(text: str) -> str | None:
    return None


_SORTS: dict[str, tuple[Callable[[Any], Any], Callable[[str], str | None]]] = {
    "length": (scalars.read_duration, _length),
    "promise": (scalars.read_promise, _promise),
    "date": (scalars.read_date, _date),
    "dates": (scalars.read_dates, _dates),
    "days": (scalars.read_days, _days),
    "times": (scalars.read_ranges, _times),
    "time": (scalars.read_time, _time),
    "key": (scalars.read_key, _key),
    "whole": (scalars.read_whole, _as_it_is),
    "zone": (_read_zone, _zone),
    "country": (_read_country, _country),
    "number": (_read_number, _as_it_is),
}
