"""A phone rings for less than ten seconds, or for more than a minute.

Where the phones of a team ring one after the other (“strategy: in_turn”), each may ring for a minute.

Why it matters

In less than ten seconds, which is about two rings, nobody can put down what they hold and pick up. After a
minute nobody is going to, and the caller could have left a message long ago.

Bad

    counter: {kind: ring, who: shop_floor, for: 5s, no_answer: messages}

Or far too long:

    counter: {kind: ring, who: shop_floor, for: 2m, no_answer: messages}

Good

    counter: {kind: ring, who: shop_floor, for: 25s, no_answer: messages}

How to mend it

Let phones ring for 20 to 30 seconds, and then lead the call on to somebody else or to a mailbox.

Source

This project's own reasoning. Written on 2026-11-21.
"""

from __future__ import annotations

from collections.abc import Iterator

from ivrcheck.analysis.facts import Facts
from ivrcheck.analysis.story import length
from ivrcheck.finding import Severity
from ivrcheck.menu.kinds import AnyStep, Ring
from ivrcheck.rules.hit import Hit

CODE = "IVR509"
LEVEL = Severity.ADVICE
DEPTH = 5

SHORTEST, LONGEST = 10, 60
"""In seconds."""


def find(facts: Facts) -> Iterator[Hit]:
    """Every step that rings for too short or too long a time."""
    for step, body in facts.menu.steps.items():
        if body.kind not in ("ring", "transfer", "directory") or step not in facts.reachable:
            continue
        seconds = body.for_
        if SHORTEST <= seconds <= LONGEST * _phones(facts, body):
            continue
        why = "that is too short to pick up" if seconds < SHORTEST else "by then nobody is going to pick up"
        yield Hit(
            facts.at("steps", step, "for"),
            f"“{step}” rings for {length(seconds)}: {why}.",
            f"Let “{step}” ring for 20 to 30 seconds.",
            cause=f"{step}:for",
            step=step,
        )


def _phones(facts: Facts, body: AnyStep) -> int:
    """How many phones ring one after the other."""
    if isinstance(body, Ring) and body.strategy == "in_turn" and body.who in facts.menu.teams:
        return max(1, len(facts.menu.teams[body.who].members))
    return 1
