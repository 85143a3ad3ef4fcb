"""Which moves that can happen some calls have made, and which none has, by the kind of time.

What can happen only the call graph says: a move counts in a kind of time if calls can come to it then. Moves
that nobody decides and that always happen do not count, nor does hanging up, which is possible everywhere.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from ivrcheck.analysis.daykinds import DayKind, day_kinds, kind_of
from ivrcheck.analysis.facts import Facts
from ivrcheck.callgraph.graph import CallGraph
from ivrcheck.callgraph.move import Deed, Move, Party
from ivrcheck.simulate.call import Call

_NOT_COUNTED = (Deed.HANG_UP, Deed.ELSEWHERE)
"""Hanging up is the same everywhere; what another phone system does with a call is tried there."""


class Choice(NamedTuple):
    """Something that can happen at a step, as people see it: stages of a step are no concern of theirs."""

    step: str
    language: str
    """The language the caller hears; empty in a menu that has only one."""
    deed: Deed
    detail: str


@dataclass(frozen=True, slots=True)
class Tried:
    """What of the choices of one kind of time has been made."""

    kind: DayKind
    made: tuple[Choice, ...]
    missing: tuple[Choice, ...]

    @property
    def count(self) -> int:
        """How many there are."""
        return len(self.made) + len(self.missing)


@dataclass(frozen=True, slots=True)
class Coverage:
    """How much of one menu some calls have tried."""

    kinds: Sequence[Tried]

    @property
    def made(self) -> int:
        return sum(len(one.made) for one in self.kinds)

    @property
    def count(self) -> int:
        return sum(one.count for one in self.kinds)

    @property
    def percent(self) -> int:
        """Rounded down: 100 means everything."""
        return 100 * self.made // self.count if self.count else 100


def coverage(facts: Facts, calls: Iterable[Call]) -> Coverage:
    """What the calls to one menu have tried of it."""
    made = _made(facts, calls)
    return Coverage([_tried(kind, there, made) for kind, there in choices(facts).items()])


def _tried(kind: DayKind, there: Iterable[Choice], made: set[tuple[str, Choice]]) -> Tried:
    found: tuple[list[Choice], list[Choice]] = ([], [])
    for choice in there:
        found[(kind.name, choice) not in made].append(choice)
    return Tried(kind, tuple(found[0]), tuple(found[1]))


def choices(facts: Facts) -> Mapping[DayKind, Sequence[Choice]]:
    """For each kind of time all that can happen in it, in the order of the file."""
    steps = {step: number for number, step in enumerate(facts.graph.steps)}
    languages = {language: number for number, language in enumerate(facts.graph.languages)}
    found = {}
    for kind in day_kinds(facts):
        there = dict.fromkeys(_possible(facts, kind.bits))
        inside = {one: (steps[one.step], languages.get(one.language, 0)) for one in there}
        found[kind] = sorted(there, key=inside.__getitem__)  # stable: keys stay as they are in the step
    return found


def _possible(facts: Facts, bits: int) -> Iterator[Choice]:
    """The moves that calls can come to in some periods."""
    graph = facts.graph
    for node, when in facts.arrivals.items():
        for move in graph.out[node] if node >= 0 and when & bits else ():
            used = graph.used_up.get(node, bits) if move.deed is Deed.ONWARD else bits
            if when & bits & used & move.periods and _counts(graph, move):
                yield choice_of(graph, move)


def choice_of(graph: CallGraph, move: Move) -> Choice:
    """A move as a choice."""
    language = graph.language_of(move.source) if len(graph.languages) > 1 else ""
    return Choice(graph.step_of(move.source), language, move.deed, move.detail)


def _counts(graph: CallGraph, move: Move) -> bool:
    if move.deed in _NOT_COUNTED:
        return False
    return move.party is not Party.NOBODY or len(graph.out[move.source]) > 1


def _made(facts: Facts, calls: Iterable[Call]) -> set[tuple[str, Choice]]:
    """What calls have done, each in its kind of time."""
    found: set[tuple[str, Choice]] = set()
    for call in calls:
        period = facts.calendar.period_at(call.moment)
        assert period is not None  # or there would be no call
        kind = kind_of(facts, period)
        found.update((kind.name, choice_of(facts.graph, move)) for move in call.moves)
    return found
