"""Where the calls of callers with fixed habits end, and which of them end elsewhere in another version."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from ivrcheck.analysis.callers import Caller, Office, TopicCaller
from ivrcheck.analysis.facts import Facts
from ivrcheck.analysis.seconds import FixedLines, Line, Lines
from ivrcheck.analysis.topics import Topic
from ivrcheck.callgraph.move import Move, Outcome
from ivrcheck.compare.model import End, EndChange, Who
from ivrcheck.compare.pair import Both, Pair
from ivrcheck.compare.times import Times
from ivrcheck.finding import Call
from ivrcheck.hours.periods import any_of
from ivrcheck.menu.kinds import Callback, Queue, Ring, Transfer, Voicemail

_RANKS = {
    Outcome.PERSON: 4,
    Outcome.MESSAGE: 3,
    Outcome.CALLBACK: 3,
    Outcome.RESOLVED: 2,
    Outcome.HANDED_OVER: 1,
}
"""How good an end is for the caller; one that is not here does not serve them at all."""
MOST_TOLD = 25
"""For so many changes the calls are told."""

_PLACED = (
    Outcome.PERSON,
    Outcome.MESSAGE,
    Outcome.CALLBACK,
    Outcome.HANDED_OVER,
    Outcome.UNOWNED_MESSAGE,
)
"""The ends of which it matters where they are."""

Found = Mapping[End, Sequence[Line]]
"""By end, the calls that end there."""


def is_worse(before: Outcome, after: Outcome) -> bool:
    """Whether a call that ends like this is worse for the caller than it was."""
    return _RANKS.get(after, 0) < _RANKS.get(before, 0)


@dataclass(frozen=True, slots=True)
class EndRow:
    """One habit and one number: calls that end elsewhere at some times."""

    number: Both
    caller: Caller | TopicCaller
    topics: tuple[Topic | None, Topic | None]
    office: Office | None
    """None: whatever it does."""
    before: End
    after: End
    times: Times
    lines: tuple[Sequence[Line], Sequence[Line]]
    """The calls that end so, in both versions."""

    @property
    def who(self) -> Who:
        topic = self.topics[1]
        return Who(self.caller, topic.words if topic else "")


class Ends:
    """Where calls to one version of a menu end. Calls that begin alike are followed once."""

    def __init__(self, facts: Facts, names: Mapping[str, str], people: Mapping[str, str]) -> None:
        """``names`` and ``people``: what steps, and people and teams, are called in the new version."""
        self.facts = facts
        self.names = names
        self.people = people
        self._found: dict[object, Found] = {}
        self._lines: dict[object, Lines] = {}

    def of(self, number: str, caller: Caller | TopicCaller, topic: Topic | None, office: Office) -> Found:
        """The ends of the calls to a number; empty where such callers do not dial it."""
        key = (self.facts.graph.entries[number], caller, topic, office)
        lines = self._follower(caller, topic, office)
        if not lines.dials(number):
            return {}
        if key not in self._found:
            self._found[key] = self._ends(lines.lines(number, self.facts.everything))
        return self._found[key]

    def _follower(self, caller: Caller | TopicCaller, topic: Topic | None, office: Office) -> Lines:
        key = (caller, topic, office)
        if key not in self._lines:
            self._lines[key] = (
                FixedLines(self.facts, caller, office)
                if isinstance(caller, Caller)
                else Lines(self.facts, caller, _given(topic), office)
            )
        return self._lines[key]

    def _ends(self, lines: Iterable[Line]) -> dict[End, list[Line]]:
        found: dict[End, list[Line]] = {}
        for line in lines:
            found.setdefault(self._end(line), []).append(line)
        return found

    def _end(self, line: Line) -> End:
        if line.end not in _PLACED:
            return End(line.end)
        move = line.moves[-1]
        step, who = self.facts.graph.step_of(move.source), whom(self.facts, move)
        known = self.names.get(step, f"{step} (gone)")
        same = self.people.get(who, who) if who[:1].isalpha() else "".join(filter(str.isdecimal, who))
        return End(line.end, known, same, step, self.facts.menu.name_of(who))


def _given(topic: Topic | None) -> Topic:
    assert topic is not None
    return topic


def whom(facts: Facts, move: Move) -> str:
    """The id of who answers or calls back, or the number that is called; empty where there is none."""
    step = facts.graph.kind_of(move.source)
    found = move.detail
    if isinstance(step, Transfer):
        found = step.number
    elif isinstance(step, Ring):
        found = step.who
    elif isinstance(step, Queue):
        found = step.team
    elif isinstance(step, Voicemail | Callback):
        found = step.owner or ""
    return found


class EndChanges:
    """The calls that end elsewhere in the new version of a menu."""

    def __init__(self, pair: Pair) -> None:
        self.pair = pair
        self.old = Ends(pair.old, pair.steps, pair.people)
        self.new = Ends(pair.new, {step: step for step in pair.new.menu.steps}, {})

    def changes(self) -> list[EndChange]:
        """Those that end at the same two places at the same times are one change."""
        groups: dict[tuple[End, End, int], list[EndRow]] = {}
        for row in _whatever_the_office_does(self.rows()):
            groups.setdefault((row.before, row.after, row.times.bits), []).append(row)
        made = [one for group in groups.values() for one in self._joined(group)]
        made.sort(key=lambda one: (not one[0].worse, -one[0].when.hours))
        return [
            self._told(change, row) if place < MOST_TOLD else change
            for place, (change, row) in enumerate(made)
        ]

    def rows(self) -> Iterator[EndRow]:
        """The same, habit by habit and number by number."""
        for number in self.pair.numbers:
            for office in Office:
                for caller in Caller:
                    yield from self._of(number, caller, (None, None), office)
                for topics in self.pair.topics:
                    for about in TopicCaller:
                        yield from self._of(number, about, topics, office)

    def _of(
        self,
        number: Both,
        caller: Caller | TopicCaller,
        topics: tuple[Topic | None, Topic | None],
        office: Office,
    ) -> Iterator[EndRow]:
        years = self.pair.years
        before = self.old.of(number[0], caller, topics[0], office)
        after = self.new.of(number[1], caller, topics[1], office)
        olds = {end: years.of_old(any_of(line.periods for line in lines)) for end, lines in before.items()}
        news = {end: years.of_new(any_of(line.periods for line in lines)) for end, lines in after.items()}
        for end, bits in olds.items():
            for other, more in news.items():
                if end != other and bits & more:
                    lines = before[end], after[other]
                    old, new = (any_of(line.periods for line in side) for side in lines)
                    times = Times(bits & more, old, new)
                    yield EndRow(number, caller, topics, office, end, other, times, lines)

    def _joined(self, rows: Sequence[EndRow]) -> Iterator[tuple[EndChange, EndRow]]:
        """What differs only in the caller or the number, together."""
        numbers: dict[tuple[Both, Office | None], list[EndRow]] = {}
        for row in rows:
            numbers.setdefault((row.number, row.office), []).append(row)
        alike: dict[tuple[tuple[Who, ...], Office | None], list[list[EndRow]]] = {}
        for (_, office), same in numbers.items():
            alike.setdefault((tuple(row.who for row in same), office), []).append(same)
        for (callers, office), groups in alike.items():
            first = groups[0][0]
            dialled = tuple(group[0].number[1] for group in groups)
            when = self.pair.years.when(first.times)
            worse = is_worse(first.before.outcome, first.after.outcome)
            yield EndChange(dialled, callers, office, first.before, first.after, worse, when), first

    def _told(self, change: EndChange, row: EndRow) -> EndChange:
        """The change with the call of one of its callers, before and after."""
        years, (old, new) = self.pair.years, row.lines
        before = call_at(
            self.pair.old, row.number[0], old, years.old_period(row.times.bits), self._moment(row, False)
        )
        after = call_at(
            self.pair.new, row.number[1], new, years.new_period(row.times.bits), self._moment(row, True)
        )
        return replace(change, call_before=before, call_after=after)

    def _moment(self, row: EndRow, new: bool) -> datetime:
        side = self.pair.new if new else self.pair.old
        return self.pair.years.moment(row.times.bits, side.calendar)


def _whatever_the_office_does(rows: Iterable[EndRow]) -> Iterator[EndRow]:
    """The times at which it is the same whether everybody picks up or nobody does are told by themselves."""
    alike: dict[tuple[Both, Who, End, End], list[EndRow]] = {}
    for row in rows:
        alike.setdefault((row.number, row.who, row.before, row.after), []).append(row)
    for same in alike.values():
        if len(same) < len(Office):
            yield from same
            continue
        both = same[0].times.shared(same[1].times)
        if both.bits:
            yield replace(same[0], office=None, times=both)
        for row in same:
            rest = row.times.without(both) if both.bits else row.times
            if rest.bits:
                yield replace(row, times=rest)


def call_at(facts: Facts, number: str, lines: Sequence[Line], period: int, moment: datetime) -> Call | None:
    """The call among some that can arrive in a period, told as if it came at a moment of it."""
    line = next((one for one in lines if one.periods & period), None)
    if line is None or not line.moves:
        return None
    return facts.tell(replace(line.path, number=number, moment=moment))
