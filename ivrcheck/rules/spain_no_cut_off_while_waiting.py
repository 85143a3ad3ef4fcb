"""The call is ended because the wait is long, or the queue is full.

Also where an announcement such as “please call again later” comes before the end.

Why it matters

The caller has waited ten minutes and gets nothing for it. The law forbids ending a call for that reason.

Bad

    goodbye: {kind: hangup, prompt: Todos nuestros agentes están ocupados. Llame más tarde.}

Good

    timeout: messages

How to mend it

Lead “timeout”, “full” and “no_answer” to a mailbox with an owner or to an offer to call back.

Source

Ley 10/2025 of 26 December 2025 on customer service (Spain), art. 8.4 (no cutting off because the wait is
long). In force since 2025-12-28. Companies in its scope (basic services such as water, energy, transport,
post and telephone; others from 250 employees, 50 million euros of turnover or 43 million of balance on) have
until 2026-12-28 to adapt. It binds nobody else. Summaries of the law were read on 2026-11-21 in stored copies
(notariosyregistradores.com, uria.com, legaltoday.com), not its text in the official gazette.
"""

from __future__ import annotations

from collections.abc import Iterator

from ivrcheck.analysis.facts import Facts
from ivrcheck.analysis.traps import cause_of, slot_of
from ivrcheck.callgraph.move import Deed, Outcome
from ivrcheck.finding import Severity
from ivrcheck.rules.hit import Hit
from ivrcheck.rules.onward import badly, call_through, ends_alone

CODE = "IVR743"
LEVEL = Severity.WARNING
DEPTH = 6
PROFILE = "spain"


_AFTER = {
    Deed.TIMEOUT: "after the longest wait",
    Deed.FULL: "when it is full",
    Deed.NO_ANSWER: "when nobody picks up",
    Deed.BUSY: "when the line is busy",
}


def find(facts: Facts) -> Iterator[Hit]:
    """The queues and phones after which the system ends the call."""
    ends = ends_alone(facts, Outcome.CUT_OFF, Outcome.RESOLVED)
    for step, move, bits in badly(facts, ends, lambda one: one.deed in _AFTER):
        if facts.menu.steps[step].kind == "voicemail":  # whoever leaves a message does not wait
            continue
        slot = slot_of(facts.graph, move)
        yield Hit(
            facts.at("steps", step, key=True),
            f"“{step}” would not meet Spain's Ley 10/2025 where it applies: {_AFTER[move.deed]}, the call is "
            f"ended ({facts.when(bits)}).",
            f"Lead “{slot}” of “{step}” to a mailbox with an owner or to an offer to call back.",
            call=facts.tell(call_through(facts, move, bits, ends)),
            cause=cause_of(facts.graph, move),
            step=step,
        )
