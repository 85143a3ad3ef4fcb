"""What is different for callers: a menu as it is, and the same menu while somebody is away."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from ivrcheck.analysis.facts import Facts
from ivrcheck.check import Options, check_loaded
from ivrcheck.finding import Finding
from ivrcheck.hours.calendar import Calendar
from ivrcheck.hours.intervals import Interval, complement, length, shared
from ivrcheck.hours.naming import describe
from ivrcheck.hours.zones import moment_at
from ivrcheck.menu.absence import with_absence
from ivrcheck.menu.files import Loaded
from ivrcheck.menu.scalars import Dates


@dataclass(frozen=True, slots=True)
class Loss:
    """Callers who could reach a person and cannot any more."""

    number: str
    topics: tuple[str, ...]
    """What they call about; empty for all callers to the number."""
    times: str
    """When, in words."""
    hours: float
    """For how many hours, all together."""
    first: datetime


@dataclass(frozen=True, slots=True)
class Without:
    """What breaks while somebody is away."""

    name: str
    dates: Dates
    losses: Sequence[Loss]
    findings: Sequence[Finding]
    """What is found then and is not found otherwise, the worst first."""


def without(loaded: Loaded, person_id: str, dates: Dates, options: Options) -> Without:
    """A menu while a person is away, compared with the menu as it is."""
    assert loaded.menu is not None
    away = replace(loaded, menu=with_absence(loaded.menu, person_id, dates), problems=[])
    (facts, before), (then, after) = (check_loaded(one, options) for one in (loaded, away))
    known = {_key(one) for finding in before.findings for one in (finding, *finding.folded)}
    new = [finding for finding in after.findings if _key(finding) not in known]
    new.sort(key=lambda finding: (-finding.severity, finding.at, finding.code))
    return Without(loaded.menu.people[person_id].name, dates, list(_losses(facts, then)), new)


def _key(finding: Finding) -> tuple[object, ...]:
    """What makes a finding the same one, whatever times it names."""
    return (finding.code, finding.at, finding.step, finding.cause)


def _losses(facts: Facts, then: Facts) -> Iterator[Loss]:
    """By number: the times lost, the topics with the same times together."""
    groups: dict[tuple[str, tuple[Interval, ...]], list[str]] = {}
    for (number, topic), bits in _persons(facts).items():
        after = _persons(then).get((number, topic), 0)
        lost = _minus(facts.calendar.periods.minutes(bits), then.calendar.periods.minutes(after))
        if lost:
            groups.setdefault((number, tuple(lost)), []).append(topic)
    topics = len(facts.topics)
    for (number, times), words in groups.items():
        about = () if len(words) >= topics else tuple(words)
        first = moment_at(times[0][0], facts.calendar.zone)
        yield Loss(number, about, _words(facts.calendar, times), length(times) / 60, first)


def _persons(facts: Facts) -> dict[tuple[str, str], int]:
    """When callers to each number with each topic (an empty one: any) can reach a person."""
    if facts.topics:
        return {(way.number, way.topic.words): way.person for way in facts.honest}
    return {(number, ""): facts.person.get(node, 0) for number, node in facts.graph.entries.items()}


def _minus(one: Sequence[Interval], other: Sequence[Interval]) -> list[Interval]:
    return shared(one, complement(other, one[0][0], one[-1][1])) if one else []


def _words(calendar: Calendar, times: Sequence[Interval]) -> str:
    """Times in words, as within the days from the first of them to the last."""
    local = [(moment_at(start, calendar.zone), moment_at(end, calendar.zone)) for start, end in times]
    return describe(local, calendar.start, calendar.last)
