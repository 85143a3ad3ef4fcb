"""What is true of a menu: each fact computed once, for all steps and all periods, when first asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from functools import cached_property
from typing import Any, TypeVar

from ivrcheck.analysis.callers import Caller, Office, choice_of, made_by, office_choice
from ivrcheck.analysis.evidence import Path, Search
from ivrcheck.analysis.honest import HonestCallers, HonestWay
from ivrcheck.analysis.keys import Keys
from ivrcheck.analysis.people import people_at
from ivrcheck.analysis.regions import people_behind
from ivrcheck.analysis.returns import SentBack
from ivrcheck.analysis.solve import Bits, Choice, can_force, can_reach, forward, goals
from ivrcheck.analysis.topics import Topic, topics_of
from ivrcheck.callgraph.build import build_graph
from ivrcheck.callgraph.graph import ARRIVE, HOLD, STAFF, VARIANTS, CallGraph
from ivrcheck.callgraph.link import Link
from ivrcheck.callgraph.move import SERVED, Deed, Move, Outcome, Party
from ivrcheck.callgraph.seconds import Stopwatch
from ivrcheck.config import DEFAULT, Config
from ivrcheck.finding import Call
from ivrcheck.hours.calendar import Calendar
from ivrcheck.hours.periods import any_of
from ivrcheck.menu.kinds import Transfer
from ivrcheck.menu.load import Loaded
from ivrcheck.menu.model import PhoneSystem
from ivrcheck.source import Pointer

T = TypeVar("T")


class Facts:
    """The facts about one menu, for rules to ask."""

    def __init__(
        self,
        loaded: Loaded,
        calendar: Calendar,
        config: Config = DEFAULT,
        links: Mapping[str, Link] | None = None,
    ) -> None:
        """``links``: the transfers that lead to other phone systems of the run (see ``together``)."""
        assert loaded.menu is not None
        self.links = links or {}
        self.sent_back: Mapping[str, SentBack] = {}
        """The transfers to other systems that pass callers back to this one; ``together`` finds them."""
        self.loaded = loaded
        self.menu: PhoneSystem = loaded.menu
        self.calendar = calendar
        self.config = config
        self.everything = calendar.everything
        self._kept: dict[object, Any] = {}

    def once(self, key: object, compute: Callable[[], T]) -> T:
        """A fact with a parameter, computed the first time it is asked for."""
        if key not in self._kept:
            self._kept[key] = compute()
        kept: T = self._kept[key]
        return kept

    def at(self, *route: str, key: bool = False) -> Pointer:
        """A place in the menu's file."""
        return self.loaded.at(*route, key=key)

    @cached_property
    def graph(self) -> CallGraph:
        """The call graph."""
        return build_graph(self.menu, self.calendar, self.links)

    @cached_property
    def arrivals(self) -> Bits:
        """When calls can come to each node."""
        starts = dict.fromkeys(self.graph.entries.values(), self.everything)
        return forward(self.graph, starts, onward=self.graph.used_up)

    def arrives(self, step: str) -> int:
        """When calls can come to a step, in any language."""
        return self._over(step, self.arrivals)

    @cached_property
    def reachable(self) -> set[str]:
        """The steps some call comes to, ever.

        Also those heard after a message, and where a queue leads that can hold past closing.
        """
        steps = self.graph.steps
        reached = {steps[node % len(steps)] for node in self.arrivals if node >= 0}
        new = reached
        while new:
            more = {node for node in self._afterwards(new) if self.graph.step_of(node) not in reached}
            behind = forward(self.graph, dict.fromkeys(more, self.everything)) if more else {}
            new = {steps[node % len(steps)] for node in behind if node >= 0} - reached
            reached = reached | new
        return reached

    def _afterwards(self, reached: set[str]) -> Iterator[int]:
        for step in reached:
            body = self.menu.steps[step]
            if body.kind == "queue" and body.closed and self.calendar.duty(body.team) != self.everything:
                yield from self.graph.nodes_of(body.closed)
            if then := self.graph.afterwards(step):
                yield from self.graph.nodes_of(then)

    def _over(self, step: str, values: Mapping[int, int]) -> int:
        return any_of([values.get(node, 0) for node in self.graph.stages[step]])

    # the three questions

    @cached_property
    def person(self) -> Bits:
        """When a person can be reached, with the caller's choice and luck at the office."""
        return can_reach(self.graph, goals(self.graph, [Outcome.PERSON]))

    @cached_property
    def served(self) -> Bits:
        """When the caller can be served at all, with choice and luck."""
        return can_reach(self.graph, goals(self.graph, SERVED))

    @cached_property
    def safe(self) -> Bits:
        """When the caller can be sure to be served, whatever the office does."""
        return can_force(self.graph, goals(self.graph, SERVED))

    @cached_property
    def unsafe(self) -> Bits:
        """When calls come to a node at which the caller is not safe."""
        found = {}
        for node, bits in self.arrivals.items():
            if node >= 0 and (trapped := bits & ~self._safe_while(node)):
                found[node] = trapped
        return found

    def _safe_while(self, node: int) -> int:
        """When the caller is safe at a node; who holds in a queue can still press the keys it takes."""
        safe = self.safe.get(node, 0)
        if self.graph.stage_of(node) == STAFF and self.graph.kind_of(node).kind == "queue":
            return safe | self.safe.get(self.graph.stage_node(node, HOLD), 0)
        return safe

    @cached_property
    def attended(self) -> int:
        """When callers to some number can reach a person."""
        return any_of(self.person.get(node, 0) for node in self.graph.entries.values())

    def choice(self, caller: Caller) -> Choice:
        """A fixed caller's move at each node."""
        return self.once(("choice", caller), lambda: choice_of(self.graph, caller))

    def makes(self, caller: Caller, move: Move) -> bool:
        """Whether one move happens when this caller calls."""
        return move.party is not Party.CALLER or made_by(self.graph, move.source, caller) is move

    def does(self, caller: Caller) -> Callable[[Move], bool]:
        """Whether a move happens when this caller calls."""
        choice = self.choice(caller)
        return lambda move: move.party is not Party.CALLER or choice.get(move.source) is move

    def lost(self, caller: Caller) -> Bits:
        """When a fixed caller can end lost from each node, at the office's worst.

        Somebody who presses a key that leads straight to a hang-up has chosen to; that is not lost.
        """
        return self.once(("lost", caller), lambda: self._lost(caller))

    def _lost(self, caller: Caller) -> Bits:
        starts = dict.fromkeys(self.graph.entries.values(), self.everything)
        passed = forward(self.graph, starts, self.does(caller))
        fine = goals(self.graph, (*SERVED, Outcome.GAVE_UP))
        kept = can_force(self.graph, fine, self.choice(caller), passed)
        lost = ((node, bits & ~kept.get(node, 0)) for node, bits in passed.items() if node >= 0)
        return {node: bits for node, bits in lost if bits}

    def ends(self, caller: Caller, office: Office, outcome: Outcome) -> Bits:
        """When a fixed caller comes to an outcome from each node, if the office always does the same."""
        return self.once((caller, office, outcome), lambda: self._ends(caller, office, outcome))

    def _ends(self, caller: Caller, office: Office, outcome: Outcome) -> Bits:
        mine, theirs = self.choice(caller), self.office(office)

        def allowed(move: Move) -> bool:
            if move.party is Party.CALLER:
                return mine[move.source] is move
            return move.party is not Party.OFFICE or theirs[move.source] is move

        return can_reach(self.graph, goals(self.graph, [outcome]), allowed)

    def office(self, office: Office) -> Choice:
        """The move at each of the office's nodes of an office that always does the same."""
        return self.once(office, lambda: office_choice(self.graph, office))

    # who is there

    @cached_property
    def duty(self) -> Bits:
        """At each node that rings somebody: when somebody is on duty there."""
        found = {}
        for node, moves in self.graph.out.items():
            bits = self._rings(node, moves)
            if bits is not None:
                found[node] = bits
        return found

    def _rings(self, node: int, moves: list[Move]) -> int | None:
        step = self.graph.kind_of(node)
        stage = self.graph.stage_of(node)
        if step.kind == "ring" and stage == ARRIVE:
            return self.calendar.duty(step.who)
        if step.kind == "queue" and stage == ARRIVE:
            return self.calendar.duty(step.team)
        if step.kind in ("menu", "directory") and stage >= VARIANTS and moves[0].party is Party.CLOCK:
            return sum(move.periods for move in moves if move.deed is Deed.ON_DUTY)
        return None

    @cached_property
    def outside(self) -> Bits:
        """At each transfer that reaches a person: when it does."""
        found = {}
        for id, step in self.menu.steps.items():
            if step.kind == "transfer" and (there := self._person_at(id, step)):
                open = self.calendar.open[step.hours] if step.hours else self.everything
                found.update(dict.fromkeys(self.graph.nodes_of(id), open & there))
        return found

    def _person_at(self, id: str, step: Transfer) -> int:
        """When a transfer reaches a person, its own hours aside."""
        link = self.graph.links.get(id)
        return link.person if link else self.everything if step.reaches == "person" else 0

    @cached_property
    def working(self) -> int:
        """The working time of the file: somebody whom a reachable step rings is on duty."""
        for source in (self.duty, self.outside):
            there = [bits for node, bits in source.items() if node in self.arrivals]
            if there:
                return any_of(there)
        hours = self.menu.business_hours
        return self.calendar.open[hours] if hours else self.everything

    @cached_property
    def working_below(self) -> Bits:
        """For each node, when somebody is on duty whom some way on from it rings (the clock aside)."""
        values = dict(self.duty)
        for node, bits in self.outside.items():
            values[node] = values.get(node, 0) | bits
        queue = list(values)
        into = self.graph.into
        while queue:
            node = queue.pop()
            for move in into.get(node, ()):
                new = values.get(move.source, 0) | values[node]
                if new != values.get(move.source, 0):
                    values[move.source] = new
                    queue.append(move.source)
        return values

    @cached_property
    def people_behind(self) -> Mapping[int, int]:
        """At each hours node: when people are on duty whom only its open branch rings."""
        given = {node: bits for node, bits in self.duty.items() if self._hours_given(node)}
        return people_behind(self.graph, given)

    def _hours_given(self, node: int) -> bool:
        """Whether anything says when those work whom a node rings."""
        step = self.graph.kind_of(node)
        if step.kind in ("ring", "queue"):
            return self.menu.hours_given(step.who if step.kind == "ring" else step.team)
        return self.duty[node] != self.everything

    @cached_property
    def people(self) -> Mapping[int, int]:
        """At each node that rings somebody: who may answer, as a set of people."""
        return people_at(self)

    # topics

    @cached_property
    def topics(self) -> list[Topic]:
        """What callers call about."""
        return topics_of(self.graph)

    @cached_property
    def honest(self) -> list[HonestWay]:
        """What honest callers get, for each topic and entry."""
        return self.honest_callers.ways() if self.topics else []

    @cached_property
    def honest_callers(self) -> HonestCallers:
        """The honest callers of all topics; there must be some."""
        return HonestCallers(self.graph, self.topics, self.duty, self.people)

    @cached_property
    def keys(self) -> Keys:
        """What the keys of the menus mean."""
        return Keys(self.graph)

    # evidence

    @cached_property
    def watch(self) -> Stopwatch:
        """The clock that times moves."""
        return Stopwatch(self.graph, self.config.pace)

    @cached_property
    def search(self) -> Search:
        """The shortest calls to every node."""
        return Search(
            self.graph,
            self.watch,
            [(number, node, self.everything) for number, node in self.graph.entries.items()],
        )

    def tell(self, path: Path | None, *more: str) -> Call | None:
        """A call in sentences."""
        from ivrcheck.analysis.story import tell

        return tell(self.graph, path, more, self.loaded.file) if path else None

    def hours_a_week(self, bits: int) -> float:
        """Hours in an ordinary week."""
        return self.calendar.hours_a_week(bits)

    def moment_words(self, moment: datetime) -> str:
        """A moment in people's words: ``Friday 20 November 2026, 12:01``."""
        from ivrcheck.hours.naming import moment_words

        return moment_words(moment)

    def when(self, bits: int) -> str:
        """Periods in people's words."""
        return self.once(("when", bits), lambda: self.calendar.describe(bits))
