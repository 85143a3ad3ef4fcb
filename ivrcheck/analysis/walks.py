"""Ways with the fewest moves through anything that can be walked a move at a time."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Hashable, Iterable
from typing import Protocol, TypeVar

from ivrcheck.callgraph.move import Move

State = TypeVar("State", bound=Hashable)
Stride = tuple[State, tuple[Move, ...]]
"""A state, and the moves that lead to it from the one before."""


class Label(Protocol):
    """One way to somewhere, told from its end: the last moves, and the way to where they began."""

    @property
    def before(self) -> Label | None: ...

    @property
    def moves(self) -> tuple[Move, ...]: ...


def unrolled(label: Label | None) -> tuple[Move, ...]:
    """All moves of a way, in order."""
    moves: list[Move] = []
    while label:
        moves[:0] = label.moves
        label = label.before
    return tuple(moves)


def fewest(
    start: State, onward: Callable[[State], Iterable[Stride[State]]], done: Callable[[State], bool]
) -> tuple[Move, ...] | None:
    """The moves of a shortest way from a state to one that is ``done``; None where there is none."""
    before: dict[State, Stride[State] | None] = {start: None}
    queue = deque([start])
    while queue:
        here = queue.popleft()
        if done(here):
            return _moves(before, here)
        for state, moves in onward(here):
            if state not in before:
                before[state] = (here, moves)
                queue.append(state)
    return None


def _moves(before: dict[State, Stride[State] | None], state: State) -> tuple[Move, ...]:
    moves: list[Move] = []
    while stride := before[state]:
        state, last = stride
        moves[:0] = last
    return tuple(moves)
