"""How long callers with a topic wait until a person answers, with everything answered.

A caller with fixed habits and an office that always answers leave only the clock to decide, so a call is a
line that parts where the clock does: each period has one line, and it is followed as it is.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from ivrcheck.analysis.announced import Announcements
from ivrcheck.analysis.callers import Caller, Office, TopicCaller, TopicHabit, made_by, office_move
from ivrcheck.analysis.evidence import Path
from ivrcheck.analysis.facts import Facts
from ivrcheck.analysis.topics import Topic
from ivrcheck.callgraph.move import Deed, Move, Outcome, Party
from ivrcheck.finding import Timing, TopicTiming, Wait
from ivrcheck.menu.kinds import Collect, Directory, Menu, Play, Queue

_MOST_ROUNDS = 1_000
"""How often a call may go round through retry steps before it counts as never ending."""
_SHOWN = 10
"""For how many topics the summary has a line."""

_Chain = tuple["_Chain", Move] | None


@dataclass(frozen=True, slots=True)
class Line:
    """One call to a number, in the periods in which it goes just like this, until it ends."""

    number: str
    periods: int
    seconds: float
    waits: tuple[str, ...]
    """The queues without an expected wait that it passes: their wait comes on top."""
    end: Outcome
    moves: tuple[Move, ...]

    @property
    def path(self) -> Path:
        return Path(self.number, self.moves, self.periods, endless=self.moves[-1].target >= 0)


@dataclass(slots=True)
class _Call:
    """A call on its way."""

    node: int
    periods: int
    seconds: float = 0.0
    waits: tuple[str, ...] = ()
    chain: _Chain = None
    rounds: int = 0
    retries: dict[int, int] = field(default_factory=dict)
    """How often each retry step has been come to."""
    seen: dict[int, int] = field(default_factory=dict)
    """At each node passed, how many rounds the call had gone by then."""


class Lines:
    """Follows one caller with one topic through one graph, with an office that always does the same."""

    def __init__(
        self, facts: Facts, caller: TopicCaller, topic: Topic, office: Office = Office.ANSWERED
    ) -> None:
        read = facts.once("announcements", lambda: Announcements(facts.config.pace))
        self.facts = facts
        self.office = office
        self.caller = caller
        self.topic = topic
        self.habit = TopicHabit(facts.graph, caller, topic, read)
        self.read = read

    def dials(self, number: str) -> bool:
        """Whether callers with this topic dial a number."""
        return self.habit.honest.dials(number) is not None

    def lines(self, number: str, periods: int) -> Iterator[Line]:
        """The calls to a number in some periods, one for each way it can go."""
        calls = [_Call(self.facts.graph.entries[number], periods)]
        while calls:
            call = calls.pop()
            while call.node >= 0 and not self._goes_round(call):
                move = self._next(call, calls)
                self._take(call, move)
            end = self._end(call)
            yield Line(number, call.periods, call.seconds, call.waits, end, _unroll(call.chain))

    def _end(self, call: _Call) -> Outcome:
        if call.node >= 0 or call.chain is None:
            return Outcome.ENDLESS
        return self.ending(call.chain[1])

    def ending(self, move: Move) -> Outcome:
        """How this caller's call ends with its last move."""
        return self.habit.honest.ending(move)

    def move(self, node: int) -> Move:
        """The move this caller makes at one of the caller's nodes."""
        return self.habit.move(node)

    def _next(self, call: _Call, calls: list[_Call]) -> Move:
        """The move a call makes; where the clock parts it, the other parts are put off."""
        moves = self.facts.graph.out[call.node]
        party = moves[0].party
        if party is Party.CALLER:
            return self.move(call.node)
        if party is Party.OFFICE:
            return office_move(moves, self.office)
        if moves[0].deed in (Deed.AGAIN, Deed.ONWARD):
            return self._retry(call)
        now = [move for move in moves if move.periods & call.periods]
        for move in now[1:]:
            other = _parted(call, move)
            self._take(other, move)
            calls.append(other)
        call.periods &= now[0].periods
        return now[0]

    def _retry(self, call: _Call) -> Move:
        again, onward, times = self.facts.graph.retries[call.node]
        call.retries[call.node] = call.retries.get(call.node, 0) + 1
        if call.retries[call.node] <= times and call.rounds < _MOST_ROUNDS:
            call.rounds += 1
            return again
        return onward

    def _goes_round(self, call: _Call) -> bool:
        """Whether a call has come to where it was, with no retry step used since."""
        if call.seen.get(call.node) == call.rounds:
            return True
        call.seen[call.node] = call.rounds
        return False

    def _take(self, call: _Call, move: Move) -> None:
        step = self.facts.graph.kind_of(move.source)
        call.seconds += self.seconds(move)
        if isinstance(step, Queue) and move.deed is Deed.ANSWER and step.expected_wait is None:
            call.waits = (*call.waits, self.facts.graph.step_of(move.source))
        call.chain = (call.chain, move)
        call.node = move.target

    def seconds(self, move: Move) -> float:
        """How long this caller takes for a move."""
        step, watch = self.facts.graph.kind_of(move.source), self.facts.watch
        language = self.facts.graph.language_of(move.source)
        whole = watch.seconds(move)
        if self.caller is TopicCaller.HURRIED:
            return min(whole, self._hurried(move, whole))
        if isinstance(step, Menu) and move.deed is Deed.KEY and step.barge_in:
            heard = self.read.named(step.prompt, language).get(move.detail)
            return whole if heard is None else min(whole, heard + watch.pressing(move))
        return whole

    def _hurried(self, move: Move, whole: float) -> float:
        """Keys at once, wherever what is said can be interrupted."""
        step, watch = self.facts.graph.kind_of(move.source), self.facts.watch
        if isinstance(step, Play) and step.barge_in:
            return watch.pace.key
        pressed = move.deed is Deed.KEY and (isinstance(step, Directory) or getattr(step, "barge_in", False))
        typed = isinstance(step, Collect) and move.deed is Deed.TYPE
        return watch.pressing(move) if pressed or typed else whole


class FixedLines(Lines):
    """Follows a caller without a topic. Only where the calls end is asked, not after how long."""

    def __init__(self, facts: Facts, caller: Caller, office: Office) -> None:
        self.facts = facts
        self.fixed = caller
        self.office = office

    def dials(self, number: str) -> bool:
        """Somebody with no topic in mind dials any number."""
        return True

    def ending(self, move: Move) -> Outcome:
        """How the call ends with its last move."""
        return Outcome(move.target)

    def move(self, node: int) -> Move:
        """The move this caller makes at one of the caller's nodes."""
        return made_by(self.facts.graph, node, self.fixed)

    def seconds(self, move: Move) -> float:
        """Not counted."""
        return 0.0


def _parted(call: _Call, move: Move) -> _Call:
    """The part of a call that goes on with another move of the clock."""
    return _Call(
        call.node,
        call.periods & move.periods,
        call.seconds,
        call.waits,
        call.chain,
        call.rounds,
        dict(call.retries),
        dict(call.seen),
    )


def _unroll(chain: _Chain) -> tuple[Move, ...]:
    moves: list[Move] = []
    while chain:
        chain, move = chain
        moves.append(move)
    return tuple(reversed(moves))


def working_time(facts: Facts, topic: Topic, number: str) -> int:
    """The working time of a topic, as far as it is known at a number."""
    known = facts.once(
        "working times", lambda: {(way.topic.id, way.number): way.working for way in facts.honest}
    )
    return known.get((topic.id, number)) or facts.working


def lines_of(facts: Facts, caller: TopicCaller, topic: Topic) -> Iterator[Line]:
    """All calls of a caller about a topic in working time, at every number such callers dial."""
    lines = Lines(facts, caller, topic)
    for number in facts.graph.entries:
        periods = working_time(facts, topic, number)
        if periods and lines.dials(number):  # nobody is called where nobody ever works
            yield from lines.lines(number, periods)


def timing(facts: Facts) -> Timing | None:
    """The table of the summary: for each topic how long callers wait; None without topics."""
    topics = facts.topics
    if not topics:
        return None
    rows = [waits(facts, topic) for topic in topics[:_SHOWN]]
    pace = facts.config.pace
    return Timing(facts.loaded.file, tuple(rows), len(topics) - len(rows), pace.words_per_minute, pace.key)


def waits(facts: Facts, topic: Topic) -> TopicTiming:
    """How long callers about a topic wait, who call for the first time and who know the keys."""
    first, hurried = (_wait(list(lines_of(facts, caller, topic))) for caller in TopicCaller)
    return TopicTiming(topic.words, first, hurried)


def _wait(lines: Sequence[Line]) -> Wait:
    answered = [line for line in lines if line.end is Outcome.PERSON]
    others = sorted({line.end for line in lines if line.end is not Outcome.PERSON}, reverse=True)
    return Wait(
        min((line.seconds for line in answered), default=None),
        max((line.seconds for line in answered), default=None),
        others[0].word if others else "",
        any(line.waits for line in answered),
    )
