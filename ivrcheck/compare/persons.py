"""Who can reach a person and could not before, or could and cannot any more."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from ivrcheck.analysis.callers import Caller, Office, TopicCaller
from ivrcheck.analysis.facts import Facts
from ivrcheck.analysis.honest import HonestCallers
from ivrcheck.analysis.reach import way_to_person
from ivrcheck.analysis.seconds import FixedLines, Lines
from ivrcheck.analysis.topics import Topic
from ivrcheck.compare.ends import MOST_TOLD, call_at
from ivrcheck.compare.model import PersonChange
from ivrcheck.compare.pair import Both, Pair
from ivrcheck.compare.times import Times
from ivrcheck.finding import Call

Persons = Mapping[tuple[str, str], int]
_Topics = tuple[Topic, Topic] | None
"""A topic as both versions have it; None: callers who press whatever leads to a person."""


@dataclass(frozen=True, slots=True)
class PersonRow:
    """Callers to one number with one topic, and when they gain or lose a person."""

    number: Both
    topics: _Topics
    gained: bool
    bits: int
    reached: int
    """The periods in which a person can be reached, in the version in which it can be."""
    without: int
    """The periods in which none can be, in the other version."""


def person_changes(pair: Pair) -> list[PersonChange]:
    """What is lost, then what is gained. Same times are told together."""
    told = [_joined(pair, group) for group in _groups(person_rows(pair))]
    told.sort(key=lambda one: (one[0].gained, -one[0].when.hours))
    return [_with_calls(pair, *one) if place < MOST_TOLD else one[0] for place, one in enumerate(told)]


def person_rows(pair: Pair) -> list[PersonRow]:
    """The same, number by number and topic by topic."""
    old = persons(pair.old, [one for one, _ in pair.topics])
    new = persons(pair.new, [one for _, one in pair.topics])
    return [row for number in pair.numbers for row in _of_number(pair, number, old, new)]


def persons(facts: Facts, topics: Sequence[Topic]) -> Persons:
    """By number and topic (its id; empty: any option), when callers can reach a person."""
    found = {(number, ""): facts.person.get(node, 0) for number, node in facts.graph.entries.items()}
    if not topics:
        return found
    same = [(one.id, one.declared) for one in topics] == [(one.id, one.declared) for one in facts.topics]
    honest = facts.honest_callers if same else HonestCallers(facts.graph, topics, facts.duty, facts.people)
    ways = facts.honest if same else honest.ways()
    return found | {(way.number, way.topic.id): way.person for way in ways}


def _of_number(pair: Pair, number: Both, old: Persons, new: Persons) -> list[PersonRow]:
    choices: list[_Topics] = [None, *pair.topics]
    found = []
    for topics in choices:
        before = old.get((number[0], topics[0].id if topics else ""), 0)
        after = new.get((number[1], topics[1].id if topics else ""), 0)
        was, now = pair.years.of_old(before), pair.years.of_new(after)
        if lost := was & ~now:
            found.append(PersonRow(number, topics, False, lost, before, pair.new.everything & ~after))
        if gained := now & ~was:
            found.append(PersonRow(number, topics, True, gained, after, pair.old.everything & ~before))
    return found


def _groups(rows: Sequence[PersonRow]) -> list[list[list[PersonRow]]]:
    """The rows of the same times: a list for each number, with its topics; numbers alike are together."""
    numbers: dict[tuple[Both, bool, int], list[PersonRow]] = {}
    for row in rows:
        numbers.setdefault((row.number, row.gained, row.bits), []).append(row)
    alike: dict[tuple[bool, int, tuple[str, ...]], list[list[PersonRow]]] = {}
    for (_, gained, bits), same in numbers.items():
        ids = tuple(row.topics[1].id if row.topics else "" for row in same)
        alike.setdefault((gained, bits, ids), []).append(same)
    return list(alike.values())


def _joined(pair: Pair, group: Sequence[Sequence[PersonRow]]) -> tuple[PersonChange, PersonRow]:
    rows = group[0]
    first = rows[-1]  # somebody with a topic, if there is one
    topics = tuple(row.topics[1].words for row in rows if row.topics)
    everybody = len(topics) == len(pair.topics)
    numbers = tuple(one[0].number[1] for one in group)
    old, new = (first.without, first.reached) if first.gained else (first.reached, first.without)
    when = pair.years.when(Times(first.bits, old, new))
    untold = not topics and bool(pair.topics)
    return PersonChange(first.gained, numbers, () if everybody else topics, untold, when), first


def _with_calls(pair: Pair, change: PersonChange, row: PersonRow) -> PersonChange:
    """With the shortest call to a person, and what the same callers get in the version without one."""
    before, after = (_call(pair, row, new, reaches=new is row.gained) for new in (False, True))
    return replace(change, before=before, after=after)


def _call(pair: Pair, row: PersonRow, new: bool, reaches: bool) -> Call | None:
    facts, years = (pair.new if new else pair.old), pair.years
    number = row.number[new]
    period = years.new_period(row.bits) if new else years.old_period(row.bits)
    moment = years.moment(row.bits, facts.calendar)
    topic = row.topics[new] if row.topics else None
    if reaches:
        path = way_to_person(facts, number, topic, period)
        return facts.tell(replace(path, moment=moment)) if path else None
    lines = (
        Lines(facts, TopicCaller.FIRST_TIME, topic)
        if topic
        else FixedLines(facts, Caller.ZERO, Office.ANSWERED)
    )
    return call_at(facts, number, list(lines.lines(number, period)), period, moment)
