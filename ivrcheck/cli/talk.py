"""A call at a terminal: what is heard appears, keys are pressed without Enter."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from math import inf
from time import monotonic
from typing import TYPE_CHECKING

from ivrcheck.callgraph.keypad import PAUSE
from ivrcheck.cli.console import paint, say
from ivrcheck.cli.keys import Keys
from ivrcheck.menu.kinds import Collect
from ivrcheck.report.call import render_end, render_event, render_keypad, render_opening

if TYPE_CHECKING:
    from ivrcheck.simulate.answers import Answer, Question
    from ivrcheck.simulate.call import Call
    from ivrcheck.simulate.event import Event
    from ivrcheck.simulate.phone import Phone

_PHONE = "0123456789*#"
_STOPPED = 130
"""The exit status of somebody who pressed Ctrl-C."""
_HELP = "Press the keys of a phone: 0 to 9, * and #. w waits, h hangs up."


def talk(
    phone: Phone,
    at: str | None,
    entry: str | None,
    answer: Mapping[str, str],
    language: str | None,
    live: bool,
) -> int:
    """Make a call; the exit status. ``answer``: what the office does, by step; ``*`` may be ``ask``."""
    with Keys() as keys:
        one = _Talk(keys, live)
        asking: Answer = {**answer, "*": one.ask} if answer["*"] == "ask" else answer
        one.call = phone.call(at, entry, asking, language, stepwise=True)
        return one.run(one.call)


class _HungUp(Exception):
    """The caller hangs up while something is heard, so many seconds after it began."""


class _Talk:
    """One call at a terminal."""

    def __init__(self, keys: Keys, live: bool) -> None:
        self.keys = keys
        self.live = live
        self.call: Call | None = None
        self.shown = 0
        """How many events of the call have been shown."""

    def run(self, call: Call) -> int:
        """Let a call happen; the exit status."""
        status = 0
        say(render_opening(call, paint) + paint(_HELP, "dim") + "\n\n")
        try:
            while call.outcome is None:
                self._go_on(call)
            self._show(call)
        except _HungUp as stop:
            call.hang_up(after=stop.args[0])
        except KeyboardInterrupt:
            status = _STOPPED
            if call.outcome is None:
                say("\n")
                call.hang_up(after=inf)
        say(render_end(call, paint))
        return status

    # the caller

    def _go_on(self, call: Call) -> None:
        if not call.is_callers_turn:
            call.go_on()
        key = self._show(call)
        if key and call.is_callers_turn:
            self._act(call, key, None)
        elif call.is_callers_turn:
            say(render_keypad(call, paint))
            self._wait_for_key(call)

    def _wait_for_key(self, call: Call) -> None:
        began, said = monotonic(), call.seconds - call.asked_at
        while True:
            left = max(0.0, call.patience - (monotonic() - began)) if self.live else None
            key = self.keys.read(left)
            if key is None:
                call.wait()
                return
            if self._is_known(key):
                self._act(call, key, said + monotonic() - began if self.live else None)
                return
            if key.isprintable():
                say(paint("       " + _HELP, "dim") + "\n")

    def _is_known(self, key: str) -> bool:
        return key in _PHONE or key in "wWhH \n"

    def _act(self, call: Call, key: str, after: float | None) -> None:
        if key in "hH":
            call.hang_up()
        elif key in "wW \n":
            call.wait()
        else:
            call.press(self._more(call, key), after)

    def _more(self, call: Call, key: str) -> str:
        """The key, and the others that belong to it: of a typed number, or of a code that is not over yet."""
        body = call.system.graph.kind_of(call.node)
        if isinstance(body, Collect):
            return self._gather(
                key, lambda typed: body.finish in typed or len(typed) >= body.digits.most, None
            )
        begun = call.system.keypad(call.node).begun
        return self._gather(key, lambda typed: typed not in begun, PAUSE)

    def _gather(self, typed: str, is_over: Callable[[str], bool], patience: float | None) -> str:
        while not is_over(typed):
            say(f"\r       {typed} ")
            key = self.keys.read(patience)
            if key is None or key == "\n" or key not in _PHONE:
                break
            typed += key
        if len(typed) > 1:
            say("\r")
        return typed

    # what is heard

    def _show(self, call: Call) -> str:
        """Show what is new; the key that was pressed meanwhile, where it counts."""
        events = call.events[self.shown :]
        self.shown += len(events)
        for event in events:
            say(render_event(event, paint))
            if self.live and (pressed := self._listen(event)):
                since = call.asked_at if call.is_callers_turn else events[0].at
                if key := self._meanwhile(call, pressed[0], event.at - since + pressed[1]):
                    return key
        return ""

    def _listen(self, event: Event) -> tuple[str, float] | None:
        """Let an event last as long as it does; the key that is pressed meanwhile, and when."""
        began = monotonic()
        while (left := event.seconds - (monotonic() - began)) > 0:
            key = self.keys.read(left)
            if key and self._is_known(key):
                return key, monotonic() - began
        return None

    def _meanwhile(self, call: Call, key: str, after: float) -> str:
        """What a key does that is pressed so long after what is heard now began."""
        if key in "hH":
            raise _HungUp(after)
        if key in _PHONE and call.can_interrupt:
            call.cut_short(after)
            self.shown = len(call.events)
            return key
        if key in _PHONE:
            say(paint(f"       {key} is lost: no key is taken here.", "dim") + "\n")
        return ""  # w: let the time pass at once

    # the office

    def ask(self, question: Question) -> str:
        """Somebody at the terminal says what the office does."""
        if self.call:
            self._show(self.call)
        letters = _letters(question.choices)
        offered = " · ".join(f"{paint(letter, 'bold')} {choice}" for letter, choice in letters.items())
        say(f"       {paint('The office:', 'bold')} {question.words}  {offered}\n")
        while (key := self.keys.read()) is None or key.lower() not in letters:
            if key and key in "hH":
                raise KeyboardInterrupt
        return letters[key.lower()]


def _letters(choices: tuple[str, ...]) -> dict[str, str]:
    """For each answer a key to press: its first letter, or a number where two begin alike."""
    first = {choice[:1].lower(): choice for choice in choices}
    if len(first) == len(choices) and "h" not in first:
        return first
    return {str(number): choice for number, choice in enumerate(choices, 1)}
