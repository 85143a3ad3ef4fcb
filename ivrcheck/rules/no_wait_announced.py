"""Callers can be on hold for more than a minute, and hear neither their place nor how long it takes.

Why it matters

Who does not know whether it takes one minute or twenty cannot decide: wait, leave a message, or call another
time. Most give up just before it would have been their turn.

Bad

    prompt: Our hands are full. To leave a message instead, press 1.
    max_wait: 6m
    keys: {1: messages}

Good

    keys: {1: messages}
    announce: {position: true, every: 60s}

How to mend it

Add “announce: {position: true, every: 60s}”, or “wait: true” if your phone system can tell the wait.

Source

GetHuman standard, version 1.0 (gethuman.com/standard/v1.0.html), on telling callers the wait. Read on
2026-11-21 in a stored copy. A voluntary standard of a consumers' site: it binds nobody. That a minute
needs no announcement is this project's own reasoning.
"""

from __future__ import annotations

from collections.abc import Iterator

from ivrcheck.analysis.facts import Facts
from ivrcheck.finding import Severity
from ivrcheck.menu.kinds import Queue
from ivrcheck.rules.hit import Hit

CODE = "IVR504"
LEVEL = Severity.ADVICE
DEPTH = 4

SHORT = 60
"""Up to how many seconds on hold nothing needs to be said."""


def find(facts: Facts) -> Iterator[Hit]:
    """Every queue with a wait worth telling that tells nothing of it."""
    for step, body in facts.menu.steps.items():
        if body.kind == "queue" and _keeps_quiet(body) and step in facts.reachable:
            yield Hit(
                facts.at("steps", step, key=True),
                f"Callers who hold in “{step}” are told neither their place in line nor how long it takes.",
                f"Add “announce: {{position: true, every: 60s}}” to “{step}”, or “announce: {{wait: true}}”.",
                cause=f"{step}:announce",
                step=step,
            )


def _keeps_quiet(body: Queue) -> bool:
    long = body.max_wait is None or body.max_wait > SHORT
    return long and not (body.announce and (body.announce.position or body.announce.wait))
