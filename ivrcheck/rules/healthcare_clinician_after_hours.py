"""After hours nobody answers, and no mailbox promises a call back within 30 minutes.

Anybody who is rung and on duty counts, and so does an answering service behind a transfer.

Why it matters

A child's fever at two in the morning is no emergency yet, and it cannot wait until nine. A practice that only
offers its own opening hours sends these callers to the emergency room, or nowhere.

Bad

    night:
      kind: voicemail
      prompt: >-
        The practice is closed. In an emergency, hang up and dial 911. Leave a message. We call back by the
        end of the next business day.

Good

    on_call_doctor:
      kind: ring
      who: on_call

How to mend it

Ring whoever is on call, with “confirm: true” where it is a mobile phone, or give them a mailbox of their own
with “callback_within: 30m”.

Source

L.A. Care Health Plan, notice to its practices of November 2017 (lacare.org, “The Annual Access to Care
Survey”): after hours there is a way of contacting the provider, such as a message that the provider returns
or a pager. It binds practices under contract with that plan. Read on 2026-11-21 in a stored copy; whether it
is still in force was not checked. HRSA Health Center Program Compliance Manual, chapter 7 (after hours,
somebody qualified judges by telephone or face to face whether it is an emergency). It binds health centers
under that program. Read on 2026-11-21 in a stored copy.
"""

from __future__ import annotations

from collections.abc import Iterator

from ivrcheck.analysis.callers import Caller
from ivrcheck.analysis.facts import Facts
from ivrcheck.analysis.solve import Bits, can_reach, goals
from ivrcheck.callgraph.move import Outcome
from ivrcheck.finding import Call, Severity
from ivrcheck.rules.after_hours import closed_hours, is_urgent_mailbox
from ivrcheck.rules.closed_hours_dead_end import worst
from ivrcheck.rules.hit import Hit
from ivrcheck.rules.onward import follow_from

CODE = "IVR722"
LEVEL = Severity.WARNING
DEPTH = 6
PROFILE = "healthcare"


def find(facts: Facts) -> Iterator[Hit]:
    """The entries from which nobody can be reached in some closed hours, nor an urgent message left."""
    ways = can_reach(facts.graph, _wanted(facts))
    closed = closed_hours(facts)
    for number, node in facts.graph.entries.items():
        if bits := closed & ~ways.get(node, 0):
            yield Hit(
                facts.at("entry", number, key=True),
                f"{number} would not meet after-hours standards: no way leads to a clinician, neither by "
                f"phone nor by a message that is returned within 30 minutes ({facts.when(bits)}).",
                "Ring whoever is on call, or give them a mailbox with “callback_within: 30m”.",
                call=_call(facts, number, bits),
                cause=_cause(facts, number, bits),
            )


def _cause(facts: Facts, number: str, bits: int) -> str:
    """Where callers get nothing at all at that time, that is the fault (IVR107)."""
    served = facts.served.get(facts.graph.entries[number], 0)
    return f"clinician:{number}" if bits & served else worst(facts, number, bits)[1]


def _wanted(facts: Facts) -> Bits:
    wanted = goals(facts.graph, [Outcome.PERSON, Outcome.HANDED_OVER])
    for step, body in facts.menu.steps.items():
        if is_urgent_mailbox(body):
            wanted |= dict.fromkeys(facts.graph.stages[step], facts.everything)
    return wanted


def _call(facts: Facts, number: str, bits: int) -> Call | None:
    """What somebody comes to who presses nothing."""
    return facts.tell(
        follow_from(facts, number, bits, facts.does(Caller.SILENT)), "No clinician hears of it that night."
    )
