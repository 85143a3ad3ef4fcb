"""Where fixed callers plainly end, seen from the few moves they make, without solving anything for all steps.

In nearly every menu 0, silence and wrong keys go by way of opening hours or an announcement straight to a
phone, and to a mailbox when nobody answers. What is not as plain as that (a retry, a circle, a long way) is
left to be solved.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from ivrcheck.analysis.callers import Caller, Office, made_by, office_move
from ivrcheck.analysis.facts import Facts
from ivrcheck.callgraph.move import Deed, Move, Outcome, Party

_MOST = 24
"""How many moves are looked at: some announcements and opening hours, phones in a row, a mailbox."""

Ends = dict[int, int]
"""By outcome, the periods in which a call comes to it."""
Made = Callable[[int, Sequence[Move]], Sequence[Move]]
"""The moves that can happen at a node, of all there are."""


def ends_by_zero(facts: Facts, node: int) -> Ends | None:
    """How calls end that press 0 at a menu, with everything answered; None where another menu comes first."""
    known: dict[int, Ends | None] = facts.once("ends by 0", dict)
    for move in facts.graph.out[node]:
        if move.deed is Deed.KEY and move.detail == "0":
            if move.target not in known:
                known[move.target] = _follow(facts, move.target, _answered(facts), through_menus=False)
            return known[move.target]
    return None


def is_never_lost(facts: Facts, caller: Caller, node: int) -> bool:
    """Whether a caller is plainly served from a node on, or ends the call, whatever the office does."""
    ends = _follow(facts, node, _whatever(facts, caller))
    return ends is not None and all(Outcome(end).served or end == Outcome.GAVE_UP for end in ends)


def _follow(facts: Facts, node: int, made: Made, through_menus: bool = True) -> Ends | None:
    """All ends of the calls from a node; None where it takes too many moves to know, as in a circle."""
    ends, todo = Ends(), [(node, facts.everything)]
    for _ in range(_MOST):
        if not todo:
            return ends
        here, bits = todo.pop()
        if here < 0:
            ends[here] = ends.get(here, 0) | bits
            continue
        moves = facts.graph.out[here]
        is_menu = not through_menus and facts.graph.kind_of(here).kind == "menu"
        if is_menu or moves[0].deed is Deed.AGAIN:
            return None
        todo += [(one.target, now) for one in made(here, moves) if (now := bits & one.periods)]
    return None


def _answered(facts: Facts) -> Made:
    """The zero caller's own moves, and what an office does in which everybody answers."""

    def made(node: int, moves: Sequence[Move]) -> Sequence[Move]:
        if moves[0].party is Party.CALLER:
            return [made_by(facts.graph, node, Caller.ZERO)]
        return [office_move(moves, Office.ANSWERED)] if moves[0].party is Party.OFFICE else moves

    return made


def _whatever(facts: Facts, caller: Caller) -> Made:
    """A caller's own moves, and all of the office's."""
    return lambda node, moves: (
        [made_by(facts.graph, node, caller)] if moves[0].party is Party.CALLER else moves
    )
