"""One call, as people and programs make it."""

from __future__ import annotations

from collections.abc import Mapping

from ivrcheck.callgraph.keypad import KEYPAD
from ivrcheck.callgraph.move import Deed, Outcome
from ivrcheck.callgraph.seconds import USUAL_WAIT
from ivrcheck.menu.kinds import Callback, Collect, Menu, Voicemail
from ivrcheck.simulate.course import Course
from ivrcheck.simulate.event import HEARD, Event
from ivrcheck.simulate.pressed import offered
from ivrcheck.simulate.wrong import CannotCall, unknown

_ON_A_PHONE = KEYPAD + "ABCD"


class Call(Course):
    """A call that has been answered.

    It goes on by itself until the caller has a say: then ``keys`` says what can be pressed, and ``press``,
    ``say``, ``wait`` and ``hang_up`` go on. ``outcome`` is None until the call has ended. Nothing here takes
    real time; ``seconds`` counts what would have passed.
    """

    @property
    def step(self) -> str:
        """The id of the step the call is at, or ended at."""
        node = self.moves[-1].source if self._at.node < 0 else self._at.node
        return self._system.graph.step_of(node)

    @property
    def kind(self) -> str:
        """What kind of step the call is at: ``menu``, ``queue``, ``voicemail`` …"""
        return self._system.graph.menu.steps[self.step].kind if self.step else ""

    @property
    def keys(self) -> Mapping[str, str]:
        """What can be pressed now, and what each leads to, in words; empty where nothing can."""
        return offered(self._system, self._at.node) if self._asking else {}

    @property
    def asks(self) -> str:
        """What the caller is asked for now besides keys: ``4 to 8 digits``, ``a message``; or nothing."""
        body = self._system.graph.kind_of(self._at.node) if self._asking else None
        if isinstance(body, Collect):
            fewest, most = body.digits.fewest, body.digits.most
            many = f"{fewest} to {most} digits, then {body.finish}" if most > fewest else f"{most} digits"
            return f"{body.asks_for}: {many}" if body.asks_for else many
        return "a message" if isinstance(body, Voicemail) else ""

    @property
    def events(self) -> tuple[Event, ...]:
        """Everything that has happened so far, in order."""
        return self._record.events()

    @property
    def heard(self) -> tuple[Event, ...]:
        """What the caller has heard: words, ringing, holding, a tone."""
        return tuple(event for event in self.events if event.kind in HEARD)

    @property
    def transcript(self) -> tuple[str, ...]:
        """The call as lines, each with its minute and second."""
        return tuple(event.line for event in self.events)

    @property
    def passed(self) -> tuple[tuple[float, str], ...]:
        """The steps of the menu that was called which the call has come to, each with its second."""
        found: list[tuple[float, str]] = []
        before: tuple[str, str] | None = None
        first = self._record.first
        for at, _, system, node, _ in self._log:
            here = (system.file, system.graph.step_of(node))
            if here != before and system is first:
                found.append((at, here[1]))
            before = here
        return tuple(found)

    @property
    def is_callers_turn(self) -> bool:
        """Whether the call waits for the caller."""
        return self._asking

    @property
    def patience(self) -> float:
        """How many seconds the system waits for a key after what it has said."""
        return (
            float(getattr(self._system.graph.kind_of(self._at.node), "wait", USUAL_WAIT))
            if self._asking
            else 0.0
        )

    @property
    def asked_at(self) -> float:
        """When what the caller is asked now began, in seconds of the call."""
        return self._asked_at

    def press(self, keys: str, after: float | None = None) -> Call:
        """Press one key, or several without a pause.

        ``after``: how many seconds after the system began to ask; None: when it has said everything. A menu
        that cannot be interrupted takes a key at its end at the earliest.
        """
        self._need_turn(f"“{keys}” cannot be pressed")
        if not keys or any(key not in _ON_A_PHONE for key in keys):
            raise CannotCall(f"“{keys}” is not on a telephone; press 0 to 9, * or #.")
        self._decided()
        self.pressed(keys, after)
        return self

    def say(self, words: str, after: float | None = None) -> Call:
        """Say a word a menu listens for, or the name of somebody who can be dialled."""
        self._need_turn(f"“{words}” cannot be said")
        ways = self._spoken()
        way = ways.get(words.strip().lower())
        if way is None:
            raise (
                unknown("word", words, sorted(ways))
                if ways
                else CannotCall(f"“{self.step}” does not listen to words; press a key.")
            )
        self._decided()
        if after is not None:
            self._listen(after)
        self.take(self._system.ways(self._at.node)[way], words)
        return self

    def wait(self) -> Call:
        """Do nothing until the system goes on: be silent once, hold, or leave a message at the tone."""
        self._need_turn("There is nothing to wait for")
        self._decided()
        self.waited()
        return self

    def hang_up(self, after: float | None = None) -> Call:
        """End the call; ``after``: in the middle of what is happening, so many seconds after it began."""
        if after is not None:
            self.cut_short(after)
            self.outcome, self._asking = Outcome.GAVE_UP, False
            return self
        self._need_turn("Nobody can hang up")
        self.take(self._system.ways(self._at.node)[Deed.HANG_UP, ""])
        return self

    def finish(self) -> Call:
        """Do nothing any more until the call ends. A call that would go round for ever is ``endless``."""
        while self.outcome is None:
            if self._asking:
                self.waited()
            else:
                self.go_on()
        return self

    def _need_turn(self, what: str) -> None:
        if self.outcome is not None:
            raise CannotCall(f"{what}: the call is over ({self.outcome.word}).")
        if not self._asking:
            raise CannotCall(f"{what} now: nobody is asked anything.")

    def _spoken(self) -> dict[str, tuple[Deed, str]]:
        """What can be said here, in small letters, and what it does."""
        body, menu = self._system.graph.kind_of(self._at.node), self._system.graph.menu
        found: dict[str, tuple[Deed, str]] = {}
        for move in self._system.graph.out[self._at.node]:
            if move.deed is Deed.DIAL:
                for name in (move.detail, menu.name_of(move.detail)):
                    found[name.lower()] = (Deed.DIAL, move.detail)
        if isinstance(body, Menu):
            for key, option in body.keys.items():
                found |= {word.lower(): (Deed.KEY, key) for word in option.says}
        if isinstance(body, Callback):
            found |= {"yes": (Deed.BOOK, ""), "no": (Deed.DECLINE, "")}
        return found
