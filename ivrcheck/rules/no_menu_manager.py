"""Nobody is named who can change the menu when it is wrong.

Why it matters

The caller who has fought the way through tells the first voice they hear. Whoever answers is kind and
sorry, and has no idea who looks after the phones. So nothing changes, and the next caller is trapped as
well.

Bad

No “managed_by:” among the first lines:

    languages: [en]
    business_hours: shop

Good

    languages: [en]
    managed_by: maya
    business_hours: shop

How to mend it

Add “managed_by:” at the top with the id of the person, or the team, who can change the menu. Tell everybody
who answers the phone.

Source

This project's own reasoning, from the story of the clinic that stands in menus/clinic-trapped.yaml.
"""

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
