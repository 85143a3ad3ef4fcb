"""Where 0 plainly leads, seen from the few moves behind it, without solving anything for the whole menu.

In nearly every menu 0 goes by way of opening hours or an announcement straight to a phone and, at night, to a
mailbox. What is not as plain as that (another menu, a retry, a circle) is left to be solved.
"""

from __future__ import annotations

from collections.abc import Sequence

from ivrcheck.analysis.callers import Caller, Office
from ivrcheck.analysis.facts import Facts
from ivrcheck.callgraph.move import Deed, Move, Party

_MOST = 12
"""How many moves are looked at: opening hours, an announcement, three phones in a row, a mailbox."""

Ends = dict[int, int]
"""By outcome, the periods in which a call comes to it."""


def plain_ends(facts: Facts, node: int) -> Ends | None:
    """How calls end that press 0 at a menu, with everything answered; None where that is not plain."""
    known: dict[int, Ends | None] = facts.once("plain ends", dict)
    for move in facts.graph.out[node]:
        if move.deed is Deed.KEY and move.detail == "0":
            if move.target not in known:
                known[move.target] = _follow(facts, move.target)
            return known[move.target]
    return None


def _follow(facts: Facts, node: int) -> Ends | None:
    ends: Ends = {}
    todo = [(node, facts.everything)]
    for _ in range(_MOST):
        if not todo:
            return ends
        here, bits = todo.pop()
        if here < 0:
            ends[here] = ends.get(here, 0) | bits
            continue
        moves = facts.graph.out[here]
        if moves[0].deed is Deed.AGAIN or facts.graph.kind_of(here).kind == "menu":
            return None
        todo += [(one.target, now) for one in _made(facts, here, moves) if (now := bits & one.periods)]
    return None


def _made(facts: Facts, node: int, moves: Sequence[Move]) -> Sequence[Move]:
    """The moves that happen at a node: all of the clock's, one of anybody else's."""
    if moves[0].party is Party.CALLER:
        return [facts.choice(Caller.ZERO)[node]]
    return [facts.office(Office.ANSWERED)[node]] if moves[0].party is Party.OFFICE else moves
