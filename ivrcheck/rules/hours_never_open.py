"""Opening hours without a single open moment in the year.

Why it matters

Whoever calls hears the closed message, at every hour of every day, and whoever answers only in these hours
is never rung. The week was forgotten, or a “closed” range reaches too far.

Bad

The holidays are there, the week is not:

    hours:
      shop:
        holidays: US

Good

Open on only two days of the year is odd, but it is open:

    hours:
      shop:
        open: {2026-12-12: 10:00-16:00, 2026-12-19: 10:00-16:00}
        holidays: US

How to mend it

Write the days and times, such as mon-fri: 08:00-17:00. If there are some, look at “closed:” and at the
years of the dates.

Source

This project's own reasoning: a schedule that is never open is a slip, for nobody writes one on purpose.
"""

from __future__ import annotations

from collections.abc import Iterator

from ivrcheck.analysis.facts import Facts
from ivrcheck.finding import Severity
from ivrcheck.rules.hit import Hit

CODE = "IVR401"
LEVEL = Severity.ERROR
DEPTH = 0


def find(facts: Facts) -> Iterator[Hit]:
    """Every schedule that is never open; what is behind it never happens."""
    for id in facts.menu.hours:
        if not facts.calendar.open[id]:
            steps = [
                (step, body)
                for step, body in facts.menu.steps.items()
                if body.kind == "hours" and body.hours == id
            ]
            never = f", so “{steps[0][1].open}” is never heard" if steps else ""
            yield Hit(
                facts.at("hours", id, key=True),
                f"The opening hours “{id}” are not open for a single moment in the year{never}.",
                "Write the days and times, such as mon-fri: 08:00-17:00.",
                step=steps[0][0] if steps else "",
                severity=None if steps or _is_used(facts, id) else Severity.ADVICE,
                cause=f"hours:{id}",
            )


def _is_used(facts: Facts, hours: str) -> bool:
    """Whether anybody or anything goes by these hours."""
    menu = facts.menu
    users = (*menu.people.values(), *menu.teams.values(), *menu.steps.values())
    return hours == menu.business_hours or any(getattr(user, "hours", None) == hours for user in users)
