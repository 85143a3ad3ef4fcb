"""The calls with which rules about one step show what they find."""

from __future__ import annotations

from collections.abc import Callable

from ivrcheck.analysis.evidence import Path
from ivrcheck.analysis.facts import Facts
from ivrcheck.callgraph.move import Move


def call_to(facts: Facts, step: str) -> Path | None:
    """The shortest call that comes to a step."""
    return facts.search.first((node, facts.everything) for node in facts.graph.nodes_of(step))


def call_until(facts: Facts, step: str, wanted: Callable[[Move], bool], when: int = -1) -> Path | None:
    """The shortest call, in some periods, that ends with a wanted move of a step; None if there is none."""
    ways = []
    for node in facts.graph.stages[step]:
        for move in facts.graph.out[node]:
            if wanted(move) and (path := facts.search.path(node, move.periods & when)):
                ways.append(Path(path.number, (*path.moves, move), path.periods & move.periods))
    return min(ways, key=lambda path: len(path.moves), default=None)
