"""Several phone systems at once: what a call that one passes on to another is worth there.

Each file keeps its own call graph, over periods that all of them share. A transfer to another file leads to
what a call to that number is worth: whether a person can be reached, whether the caller is safe. These worths
are the least fixed point over all files, found by asking each in turn until nothing changes, so a call
that only goes round between two offices is worth nothing.

A fault that lies in one file alone is told there and not again in the files that pass calls on to it: such a
call counts as safe for them. What is left is what only shows when the files are seen together.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import cached_property

from ivrcheck.analysis.callers import Caller, choice_of
from ivrcheck.analysis.facts import Facts
from ivrcheck.analysis.returns import SentBack
from ivrcheck.analysis.solve import Bits, can_force, can_reach, forward, goals
from ivrcheck.callgraph.build import build_graph
from ivrcheck.callgraph.graph import CallGraph
from ivrcheck.callgraph.link import Link
from ivrcheck.callgraph.move import SERVED, Deed, Move, Outcome, Party
from ivrcheck.config import Config
from ivrcheck.hours.calendar import Calendar
from ivrcheck.hours.joint import joint_calendars
from ivrcheck.menu.files import Loaded
from ivrcheck.menu.numbers import Line, Links

Worth = dict[Line, int]
"""For each line that transfers lead to, a set of periods."""

Solve = Callable[[CallGraph, Bits], Bits]


def facts_together(
    systems: Sequence[tuple[Loaded, Links]], start: date, configs: Sequence[Config]
) -> list[Facts]:
    """The facts about each of some files that transfers link, in their order."""
    menus = [loaded.menu for loaded, _ in systems if loaded.menu is not None]
    calendars = joint_calendars(menus, start)
    offices = [_Office(system, calendar) for system, calendar in zip(systems, calendars, strict=True)]
    return _Together(offices).facts(configs)


class _Office:
    """One of the files, with its call graph as if calls that leave it were never heard of again."""

    def __init__(self, system: tuple[Loaded, Links], calendar: Calendar) -> None:
        self.loaded, self.links = system
        self.calendar = calendar
        assert self.loaded.menu is not None
        nowhere = {step: Link(line.number, file=line.file) for step, line in self.links.items()}
        self.graph = build_graph(self.loaded.menu, calendar, nowhere)

    @cached_property
    def doors(self) -> Mapping[int, str]:
        """The nodes at which a call leaves for another file, each with its transfer."""
        return {
            node: step
            for step in self.links
            for node in self.graph.stages[step]
            if any(move.deed is Deed.LINK and move.party is Party.CLOCK for move in self.graph.out[node])
        }

    def solved(self, solve: Solve, worth: Worth) -> Bits:
        """The answer to a question at each node, if calls that leave are worth so much."""
        return solve(self.graph, {node: worth[self.links[step]] for node, step in self.doors.items()})

    def leaving(self, line: Line, caller: Caller) -> dict[str, int]:
        """By which transfers, and when, a fixed caller to a line can leave, whatever the office does."""
        choice = choice_of(self.graph, caller)

        def allowed(move: Move) -> bool:
            return move.party is not Party.CALLER or choice.get(move.source) is move

        start = {self.graph.entries[line.number]: self.calendar.everything}
        found: dict[str, int] = {}
        for node, bits in forward(self.graph, start, allowed).items():
            if step := self.doors.get(node):
                found[step] = found.get(step, 0) | bits
        return found


class _Together:
    """Answers each question for all files."""

    def __init__(self, offices: Sequence[_Office]) -> None:
        self.offices = offices
        self.by_file = {office.loaded.file: office for office in offices}
        self.lines = list(dict.fromkeys(line for office in offices for line in office.links.values()))
        self.everything = offices[0].calendar.everything
        self._leaving: dict[tuple[Line, Caller], dict[str, int]] = {}

    def facts(self, configs: Sequence[Config]) -> list[Facts]:
        person, served = self.settled(_person, False), self.settled(_served, True)
        safe = self.settled(_safe, True)
        found = []
        for office, config in zip(self.offices, configs, strict=True):
            links = {
                step: Link(line.number, self._name(line), line.file, person[line], served[line], safe[line])
                for step, line in office.links.items()
            }
            facts = Facts(office.loaded, office.calendar, config, links)
            facts.sent_back = self.sent_back(office)
            found.append(facts)
        return found

    def _name(self, line: Line) -> str:
        menu = self.by_file[line.file].loaded.menu
        return menu.name if menu else ""

    def settled(self, solve: Solve, pardoned: bool) -> Worth:
        """The least answers for all lines that agree with each other.

        ``pardoned``: what a line lacks although all calls that leave its file go well is its own file's
        fault, and does not count against the files that call it.
        """
        everything = dict.fromkeys(self.lines, self.everything)
        best = self.asked(solve, everything)
        own = {line: self.everything & ~best[line] if pardoned else 0 for line in self.lines}
        worth = own
        while True:
            answers = self.asked(solve, worth)
            new = {line: answers[line] | own[line] for line in self.lines}
            if new == worth:
                return worth
            worth = new

    def asked(self, solve: Solve, worth: Worth) -> Worth:
        """The answer for each line, if calls to the lines are worth so much."""
        found: Worth = {}
        for office in self.offices:
            lines = [line for line in self.lines if line.file == office.loaded.file]
            if lines:
                values = office.solved(solve, worth)
                found |= {line: values.get(office.graph.entries[line.number], 0) for line in lines}
        return found

    # calls that come back

    def sent_back(self, office: _Office) -> dict[str, SentBack]:
        """The transfers behind which callers are passed back to this file."""
        found = {}
        for step, line in office.links.items():
            for caller in (Caller.SILENT, Caller.ZERO):
                if back := self._back(office, line, caller):
                    found[step] = back
                    break
        return found

    def _back(self, office: _Office, line: Line, caller: Caller) -> SentBack | None:
        """How a line sends callers back.

        That somebody who presses nothing comes back is enough; who presses 0 must come round to the same
        line: a second try at the first office is no harm if it leads to somebody there.
        """
        there = self.by_file[line.file]
        for step, bits in self.leaving(line, caller).items():
            for mine, when in self.reached(there.links[step], caller).items():
                when &= bits
                if caller is Caller.ZERO:
                    when &= self.reached(mine, caller).get(line, 0)
                if mine.file == office.loaded.file and when:
                    at = there.loaded.at("steps", step, key=True)
                    return SentBack(caller, when, mine.number, at, step)
        return None

    def leaving(self, line: Line, caller: Caller) -> dict[str, int]:
        if (line, caller) not in self._leaving:
            self._leaving[line, caller] = self.by_file[line.file].leaving(line, caller)
        return self._leaving[line, caller]

    def reached(self, line: Line, caller: Caller) -> Worth:
        """All lines a fixed caller to a line can be passed on to, each with when; the line itself first."""
        found: Worth = {line: self.everything}
        queue = [line]
        while queue:
            here = queue.pop()
            for step, bits in self.leaving(here, caller).items():
                further = self.by_file[here.file].links[step]
                new = found[here] & bits & ~found.get(further, 0)
                if new:
                    found[further] = found.get(further, 0) | new
                    queue.append(further)
        return found


def _person(graph: CallGraph, seeds: Bits) -> Bits:
    return can_reach(graph, goals(graph, [Outcome.PERSON]) | seeds)


def _served(graph: CallGraph, seeds: Bits) -> Bits:
    return can_reach(graph, goals(graph, SERVED) | seeds)


def _safe(graph: CallGraph, seeds: Bits) -> Bits:
    return can_force(graph, goals(graph, SERVED) | seeds)
