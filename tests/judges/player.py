"""The slow, obviously right player: every choice and every luck of one menu at one moment.

All positions a call can be in are written down one by one, and the questions are answered by going
over them until nothing changes. Retry counters are part of a position, so retries are exact, and
play that never ends simply never joins the set of served positions.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import datetime
from typing import Any, Literal

from tests.judges.rules_of_play import LOST, SERVED, Move, Position, Rules, Target, keys_of, read

__all__ = ["LOST", "SERVED", "Caller", "Game", "Office", "Position", "read"]

Caller = Literal["silent", "zero", "wrong-key"]
Office = Literal["answered", "nothing"]
Graph = dict[Position, list[Move]]

EVERY_KEY = frozenset("0123456789*#")
HABITS: dict[Caller, tuple[str, ...]] = {
    "silent": ("silence", "hold", "leave"),
    "zero": ("key:0", "decline", "operator", "hold", "leave", "wrong"),
    "wrong-key": ("decline", "hold", "leave", "wrong"),
}
LUCK: dict[Office, tuple[str, ...]] = {
    "answered": ("answered", "room", "answer"),
    "nothing": ("no answer", "room", "error"),
}


def first_of(moves: list[Move], wanted: tuple[str, ...]) -> Move:
    """The move that comes first in the order of what is wanted."""
    for what in wanted:
        for move in moves:
            if move.does == what:
                return move
    return moves[0]  # an office with one possibility left, or a lookup without answers


def habit_at(caller: Caller, step: dict[str, Any]) -> tuple[str, ...]:
    """What a fixed caller tries at this step, in order."""
    if step["kind"] == "collect" and caller == "zero" and str(step["digits"]).split("-")[0] == "1":
        return ("right",)  # a single 0 is a whole answer
    if step["kind"] == "menu" and caller == "wrong-key" and set(keys_of(step)) >= EVERY_KEY:
        return ("silence",)  # no key is left to be wrong
    return HABITS[caller]


def some(moves: list[Move], won: Collection[Target]) -> bool:
    """Somebody, whoever it is, can bring this about."""
    return any(move.target in won for move in moves)


def forced(moves: list[Move], won: Collection[Target]) -> bool:
    """It comes about whatever the office does; everyone else needs one good move."""
    if moves[0].mover == "office":
        return all(move.target in won for move in moves)
    return some(moves, won)


def won_positions(
    graph: Graph, ends: Collection[str], rule: Callable[[list[Move], Collection[Target]], bool]
) -> set[Target]:
    """Go over all positions again and again until no further one is won."""
    won: set[Target] = set(ends)
    before = -1
    while len(won) != before:
        before = len(won)
        for position, moves in reversed(graph.items()):
            if position not in won and rule(moves, won):
                won.add(position)
    return won


class Game:
    """A menu at a fixed moment, as a finite game with all its positions written down."""

    def __init__(self, menu: dict[str, Any], moment: datetime) -> None:
        self.menu = menu
        self.moment = moment
        self._rules: dict[str | None, Rules] = {}
        self._graphs: dict[str | None, Graph] = {}
        self._won: dict[tuple[str, str | None], set[Target]] = {}

    def rules(self, topic: str | None = None) -> Rules:
        if topic not in self._rules:
            self._rules[topic] = Rules(self.menu, self.moment, topic)
        return self._rules[topic]

    @property
    def steps(self) -> list[str]:
        return list(self.rules().steps)

    def positions(self, topic: str | None = None) -> Graph:
        """Every position of every call that arrives at any step, and what can happen there."""
        if topic not in self._graphs:
            self._graphs[topic] = self._play_out(self.rules(topic))
        return self._graphs[topic]

    def _play_out(self, rules: Rules) -> Graph:
        found: Graph = {}
        unseen = [rules.arrival(step) for step in rules.steps]
        while unseen:
            at = unseen.pop()
            if at in found:
                continue
            found[at] = rules.moves(at)
            unseen += [move.target for move in found[at] if isinstance(move.target, Position)]
        return found

    def can_reach_person(self, step: str) -> bool:
        """Some choices of caller and office end in `person`."""
        return self._is_won("person", step, None)

    def can_be_served(self, step: str, topic: str | None = None) -> bool:
        """Some choices of caller and office end served."""
        return self._is_won("served", step, topic)

    def is_safe(self, step: str, topic: str | None = None) -> bool:
        """The caller can force a served end whatever the office does."""
        return self._is_won("safe", step, topic)

    def lost_at_worst(self, caller: Caller, step: str, topic: str | None = None) -> bool:
        """The office can act so that this caller is cut off, goes on for ever or leaves an unowned message.

        Whoever presses a key that leads straight to a hang-up gave up; that caller is not lost.
        """
        return not self._is_won(caller, step, topic)

    def outcome_of(self, caller: Caller, office: Office, step: str, topic: str | None = None) -> str:
        """The outcome of the fixed line this caller and this office make together."""
        at: Target = self.rules(topic).arrival(step)
        seen: set[Position] = set()
        while isinstance(at, Position):
            if at in seen:
                return "endless"
            seen.add(at)
            at = self._next(at, caller, office, topic)
        return at

    def _next(self, at: Position, caller: Caller, office: Office, topic: str | None) -> Target:
        moves = self._with_habit(caller, at, self.positions(topic)[at])
        return first_of(moves, LUCK[office]).target

    def _with_habit(self, caller: Caller, at: Position, moves: list[Move]) -> list[Move]:
        """The moves left when the caller does what this caller always does."""
        if moves[0].mover != "caller":
            return moves
        return [first_of(moves, habit_at(caller, self.rules().steps[at.step]))]

    def _is_won(self, question: str, step: str, topic: str | None) -> bool:
        if (question, topic) not in self._won:
            self._won[question, topic] = self._solve(question, topic)
        return self.rules(topic).arrival(step) in self._won[question, topic]

    def _solve(self, question: str, topic: str | None) -> set[Target]:
        graph = self.positions(topic)
        if question == "person":
            return won_positions(graph, {"person"}, some)
        if question == "served":
            return won_positions(graph, SERVED, some)
        if question == "safe":
            return won_positions(graph, SERVED, forced)
        return won_positions(self._line(question, graph), SERVED | {"gave_up"}, forced)

    def _line(self, caller: str, graph: Graph) -> Graph:
        known: Caller = next(name for name in HABITS if name == caller)
        return {at: self._with_habit(known, at, moves) for at, moves in graph.items()}
