"""Callers can be on hold for more than two minutes, and no key leads out of the queue.

Why it matters

After two minutes people want to do something: leave a number, try another way, call back tomorrow. Without a
key all they can do is hang up, and then they have waited for nothing and nobody knows that they called.

Bad

    workshop:
      kind: queue
      team: shop_floor
      prompt: Our hands are full. Please stay on the line.
      max_wait: 6m
      announce: {position: true, every: 60s}
      timeout: messages
      closed: messages

Good

    prompt: Our hands are full. To leave a message instead, press 1.
    max_wait: 6m
    keys: {1: messages}

How to mend it

Add “keys:” with a key that leads to a mailbox somebody owns, and say so in the queue's prompt. Or keep the
longest wait, “max_wait:”, to two minutes.

Source

This project's own reasoning; two minutes are what it takes for long. Related: GetHuman standard, version 1.0,
point 4, asks for a message or a call back where nobody is available (read on 2026-11-21 in a stored copy;
voluntary, it binds nobody).
"""

from __future__ import annotations

from collections.abc import Iterator

from ivrcheck.analysis.facts import Facts
from ivrcheck.analysis.story import length
from ivrcheck.callgraph.move import Deed
from ivrcheck.finding import Severity
from ivrcheck.rules.calling import call_until
from ivrcheck.rules.hit import Hit

CODE = "IVR502"
LEVEL = Severity.WARNING
DEPTH = 1

LONG = 120
"""From how many seconds on hold on a caller needs a way out. Without ``max_wait``, IVR501 speaks."""


def find(facts: Facts) -> Iterator[Hit]:
    """Every queue with a long wait and without ``keys``."""
    for step, body in facts.menu.steps.items():
        if body.kind != "queue" or body.keys or (body.max_wait or 0) <= LONG or step not in facts.reachable:
            continue
        path = call_until(facts, step, lambda move: move.deed is Deed.TIMEOUT)
        yield Hit(
            facts.at("steps", step, "max_wait"),
            f"Callers hold in “{step}” for up to {length(body.max_wait or 0)}, and no key leads out of it: "
            "all they can do is wait or hang up.",
            f"Add “keys:” to “{step}” with a way to leave a message, and say so in its prompt.",
            call=facts.tell(path),
            cause=f"{step}:keys",
            step=step,
        )
