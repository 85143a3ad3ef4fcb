"""A naive judge of hours and duty: decides one moment at a time, straight from the specification.

It shares nothing with the product. Input is what ``yaml.safe_load`` makes of a menu file. Local wall
clock time settles daylight saving: a moment is first turned into what the clock on the wall shows, and
everything after that is plain dates and minutes. Readings chosen where the specification leaves room:

* all week (or season) patterns that match a day add up; of two seasons over one date the first counts;
* without ``holidays`` no day is a holiday; a map without ``country`` means the file's ``country``;
* an excepted name must be the whole name of the holiday (case aside; in English or in the country's own
  language), with or without what stands behind it in brackets, such as ``(observed)``; of two holidays on
  one date the other one still closes it;
* whoever is always on duty has one shift a day, 00:00–24:00, and no other, whatever hours their teams have;
* a range whose end is not after its start crosses midnight;
* a person who cannot be rung is not rung through their cover either;
* a team member is away when every shift running at this moment starts on a day they are away, or, with
  no shift running, when the local date is such a day.
"""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import Any, ClassVar
from zoneinfo import ZoneInfo

import holidays

Menu = dict[str, Any]
#: Minutes since midnight of the day a range starts on; the end is not included and may pass 1440.
Ranges = tuple[tuple[int, int], ...]

MIDNIGHT = 24 * 60
ALL_DAY: Ranges = ((0, MIDNIGHT),)
DAY = timedelta(days=1)
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
ORDINALS = ("1st", "2nd", "3rd", "4th", "5th", "last")
NOT_PATTERNS = ("holidays", "closed", "open", "seasons", "dates", "name", "label", "note")
UNITS = {"d": "days", "h": "hours", "m": "minutes", "s": "seconds"}


def is_open(menu: Menu, hours_id: str, moment: datetime) -> bool:
    """Whether these hours are open at the moment."""
    return _hours_cover(menu, hours_id, wall_clock(menu, moment))


def branch(menu: Menu, hours_id: str, moment: datetime) -> str:
    """The way an `hours` step goes: `open`, `closed` or `holiday`."""
    if is_open(menu, hours_id, moment):
        return "open"
    today = wall_clock(menu, moment).date()
    decided_by, _ = _decide(menu, menu["hours"][hours_id], today)
    return "holiday" if decided_by == "holiday" else "closed"


def on_duty_person(menu: Menu, person_id: str, moment: datetime, phones_only: bool = True) -> bool:
    """Whether this person, rung alone by name, is on duty (or somebody stands in for them)."""
    return person_id in everyone_on_duty(menu, moment, phones_only)


def on_duty_team(menu: Menu, team_id: str, moment: datetime, phones_only: bool = True) -> bool:
    """Whether somebody of this team, or its cover, is on duty."""
    return team_id in everyone_on_duty(menu, moment, phones_only)


def wall_clock(menu: Menu, moment: datetime) -> datetime:
    """What the clock on the wall shows: naive on purpose, a repeated hour reads the same twice."""
    return moment.astimezone(ZoneInfo(str(menu["timezone"]))).replace(tzinfo=None)


def _possible_starts(wall: datetime) -> tuple[date, date]:
    """A range running now started today, or yesterday and ran over midnight."""
    today = wall.date()
    return today - DAY, today


def _hours_cover(menu: Menu, hours_id: str, wall: datetime) -> bool:
    return any(_covers(_day_ranges(menu, hours_id, day), day, wall) for day in _possible_starts(wall))


def _covers(ranges: Ranges, day: date, wall: datetime) -> bool:
    minute = (wall.date() - day).days * MIDNIGHT + wall.hour * 60 + wall.minute
    return any(start <= minute < end for start, end in ranges)


class _Remembered:
    """The decided ranges per date, of the last menu asked about only (so that a year stays quick)."""

    menu: ClassVar[Menu | None] = None
    days: ClassVar[dict[tuple[str, date], Ranges]] = {}


def _day_ranges(menu: Menu, hours_id: str | None, day: date) -> Ranges:
    """The ranges that start on the day; without hours somebody is there all day, every day."""
    if hours_id is None:
        return ALL_DAY
    if _Remembered.menu is not menu:
        _Remembered.menu, _Remembered.days = menu, {}
    key = (hours_id, day)
    if key not in _Remembered.days:
        _Remembered.days[key] = _decide(menu, menu["hours"][hours_id], day)[1]
    return _Remembered.days[key]


def _decide(menu: Menu, hours: Menu, day: date) -> tuple[str, Ranges]:
    """What decides the day, in the order of the specification, and the ranges that start on it."""
    for opened, text in (hours.get("open") or {}).items():
        if _among(day, opened):
            return "open", _ranges(text)
    if _among(day, hours.get("closed")):
        return "closed", ()
    if _is_holiday(menu, hours.get("holidays"), day):
        return "holiday", ()
    for season in hours.get("seasons") or []:
        if _among(day, season["dates"]):
            return "season", _week(season, day)
    return "week", _week(hours, day)


def _week(patterns: Menu, day: date) -> Ranges:
    found: list[tuple[int, int]] = []
    for pattern, text in patterns.items():
        if str(pattern) not in NOT_PATTERNS and _matches(str(pattern), day):
            found.extend(_ranges(text))
    return tuple(found)


def _matches(pattern: str, day: date) -> bool:
    return any(_matches_part(part.split(), day) for part in pattern.lower().split(","))


def _matches_part(words: list[str], day: date) -> bool:
    """`mon`, `fri-mon`, `1st sat`, `last fri`."""
    if len(words) == 2:
        return _is_nth(words[0], day) and _in_span(words[1], day)
    if len(words) != 1:
        raise ValueError(f"not a day: {words}")
    return _in_span(words[0], day)


def _is_nth(ordinal: str, day: date) -> bool:
    if ordinal not in ORDINALS:
        raise ValueError(f"not an ordinal: {ordinal}")
    if ordinal == "last":
        return (day + 7 * DAY).month != day.month
    return (day.day - 1) // 7 == ORDINALS.index(ordinal)


def _in_span(span: str, day: date) -> bool:
    ends = [WEEKDAYS.index(name.strip()) for name in span.split("-")]
    first, last = ends[0], ends[-1]
    # Counting on from the first day lets `fri-mon` wrap round the end of the week.
    return (day.weekday() - first) % 7 <= (last - first) % 7


def _ranges(text: object) -> Ranges:
    words = str(text).strip().lower()
    if words == "closed":
        return ()
    if words == "all day":
        return ALL_DAY
    return tuple(_range(part) for part in words.split(","))


def _range(text: str) -> tuple[int, int]:
    start, end = (_minutes(part) for part in text.split("-"))
    return (start, end) if end > start else (start, end + MIDNIGHT)


def _minutes(text: str) -> int:
    found = re.fullmatch(r"\s*(\d\d):(\d\d)\s*", text)
    if not found or not int(found[1]) * 60 + int(found[2]) <= MIDNIGHT:
        raise ValueError(f"not a time of day: {text}")
    return int(found[1]) * 60 + int(found[2])


def _among(day: date, dates: object) -> bool:
    """Whether the day is among dates and ranges `first/last`, given as one or as a list."""
    entries = dates if isinstance(dates, list) else [] if dates is None else [dates]
    return any(_within(day, str(entry)) for entry in entries)


def _within(day: date, entry: str) -> bool:
    ends = [date.fromisoformat(end.strip()) for end in entry.split("/")]
    return ends[0] <= day <= ends[-1]


def _is_holiday(menu: Menu, definition: object, day: date) -> bool:
    if definition is None or str(definition).lower() == "none":
        return False
    if not isinstance(definition, dict):
        country, _, subdivision = str(definition).partition("-")
        return bool(_names(country, subdivision, "en_US", day))
    if _among(day, definition.get("also")):
        return True
    country = str(definition.get("country", menu.get("country")))
    subdivision = str(definition.get("subdivision") or "")
    return _is_kept(country, subdivision, [str(one) for one in definition.get("except") or []], day)


def _is_kept(country: str, subdivision: str, exceptions: list[str], day: date) -> bool:
    """A public holiday that is excepted neither by its date nor by all of its names."""
    excepted = {text.casefold() for text in exceptions}
    by_language = [_names(country, subdivision, language, day) for language in ("en_US", "")]
    all_named = [
        all(not excepted.isdisjoint({name, name.split(" (")[0]}) for name in names) for names in by_language
    ]
    return day.isoformat() not in excepted and not any(all_named)


def _names(country: str, subdivision: str, language: str, day: date) -> list[str]:
    return [name.casefold() for name in _public(country, subdivision, language).get_list(day)]


@lru_cache
def _public(country: str, subdivision: str, language: str) -> holidays.HolidayBase:
    """Left alone, the package picks a language by the machine's locale: so always name one."""
    own = holidays.country_holidays(country, subdiv=subdivision or None)
    chosen = language if language in own.supported_languages else own.default_language
    return holidays.country_holidays(country, subdiv=subdivision or None, language=chosen)


def everyone_on_duty(menu: Menu, moment: datetime, phones_only: bool) -> set[str]:
    """The least fixed point: start from nobody, and add until nothing changes."""
    wall = wall_clock(menu, moment)
    people, teams = menu.get("people") or {}, menu.get("teams") or {}
    on_duty: set[str] = set()
    while True:
        found = {who for who in people if _person_on(menu, who, None, wall, on_duty, phones_only)}
        found |= {who for who in teams if _team_on(menu, who, wall, on_duty, phones_only)}
        if found == on_duty:
            return on_duty
        on_duty = found


def _person_on(
    menu: Menu, who: str, team: str | None, wall: datetime, on_duty: set[str], phones_only: bool
) -> bool:
    person = menu["people"][who]
    if phones_only and not (person.get("extension") or person.get("phone")):
        return False
    shifts = _shifts(menu, who, team, wall)
    if any(not _among(day, person.get("away")) for day in shifts):
        return True
    return bool(shifts) and person.get("cover") in on_duty


def _team_on(menu: Menu, team_id: str, wall: datetime, on_duty: set[str], phones_only: bool) -> bool:
    team = menu["teams"][team_id]
    if team.get("hours") and not _hours_cover(menu, team["hours"], wall):
        return False
    members = _whose_turn(team, wall)
    if any(_person_on(menu, who, team_id, wall, on_duty, phones_only) for who in members):
        return True
    all_away = all(_is_away(menu, who, team_id, wall) for who in members)
    return all_away and team.get("cover") in on_duty


def _is_away(menu: Menu, who: str, team: str, wall: datetime) -> bool:
    """With no shift running, being away is a matter of the date on the wall."""
    shifts = _shifts(menu, who, team, wall) or [wall.date()]
    return all(_among(day, menu["people"][who].get("away")) for day in shifts)


def _shifts(menu: Menu, who: str, team: str | None, wall: datetime) -> list[date]:
    """The dates on which the person's shifts running at this moment started."""
    return [
        day for day in _possible_starts(wall)
        if any(_covers(_day_ranges(menu, hours, day), day, wall) for hours in _own_hours(menu, who, team))
    ]  # fmt: skip


def _own_hours(menu: Menu, who: str, team: str | None) -> list[str | None]:
    """The hours that say so for this person; None is always. `team` is the team being rung."""
    if own := menu["people"][who].get("hours"):
        return [own]
    if team is not None:
        return [menu["teams"][team].get("hours")]
    teams: dict[str, Menu] = menu.get("teams") or {}
    found = [one.get("hours") for one in teams.values() if who in one["members"]]
    return [None] if None in found or not found else found


def _whose_turn(team: Menu, wall: datetime) -> list[str]:
    """All members, or the one whose turn it is by whole turns of wall-clock time, also before `from`."""
    members: list[str] = list(team["members"])
    if not (rota := team.get("rota")):
        return members
    handover = _handover(rota.get("handover", "00:00"))
    elapsed = wall - datetime.combine(date.fromisoformat(str(rota["from"])), handover)
    return [members[elapsed // _duration(str(rota["every"])) % len(members)]]


def _handover(text: object) -> time:
    # YAML 1.1 reads an unquoted 13:00 as 13 times 60.
    minutes = text if isinstance(text, int) else _minutes(str(text))
    return time(minutes // 60, minutes % 60)


def _duration(text: str) -> timedelta:
    if not re.fullmatch(r"(\d+[dhms])+", text):
        raise ValueError(f"not a duration: {text}")
    parts = re.findall(r"(\d+)([dhms])", text)
    return sum((timedelta(**{UNITS[unit]: int(number)}) for number, unit in parts), timedelta())
