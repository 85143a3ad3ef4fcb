"""The kinds of time people tell apart when they try a phone menu: by day, at lunch, at night, on holidays.

A kind is a set of periods. The kinds of a file do not overlap, and together they are the whole year. Times
that are alike for every caller are one kind, named after all of them: “night and weekend”.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from ivrcheck.analysis.daytime import business_hours
from ivrcheck.analysis.facts import Facts
from ivrcheck.hours.intervals import Interval, merge, shared
from ivrcheck.hours.words import join_words
from ivrcheck.menu.scalars import DAY_MINUTES

ANY_TIME, DAY, LUNCH, NIGHT = "any time", "day", "lunch", "night"
WEEKEND, DAYS_OFF, SPECIAL, HOLIDAY = "weekend", "closed weekdays", "special dates", "public holiday"
_CLOSED = (LUNCH, NIGHT, WEEKEND, DAYS_OFF)
_SATURDAY = 5
_LONGEST_LUNCH = 180
"""Minutes; nobody calls a longer break by that name."""


@dataclass(frozen=True, slots=True)
class DayKind:
    """One kind of time: its name, and the periods of it as a bit set."""

    name: str
    bits: int


def day_kinds(facts: Facts) -> Sequence[DayKind]:
    """The kinds of time of a file, the day first; at least one."""
    return facts.once("day kinds", lambda: _named(facts, _kinds(facts)))


def kind_of(facts: Facts, period: int) -> DayKind:
    """The kind a period (its number) is of."""
    return next(kind for kind in day_kinds(facts) if kind.bits >> period & 1)


def _named(facts: Facts, kinds: Mapping[str, int]) -> list[DayKind]:
    """The kinds that there are; where all of the year is one, it has no name of its own."""
    there = [DayKind(name, bits) for name, bits in kinds.items() if bits]
    usual = [kind for kind in there if kind.name not in (SPECIAL, HOLIDAY)]
    if len(usual) == 1:
        return [DayKind(ANY_TIME, kind.bits) if kind is usual[0] else kind for kind in there]
    return there


def _kinds(facts: Facts) -> dict[str, int]:
    hours = business_hours(facts.menu)
    day = facts.calendar.open[hours] if hours else facts.working
    holiday = 0
    for bits in facts.calendar.holiday.values():
        holiday |= bits
    day, holiday = day & ~holiday, holiday & facts.everything
    alike = _alike(facts)
    usual = facts.calendar.ordinary() & ~holiday
    closed = _closed_kinds(facts, day, usual, alike)
    found = {DAY: usual & day, **closed}
    rest = facts.everything & ~holiday & ~usual
    for name, bits in found.items():  # somebody is away, and no caller notices
        same = rest & _spread(bits, alike) & (day if name == DAY else ~day)
        found[name] |= same
        rest &= ~same
    return {**found, SPECIAL: rest, HOLIDAY: holiday}


def _alike(facts: Facts) -> list[int]:
    """The periods in groups: in each, exactly the same moves exist."""
    clocked = sorted({move.periods for moves in facts.graph.out.values() for move in moves})
    groups = [facts.everything]
    for bits in clocked:
        if bits != facts.everything:
            groups = [part for group in groups for part in (group & bits, group & ~bits) if part]
    return groups


def _spread(bits: int, alike: Sequence[int]) -> int:
    """All periods that are like one of a set."""
    found = 0
    for group in alike:
        if group & bits:
            found |= group
    return found


def _closed_kinds(facts: Facts, day: int, usual: int, alike: Sequence[int]) -> dict[str, int]:
    """The ordinary time that is not day: lunch, night and days off, those together that are alike."""
    names = dict.fromkeys(_CLOSED, 0)
    for name, bits in _when_closed(facts, day):
        names[name] |= bits & usual & ~day
    joint: list[tuple[list[str], int]] = []
    for name, bits in names.items():
        if not bits:
            continue
        same = [one for one in joint if _spread(one[1], alike) & bits]
        joint = [one for one in joint if one not in same]
        words = [word for group, _ in same for word in group]
        joint.append(([*words, name], bits | sum(others & ~bits for _, others in same)))
    return {join_words(words): bits for words, bits in joint}


def _when_closed(facts: Facts, day: int) -> Iterator[tuple[str, int]]:
    """By what people call it, the periods of each piece of an ordinary week in which it is not day."""
    pieces = facts.calendar.plain_week()
    opened = merge((start, end) for start, end, period in pieces if day >> period & 1)
    by_day: dict[int, list[Interval]] = {}
    for number in range(pieces[-1][1] // DAY_MINUTES):
        whole = (number * DAY_MINUTES, (number + 1) * DAY_MINUTES)
        by_day[number] = shared([whole], opened)
    for start, end, period in pieces:
        if day >> period & 1:
            continue
        for number in range(start // DAY_MINUTES, -(-end // DAY_MINUTES)):
            first = max(start, number * DAY_MINUTES)
            yield _name(number % 7, first, by_day[number]), 1 << period


def _name(weekday: int, minute: int, opened: Sequence[Interval]) -> str:
    """What people call a closed minute of a day with these opening times."""
    if not opened:
        return DAYS_OFF if weekday < _SATURDAY else WEEKEND
    before = [end for _, end in opened if end <= minute]
    after = [start for start, _ in opened if start > minute]
    return LUNCH if before and after and after[0] - before[-1] <= _LONGEST_LUNCH else NIGHT
