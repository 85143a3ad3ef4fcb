"""Opening hours without a single open moment in the year."""

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
            steps = [step for step, body in facts.menu.steps.items() if body.kind == "hours" and body.hours == id]
            never = f", so “{facts.menu.steps[steps[0]].open}” is never heard" if steps else ""  # type: ignore[union-attr]
            yield Hit(
                facts.at("hours", id, key=True),
                f"The opening hours “{id}” are not open for a single moment in the year{never}.",
                "Write the days and times, such as mon-fri: 08:00-17:00.",
                step=steps[0] if steps else "",
                cause=f"hours:{id}",
            )
