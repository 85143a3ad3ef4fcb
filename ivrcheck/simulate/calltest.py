"""Makes the calls of call tests, and says what is not as expected."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import TypeVar

from ivrcheck.analysis.callers import Caller, TopicCaller
from ivrcheck.analysis.topics import Topic
from ivrcheck.finding import Finding, Unchecked
from ivrcheck.menu.problem import problem
from ivrcheck.place import with_spans
from ivrcheck.simulate.answers import OTHERS as ALL_OTHERS
from ivrcheck.simulate.call import Call
from ivrcheck.simulate.callfile import OTHERS, CallTest, ReadCalls, menu_of, read_calls
from ivrcheck.simulate.expected import Difference, contradictions, differences
from ivrcheck.simulate.habits import caller_named, place_call, topic_named
from ivrcheck.simulate.phone import Phone, load
from ivrcheck.simulate.script import play, read_keys
from ivrcheck.simulate.wrong import CannotCall, unknown

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Result:
    """What became of one call test."""

    name: str
    line: int
    call: Call | None
    """The call; None where it could not be made, and ``problems`` say why."""
    differences: tuple[Difference, ...] = ()
    problems: tuple[Finding, ...] = ()

    @property
    def passed(self) -> bool:
        return not self.differences and not self.problems


@dataclass(slots=True)
class Ran:
    """What became of one file of call tests."""

    file: str
    text: str = ""
    phone: Phone | None = None
    """The menu that was called; None where that could not be."""
    results: list[Result] = field(default_factory=list)
    problems: list[Finding] = field(default_factory=list)
    """What is wrong with the file itself."""
    unchecked: list[str] = field(default_factory=list)
    """Why nothing could be called, one sentence each."""

    @property
    def status(self) -> int:
        """0 all as expected, 1 some not, 2 something could not be tried."""
        if self.unchecked or self.problems or any(one.problems for one in self.results):
            return 2
        return int(not all(one.passed for one in self.results))


def run_calls(path: Path, start: date | None = None) -> Ran:
    """Make the calls of a file. ``start``: the first day of the year, whatever the file says.

    What cannot be done is said in the result, never raised.
    """
    from ivrcheck.settings.nearest import Nearest

    shown = path.as_posix()
    try:
        read = read_calls(path, shown, Nearest().of(path).limits)
        ran = Ran(shown, read.text, problems=with_spans(read.problems, {shown: read.text}))
        if read.calls:
            ran.phone = _menu(path, start or read.calls.start)
            ran.results = list(_results(ran.phone, read))
        return ran
    except Unchecked as error:
        return Ran(shown, unchecked=[str(error)])


def _menu(path: Path, start: date | None) -> Phone:
    """The menu beside a file of call tests."""
    menu = menu_of(path)
    if not menu.is_file():
        raise CannotCall(
            f"{path.as_posix()}: there is no menu “{menu.name}” beside these call tests. "
            "A file of call tests is named after its menu."
        )
    return load(menu, start=start)


def _results(phone: Phone, read: ReadCalls) -> Iterator[Result]:
    assert read.calls is not None
    for name, test in read.calls.calls.items():
        making = _Making(phone, read, name, test)
        call, found = making.result()
        placed = with_spans(making.problems, {read.file: read.text})
        yield Result(name, read.lines.get(name, 1), call, found, tuple(placed))


class _Making:
    """Makes the call of one test, and keeps what stands in its way."""

    def __init__(self, phone: Phone, read: ReadCalls, name: str, test: CallTest) -> None:
        self.phone = phone
        self.read = read
        self.name = name
        self.test = test
        self.problems: list[Finding] = []

    def result(self) -> tuple[Call | None, tuple[Difference, ...]]:
        """The call and what is not as expected; no call where something stands in its way."""
        make = self._prepared()
        if self.problems or make is None:
            return None, ()
        call, left = make()
        return call, (*left, *differences(call, self.test.expect))

    def _prepared(self) -> Callable[[], tuple[Call, tuple[Difference, ...]]] | None:
        """How to make the call; None where that is not known."""
        test, phone = self.test, self.phone
        moment = self._said(("at",), self._moment)
        number = self._said(("entry",), lambda: phone.number(test.entry))
        office = self._office()
        keys = self._said(("keys",), lambda: read_keys(test.keys or ""))
        caller, topic = self._caller()
        self._known_steps()
        if number is not None:
            for one in contradictions(phone, number, test.expect):
                self._say("IVR004", ("expect", one.field), one.sentence, one.help)
        if moment is None or number is None or keys is None:
            return None
        self._said(("language",), lambda: phone.call(moment, number, "always", test.language))
        for step, said in office.items():
            where = OTHERS if step == ALL_OTHERS and step not in test.office else step
            gone = step != ALL_OTHERS and step not in phone.menu.steps
            self._said(("office", where), partial(phone.call, moment, number, {step: said}), gone)

        def make() -> tuple[Call, tuple[Difference, ...]]:
            if caller:
                return place_call(phone, caller, moment, number, office, test.language, topic), ()
            call = phone.call(moment, number, office, test.language)
            try:
                return play(call, keys), ()
            except CannotCall as error:  # the call was over too soon for them
                return call.finish(), (Difference("keys", str(error), call.seconds),)

        return make

    def _moment(self) -> datetime:
        try:
            return self.phone.moment(self.test.at)
        except CannotCall as error:
            words = str(error).replace(": --start ", ", with the line start: ")
            raise CannotCall(words) from None

    def _office(self) -> Mapping[str, str]:
        """What the office does, in the words of the simulator."""
        steps = self.phone.menu.steps
        return {
            ALL_OTHERS if step == OTHERS and OTHERS not in steps else step: said
            for step, said in self.test.office.items()
        }

    def _caller(self) -> tuple[Caller | TopicCaller | None, Topic | None]:
        test = self.test
        named = test.caller or ""
        caller = self._said(("caller",), lambda: caller_named(named)) if named else None
        if test.caller and test.keys:
            message = "A caller with a habit presses their own keys."
            self._say("IVR004", ("keys",), message, "Take “keys” or “caller” out.")
        if isinstance(caller, TopicCaller):
            where = ("topic",) if test.topic else ("caller",)
            return caller, self._said(where, lambda: self._topic(test.topic))
        if test.topic:
            message = "Only a first-time or a hurried caller calls about something."
            self._say("IVR004", ("topic",), message, "Add “caller: first-time”, or take “topic” out.")
        return caller, None

    def _topic(self, word: str | None) -> Topic:
        try:
            return topic_named(self.phone.facts, word)
        except CannotCall as error:
            raise CannotCall(str(error).replace("say --topic:", "add “topic:” with one of")) from None

    def _known_steps(self) -> None:
        for name in ("passes", "never"):
            steps: tuple[str, ...] = getattr(self.test.expect, name)
            for number, step in enumerate(steps):
                if step not in self.phone.menu.steps:
                    error = unknown("step", step, self.phone.menu.steps)
                    self._say("IVR005", ("expect", name, str(number)), str(error))

    def _said(self, route: tuple[str, ...], make: Callable[[], T], key: bool = False) -> T | None:
        """What a field says; where it cannot be, that is a problem of the field."""
        try:
            return make()
        except CannotCall as error:
            self._say("IVR004", route, str(error), key=key)
            return None

    def _say(
        self, code: str, route: tuple[str, ...], message: str, help: str = "", key: bool = False
    ) -> None:
        at = self.read.at("calls", self.name, *route, key=key)
        self.problems.append(problem(code, at, message, help))
