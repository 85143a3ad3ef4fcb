"""A queue in which callers can hold for ever: no longest wait, and no key out.

Why it matters

On a busy day, or when the person on duty has stepped out, the music plays on. The caller cannot leave a
message, cannot go back and cannot tell whether anybody is there. The only way out is to hang up.

Bad

    desk:
      kind: queue
      team: reception
      prompt: We are with another patient. Stay on the line.
      announce: {position: true, every: 60s}
      closed: messages

Good

Five minutes at most, and a way out at once with 1:

    max_wait: 5m
    announce: {position: true, every: 60s}
    keys: {1: messages}
    timeout: messages

How to mend it

Add “max_wait:” with “timeout:” leading to a mailbox somebody owns, or “keys:” with a way to leave a
message, best of all both.

Source

This project's own reasoning. Related: Spain's Ley 10/2025 on customer service, art. 8, wants calls answered
within three minutes on average and forbids cutting callers off because the wait is long. It has been in
force since 2025-12-28, companies in its scope have until 2026-12-28 to adapt, and it binds nobody else.
Summaries of the law read 2026-11-21.
"""

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
                ways.append(path.then(move))
    return min(ways, key=lambda path: len(path.moves), default=None)
