"""A queue does not tell callers how long they will hold, or tells them only once.

Why it matters

Somebody who knows that it takes four minutes can put the phone down on the table; somebody who does not know
hangs up after two. The standard asks for the wait on arrival, and again while holding.

Bad

    announce: {position: true, every: 60s}

Good

    announce: {wait: true, every: 60s}

How to mend it

Add “announce: {wait: true, every: 60s}” to the queue.

Source

GetHuman standard, version 1.0 (gethuman.com/standard/v1.0.html), point 2 (the estimated wait on arrival in
the queue, and updates while holding). Read on 2026-11-21 in a stored copy. A voluntary standard of a
consumers' site: it binds nobody.
"""

from __future__ import annotations

from collections.abc import Iterator

from ivrcheck.analysis.facts import Facts
from ivrcheck.finding import Severity
from ivrcheck.menu.kinds import Queue
from ivrcheck.rules.calling import call_to
from ivrcheck.rules.hit import Hit

CODE = "IVR704"
LEVEL = Severity.WARNING
DEPTH = 6
PROFILE = "gethuman"


def find(facts: Facts) -> Iterator[Hit]:
    """Every queue that calls come to without ``announce: {wait, every}``."""
    for step, body in facts.menu.steps.items():
        if not isinstance(body, Queue) or not facts.arrives(step) or not facts.calendar.duty(body.team):
            continue
        told = body.announce
        if told is None or not told.wait or told.every is None:
            what = "does not tell callers how long they will hold"
            if told is not None and told.wait:
                what = "tells callers only once how long they will hold"
            yield Hit(
                facts.at("steps", step, key=True),
                f"“{step}” would not meet the GetHuman standard: it {what}.",
                f"Add “announce: {{wait: true, every: 60s}}” to “{step}”.",
                call=facts.tell(call_to(facts, step), f"“{step}” {what}."),
                cause=f"{step}:announce",
                step=step,
            )
