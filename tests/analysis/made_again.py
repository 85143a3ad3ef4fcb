"""What can be seen of a call that was made again: where it came by, how it ended, what still lies ahead."""

from __future__ import annotations

from collections import Counter

from ivrcheck.callgraph.move import Deed, Move, Outcome
from ivrcheck.callgraph.replay import Underway
from ivrcheck.callgraph.rounds import moves_left, rounds_gone
from ivrcheck.finding import Finding, Trace


def steps_of(call: Underway) -> set[str]:
    """The steps a call has come by, and the one it is at."""
    return {call.graph.step_of(move.source) for move in call.moves} | {call.step} - {""}


def passes(finding: Finding, call: Underway) -> bool:
    """Whether a call comes by the step a finding is about, or is one to the number it is about."""
    numbers = [number for number in call.graph.entries if number in finding.message]
    return finding.step in steps_of(call) if finding.step else call.number in (numbers or call.graph.entries)


def is_at(finding: Finding, call: Underway) -> bool:
    """Whether a call still goes on, and is at the finding's step."""
    return bool(finding.step) and call.step == finding.step


def last_is(finding: Finding, call: Underway, *deeds: Deed) -> bool:
    """Whether the last thing that happens is one of these, at the finding's step."""
    last = call.moves[-1] if call.moves else None
    return last is not None and last.deed in deeds and call.graph.step_of(last.source) == finding.step


def circle(call: Underway, trace: Trace) -> list[Move]:
    """The moves that a call makes again and again; none where it does not go round."""
    return [] if trace.circle is None else call.moves[trace.circle :]


def ahead(call: Underway, without: Deed | None = None, anew: bool = False) -> set[Outcome]:
    """All the ways a call can still end (or could have, from its arrival ``anew``), with choice and luck.

    Every place is gone through with every number of rounds of the retry steps.
    """
    graph = call.graph
    rounds = Counter[int]() if anew else rounds_gone(call.moves)
    start = (graph.entries[call.number] if anew else call.node, frozenset(rounds.items()))
    seen, todo = {start}, [start]
    while todo:
        node, gone = todo.pop()
        for move in moves_left(graph, node, dict(gone)) if node >= 0 else ():
            if move.periods >> call.period & 1 and move.deed is not without:
                after = Counter(dict(gone)) + rounds_gone([move])
                place = (move.target, frozenset(after.items()))
                if place not in seen:
                    seen.add(place)
                    todo.append(place)
    return {Outcome(node) for node, _ in seen if node < 0}
