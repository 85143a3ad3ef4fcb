"""A queue in which callers can hold for ever: no longest wait, and no key out."""

from __future__ import annotations

from collections.abc import Iterator

from ivrcheck.analysis.evidence import Path
from ivrcheck.analysis.facts import Facts
from ivrcheck.callgraph.move import Deed
from ivrcheck.finding import Severity
from ivrcheck.rules.hit import Hit

CODE = "IVR501"
LEVEL = Severity.ERROR
DEPTH = 0


def find(facts: Facts) -> Iterator[Hit]:
    """Every queue without ``max_wait`` and ``keys``."""
    for step, body in facts.menu.steps.items():
        if body.kind == "queue" and body.max_wait is None and not body.keys:
            yield Hit(
                facts.at("steps", step, key=True),
                f"Callers can hold in “{step}” for ever: there is no longest wait and no key that leads out.",
                f"Add “max_wait:” and “timeout:” to “{step}”, or “keys:” with a way to leave a message.",
                call=facts.tell(_path(facts, step)),
                cause=f"{step}:max_wait",
                step=step,
            )


def _path(facts: Facts, step: str) -> Path | None:
    """The shortest call that holds there for ever."""
    ways = []
    for node in facts.graph.stages[step]:
        for move in facts.graph.out[node]:
            if move.deed is Deed.FOREVER and (path := facts.search.path(node, move.periods)):
                ways.append(Path(path.number, (*path.moves, move), path.periods & move.periods))
    return min(ways, key=lambda path: len(path.moves), default=None)
