"""Opening hours without a time zone: nobody knows which clock they mean."""

from __future__ import annotations

from collections.abc import Iterator

from ivrcheck.analysis.facts import Facts
from ivrcheck.finding import Severity
from ivrcheck.rules.hit import Hit

CODE = "IVR408"
LEVEL = Severity.ERROR
DEPTH = 0


def find(facts: Facts) -> Iterator[Hit]:
    """A file with hours and no time zone."""
    if facts.menu.hours and facts.menu.timezone is None:
        yield Hit(
            facts.at("hours", key=True),
            "The file has opening hours but no time zone, so nobody can tell when they are.",
            "Add “timezone:” at the top, such as timezone: America/New_York.",
            cause="timezone",
        )
