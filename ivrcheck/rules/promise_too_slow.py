"""A call back is promised later than on the next business day.

“max_callback_days” sets another number of business days. Working hours are held against the longest working
day of the business hours, and time on the clock against 24 hours a day.

Why it matters

Somebody who asks for an appointment or about a sick child does not wait two days: they call again, leave a
second message, and ring everybody else in the meantime.

Bad

    callback_within: 3 business days

Good

    callback_within: 1 business day

How to mend it

Promise the next business day. If the owner cannot keep that, share the mailbox with a team, or name a
“backup:”.

Source

GetHuman standard, version 1.0 (gethuman.com/standard/v1.0.html), point 4 (a call back on the following
business day). Read on 2026-11-21 in a stored copy. A voluntary standard of a consumers' site: it binds
nobody.
"""

from __future__ import annotations

from collections.abc import Iterator

from ivrcheck.analysis.facts import Facts
from ivrcheck.analysis.promises import longest_day
from ivrcheck.finding import Severity
from ivrcheck.menu.scalars import Promise
from ivrcheck.rules.hit import Hit
from ivrcheck.rules.words import promised

CODE = "IVR305"
LEVEL = Severity.WARNING
DEPTH = 4


def find(facts: Facts) -> Iterator[Hit]:
    """Every promise longer than the threshold."""
    most = facts.config.thresholds.max_callback_days
    days = f"{most} business day{'s' * (most != 1)}"
    for step, body in facts.menu.steps.items():
        if body.kind not in ("voicemail", "callback", "transfer") or step not in facts.reachable:
            continue
        promise = body.callback_within
        if promise and _is_slow(facts, promise, body.owner, most):
            yield Hit(
                facts.at("steps", step, "callback_within"),
                f"Callers in “{step}” may wait {promised(promise)} for a call back: "
                f"that is longer than {days}.",
                f"Promise {days}, and name a “backup:” if the owner cannot keep it alone.",
                step=step,
                cause=f"{step}:slow",
            )


def _is_slow(facts: Facts, promise: Promise, owner: str | None, most: int) -> bool:
    if promise.unit == "business_day":
        return promise.amount > most
    if promise.unit == "clock":
        return promise.amount > most * 24 * 3600
    return promise.amount > most * 60 * longest_day(facts, owner)
