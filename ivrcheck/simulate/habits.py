"""Callers with fixed habits, on the phone: they make the moves the checker says they make, key by key."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from ivrcheck.analysis.callers import Caller, TopicCaller, lowest_unlisted
from ivrcheck.analysis.facts import Facts
from ivrcheck.analysis.seconds import Lines
from ivrcheck.analysis.topics import Topic
from ivrcheck.callgraph.keypad import typed
from ivrcheck.callgraph.move import Deed, Move
from ivrcheck.menu.kinds import Collect, Menu
from ivrcheck.simulate.answers import Answer
from ivrcheck.simulate.call import Call
from ivrcheck.simulate.phone import Phone
from ivrcheck.simulate.wrong import CannotCall, unknown

HABITS: dict[str, Caller | TopicCaller] = {one.value: one for one in (*Caller, *TopicCaller)}
"""The callers by their names."""


def caller_named(word: str) -> Caller | TopicCaller:
    """A caller by name. Raises ``CannotCall``."""
    if word not in HABITS:
        raise unknown("caller", word, HABITS, "")
    return HABITS[word]


def topic_named(facts: Facts, word: str | None) -> Topic:
    """A topic by its id, or (where options stand for topics) by its words. Raises ``CannotCall``."""
    topics = facts.topics
    if not topics:
        raise CannotCall("This menu names no topics, so nobody calls about one; choose another caller.")
    names = {one.id if one.declared else one.words: one for one in topics}
    if word is None:
        raise CannotCall(f"Such a caller calls about something; say --topic: {', '.join(names)}.")
    if word not in names:
        raise unknown("topic", word, names)
    return names[word]


def place_call(
    phone: Phone,
    caller: Caller | TopicCaller,
    at: datetime | str | None = None,
    entry: str | None = None,
    answer: Answer = "always",
    language: str | None = None,
    topic: Topic | None = None,
) -> Call:
    """The whole call of somebody with a fixed habit. ``topic``: what a first-time or hurried caller wants.

    Raises ``CannotCall``.
    """
    if isinstance(caller, TopicCaller) and topic is None:
        topic = topic_named(phone.facts, None)
    call = phone.call(at, entry, answer, language, topic=topic, stepwise=True)
    habit = _Habit(phone, caller, topic)
    while call.outcome is None:
        if call.is_callers_turn:
            habit.act(call)
        else:
            call.go_on()
            habit.skip(call)
    return call


class _Habit:
    """What one caller does, in any of the phone systems a call can come to."""

    def __init__(self, phone: Phone, caller: Caller | TopicCaller, topic: Topic | None) -> None:
        self.phone = phone
        self.caller = caller
        self.topic = topic
        self._lines: dict[str, Lines] = {}

    def act(self, call: Call) -> None:
        """Do what this caller does where a call is now."""
        move, after = self._choice(call)
        keys = self._keys(call, move)
        if keys:
            call.pressed(keys, after)
        elif move.deed is Deed.HANG_UP:
            call.hang_up()
        else:
            call.waited()

    def skip(self, call: Call) -> None:
        """Somebody in a hurry does not listen to what can be skipped."""
        if self.caller is TopicCaller.HURRIED and call.can_interrupt and not call.is_callers_turn:
            call.cut_short(call.system.score.pace.key)

    def _choice(self, call: Call) -> tuple[Move, float | None]:
        """The move, and how many seconds the caller listens before it (None: to the end)."""
        facts = call.system.facts
        if isinstance(self.caller, Caller):
            return facts.choice(self.caller)[call.node], None
        lines = self._line(facts)
        move = lines.habit.move(call.node)
        return move, max(0.0, lines.seconds(move) - facts.watch.pressing(move))

    def _line(self, facts: Facts) -> Lines:
        assert isinstance(self.caller, TopicCaller) and self.topic
        if facts.loaded.file not in self._lines:
            self._lines[facts.loaded.file] = Lines(facts, self.caller, self.topic)
        return self._lines[facts.loaded.file]

    def _keys(self, call: Call, move: Move) -> str:
        """The keys this caller presses for a move; none where nothing is pressed."""
        body = call.system.graph.kind_of(move.source)
        if move.deed is Deed.WRONG and self.caller is Caller.WRONG_KEY and isinstance(body, Menu):
            return lowest_unlisted(body) or "*"
        make = _KEYS.get(move.deed)
        if move.deed in (Deed.WRONG, Deed.TYPE, Deed.DECLINE) and self.caller is Caller.ZERO:
            return zeros(body) if move.deed is Deed.TYPE else "0"
        return make(move, body) if make else ""


def zeros(body: object) -> str:
    """A number of zeros as a step asks for it."""
    return typed(body, "0") if isinstance(body, Collect) else "0"


_KEYS: dict[Deed, Callable[[Move, object], str]] = {
    Deed.KEY: lambda move, body: move.detail,
    Deed.WRONG: lambda move, body: "*",
    Deed.BOOK: lambda move, body: "1",
    Deed.DECLINE: lambda move, body: "2",
    Deed.TYPE: lambda move, body: typed(body) if isinstance(body, Collect) else "",
}
