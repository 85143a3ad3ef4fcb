"""Opening hours without a time zone: nobody knows which clock they mean.

Why it matters

Phone systems often run in a data centre far away, on its clock or on world time. Then “nine o'clock” comes
hours too early or too late, and in spring and autumn it moves by one more hour.

Bad

Opening hours, and no “timezone:” above them:

    name: Birch Lane Optics
    country: US
    languages: [en]

Good

    name: Birch Lane Optics
    country: US
    timezone: America/New_York

How to mend it

Add “timezone:” with the largest city in your time zone, as in America/New_York or Europe/London. Summer
time is then taken care of.

Source

Amazon Connect Administrator Guide, “Set the hours of operation and time zone for a queue”: hours are set
together with a time zone. Read 2026-11-21; the manual of one phone system, binding for nobody else.
"""

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
