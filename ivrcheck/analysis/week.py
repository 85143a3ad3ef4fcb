"""What callers to each number can get, minute by minute of an ordinary week, and when it is different."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum
from itertools import takewhile

from ivrcheck.analysis.facts import Facts
from ivrcheck.analysis.solve import can_reach, goals
from ivrcheck.callgraph.move import Outcome
from ivrcheck.hours.intervals import Interval, merge
from ivrcheck.hours.naming import beside
from ivrcheck.hours.weekly import MONDAY, WEEK_MINUTES
from ivrcheck.menu.scalars import DAY_MINUTES

SLOT = 30
"""The minutes of one sign in a strip."""


class Gets(IntEnum):
    """The best a caller can get, with choice and luck; a larger number is better."""

    NOTHING = 0
    ANNOUNCEMENT = 1
    OTHER_NUMBER = 2
    MESSAGE = 3
    PERSON = 4


_ENDS = {
    Gets.PERSON: [Outcome.PERSON],
    Gets.MESSAGE: [Outcome.MESSAGE, Outcome.CALLBACK],
    Gets.OTHER_NUMBER: [Outcome.HANDED_OVER],
    Gets.ANNOUNCEMENT: [Outcome.RESOLVED],
}


@dataclass(frozen=True, slots=True)
class Week:
    """What callers to some numbers get."""

    numbers: tuple[str, ...]
    days: Sequence[Sequence[Gets]]
    """Monday to Sunday, in half hours: the least of what there is in each."""
    hours: Mapping[Gets, float]
    """How many hours of an ordinary week they get what."""
    special: Mapping[Gets, Sequence[str]]
    """When they get it although they would not in an ordinary week, in words."""
    same: bool
    """Whether all ordinary weeks are alike; if not, the days are those of the first."""


def weeks(facts: Facts) -> list[Week]:
    """One answer for all numbers at which callers get the same at the same times."""
    groups: dict[tuple[int, ...], list[str]] = {}
    reached = {gets: can_reach(facts.graph, goals(facts.graph, ends)) for gets, ends in _ENDS.items()}
    for number, node in facts.graph.entries.items():
        left, bits = facts.everything, dict.fromkeys(Gets, 0)
        for gets in (*_ENDS, Gets.NOTHING):
            bits[gets] = left & (reached[gets].get(node, 0) if gets in reached else left)
            left &= ~bits[gets]
        groups.setdefault(tuple(bits.values()), []).append(number)
    return [_week(facts, numbers, dict(zip(Gets, bits, strict=True))) for bits, numbers in groups.items()]


def _week(facts: Facts, numbers: list[str], bits: Mapping[Gets, int]) -> Week:
    pieces = facts.calendar.plain_week()
    same = pieces[-1][1] == WEEK_MINUTES
    return Week(
        tuple(numbers),
        _days(pieces, bits),
        {gets: facts.hours_a_week(bits[gets]) for gets in Gets},
        {gets: words for gets in Gets if (words := _special(facts, bits[gets], pieces))},
        same,
    )


def _days(pieces: Sequence[tuple[int, int, int]], bits: Mapping[Gets, int]) -> list[list[Gets]]:
    """The signs of the first week, day by day."""
    slots = [Gets.PERSON] * (WEEK_MINUTES // SLOT)
    for start, end, period in takewhile(lambda piece: piece[0] < WEEK_MINUTES, pieces):
        gets = next(one for one in Gets if bits[one] >> period & 1)
        for slot in range(start // SLOT, min(-(-end // SLOT), len(slots))):
            slots[slot] = min(slots[slot], gets)
    day = DAY_MINUTES // SLOT
    return [slots[first : first + day] for first in range(0, len(slots), day)]


def _special(facts: Facts, bits: int, pieces: Sequence[tuple[int, int, int]]) -> list[str]:
    calendar = facts.calendar
    plain = [(start, end) for start, end, period in pieces if bits >> period & 1]
    usual = merge(_laid_out(facts, plain, pieces[-1][1]))
    return beside(calendar.year(bits), usual, calendar.start, calendar.last)


def _laid_out(facts: Facts, plain: Sequence[Interval], span: int) -> Iterator[Interval]:
    """Ordinary weeks laid over the year, in minutes of the clock on the wall."""
    begin = facts.calendar.start.toordinal() * DAY_MINUTES
    begin -= (begin - MONDAY) % WEEK_MINUTES
    for base in range(begin, facts.calendar.last.toordinal() * DAY_MINUTES, span):
        yield from ((base + start, base + end) for start, end in plain)
