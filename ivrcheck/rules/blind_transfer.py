"""A transfer that lets go of the call (“blind”) cannot bring back a caller whom nobody answers.

Why it matters

Once the call is handed over, your phone system is out of it. If nobody picks up at the other end, the caller
hears it ring until the line goes dead; no “no_answer:” can help then.

Bad

    other_shop: {kind: transfer, number: "+1 845 555 0167", reaches: person, mode: blind}

Good

    other_shop: {kind: transfer, number: "+1 845 555 0167", reaches: person, no_answer: messages}

How to mend it

Make it “mode: bridged”, which is what it is without “mode:”, and lead “no_answer:” to a mailbox with an
owner.

Source

This project's own reasoning: what the words blind and bridged mean in phone systems. Written on 2026-11-21.
"""

from __future__ import annotations

from collections.abc import Iterator

from ivrcheck.analysis.facts import Facts
from ivrcheck.callgraph.move import Deed
from ivrcheck.finding import Severity
from ivrcheck.rules.calling import call_until
from ivrcheck.rules.hit import Hit

CODE = "IVR512"
LEVEL = Severity.ADVICE
DEPTH = 3


def find(facts: Facts) -> Iterator[Hit]:
    """Every blind transfer. IVR102 has the same cause: it says who is cut off by it."""
    known = facts.graph.links  # menus that are checked too: they always answer
    for step, body in facts.menu.steps.items():
        if body.kind == "transfer" and body.mode == "blind" and step in facts.reachable and step not in known:
            useless = f" The “no_answer:” of “{step}” is never used." if body.no_answer else ""
            yield Hit(
                facts.at("steps", step, "mode"),
                f"“{step}” lets go of the call: if nobody answers at {body.number}, it cannot come back.",
                f"Make “{step}” bridged, with a “no_answer:” that leads to a mailbox with an owner.{useless}",
                call=facts.tell(call_until(facts, step, lambda move: move.deed is Deed.NO_ANSWER)),
                cause=f"{step}:no_answer",
                step=step,
            )
