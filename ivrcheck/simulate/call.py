"""One call, a move at a time. What a step does only the call graph knows: a call takes its moves."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING

from ivrcheck.analysis.callers import KEYPAD
from ivrcheck.analysis.topics import Honest, Topic
from ivrcheck.callgraph.beats import Beat, Beats, Sound
from ivrcheck.callgraph.keypad import PAUSE
from ivrcheck.callgraph.move import Deed, Move, Outcome, Party
from ivrcheck.callgraph.seconds import USUAL_WAIT, tries_of
from ivrcheck.menu.kinds import Callback, Collect, Language, Menu, Play, Queue, Voicemail
from ivrcheck.simulate.answers import Answers
from ivrcheck.simulate.event import HEARD, Event
from ivrcheck.simulate.pressed import Meaning, meaning, offered
from ivrcheck.simulate.record import Record
from ivrcheck.simulate.wrong import CannotCall, unknown

if TYPE_CHECKING:
    from ivrcheck.simulate.system import System

Others = Mapping[str, "System"]
"""The phone systems of the run, by file."""
_NO_INPUT = (Deed.SILENCE, Deed.HOLD, Deed.MESSAGE, Deed.TIMEOUT, Deed.FOREVER)
_ON_A_PHONE = KEYPAD + "ABCD"
_UP_AND_DOWN = (Deed.AGAIN, Deed.ONWARD)


class Call:
    """A call that has been answered.

    It goes on by itself until the caller has a say: then ``keys`` says what can be pressed, and ``press``,
    ``say``, ``wait`` and ``hang_up`` go on. ``outcome`` is None until the call has ended. Nothing here takes
    real time; ``seconds`` counts what would have passed.
    """

    def __init__(
        self,
        system: System,
        number: str,
        moment: datetime,
        answers: Mapping[str, Answers],
        others: Others,
        language: str | None = None,
        topic: Topic | None = None,
        stepwise: bool = False,
    ) -> None:
        """``answers``: what the office does, by file. ``language``: what the caller chooses if asked.

        ``topic``: what the caller wants; it decides which announcements are an answer. ``stepwise``: the call
        goes on by one move at each ``go_on``, for those who show it while it happens.
        """
        self.number = number
        self.moment = moment
        self.seconds = 0.0
        """How long the call has lasted, with all of what is being said now; when it ended, once it has."""
        self.outcome: Outcome | None = None
        self.moves: list[Move] = []
        """The moves of the graph the call has taken."""
        self._system = system
        self._answers = answers
        self._others = others
        self._language = language
        self._topic = topic
        self._stepwise = stepwise
        self._record = Record(system)
        self._node = system.graph.entries[number]
        self._bit = self._period_bit()
        self._retries: dict[tuple[str, int], int] = {}
        self._seen: dict[tuple[str, int], int] = {}
        self._new: set[tuple[str, Move]] = set()
        """What an office that is asked has done since the caller did something."""
        self._rounds = 0
        self._asked_at = 0.0
        self._prompt = 0.0
        self._asking = False
        self._tries = {Deed.SILENCE: 0, Deed.WRONG: 0}
        self.go_on()

    # what can be seen

    @property
    def step(self) -> str:
        """The id of the step the call is at, or ended at."""
        return self._record.step if self._node < 0 else self._system.graph.step_of(self._node)

    @property
    def system(self) -> System:
        """The phone system the call is in."""
        return self._system

    @property
    def node(self) -> int:
        """The node of the call graph the call is at."""
        return self._node

    @property
    def keys(self) -> Mapping[str, str]:
        """What can be pressed now, and what each leads to, in words; empty where nothing can."""
        return offered(self._system, self._node) if self._asking else {}

    @property
    def asks(self) -> str:
        """What the caller is asked for now besides keys: ``4 to 8 digits``, ``a message``; or nothing."""
        body = self._system.graph.kind_of(self._node) if self._asking else None
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
    def is_callers_turn(self) -> bool:
        """Whether the call waits for the caller."""
        return self._asking

    @property
    def patience(self) -> float:
        """How many seconds the system waits for a key after what it has said."""
        return (
            float(getattr(self._system.graph.kind_of(self._node), "wait", USUAL_WAIT))
            if self._asking
            else 0.0
        )

    @property
    def can_interrupt(self) -> bool:
        """Whether a key stops what is being said now. Where not, keys pressed meanwhile are lost."""
        if self._asking:
            return bool(getattr(self._system.graph.kind_of(self._node), "barge_in", True))
        return bool(self.moves) and self._skips(self.moves[-1])

    @property
    def asked_at(self) -> float:
        """When what the caller is asked now began, in seconds of the call."""
        return self._asked_at

    # what a caller can do

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
        self._listen(after)
        self.take(self._system.ways(self._node)[way], words)
        return self

    def wait(self) -> Call:
        """Do nothing until the system goes on: be silent once, hold, or leave a message at the tone."""
        self._need_turn("There is nothing to wait for")
        self._decided()
        self.waited()
        return self

    def hang_up(self) -> Call:
        """End the call."""
        if self.outcome is None and not self._asking:  # in the middle of something that cannot be asked
            self._end(Outcome.GAVE_UP)
            return self
        self._need_turn("Nobody can hang up")
        self.take(self._system.ways(self._node)[Deed.HANG_UP, ""])
        return self

    def finish(self) -> Call:
        """Do nothing any more until the call ends. A call that would go round for ever is ``endless``."""
        while self.outcome is None:
            if self._asking:
                self.waited()
            else:
                self.go_on()
        return self

    # how it goes on; these do not count as a new decision, so that what only repeats itself comes to an end

    def go_on(self) -> None:
        """Go on to where the caller has a say, or (stepwise) by one move."""
        while self.outcome is None and not self._asking:
            moves = self._system.graph.out[self._node]
            if self._goes_round():
                self._end(Outcome.ENDLESS)
            elif moves[0].party is Party.CALLER:
                self._tries = {Deed.SILENCE: 0, Deed.WRONG: 0}
                self._ask(None)
                self._choose_language()
            else:
                self._pass(self._next(moves))
            if self._stepwise:
                return

    def pressed(self, keys: str, after: float | None = None) -> None:
        """What some keys do, without a look at whether they can be pressed."""
        self._listen(after)
        meant = meaning(self._system, self._node, keys)
        if meant.way is None:
            self._lost(keys, meant)
        else:
            self.take(self._system.ways(self._node)[meant.way], keys[: meant.used], meant.paused)
            if len(keys) > meant.used:
                self._record.note(self.seconds, f"“{keys[meant.used :]}” came too early and is lost.")

    def waited(self) -> None:
        """One silent try, or what else comes to those who do nothing."""
        ways = self._system.ways(self._node)
        for deed in _NO_INPUT:
            move = ways.get((deed, ""))
            if move and deed is Deed.SILENCE:
                self._try(deed, "")
                return
            if move:
                self.take(move)
                return

    def take(self, move: Move, keys: str = "", paused: bool = False) -> None:
        """Take a move of the caller, whose prompt has been heard by now."""
        beats, seconds = self._system.score.doing(move)
        if keys or move.deed is Deed.TYPE:
            beats, seconds = self._typed(move, keys, paused)
        self._asking = False
        self._record.caller(self.seconds, beats, self._node, move)
        self.seconds += seconds
        self._leave(move)
        if not self._stepwise:
            self.go_on()

    def cut_short(self, after: float) -> None:
        """Stop what is being said now by a key, so many seconds after it began."""
        self.seconds -= self._record.cut_short(after)

    # inside

    def _period_bit(self) -> int:
        period = self._system.calendar.period_at(self.moment)
        if period is None:
            raise CannotCall(f"{self.moment} is outside the year that is looked at.")
        return 1 << period

    def _need_turn(self, what: str) -> None:
        if self.outcome is not None:
            raise CannotCall(f"{what}: the call is over ({self.outcome.word}).")
        if not self._asking:
            raise CannotCall(f"{what} now: nobody is asked anything.")

    def _decided(self) -> None:
        """Something new was decided, so coming by the same steps again is no going round."""
        self._seen.clear()
        self._new.clear()

    def _goes_round(self) -> bool:
        here = (self._system.file, self._node)
        if self._seen.get(here) == self._rounds:
            return True
        self._seen[here] = self._rounds
        return False

    def _next(self, moves: list[Move]) -> Move:
        """The move of whoever is next, other than the caller."""
        first = moves[0]
        if first.deed in _UP_AND_DOWN:
            return self._retry(moves)
        if len(moves) == 1:
            return first
        if first.party is Party.CLOCK:
            return next(move for move in moves if move.periods & self._bit)
        answers = self._answers[self._system.file]
        move = answers.move(self._node, moves)
        if answers.is_asked(self._node) and (self._system.file, move) not in self._new:
            self._seen.clear()
            self._new.add((self._system.file, move))
        return move

    def _retry(self, moves: list[Move]) -> Move:
        again, onward, times = self._system.graph.retries[self._node]
        here = (self._system.file, self._node)
        self._retries[here] = self._retries.get(here, 0) + 1
        if self._retries[here] > times:
            return onward
        self._rounds += 1
        return again

    def _pass(self, move: Move) -> None:
        """Take a move of somebody else."""
        beats, seconds = self._system.score.of(move)
        self._record.move(self.seconds, beats, self._node, move)
        self.seconds += seconds
        self._leave(move)

    def _leave(self, move: Move) -> None:
        self.moves.append(move)
        link = (
            self._system.graph.links.get(self._system.graph.step_of(move.source))
            if move.deed is Deed.LINK
            else None
        )
        if link and link.file in self._others:
            self._go_over(self._others[link.file], link.number)
        elif move.target < 0:
            self._node = move.target
            self._end(self._ending(move), move)
        else:
            self._node = move.target

    def _go_over(self, system: System, number: str) -> None:
        """Go on in another phone system, as any call to that number."""
        self._system = system
        self._retries = {key: count for key, count in self._retries.items() if key[0] != system.file}
        self._record.go_over(system)
        self._node = system.graph.entries[number]
        self._bit = self._period_bit()
        if self._seen.get((system.file, ~self._node)) is not None:  # retries begin anew, so they end nothing
            self._end(Outcome.ENDLESS)
        self._seen[system.file, ~self._node] = 0

    def _ending(self, move: Move) -> Outcome:
        return Honest(self._system.graph, self._topic).ending(move) if self._topic else Outcome(move.target)

    def _end(self, outcome: Outcome, move: Move | None = None) -> None:
        self.outcome = outcome
        self._asking = False
        then = getattr(self._system.graph.kind_of(move.source), "then", None) if move else None
        if move and then and move.deed in (Deed.MESSAGE, Deed.BOOK):
            self._afterwards(self._system.graph.stage_node(move.source, 0), then)

    def _afterwards(self, node: int, then: str) -> None:
        """What is heard after a message: it changes nothing, and ends where anybody is asked anything."""
        graph, at, seen = self._system.graph, self.seconds, set[int]()
        node = graph.node(then, graph.languages.index(graph.language_of(node)))
        while node >= 0 and node not in seen:
            seen.add(node)
            moves = [move for move in graph.out[node] if move.periods & self._bit]
            if moves[0].party not in (Party.NOBODY, Party.CLOCK) or moves[0].deed in (
                *_UP_AND_DOWN,
                Deed.LINK,
            ):
                return
            beats, seconds = self._system.score.of(moves[0])
            self._record.move(at, beats, node, moves[0])
            at, node = at + seconds, moves[0].target

    def _ask(self, after: Deed | None) -> None:
        """Say what the caller is asked; from here on the caller has a say."""
        beats, seconds = self._system.score.asking(self._node, after)
        self._record.asking(self.seconds, beats, self._node)
        self._asked_at, self._prompt, self._asking = self.seconds, seconds, True
        self.seconds += seconds

    def _choose_language(self) -> None:
        """Press the key of the caller's own language, where one is offered."""
        graph = self._system.graph
        body = graph.kind_of(self._node)
        if self._language in (None, graph.language_of(self._node)) or not isinstance(body, Menu):
            return
        for key, option in body.keys.items():
            to = graph.menu.steps[option.to]
            if isinstance(to, Language) and to.set == self._language:
                self.pressed(key)
                return

    def _listen(self, after: float | None) -> None:
        """Let the caller listen for so long before doing something."""
        if after is None or (after < self._prompt and not self.can_interrupt):
            return
        if after < self._prompt:
            self.cut_short(after)
        elif after > self._prompt:
            self._record.beats(self.seconds, (Beat(Sound.WAITS, after - self._prompt),), self._node)
            self.seconds += after - self._prompt

    def _typed(self, move: Move, keys: str, paused: bool) -> tuple[Beats, float]:
        """The beats of a move whose keys are known."""
        body, pace = self._system.graph.kind_of(self._node), self._system.score.pace
        shown = "•" * len(keys) if isinstance(body, Collect) and body.secret else keys
        beats = [Beat(Sound.PRESSES, len(keys) * pace.key, shown)]
        if paused:
            beats.append(Beat(Sound.WAITS, PAUSE))
        return tuple(beats), sum(beat.seconds for beat in beats)

    def _lost(self, keys: str, meant: Meaning) -> None:
        """Keys that mean nothing here: a wrong try, or, where nothing is asked, just noise."""
        body = self._system.graph.kind_of(self._node)
        if not isinstance(body, Queue | Voicemail):
            self._try(Deed.WRONG, keys)
            return
        pace = self._system.score.pace
        self._record.beats(self.seconds, (Beat(Sound.PRESSES, len(keys) * pace.key, keys),), self._node)
        self.seconds += len(keys) * pace.key
        self._record.note(self.seconds, f"{keys} does nothing here.")
        self._asked_at, self._prompt = self.seconds, 0.0

    def _try(self, deed: Deed, keys: str) -> None:
        """One try that does not help; the last of them moves the call on."""
        system, node = self._system, self._node
        body = system.graph.kind_of(node)
        beats = tuple(system.score.a_try(body, deed, keys))
        self._record.beats(self.seconds, beats, node)
        self.seconds += sum(beat.seconds for beat in beats)
        self._tries[deed] += 1
        if self._tries[deed] < tries_of(body, deed is Deed.SILENCE):
            self._ask(deed)
            return
        self._asking = False
        self._leave(system.ways(node)[deed, ""])
        if not self._stepwise:
            self.go_on()

    def _skips(self, move: Move) -> bool:
        body = self._system.graph.kind_of(move.source)
        return isinstance(body, Play) and body.barge_in

    def _spoken(self) -> dict[str, tuple[Deed, str]]:
        """What can be said here, in small letters, and what it does."""
        body, menu = self._system.graph.kind_of(self._node), self._system.graph.menu
        found: dict[str, tuple[Deed, str]] = {}
        for move in self._system.graph.out[self._node]:
            if move.deed is Deed.DIAL:
                for name in (move.detail, menu.name_of(move.detail)):
                    found[name.lower()] = (Deed.DIAL, move.detail)
        if isinstance(body, Menu):
            for key, option in body.keys.items():
                found |= {word.lower(): (Deed.KEY, key) for word in option.says}
        if isinstance(body, Callback):
            found |= {"yes": (Deed.BOOK, ""), "no": (Deed.DECLINE, "")}
        return found
