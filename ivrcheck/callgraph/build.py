"""Compiles a menu and its calendar into a call graph. The only place that knows what a step does."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from ivrcheck.callgraph.graph import (
    ARRIVE,
    BY_KEY,
    HOLD,
    HOLD_UNSTAFFED,
    ROOM,
    ROOM_UNSTAFFED,
    STAFF,
    VARIANTS,
    CallGraph,
)
from ivrcheck.callgraph.link import Link
from ivrcheck.callgraph.move import Deed, Move, Outcome, Party
from ivrcheck.hours.calendar import Calendar
from ivrcheck.menu import kinds
from ivrcheck.menu.model import ANY, PhoneSystem
from ivrcheck.menu.numbers import own_lines

_CALLER, _CLOCK, _OFFICE, _NOBODY = Party.CALLER, Party.CLOCK, Party.OFFICE, Party.NOBODY
_CUT_OFF, _GAVE_UP, _PERSON = int(Outcome.CUT_OFF), int(Outcome.GAVE_UP), int(Outcome.PERSON)


def build_graph(menu: PhoneSystem, calendar: Calendar, links: Mapping[str, Link] | None = None) -> CallGraph:
    """The call graph of a menu over the periods of a calendar.

    ``links``: the transfers that lead to other phone systems of the run. Its own numbers it knows itself.
    """
    graph = CallGraph(menu, calendar)
    own = {step: Link(number) for step, number in own_lines(menu).items()}
    graph.links = {**(links or {}), **own}
    _Builder(graph).build()
    return graph


class _Builder:
    """Unfolds steps into nodes and moves, following the moves from the entries."""

    def __init__(self, graph: CallGraph) -> None:
        self.graph = graph
        self.menu = graph.menu
        self.calendar = graph.calendar
        self.always = graph.calendar.everything
        self.todo: list[int] = []
        self.done: set[int] = set()
        self.announcements: dict[tuple[str, ...], int] = {}
        self.number = {step: number for number, step in enumerate(graph.steps)}
        # what the step at hand is
        self.base = 0
        self.shift = 0
        self.moves: list[Move] = []

    def build(self) -> None:
        graph = self.graph
        if not graph.steps:
            return
        for number, entry in self.menu.entry.items():
            graph.entries[number] = self.arrive(entry.to)
        self.unfold()
        for step in graph.steps:  # steps nobody reaches are checked all the same
            self.arrive_first(step)
        self.unfold()

    def arrive_first(self, step: str) -> None:
        if not any(True for _ in self.graph.nodes_of(step)):
            self.shift = 0
            self.arrive(step)

    def unfold(self) -> None:
        """Write down the moves of every node that can be come to."""
        todo, out, plane = self.todo, self.graph.out, self.graph._plane
        size, steps = len(self.graph.steps), list(self.menu.steps.values())
        while todo:
            node = todo.pop()
            inner = node % plane
            self.shift = inner - inner % size
            self.base = inner
            step = steps[inner % size]
            self.moves = []
            _MOVES[step.kind](self, step)
            for move in self.moves:
                found = out.get(move.source)
                if found is None:
                    out[move.source] = [move]
                else:
                    found.append(move)

    def arrive(self, step: str) -> int:
        """The node at which a call comes to a step, in the language it has now."""
        node = self.shift + self.number[step]
        if node not in self.done:
            self.done.add(node)
            self.todo.append(node)
        return node

    def to(self, step: str | None) -> int:
        """Where a destination leads; one that is not given cuts the call off."""
        return self.arrive(step) if step else _CUT_OFF

    def by_key(self, step: str) -> int:
        """Where a pressed key leads: straight to a hang-up is the caller's own giving up."""
        if self.menu.steps[step].kind == "hangup":
            return self.hang_up(step, BY_KEY, (), Outcome.GAVE_UP)
        return self.arrive(step)

    def after(self, step: str, resolves: tuple[str, ...]) -> int:
        """Where an announcement leads: a hang-up right after it ends the call resolved."""
        if resolves and self.menu.steps[step].kind == "hangup":
            variant = self.announcements.setdefault(resolves, len(self.announcements))
            return self.hang_up(step, VARIANTS + variant, resolves, Outcome.CUT_OFF)
        return self.arrive(step)

    def hang_up(self, step: str, stage: int, before: tuple[str, ...], otherwise: Outcome) -> int:
        """A hang-up node of its own for how the call came to it."""
        inner = self.shift + self.number[step]
        node = stage * self.graph._plane + inner
        if node not in self.done:
            self.done.add(node)
            body = self.menu.steps[step]
            assert isinstance(body, kinds.Hangup)
            resolves = frozenset((*body.resolves, *before))
            end = Outcome.RESOLVED if body.resolves or ANY in before else otherwise
            self.graph.out[node] = [Move(node, int(end), _NOBODY, Deed.END, "", self.always)]
            if resolves:
                self.graph.resolving[node] = resolves
            self.arrive(step)  # so that the step itself counts as one that calls come to
        return node

    def add(
        self,
        stage: int,
        party: Party,
        deed: Deed,
        target: int,
        detail: str = "",
        periods: int = -1,
        given: bool = True,
    ) -> None:
        """Note a move of the step at hand; none that exists in no period."""
        when = self.always if periods < 0 else periods
        if when:
            source = stage * self.graph._plane + self.base
            self.moves.append(Move(source, target, party, deed, detail, when, given))

    def stage(self, stage: int) -> int:
        """The node of another stage of the step at hand."""
        return stage * self.graph._plane + self.base

    def or_cut(self, stage: int, party: Party, deed: Deed, step: str | None, periods: int = -1) -> None:
        """A move to a destination that may not be given."""
        self.add(stage, party, deed, self.to(step), "", periods, step is not None)

    # what each kind of step does

    def play(self, step: kinds.Play) -> None:
        self.add(ARRIVE, _NOBODY, Deed.PLAY, self.after(step.then, step.resolves))

    def hours(self, step: kinds.Hours) -> None:
        open = self.calendar.open[step.hours]
        holiday = self.calendar.holiday[step.hours] & ~open if step.holiday else 0
        self.add(ARRIVE, _CLOCK, Deed.OPEN, self.arrive(step.open), "", open)
        if step.holiday:
            self.add(ARRIVE, _CLOCK, Deed.HOLIDAY, self.arrive(step.holiday), "", holiday)
        self.add(ARRIVE, _CLOCK, Deed.CLOSED, self.arrive(step.closed), "", self.always & ~open & ~holiday)

    def menu_(self, step: kinds.Menu) -> None:
        self.keys(ARRIVE, step.keys)
        self.dialled(step.extensions, self.stage(ARRIVE), True)
        self.choice(step.no_input, step.no_match)

    def keys(self, stage: int, keys: Mapping[str, kinds.Option] | None) -> None:
        for key, option in (keys or {}).items():
            self.add(stage, _CALLER, Deed.KEY, self.by_key(option.to), key)

    def choice(self, no_input: kinds.Fallback | None, no_match: kinds.Fallback | None) -> None:
        """Silence, wrong keys and hanging up, wherever a caller is asked for something."""
        self.or_cut(ARRIVE, _CALLER, Deed.SILENCE, no_input.to if no_input else None)
        self.or_cut(ARRIVE, _CALLER, Deed.WRONG, no_match.to if no_match else None)
        self.add(ARRIVE, _CALLER, Deed.HANG_UP, _GAVE_UP)

    def dialled(self, who: tuple[str, ...], unanswered: int, given: bool) -> None:
        """People and teams a caller can dial: each rings as a ring step does."""
        for number, id in enumerate(who):
            stage = VARIANTS + 2 * number
            self.add(ARRIVE, _CALLER, Deed.DIAL, self.stage(stage), id)
            duty = self.calendar.duty(id)
            self.add(stage, _CLOCK, Deed.ON_DUTY, self.stage(stage + 1), id, duty)
            self.add(stage, _CLOCK, Deed.OFF_DUTY, unanswered, id, self.always & ~duty, given)
            if duty:
                self.add(stage + 1, _OFFICE, Deed.ANSWER, _PERSON, id)
                self.add(stage + 1, _OFFICE, Deed.NO_ANSWER, unanswered, id, -1, given)

    def ring(self, step: kinds.Ring) -> None:
        duty = self.calendar.duty(step.who)
        answered = ARRIVE
        if duty != self.always:
            answered = STAFF
            self.add(ARRIVE, _CLOCK, Deed.ON_DUTY, self.stage(STAFF), "", duty)
            self.or_cut(ARRIVE, _CLOCK, Deed.OFF_DUTY, step.no_answer, self.always & ~duty)
        if duty:
            self.add(answered, _OFFICE, Deed.ANSWER, _PERSON)
            self.or_cut(answered, _OFFICE, Deed.NO_ANSWER, step.no_answer)
            if step.busy:
                self.or_cut(answered, _OFFICE, Deed.BUSY, step.busy)

    def queue(self, step: kinds.Queue) -> None:
        duty = self.calendar.duty(step.team)
        staffed, unstaffed = (ROOM, ROOM_UNSTAFFED) if step.capacity else (HOLD, HOLD_UNSTAFFED)
        away = self.always & ~duty
        self.add(ARRIVE, _CLOCK, Deed.ON_DUTY, self.stage(staffed), "", duty)
        if step.closed:
            self.or_cut(ARRIVE, _CLOCK, Deed.OFF_DUTY, step.closed, away)
        else:
            self.add(ARRIVE, _CLOCK, Deed.OFF_DUTY, self.stage(unstaffed), "", away)
            if away:
                self.hold(step, ROOM_UNSTAFFED, HOLD_UNSTAFFED, 0)
        if duty:
            self.hold(step, ROOM, HOLD, STAFF)

    def hold(self, step: kinds.Queue, room: int, hold: int, staff: int) -> None:
        """Holding, with somebody there to answer (``staff`` is a stage) or with nobody (0)."""
        if step.capacity:
            self.or_cut(room, _OFFICE, Deed.FULL, step.full)
            self.add(room, _OFFICE, Deed.ROOM, self.stage(hold))
        self.keys(hold, step.keys)
        if staff:
            self.add(hold, _CALLER, Deed.HOLD, self.stage(staff))
            self.add(staff, _OFFICE, Deed.ANSWER, _PERSON)
        self.held(step, staff or hold, _OFFICE if staff else _CALLER)
        self.add(hold, _CALLER, Deed.HANG_UP, _GAVE_UP)

    def held(self, step: kinds.Queue, stage: int, party: Party) -> None:
        """Nobody answered a caller who held."""
        if step.max_wait is None:
            self.add(stage, party, Deed.FOREVER, int(Outcome.ENDLESS))
        else:
            self.or_cut(stage, party, Deed.TIMEOUT, step.timeout)

    def transfer(self, step: kinds.Transfer) -> None:
        within = self.calendar.open[step.hours] if step.hours else self.always
        back = step.no_answer if step.mode == "bridged" else None
        answered = ARRIVE
        if within != self.always:
            answered = STAFF
            self.add(ARRIVE, _CLOCK, Deed.OPEN, self.stage(STAFF), "", within)
            self.or_cut(ARRIVE, _CLOCK, Deed.CLOSED, back, self.always & ~within)
        link = self.graph.links.get(self.graph.step_of(self.base))
        if within and link:
            self.put_through(link, answered)
        elif within:
            self.add(answered, _OFFICE, Deed.ANSWER, _other_end(step))
            self.or_cut(answered, _OFFICE, Deed.NO_ANSWER, back)

    def put_through(self, link: Link, stage: int) -> None:
        """A transfer to a phone system that is known: it always answers, and its menu begins.

        The call arrives there as any other: in that system's first language.
        """
        if link.is_own:
            shift, self.shift = self.shift, 0
            self.add(stage, _NOBODY, Deed.LINK, self.arrive(self.menu.entry[link.number].to), link.number)
            self.shift = shift
            return
        for case, (when, ways) in enumerate(link.cases(self.always)):
            self.add(stage, _CLOCK, Deed.LINK, self.stage(VARIANTS + case), link.number, when)
            for deed, end in ways if when else ():
                self.add(VARIANTS + case, _OFFICE, deed, int(end), link.number)

    def voicemail(self, step: kinds.Voicemail) -> None:
        stage = ARRIVE
        if step.capacity:
            stage = HOLD
            self.or_cut(ARRIVE, _OFFICE, Deed.FULL, step.full)
            self.add(ARRIVE, _OFFICE, Deed.ROOM, self.stage(HOLD))
        end = Outcome.MESSAGE if step.owner else Outcome.UNOWNED_MESSAGE
        self.keys(stage, step.keys)
        self.add(stage, _CALLER, Deed.MESSAGE, int(end), "", -1, step.owner is not None)
        self.add(stage, _CALLER, Deed.HANG_UP, _GAVE_UP)
        self.afterwards(step.then)

    def afterwards(self, step: str | None) -> None:
        """What is only heard once the call has come to its outcome: no move leads there."""
        if step:
            self.arrive(step)

    def callback(self, step: kinds.Callback) -> None:
        booked = Outcome.CALLBACK if step.owner else Outcome.UNOWNED_MESSAGE
        self.add(ARRIVE, _CALLER, Deed.BOOK, int(booked))
        declined = self.by_key(step.declined) if step.declined else _CUT_OFF
        self.add(ARRIVE, _CALLER, Deed.DECLINE, declined, "", -1, step.declined is not None)
        self.or_cut(ARRIVE, _CALLER, Deed.SILENCE, step.no_input)
        self.add(ARRIVE, _CALLER, Deed.HANG_UP, _GAVE_UP)
        self.afterwards(step.then)

    def collect(self, step: kinds.Collect) -> None:
        self.add(ARRIVE, _CALLER, Deed.TYPE, self.arrive(step.then))
        self.choice(step.no_input, step.no_match)

    def lookup(self, step: kinds.Lookup) -> None:
        for answer, target in step.answers.items():
            self.add(ARRIVE, _OFFICE, Deed.LOOKUP, self.arrive(target), answer)
        self.or_cut(ARRIVE, _OFFICE, Deed.ERROR, step.error)

    def retry(self, step: kinds.Retry) -> None:
        self.add(ARRIVE, _NOBODY, Deed.AGAIN, self.arrive(step.again))
        self.add(ARRIVE, _NOBODY, Deed.ONWARD, self.arrive(step.then))

    def directory(self, step: kinds.Directory) -> None:
        if step.operator:
            self.add(ARRIVE, _CALLER, Deed.KEY, self.by_key(step.operator), "0")
        self.dialled(step.who, self.to(step.no_answer), step.no_answer is not None)
        self.choice(step.no_input, step.no_match)

    def language(self, step: kinds.Language) -> None:
        place = self.graph.languages.index(step.set)
        self.shift = place * len(self.graph.steps)
        self.add(ARRIVE, _NOBODY, Deed.SWITCH, self.arrive(step.then), step.set)

    def hangup(self, step: kinds.Hangup) -> None:
        end = Outcome.RESOLVED if step.resolves else Outcome.CUT_OFF
        self.add(ARRIVE, _NOBODY, Deed.END, int(end))
        if step.resolves:
            self.graph.resolving[self.base] = frozenset(step.resolves)


def _other_end(step: kinds.Transfer) -> int:
    """What an answered transfer is to the caller."""
    if step.reaches == "person":
        return _PERSON
    if step.reaches == "voicemail":
        return int(Outcome.MESSAGE if step.owner else Outcome.UNOWNED_MESSAGE)
    return int(Outcome.HANDED_OVER)


_MOVES: dict[str, Callable[[_Builder, Any], None]] = {
    "play": _Builder.play,
    "menu": _Builder.menu_,
    "hours": _Builder.hours,
    "ring": _Builder.ring,
    "queue": _Builder.queue,
    "transfer": _Builder.transfer,
    "voicemail": _Builder.voicemail,
    "callback": _Builder.callback,
    "collect": _Builder.collect,
    "lookup": _Builder.lookup,
    "retry": _Builder.retry,
    "directory": _Builder.directory,
    "language": _Builder.language,
    "hangup": _Builder.hangup,
}
