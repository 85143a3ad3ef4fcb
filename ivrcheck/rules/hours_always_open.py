"""Opening hours that never close: the closed branch is never heard.

Why it matters

Somebody recorded words for nights and holidays, and no caller ever hears them. Either the hours are wrong,
and phones ring in an empty office, or the step is not needed.

Bad

    hours:
      shop:
        mon-sun: all day
        holidays: none

Good

Day and night, but not on public holidays, so that the closed branch has its days:

    hours:
      shop:
        mon-sun: all day
        holidays: US

How to mend it

Write the times at which it is closed. If somebody really answers day and night, lead callers straight on
and remove the step.

Source

This project's own reasoning.
"""

from __future__ import annotations

from collections.abc import Iterator

from ivrcheck.analysis.facts import Facts
from ivrcheck.finding import Severity
from ivrcheck.rules.hit import Hit

CODE = "IVR402"
LEVEL = Severity.ADVICE
DEPTH = 1


def find(facts: Facts) -> Iterator[Hit]:
    """Every hours step whose schedule is open all year."""
    for step, body in facts.menu.steps.items():
        if body.kind == "hours" and facts.calendar.open[body.hours] == facts.everything:
            yield Hit(
                facts.at("steps", step, "closed"),
                f"“{body.hours}” is open every moment of the year, "
                f"so “{step}” never leads to “{body.closed}”.",
                "Write the times at which it is closed, or lead callers straight on without this step.",
                step=step,
                cause=f"hours:{body.hours}",
            )
