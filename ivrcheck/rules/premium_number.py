"""Calls are passed on to a premium-rate number, or to one in another country.

Why it matters

The office pays for that part of each call, by the minute, and hears of it when the bill comes. In some
countries the caller pays. And whoever wants to make money with such a number only has to call you.

Bad

    other_shop: {kind: transfer, number: "+1 876 555 0167", reaches: person, no_answer: messages}

Good

    other_shop: {kind: transfer, number: "+1 845 555 0167", reaches: person, no_answer: messages}

How to mend it

Pass calls on to an ordinary number in your own country. If the other end really is abroad and you have agreed
on what it costs, accept this finding with a reason and a day on which somebody looks at it again.

Source

Kinds of numbers and their countries from the package phonenumbers (Google's libphonenumber), read on
2026-11-21. Related: Spain's Ley 10/2025 on customer service, art. 10.4, forbids passing callers on to a
number at extra cost; in force since 2025-12-28, companies in its scope have until 2026-12-28 to adapt, and
it binds nobody else. Summaries of the law read 2026-11-21.
"""

from __future__ import annotations

from collections.abc import Iterator

from ivrcheck.analysis.dialling import Line, line_of
from ivrcheck.analysis.facts import Facts
from ivrcheck.finding import Severity
from ivrcheck.rules.calling import call_to
from ivrcheck.rules.hit import Hit

CODE = "IVR507"
LEVEL = Severity.WARNING
DEPTH = 4


def find(facts: Facts) -> Iterator[Hit]:
    """Every transfer to a number that costs more than the next town."""
    for step, body in facts.menu.steps.items():
        if body.kind != "transfer" or step not in facts.reachable:
            continue
        if kind := _kind(line_of(facts, body.number)):
            yield Hit(
                facts.at("steps", step, "number"),
                f"“{step}” passes callers on to {body.number}, {kind}: each minute of a call can cost extra.",
                "Pass calls on to an ordinary number in your own country.",
                call=facts.tell(call_to(facts, step)),
                cause=f"{step}:cost",
                step=step,
            )


def _kind(line: Line) -> str:
    if line.premium:
        return "a premium-rate number"
    return f"a number in another country ({line.abroad})" if line.abroad else ""
