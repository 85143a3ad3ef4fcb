"""How the calls of callers with fixed habits end, in the whole year: each call is played.

Such a caller and an office that always does the same leave only the clock to decide, so one call stands for
all periods in which the clock decides as it did there.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ivrcheck.analysis.callers import Caller, TopicCaller
from ivrcheck.analysis.daykinds import day_kinds
from ivrcheck.analysis.seconds import Lines
from ivrcheck.analysis.topics import Topic
from ivrcheck.callgraph.move import Deed, Outcome
from ivrcheck.menu.kinds import Queue
from ivrcheck.simulate.call import Call
from ivrcheck.simulate.habits import place_call
from ivrcheck.simulate.phone import Phone

OFFICES = ("always", "never")
"""Whoever is on duty answers; nobody does."""


@dataclass(frozen=True, slots=True)
class End:
    """How a call ends."""

    outcome: Outcome
    seconds: int
    """Rounded."""
    queued: bool
    """Whether an unknown wait in a queue comes on top."""


@dataclass(frozen=True, slots=True)
class Who:
    """Somebody with a habit, and what they call about."""

    caller: Caller | TopicCaller
    topic: Topic | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """One caller: how it ends if everybody answers, and if nobody does."""

    who: Who
    answered: End
    unanswered: End


@dataclass(frozen=True, slots=True)
class Time:
    """Periods in which all callers fare alike."""

    bits: int
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """The year at some numbers at which callers fare alike."""

    numbers: tuple[str, ...]
    times: tuple[Time, ...]


_Column = list[tuple[int, End]]


def callers_table(phone: Phone) -> list[Table]:
    """How all callers fare at all numbers, all year."""
    found: dict[tuple[Time, ...], list[str]] = {}
    for number in phone.system.graph.entries:
        found.setdefault(_times(phone, number), []).append(number)
    return [Table(tuple(numbers), times) for times, numbers in found.items()]


def _times(phone: Phone, number: str) -> tuple[Time, ...]:
    facts = phone.facts
    columns = {
        who: tuple(_column(phone, who, number, office) for office in OFFICES) for who in _who(phone, number)
    }
    groups = [facts.everything]
    for column in (one for both in columns.values() for one in both):
        ends: dict[End, int] = {}
        for bits, end in column:
            ends[end] = ends.get(end, 0) | bits
        groups = [part for group in groups for bits in ends.values() if (part := group & bits)]
    day = day_kinds(facts)[0].bits
    groups.sort(key=lambda bits: (not bits & day, -facts.hours_a_week(bits), bits))
    return tuple(
        Time(bits, tuple(Row(who, _at(both[0], bits), _at(both[1], bits)) for who, both in columns.items()))
        for bits in groups
    )


def _who(phone: Phone, number: str) -> Iterator[Who]:
    """Who dials a number: whoever has no particular topic, and those it is for."""
    yield from map(Who, Caller)
    for topic in phone.facts.topics:
        for caller in TopicCaller:
            if Lines(phone.facts, caller, topic).dials(number):
                yield Who(caller, topic)


def _column(phone: Phone, who: Who, number: str, office: str) -> _Column:
    """How one caller's calls end, each with the periods in which they go just so."""
    calendar, left, found = phone.system.calendar, phone.facts.everything, list[tuple[int, End]]()
    while left:
        call = place_call(phone, who.caller, calendar.first_moment(left), number, office, topic=who.topic)
        same = left
        for move in call.moves:
            same &= move.periods
        found.append((same, _end(call)))
        left &= ~same
    return found


def _end(call: Call) -> End:
    assert call.outcome is not None
    steps = call.system.graph
    queues = (steps.kind_of(move.source) for move in call.moves if move.deed is Deed.ANSWER)
    queued = any(isinstance(step, Queue) and step.expected_wait is None for step in queues)
    return End(call.outcome, round(call.seconds), queued)


def _at(column: Sequence[tuple[int, End]], bits: int) -> End:
    return next(end for when, end in column if when & bits)
