"""A mailbox that can be full has no “full:”, so its last caller is cut off.

Why it matters

A full mailbox is noticed last of all by the people who own it: those who could tell them hear a click. It
fills up just when most people call, after holidays and while somebody is away.

Bad

    messages:
      kind: voicemail
      prompt: Leave your name and number. We call back by the end of the next business day.
      owner: ana
      callback_within: 1 business day
      capacity: 30

Good

    messages:
      kind: voicemail
      prompt: Leave your name and number. We call back by the end of the next business day.
      owner: ana
      callback_within: 1 business day
      capacity: 30
      full: other_messages

How to mend it

Add “full:” with another way on: somebody who answers, or a second mailbox without a limit.

Source

This project's own reasoning.
"""

from __future__ import annotations

from collections.abc import Iterator

from ivrcheck.analysis.evidence import Path
from ivrcheck.analysis.facts import Facts
from ivrcheck.callgraph.move import Deed
from ivrcheck.finding import Severity
from ivrcheck.rules.hit import Hit

CODE = "IVR309"
LEVEL = Severity.WARNING
DEPTH = 0


def find(facts: Facts) -> Iterator[Hit]:
    """Every mailbox with ``capacity`` and without ``full``."""
    for step, body in facts.menu.steps.items():
        if body.kind != "voicemail" or not body.capacity or body.full or step not in facts.reachable:
            continue
        yield Hit(
            facts.at("steps", step, "capacity"),
            f"When “{step}” is full (after {body.capacity} messages), callers are cut off there.",
            f"Add “full:” to “{step}”, leading to somebody who answers or to another mailbox with an owner.",
            call=facts.tell(_path(facts, step)),
            cause=f"{step}:full",
            step=step,
        )


def _path(facts: Facts, step: str) -> Path | None:
    """The shortest call that finds it full."""
    for node in facts.graph.nodes_of(step):
        for move in facts.graph.out[node]:
            if move.deed is Deed.FULL and (path := facts.search.path(node, move.periods)):
                return Path(path.number, (*path.moves, move), path.periods & move.periods)
    return None
