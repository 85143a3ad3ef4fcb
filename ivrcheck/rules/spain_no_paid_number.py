"""A call is passed on to a number that costs the caller extra.

Why it matters

The law forbids passing customers on to a number with a surcharge. The caller has dialled a free number and
does not hear that it has changed.

Bad

    repairs: {kind: transfer, number: "+34 803 123 456", reaches: person, no_answer: messages}

Good

    repairs: {kind: transfer, number: "+34 912 345 678", reaches: person, no_answer: messages}

How to mend it

Use a number at the ordinary rate, or one that is free to call.

Source

Ley 10/2025 of 26 December 2025 on customer service (Spain), art. 10.4 (no passing on to a number with a
surcharge). In force since 2025-12-28. Companies in its scope (basic services such as water, energy,
transport, post and telephone; others from 250 employees, 50 million euros of turnover or 43 million of
balance on) have until 2026-12-28 to adapt. It binds nobody else. Summaries of the law were read on 2026-11-21
in stored copies (notariosyregistradores.com, uria.com, legaltoday.com), not its text in the official gazette.
Which numbers these are is taken from the Python port of Google's libphonenumber: premium rate and shared
cost.
"""

from __future__ import annotations

from collections.abc import Iterator

from ivrcheck.analysis.facts import Facts
from ivrcheck.finding import Severity
from ivrcheck.menu.kinds import Transfer
from ivrcheck.rules.calling import call_to
from ivrcheck.rules.hit import Hit

CODE = "IVR745"
LEVEL = Severity.WARNING
DEPTH = 6
PROFILE = "spain"


def find(facts: Facts) -> Iterator[Hit]:
    """The transfers to premium and shared-cost numbers."""
    for step, body in facts.menu.steps.items():
        if (
            isinstance(body, Transfer)
            and facts.arrives(step)
            and _costs_extra(body.number, facts.menu.country)
        ):
            yield Hit(
                facts.at("steps", step, "number"),
                f"“{step}” would not meet Spain's Ley 10/2025 where it applies: it passes callers on to "
                f"{body.number}, a number that costs extra.",
                "Use a number at the ordinary rate, or one that is free to call.",
                call=facts.tell(call_to(facts, step), f"The call goes on to {body.number}."),
                cause=f"{step}:cost",
                step=step,
            )


def _costs_extra(number: str, country: str | None) -> bool:
    import phonenumbers

    try:
        parsed = phonenumbers.parse(number, country)
    except phonenumbers.NumberParseException:
        return False
    kind = phonenumbers.number_type(parsed)
    return kind in (phonenumbers.PhoneNumberType.PREMIUM_RATE, phonenumbers.PhoneNumberType.SHARED_COST)
