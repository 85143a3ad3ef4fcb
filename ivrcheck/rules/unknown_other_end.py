"""Nobody has said who or what answers at the number a call is passed on to.

Why it matters

It may be a person, a mailbox, or another phone menu that sends the caller back. As long as nobody has looked,
it cannot count as a person, and nobody in the office can say what becomes of the callers sent there.

Bad

    other_shop: {kind: transfer, number: "+1 845 555 0167", no_answer: messages}

Good

    other_shop: {kind: transfer, number: "+1 845 555 0167", reaches: person, no_answer: messages}

How to mend it

Dial the number yourself, in the day and at night, and write down what you find: “reaches: person”,
“voicemail” (with an “owner:”) or “phone_menu”. If people are there only at times, add “hours:”.

Source

This project's own reasoning: what nobody has looked at cannot be relied on. Written on 2026-11-21.
"""

from __future__ import annotations

from collections.abc import Iterator

from ivrcheck.analysis.dialling import dialable, line_of
from ivrcheck.analysis.facts import Facts
from ivrcheck.callgraph.move import Deed
from ivrcheck.finding import Severity
from ivrcheck.rules.calling import call_until
from ivrcheck.rules.hit import Hit

CODE = "IVR508"
LEVEL = Severity.WARNING
DEPTH = 4


def find(facts: Facts) -> Iterator[Hit]:
    """Every transfer with ``reaches: unknown``, or without it; menus checked too speak for themselves."""
    for step, body in facts.menu.steps.items():
        if body.kind != "transfer" or body.reaches != "unknown" or step not in facts.reachable:
            continue
        if step in facts.graph.links or _is_emergency(facts, body.number):
            continue
        path = call_until(facts, step, lambda move: move.deed is Deed.ANSWER)
        yield Hit(
            facts.at("steps", step, key=True),
            f"“{step}” passes callers on to {body.number}, and nobody has said who or what answers there.",
            "Dial the number and write down what you find: “reaches: person”, “voicemail” or “phone_menu”.",
            call=facts.tell(
                path, "Whether that is a person, a mailbox or another menu, nobody has written down."
            ),
            cause=f"{step}:reaches",
            step=step,
        )


def _is_emergency(facts: Facts, number: str) -> bool:
    """At an emergency number everybody knows who answers."""
    return not dialable(facts, number) and line_of(facts, number).emergency
