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
QUARTER = 15
"""The minutes of the smallest piece in a picture."""


class Gets(IntEnum):
    """The best a caller can get, with choice and luck; a larger number is better."""

    NOTHING = 0
    ANNOUNCEMENT = 1
    OTHER_NUMBER = 2
    MESSAGE = 3
    PERSON = 4


MEANING = {
    Gets.PERSON: "a person",
    Gets.MESSAGE: "only a message or a call back",
    Gets.OTHER_NUMBER: "only another number",
    Gets.ANNOUNCEMENT: "only an announcement",
    Gets.NOTHING: "nothing",
}
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
    """Monday to Sunday, in half hours or quarters of an hour: the least of what there is in each."""
    hours: Mapping[Gets, float]
    """How many hours of an ordinary week they get what."""
    special: Mapping[Gets, Sequence[str]]
    """When they get it although they would not in an ordinary week, in words."""
    same: bool
    """Whether all ordinary weeks are alike; if not, the days are those of the first."""
    topics: tuple[str, ...] = ()
    """What these callers call about, in words; empty for whoever presses the right keys."""


_Bits = tuple[int, ...]
"""When callers get what, in the order of ``Gets``."""


def weeks(facts: Facts) -> list[Week]:
    """One answer for all numbers at which callers get the same at the same times."""
    groups: dict[_Bits, list[str]] = {}
    for number, bits in _everybody(facts).items():
        groups.setdefault(bits, []).append(number)
    return [_week(facts, numbers, bits) for bits, numbers in groups.items()]


def topic_weeks(facts: Facts) -> list[Week]:
    """The same in quarters of an hour, and below for each topic that does not get the same."""
    groups: dict[tuple[tuple[_Bits, tuple[str, ...]], ...], list[str]] = {}
    honest = _honest(facts)
    for number, everybody in _everybody(facts).items():
        rows: dict[_Bits, list[str]] = {}
        for words, bits in honest.get(number, ()):
            rows.setdefault(bits, []).append(words)
        whole = [(bits, tuple(words)) for bits, words in rows.items()]
        own = [] if set(rows) <= {everybody} else whole
        groups.setdefault(((everybody, ()), *own), []).append(number)
    return [
        _week(facts, numbers, bits, words, QUARTER)
        for rows, numbers in groups.items()
        for bits, words in rows
    ]


def _everybody(facts: Facts) -> dict[str, _Bits]:
    """What whoever presses the right keys gets, by number."""
    reached = {gets: can_reach(facts.graph, goals(facts.graph, ends)) for gets, ends in _ENDS.items()}
    return {
        number: _best(facts, {gets: bits.get(node, 0) for gets, bits in reached.items()})
        for number, node in facts.graph.entries.items()
    }


def _honest(facts: Facts) -> dict[str, list[tuple[str, _Bits]]]:
    """What callers with a topic get who press only what is meant for them, by number."""
    found: dict[str, list[tuple[str, _Bits]]] = {}
    for way in facts.honest:
        bits = {
            Gets.PERSON: way.person,
            Gets.MESSAGE: way.offered & ~way.elsewhere,
            Gets.OTHER_NUMBER: way.elsewhere,
            Gets.ANNOUNCEMENT: way.resolved | way.told,
        }
        found.setdefault(way.number, []).append((way.topic.words, _best(facts, bits)))
    return found


def _best(facts: Facts, reached: Mapping[Gets, int]) -> _Bits:
    """The best there is in each period, of all that can be reached then."""
    left, bits = facts.everything, dict.fromkeys(Gets, 0)
    for gets in (*_ENDS, Gets.NOTHING):
        bits[gets] = left & reached.get(gets, left)
        left &= ~bits[gets]
    return tuple(bits.values())


def _week(
    facts: Facts, numbers: list[str], found: _Bits, topics: tuple[str, ...] = (), slot: int = SLOT
) -> Week:
    bits = dict(zip(Gets, found, strict=True))
    pieces = facts.calendar.plain_week()
    same = pieces[-1][1] == WEEK_MINUTES
    return Week(
        tuple(numbers),
        _days(pieces, bits, slot),
        {gets: facts.hours_a_week(bits[gets]) for gets in Gets},
        {gets: words for gets in Gets if (words := _special(facts, bits[gets], pieces))},
        same,
        topics,
    )


def _days(pieces: Sequence[tuple[int, int, int]], bits: Mapping[Gets, int], size: int) -> list[list[Gets]]:
    """The first week, day by day, in slots of so many minutes."""
    slots = [Gets.PERSON] * (WEEK_MINUTES // size)
    for start, end, period in takewhile(lambda piece: piece[0] < WEEK_MINUTES, pieces):
        gets = next(one for one in Gets if bits[one] >> period & 1)
        for slot in range(start // size, min(-(-end // size), len(slots))):
            slots[slot] = min(slots[slot], gets)
    day = DAY_MINUTES // size
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
