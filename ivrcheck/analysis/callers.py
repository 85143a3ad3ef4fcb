"""Callers with fixed habits: what they do at each node where the caller moves."""

from __future__ import annotations

from enum import Enum

from ivrcheck.analysis.solve import Choice
from ivrcheck.callgraph.graph import CallGraph
from ivrcheck.callgraph.move import Deed, Move, Party
from ivrcheck.menu.kinds import Collect, Menu

KEYPAD = "0123456789*#"


class Caller(Enum):
    """A caller whose habits are fixed."""

    SILENT = "silent"
    ZERO = "zero"
    WRONG_KEY = "wrong-key"


class Office(Enum):
    """An office that always does the same."""

    ANSWERED = "answered"
    NOTHING = "nothing"


_HOLD = (Deed.HOLD, Deed.TIMEOUT, Deed.FOREVER, Deed.MESSAGE)
_HABITS = {
    Caller.SILENT: (Deed.SILENCE, *_HOLD),
    Caller.ZERO: (Deed.TYPE, Deed.WRONG, Deed.DECLINE, *_HOLD),
    Caller.WRONG_KEY: (Deed.WRONG, Deed.DECLINE, *_HOLD, Deed.SILENCE),
}
_OFFICES = {
    Office.ANSWERED: (Deed.ANSWER, Deed.ROOM, Deed.LOOKUP),
    Office.NOTHING: (Deed.NO_ANSWER, Deed.TIMEOUT, Deed.FOREVER, Deed.ROOM, Deed.ERROR),
}


def choice_of(graph: CallGraph, caller: Caller) -> Choice:
    """The caller's move at each node where the caller moves."""
    habits = _HABITS[caller]
    chosen = {}
    for node, moves in graph.out.items():
        if moves[0].party is Party.CALLER:
            chosen[node] = _pick(graph, node, moves, caller, habits)
    return chosen


def _pick(graph: CallGraph, node: int, moves: list[Move], caller: Caller, habits: tuple[Deed, ...]) -> Move:
    if caller is Caller.ZERO:
        for move in moves:
            if move.deed is Deed.KEY and move.detail == "0":
                return move
    for deed in habits:
        for move in moves:
            if move.deed is deed and _possible(graph, node, move, caller):
                return move
    return moves[-1]


def _possible(graph: CallGraph, node: int, move: Move, caller: Caller) -> bool:
    """Whether the habit can be had here: typing a lone 0 is right only where one digit is asked for."""
    if move.deed is Deed.TYPE:
        step = graph.kind_of(node)
        return isinstance(step, Collect) and step.digits.fewest == 1
    if move.deed is Deed.WRONG and caller is Caller.WRONG_KEY:
        step = graph.kind_of(node)
        return not isinstance(step, Menu) or lowest_unlisted(step) is not None
    return True


def lowest_unlisted(step: Menu) -> str | None:
    """The key a caller who presses a wrong one presses; None where every key is listed."""
    return next((key for key in KEYPAD if key not in step.keys), None)


def office_choice(graph: CallGraph, office: Office) -> Choice:
    """The office's move at each node where the office moves."""
    habits = _OFFICES[office]
    chosen = {}
    for node, moves in graph.out.items():
        if moves[0].party is Party.OFFICE:
            chosen[node] = min(moves, key=lambda move: habits.index(move.deed) if move.deed in habits else 9)
    return chosen
