"""Nobody is named who can change the menu when it is wrong."""

from __future__ import annotations

from collections.abc import Iterator

from ivrcheck.analysis.facts import Facts
from ivrcheck.finding import Severity
from ivrcheck.rules.hit import Hit

CODE = "IVR601"
LEVEL = Severity.WARNING
DEPTH = 5


def find(facts: Facts) -> Iterator[Hit]:
    """A file without ``managed_by``."""
    if facts.menu.managed_by is None:
        yield Hit(
            facts.at("name"),
            "Nobody manages this phone menu: whoever answers cannot tell a caller who can put it right.",
            "Add “managed_by:” at the top with the person who can change the menu.",
            cause="managed_by",
        )
