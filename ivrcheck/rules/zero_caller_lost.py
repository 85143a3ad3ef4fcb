"""A caller who presses 0 ends with nobody having served them."""

from __future__ import annotations

from collections.abc import Iterator

from ivrcheck.analysis.callers import Caller
from ivrcheck.analysis.facts import Facts
from ivrcheck.finding import Severity
from ivrcheck.rules.hit import Hit
from ivrcheck.rules.lost import lost_callers

CODE = "IVR106"
LEVEL = Severity.ERROR
DEPTH = 4


def find(facts: Facts) -> Iterator[Hit]:
    """One hit for each cause."""
    yield from lost_callers(facts, Caller.ZERO, "A caller who presses 0")
