"""How a call goes on, a move at a time. What a step does only the call graph knows."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from ivrcheck.analysis.topics import Honest, Topic
from ivrcheck.callgraph.beats import Beat, Sound
from ivrcheck.callgraph.move import Deed, Move, Outcome, Party
from ivrcheck.callgraph.replay import CannotHappen, Underway
from ivrcheck.callgraph.seconds import tries_of
from ivrcheck.menu.kinds import Play, Queue, Voicemail
from ivrcheck.simulate.answers import Answers
from ivrcheck.simulate.moment import outside
from ivrcheck.simulate.pressed import language_key, shown
from ivrcheck.simulate.record import Record

if TYPE_CHECKING:
    from ivrcheck.simulate.system import System

Others = Mapping[str, "System"]
"""The phone systems of the run, by file."""
_UP_AND_DOWN = (Deed.AGAIN, Deed.ONWARD)
_TOLD = (Deed.HANG_UP, Deed.FOREVER)
"""What a caller does that is told in a sentence."""
_UNHEARD = (Party.NOBODY, Party.CLOCK)


class Course:
    """The way of one call through the graph, with all that counts for where it goes on.

    Nothing here asks whether it makes sense now: ``Call`` does.
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
        goes on by one move at each ``go_on``, the first included, for those who show it while it happens.
        """
        self.number = number
        self.moment = moment
        self.seconds = 0.0
        """How long the call has lasted, with all of what is being said now; when it ended, once it has."""
        self.outcome: Outcome | None = None
        self._system = system
        self._answers = answers
        self._others = others
        self._language = language
        self._topic = topic
        self._stepwise = stepwise
        self._record = Record(system)
        self._log = self._record.log
        try:
            self._at = Underway(system.graph, number, moment)
        except CannotHappen:
            raise outside(moment, system.calendar) from None
        self.moves: Sequence[Move] = self._at.moves
        """The moves of the graph the call has taken."""
        self._seen: set[tuple[str, int]] = set()
        """Where it has been since something new was decided, or a retry step used.

        Of the numbers of other systems it has come to, the complements: a retry that is used there is no
        news, as it begins anew.
        """
        self._new: set[tuple[str, Move]] = set()
        """What an office that is asked has done since the caller did something."""
        self._told: dict[str, dict[str, int]] = {}
        """By file and step, how many of its answers an office that changes them has given."""
        self._asked_at = 0.0
        self._prompt = 0.0
        self._asking = False
        self._tries = [0, 0]
        """The silent and the wrong tries since the call came to its node."""
        if not stepwise:
            self.go_on()

    @property
    def system(self) -> System:
        """The phone system the call is in."""
        return self._system

    @property
    def node(self) -> int:
        """The node of the call graph the call is at."""
        return self._at.node

    @property
    def can_interrupt(self) -> bool:
        """Whether a key stops what is being said now. Where not, keys pressed meanwhile are lost."""
        if self._asking:
            return bool(getattr(self._system.graph.kind_of(self._at.node), "barge_in", True))
        body = self._system.graph.kind_of(self.moves[-1].source) if self.moves else None
        return isinstance(body, Play) and body.barge_in

    def whereabouts(self) -> Hashable:
        """All that decides how the call goes on, besides what the caller and who is asked will do."""
        told = sorted((file, step, said) for file, past in self._told.items() for step, said in past.items())
        rounds = sorted(self._at.rounds.items())
        return self._system.file, self._at.node, tuple(self._tries), tuple(told), tuple(rounds)

    def goes_on_for_ever(self) -> None:
        """End the call: what has been done so far can be done over and over."""
        self._end(Outcome.ENDLESS)

    def go_on(self) -> None:
        """Go on to where the caller has a say, or (stepwise) by one move."""
        while self.outcome is None and not self._asking:
            moves = self._system.graph.out[self._at.node]
            here = (self._system.file, self._at.node)
            if here in self._seen:
                self._end(Outcome.ENDLESS)
                return
            self._seen.add(here)
            if (party := moves[0].party) is not Party.CALLER:
                self._pass(self._office(moves) if party is Party.OFFICE else self._at.unchosen())
            else:
                self._tries = [0, 0]
                self._ask(None)
                if self._language and (key := language_key(self._system, self._at.node, self._language)):
                    self.pressed(key)
            if self._stepwise:
                return

    def pressed(self, keys: str, after: float | None = None) -> None:
        """What some keys do, without a look at whether they can be pressed."""
        if after is not None:
            self._listen(after)
        system, node = self._system, self._at.node
        meant = system.meaning(node, keys)
        if meant.way is None:
            self._lost(keys)
        else:
            lost = shown(system, node, keys[meant.used :]) if meant.used < len(keys) else ""
            self.take(system.ways(node)[meant.way], keys[: meant.used], meant.paused)
            if lost:
                self._record.note(self.seconds, f"“{lost}” came too early and is lost.")

    def waited(self) -> None:
        """One silent try, or what else comes to those who do nothing."""
        move = self._system.idle(self._at.node)
        if move.deed is Deed.SILENCE:
            self._try(Deed.SILENCE, "")
        else:
            self.take(move)

    def take(self, move: Move, keys: str = "", paused: bool = False) -> None:
        """Take a move of the caller, whose prompt has been heard by now."""
        beats, seconds = self._system.score.doing(move)
        if keys or move.deed is Deed.TYPE:
            beats, seconds = self._system.pressing(self._at.node, keys, paused)
        self._asking = False
        told = move if move.deed in _TOLD else None
        self._log.append((self.seconds, beats, self._system, self._at.node, told))
        self.seconds += seconds
        self._leave(move)
        if not self._stepwise:
            self.go_on()

    def cut_short(self, after: float) -> None:
        """Stop what is being said now by a key, so many seconds after it began."""
        self.seconds -= self._record.cut_short(after)

    def _decided(self) -> None:
        """Something new was decided, so coming by the same steps again is no going round."""
        self._seen.clear()
        self._new.clear()

    def _office(self, moves: Sequence[Move]) -> Move:
        """What the office does where it decides."""
        if len(moves) == 1:
            return moves[0]
        node, file = self._at.node, self._system.file
        answers = self._answers[file]
        if answers.change and answers.changes(node):
            past = self._told.setdefault(file, {})
            before = sum(past.values())
            move = answers.next_move(node, moves, past)
            if sum(past.values()) > before:
                self._seen.clear()
            return move
        move = answers.move(node, moves)
        if answers.ask and answers.is_asked(node) and (file, move) not in self._new:
            self._seen.clear()
            self._new.add((file, move))
        return move

    def _pass(self, move: Move) -> None:
        """Take a move of somebody else."""
        beats, seconds = self._system.score.of(move)
        self._log.append((self.seconds, beats, self._system, self._at.node, move))
        self.seconds += seconds
        self._leave(move)

    def _leave(self, move: Move) -> None:
        self._at.take(move)
        if move.target < 0:
            self._end(self._ending(move), move)
        elif move.deed is Deed.AGAIN:
            self._seen = {here for here in self._seen if here[1] < 0}
        elif move.deed is Deed.LINK:
            link = self._system.graph.links[self._system.graph.step_of(move.source)]
            if link.file in self._others:
                self._go_over(self._others[link.file], link.number)

    def _go_over(self, system: System, number: str) -> None:
        """Go on in another phone system, as any call to that number."""
        self._system = system
        try:
            self._at.go_over(system.graph, number)
        except CannotHappen:
            raise outside(self.moment, system.calendar) from None
        here = (system.file, ~self._at.node)
        if here in self._seen:
            self._end(Outcome.ENDLESS)
        self._seen.add(here)

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
            moves = [move for move in graph.out[node] if move.periods >> self._at.period & 1]
            if moves[0].party not in _UNHEARD or moves[0].deed in (*_UP_AND_DOWN, Deed.LINK):
                return
            beats, seconds = self._system.score.of(moves[0])
            self._log.append((at, beats, self._system, node, moves[0]))
            at, node = at + seconds, moves[0].target

    def _ask(self, after: Deed | None) -> None:
        """Say what the caller is asked; from here on the caller has a say."""
        beats, seconds = self._system.score.asking(self._at.node, after)
        self._log.append((self.seconds, beats, self._system, self._at.node, None))
        self._asked_at, self._prompt, self._asking = self.seconds, seconds, True
        self.seconds += seconds

    def _listen(self, after: float) -> None:
        """Let the caller listen for so long before doing something."""
        if after < self._prompt and not self.can_interrupt:
            return
        if after < self._prompt:
            self.cut_short(after)
        elif after > self._prompt:
            waits = (Beat(Sound.WAITS, after - self._prompt),)
            self._log.append((self.seconds, waits, self._system, self._at.node, None))
            self.seconds += after - self._prompt

    def _lost(self, keys: str) -> None:
        """Keys that mean nothing here: a wrong try, or, where nothing is asked, just noise."""
        body = self._system.graph.kind_of(self._at.node)
        if not isinstance(body, Queue | Voicemail):
            self._try(Deed.WRONG, shown(self._system, self._at.node, keys))
            return
        pace = self._system.score.pace
        presses = (Beat(Sound.PRESSES, len(keys) * pace.key, keys),)
        self._log.append((self.seconds, presses, self._system, self._at.node, None))
        self.seconds += len(keys) * pace.key
        self._record.note(self.seconds, f"{keys} does nothing here.")
        self._asked_at, self._prompt = self.seconds, 0.0

    def _try(self, deed: Deed, keys: str) -> None:
        """One try that does not help; the last of them moves the call on."""
        system, node = self._system, self._at.node
        body = system.graph.kind_of(node)
        beats, seconds = system.score.trying(node, deed, keys)
        self._log.append((self.seconds, beats, system, node, None))
        self.seconds += seconds
        self._tries[deed is Deed.WRONG] += 1
        if self._tries[deed is Deed.WRONG] < tries_of(body, deed is Deed.SILENCE):
            self._ask(deed)
            return
        self._asking = False
        self._leave(system.ways(node)[deed, ""])
        if not self._stepwise:
            self.go_on()
