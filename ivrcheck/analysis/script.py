"""A call as somebody makes it: the keys, and what the office does, in the words ``ivrcheck call`` takes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ivrcheck.analysis.callers import Office, office_move
from ivrcheck.callgraph.graph import CallGraph
from ivrcheck.callgraph.keypad import keypad, typed, wrong_key
from ivrcheck.callgraph.move import Deed, Move, Party
from ivrcheck.callgraph.seconds import tries_of
from ivrcheck.menu.kinds import Collect

WAIT, HANG_UP, REPEAT = "wait", "hangup", "repeat"
_OFFICE = {
    Deed.ANSWER: "yes", Deed.NO_ANSWER: "no", Deed.TIMEOUT: "no", Deed.FOREVER: "no", Deed.ELSEWHERE: "no",
    Deed.BUSY: "busy", Deed.ROOM: "room", Deed.FULL: "full", Deed.ERROR: "error",
}  # fmt: skip
_PATIENT = (Deed.HOLD, Deed.MESSAGE, Deed.TIMEOUT, Deed.FOREVER)
"""What comes to a caller who does nothing, at once."""


class Script(NamedTuple):
    """What is done in a call by those who have a say."""

    keys: tuple[str, ...]
    """What the caller does: keys, ``wait``, ``hangup``; what follows ``repeat`` is done over and over."""
    answers: tuple[str, ...]
    """Where the office does not just answer: ``desk=no``, or ``desk=no,yes`` one time after the other."""


def word_of(move: Move) -> str:
    """The word for what the office does in a move."""
    return move.detail if move.deed is Deed.LOOKUP else _OFFICE.get(move.deed, move.deed.value)


def script_of(graph: CallGraph, moves: Sequence[Move], circle: int | None = None) -> Script | None:
    """How to make a call that takes these moves; None where no keys of a telephone lead that way.

    ``circle``: how many moves come before those that are made over and over. Where the call goes on in
    another phone system, what is done there is left out.
    """
    keys: list[str] = []
    for place, move in enumerate(moves):
        if place == circle and any(one.party is Party.CALLER for one in moves[place:]):
            keys.append(REPEAT)
        if move.party is Party.CALLER:
            words = _caller(graph, move)
            if words is None:
                return None
            keys += words
        elif leaves(graph, move):
            moves = moves[:place]
            break
    return Script(tuple(keys), tuple(_answers(graph, moves)))


def leaves(graph: CallGraph, move: Move) -> bool:
    """Whether a call goes on in another phone system after a move."""
    return move.deed is Deed.LINK and not graph.links[graph.step_of(move.source)].is_own


def _caller(graph: CallGraph, move: Move) -> list[str] | None:
    """What the caller does in a move, word by word; None where no key can do it."""
    step, deed = graph.kind_of(move.source), move.deed
    if deed is Deed.SILENCE:
        return [WAIT] * tries_of(step, True)
    if deed in _PATIENT:
        return [WAIT]
    if deed is Deed.HANG_UP:
        return [HANG_UP]
    keys = _keys(graph, move)
    if keys is None:
        return None
    return [keys] * (tries_of(step, False) if deed is Deed.WRONG else 1)


def _keys(graph: CallGraph, move: Move) -> str | None:
    step = graph.kind_of(move.source)
    if move.deed is Deed.TYPE:
        return typed(step) if isinstance(step, Collect) else None
    if move.deed is Deed.DIAL:
        codes = keypad(graph.menu, step).codes.items()
        return next((code for code, way in codes if way == (Deed.DIAL, move.detail)), None)
    if move.deed is Deed.WRONG:
        return wrong_key(graph.menu, step)
    return {Deed.BOOK: "1", Deed.DECLINE: "2"}.get(move.deed, move.detail)


def _answers(graph: CallGraph, moves: Sequence[Move]) -> Iterator[str]:
    """What is to be said of the office, step by step in the order of the call."""
    said: dict[str, list[str]] = {}
    usual: dict[str, str] = {}
    full = {graph.step_of(move.source) for move in moves if move.deed is Deed.FULL}
    for move in moves:
        step = graph.step_of(move.source)
        decides = move.party is Party.OFFICE and len(graph.out[move.source]) > 1
        if decides and (step in full or move.deed is not Deed.ROOM):
            said.setdefault(step, []).append(word_of(move))
            usual.setdefault(step, word_of(office_move(graph.out[move.source], Office.ANSWERED)))
    for step, words in said.items():
        while len(words) > 1 and words[-1] == words[-2]:
            words.pop()
        if words != [usual[step]]:
            yield f"{step}={','.join(words)}"
