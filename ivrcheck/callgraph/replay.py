"""Takes one call through the graph, move by move, as it would happen; searches for nothing.

Each move must be possible where the call is by then, in the period it arrived in, with the rounds of retry
steps counted. The simulator stands on it, and so does whoever makes a call again that was found elsewhere.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from ivrcheck.callgraph.graph import CallGraph
from ivrcheck.callgraph.move import Deed, Move, Outcome, Party
from ivrcheck.callgraph.rounds import moves_left
from ivrcheck.finding import Trace, Turn


class CannotHappen(Exception):
    """A call that was told cannot be made: a fault in ivrcheck itself. The text says where it fails."""


class Underway:
    """A call on its way, from its arrival on. CannotHappen if no call can arrive there or then."""

    __slots__ = ("graph", "moment", "moves", "node", "number", "period", "rounds")

    def __init__(self, graph: CallGraph, number: str, moment: datetime) -> None:
        if number not in graph.entries:
            raise CannotHappen(f"{number} is no number of this menu")
        self.graph = graph
        self.number = number
        self.moment = moment
        self.period = _period(graph, moment)
        self.node = graph.entries[number]
        """Where the call is; the number of an outcome once it has ended."""
        self.moves: list[Move] = []
        """The moves it has made."""
        self.rounds: dict[int, int] = {}
        """How often it has gone round through each retry step."""

    @property
    def step(self) -> str:
        """The step the call is at; empty once it has ended."""
        return self.graph.step_of(self.node)

    @property
    def outcome(self) -> Outcome | None:
        """How it has ended; None while it goes on."""
        return Outcome(self.node) if self.node < 0 else None

    def possible(self) -> Sequence[Move]:
        """The moves that can be made now. At a retry step it is one: again, until that is used up."""
        if self.node < 0:
            return ()
        left = moves_left(self.graph, self.node, self.rounds)
        return [move for move in left if move.periods >> self.period & 1]

    def unchosen(self) -> Move:
        """What comes next at a node at which neither the caller nor the office decides."""
        moves = self.graph.out[self.node]
        if len(moves) > 1 and moves[0].party is Party.CLOCK:
            return next(move for move in moves if move.periods >> self.period & 1)
        return moves[0] if len(moves) == 1 else moves_left(self.graph, self.node, self.rounds)[0]

    def take(self, move: Move) -> None:
        """Make one of the possible moves."""
        self.moves.append(move)
        if move.deed is Deed.AGAIN:
            self.rounds[move.source] = self.rounds.get(move.source, 0) + 1
        self.node = move.target

    def go_over(self, graph: CallGraph, number: str) -> None:
        """Go on in another phone system, as a new call to one of its numbers, with every retry step unused.

        CannotHappen if the moment does not lie in that system's year.
        """
        self.period = _period(graph, self.moment)
        self.graph, self.node = graph, graph.entries[number]
        self.rounds.clear()

    def turn(self, turn: Turn) -> None:
        """Make the move a turn tells of; CannotHappen if it is not possible now."""
        for move in self.possible() if self.step == turn.step else ():
            if (move.deed.value, move.detail) == (turn.deed, turn.detail):
                return self.take(move)
        here = f"at “{self.step}”" if self.step else "over"
        raise CannotHappen(f"move {len(self.moves) + 1} is {turn}, but the call is {here} and cannot do that")


def _period(graph: CallGraph, moment: datetime) -> int:
    period = graph.calendar.period_at(moment)
    if period is None:
        raise CannotHappen(f"{moment.isoformat()} does not lie in the year")
    return period


def replay(graph: CallGraph, trace: Trace) -> Underway:
    """Make a call again that a finding tells of; CannotHappen where it cannot be made or ends otherwise."""
    call = Underway(graph, trace.number, datetime.fromisoformat(trace.moment))
    for turn in trace.turns:
        call.turn(turn)
    end = call.outcome.word if call.outcome else ""
    if trace.circle is not None:
        end = _goes_round(call, trace.circle)
    if end != trace.end:
        raise CannotHappen(f"it should be “{trace.end}” in the end, but it is “{end}”")
    return call


def _goes_round(call: Underway, first: int) -> str:
    """Whether the moves from one on come back to where they began, and could do so for ever."""
    circle = call.moves[first:]
    if not circle or circle[0].source != call.node:
        raise CannotHappen(f"from move {first + 1} on it does not come back to where it was")
    if any(move.deed is Deed.AGAIN for move in circle):
        raise CannotHappen("it goes round only as long as a retry step lets it")
    return Outcome.ENDLESS.word
