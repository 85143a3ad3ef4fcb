"""A queue has room for so many callers, and nothing says where the next one goes.

Why it matters

On the busiest morning of the year the eleventh caller is thrown out, calls again, and is thrown out again.
It happens only when everybody is too busy to notice, and the phones look fine from inside.

Bad

    max_wait: 2m
    announce: {position: true, every: 60s}
    capacity: 3
    timeout: messages
    closed: messages

Good

    capacity: 3
    full: messages

How to mend it

Add “full:” and lead it to a mailbox that somebody owns, or to somebody else who answers. Or take “capacity:”
out, if your phone system lets everybody wait.

Source

This project's own reasoning: a limit is met some day. Related: in Amazon Connect a queue at its capacity
leaves by a branch of its own, and a call ends where a branch leads nowhere; notes on phone systems, read
2026-11-21, in force as far as known, no rule of law.
"""

from __future__ import annotations

from collections.abc import Iterator

from ivrcheck.analysis.facts import Facts
from ivrcheck.callgraph.move import Deed
from ivrcheck.finding import Severity
from ivrcheck.rules.calling import call_until
from ivrcheck.rules.hit import Hit

CODE = "IVR503"
LEVEL = Severity.WARNING
DEPTH = 0


def find(facts: Facts) -> Iterator[Hit]:
    """Every queue with a ``capacity`` and without ``full``."""
    for step, body in facts.menu.steps.items():
        if body.kind != "queue" or not body.capacity or body.full or step not in facts.reachable:
            continue
        callers = f"{body.capacity} callers hold" if body.capacity > 1 else "one caller holds"
        yield Hit(
            facts.at("steps", step, "capacity"),
            f"When {callers} in “{step}”, the next one is cut off: nothing says where that call goes.",
            f"Add “full:” to “{step}”, leading to a mailbox with an owner or to somebody else.",
            call=facts.tell(call_until(facts, step, lambda move: move.deed is Deed.FULL)),
            cause=f"{step}:full",
            step=step,
        )
