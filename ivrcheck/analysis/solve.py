"""Solves questions over the whole call graph and all periods at once.

Every answer is a map from node to the bit set of periods in which the answer is yes; nodes where it is
never yes may be absent. Each pass is a least fixed point that touches a move once for each change.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Collection, Iterable, Mapping
from itertools import product
from math import prod

from ivrcheck.callgraph.graph import CallGraph
from ivrcheck.callgraph.move import Deed, Move, Outcome, Party

Bits = dict[int, int]
Choice = Mapping[int, Move]
"""The one move a caller with fixed habits makes at each of the caller's nodes."""

Solve = Callable[[Bits, Bits | None], Bits]
"""Answers a question from what retries are worth, and from the answer when they were worth less."""


def forward(
    graph: CallGraph,
    starts: Mapping[int, int],
    allowed: Callable[[Move], bool] | None = None,
    onward: Mapping[int, int] | None = None,
) -> Bits:
    """When calls can come to each node, from ``starts``; ``onward``: when retries are used up."""
    values = dict(starts)
    todo = list(values)
    while todo:
        node = (
            todo.pop()
        )  # the last one first: its moves lie near in memory, and nothing is passed more often
        here = values[node]
        for move in graph.out.get(node, ()):
            if allowed and not allowed(move):
                continue
            new = here & move.periods & ~values.get(move.target, 0)
            if onward and move.deed is Deed.ONWARD:
                new &= onward[node]
            if new:
                values[move.target] = values.get(move.target, 0) | new
                todo.append(move.target)
    return values


def goals(graph: CallGraph, outcomes: Iterable[Outcome]) -> Bits:
    """Some outcomes, as what is to be reached."""
    return {int(outcome): graph.calendar.everything for outcome in outcomes}


def can_reach(graph: CallGraph, wanted: Bits, allowed: Callable[[Move], bool] | None = None) -> Bits:
    """When some choice of the caller and some luck at the office leads to what is wanted."""
    return _in_rounds(graph, lambda worth, before: _backward(graph, wanted, worth, before, allowed))


def reached_nearby(
    graph: CallGraph, node: int, here: int, wanted: Collection[int], allowed: Callable[[Move], bool]
) -> int | None:
    """When some ends can be reached from a node in some periods, with choice and luck, by looking around it.

    None where that takes more than a look: then it has to be solved for the whole menu.
    """
    arrived, todo, found = {node: here}, deque([node]), 0
    for _ in range(_NEARBY):
        if not todo or here & found == here:
            return found
        last = todo.popleft()
        for move in graph.out.get(last, ()):
            new = arrived[last] & move.periods & ~arrived.get(move.target, 0)
            if not new or not allowed(move):
                continue
            if move.target in wanted:
                found |= new
            elif move.target >= 0:
                arrived[move.target] = arrived.get(move.target, 0) | new
                todo.append(move.target)
    return None


_NEARBY = 100
"""How many nodes a look goes through."""


def can_force(
    graph: CallGraph, wanted: Bits, choice: Choice | None = None, within: Mapping[int, int] | None = None
) -> Bits:
    """When the caller can get what is wanted whatever the office does. Going round for ever loses.

    With ``choice``, the caller makes these moves and no other, and only nodes ``within`` are looked at.
    """

    def allowed(move: Move) -> bool:
        if within is not None and move.source not in within:
            return False
        return move.party is not Party.CALLER or choice is None or choice.get(move.source) is move

    only = None if choice is None and within is None else allowed
    return _in_rounds(graph, lambda worth, before: _backward(graph, wanted, worth, before, only, forced=True))


def _backward(
    graph: CallGraph,
    wanted: Bits,
    worth_of: Bits,
    before: Bits | None,
    allowed: Callable[[Move], bool] | None,
    forced: bool = False,
) -> Bits:
    """The least fixed point, from what is wanted back along the moves.

    ``forced``: where the office moves, all its moves must lead there. ``worth_of`` holds what retry nodes
    with rounds left are worth; the others are used up. ``before``: the answer when none of them was worth
    more; what was true then still is, and only what follows from the difference is looked at.
    """
    values = dict(wanted if before is None else before)
    fixed, into = graph.retries, graph.into
    more = {node: worth for node, worth in worth_of.items() if worth & ~values.get(node, 0)}
    for node, worth in more.items():
        values[node] = values.get(node, 0) | worth
    queue = deque(values if before is None else more)
    while queue:
        target = queue.popleft()
        here = values[target]
        for move in into.get(target, ()):
            source, old = move.source, values.get(move.source, 0)
            gain = here & move.periods
            if not gain & ~old:
                continue  # asked first: most moves tell nothing new
            if source in fixed and (source in worth_of or move is not fixed[source][1]):
                continue
            if allowed is not None and not allowed(move):
                continue
            if forced and move.party is Party.OFFICE:
                gain = _all_lead(graph, source, values)
            if gain & ~old:
                values[source] = old | gain
                queue.append(source)
    return values


def _all_lead(graph: CallGraph, node: int, values: Bits) -> int:
    """When every move the office can make at a node leads to what is wanted."""
    whole = graph.calendar.everything
    for move in graph.out[node]:
        whole &= ~move.periods | values.get(move.target, 0)
    return whole


def _in_rounds(graph: CallGraph, solve: Solve) -> Bits:
    """Solve with every retry used up, then with more and more rounds left.

    What a retry with rounds left is worth is what its way ``again`` is worth with one round fewer. For one
    retry two rounds tell it, however often it goes again (a monotone yes-or-no question asked twice gives
    the same answer). Several retries are gone through in every combination where the menu is small enough.
    """
    retries = graph.retries
    if not retries:
        return solve({}, None)
    combinations = prod(1 + min(times, _ENOUGH) for _, _, times in retries.values())
    if len(retries) > 1 and combinations * len(graph.out) <= _MOST_WORK:
        return _every_combination(graph, solve)
    return _together(graph, solve)


_ENOUGH = 3
"""A retry that goes again more often than this is worth the same as one that goes this often."""
_MOST_WORK = 50_000
"""How many combinations of rounds times nodes are gone through one by one."""
_MOST_ROUNDS = 50
"""Values settle within a round or two; the bound keeps files from running long in which they swing."""


def _every_combination(graph: CallGraph, solve: Solve) -> Bits:
    """Each retry counts for itself: every number of rounds left of one with every one of the others."""
    retries = list(graph.retries.items())
    again: dict[tuple[int, ...], list[int]] = {}
    values: Bits = {}
    for left in product(*(range(1 + min(times, _ENOUGH)) for _, (_, _, times) in retries)):
        worth = {
            node: again[*left[:place], rounds - 1, *left[place + 1 :]][place]
            for place, ((node, _), rounds) in enumerate(zip(retries, left, strict=True))
            if rounds
        }
        values = solve(worth, None)
        again[left] = [values.get(move.target, 0) for _, (move, _, _) in retries]
    return values


def _together(graph: CallGraph, solve: Solve) -> Bits:
    """All retries go down together, round by round, until nothing changes."""
    values = solve({}, None)
    worth = {node: values.get(node, 0) for node in graph.retries}
    for _ in range(_MOST_ROUNDS):
        new = {
            node: values.get(again.target, 0) if times else worth[node]
            for node, (again, _, times) in graph.retries.items()
        }
        if new == worth:
            break
        grows = all(not values.get(node, 0) & ~bits for node, bits in new.items())
        worth, values = new, solve(new, values if grows else None)
    return values
