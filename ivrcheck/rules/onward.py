"""How a call goes on by itself, for the rules of the profiles: once the caller has done what they can."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from ivrcheck.analysis.evidence import Path, lead_on
from ivrcheck.analysis.facts import Facts
from ivrcheck.analysis.solve import Bits, can_reach, goals
from ivrcheck.callgraph.move import Move, Outcome, Party


def alone(move: Move) -> bool:
    """Whether neither the caller nor the office has a say in a move."""
    return move.party in (Party.NOBODY, Party.CLOCK)


def ends_alone(facts: Facts, *outcomes: Outcome) -> Bits:
    """When a call ends in one of these without anybody doing anything more."""
    return facts.once(
        ("ends alone", outcomes), lambda: can_reach(facts.graph, goals(facts.graph, outcomes), alone)
    )


def badly(facts: Facts, ends: Bits, wanted: Callable[[Move], bool]) -> Iterable[tuple[str, Move, int]]:
    """For each step the first of the wanted moves after which the call ends so, and in which periods."""
    graph, arrivals, seen = facts.graph, facts.arrivals, set()
    for node, moves in graph.out.items():
        here = arrivals.get(node, 0)
        for move in moves if here else ():
            bits = here & move.periods & ends.get(move.target, 0) if wanted(move) else 0
            if bits and (step := graph.step_of(node)) not in seen:
                seen.add(step)
                yield step, move, bits


def call_through(facts: Facts, move: Move, bits: int, ends: Bits) -> Path | None:
    """The shortest call that makes a move and then ends as it does by itself."""
    path = facts.search.path(move.source, bits)
    if path is None:
        return None
    moment = path.periods & -path.periods
    begun = Path(path.number, (*path.moves, move), moment)
    return facts.search.follow(begun, lambda one: alone(one) and bool(ends.get(one.target, 0) & moment))


def follow(facts: Facts, node: int, bits: int, picks: Callable[[Move], bool]) -> Path | None:
    """The shortest call to a node, and the moves that are picked from there on, to its end or once round."""
    path = facts.search.path(node, bits)
    return path and lead_on(facts.graph, path, node, picks)


def follow_from(facts: Facts, number: str, bits: int, picks: Callable[[Move], bool]) -> Path:
    """A call to a number, and the moves that are picked from its arrival on, to its end or once round."""
    return lead_on(facts.graph, Path(number, (), bits), facts.graph.entries[number], picks)
