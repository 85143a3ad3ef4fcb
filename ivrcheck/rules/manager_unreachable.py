"""The person who can change the menu has no telephone and no e-mail address in the file.

Why it matters

“Ask Mara” is of no use to somebody on the phone who does not know how. The file is where a substitute, a new
colleague or a technician looks, and it should say how to get hold of her.

Bad

    mara: {name: Mara Quill, role: Owner}

Good

    mara: {name: Mara Quill, role: Owner, email: mara@quarrylane.example}

How to mend it

Add an “extension:”, a “phone:” or an “email:” to the person named in “managed_by:”. For a team, one member
with one of these is enough.

Source

This project's own reasoning, from the story of the clinic that stands in menus/clinic-trapped.yaml. Written
on 2026-11-21.
"""

from __future__ import annotations

from collections.abc import Iterator

from ivrcheck.analysis.facts import Facts
from ivrcheck.finding import Severity
from ivrcheck.rules.hit import Hit

CODE = "IVR602"
LEVEL = Severity.WARNING
DEPTH = 5


def find(facts: Facts) -> Iterator[Hit]:
    """A manager, or a team that manages, without any way to get hold of them."""
    menu, manager = facts.menu, facts.menu.managed_by
    if manager is None:
        return
    team = manager in menu.teams
    ids = menu.teams[manager].members if team else (manager,)
    people = [menu.people[id] for id in ids]
    if any(one.email or one.can_be_rung for one in people):
        return
    what = "the team that manages this menu" if team else "the manager of this menu"
    who = f"Nobody in “{manager}”, {what}, has" if team else f"{people[0].name}, {what}, has neither"
    rest = "a telephone or an e-mail address" if team else "a telephone nor an e-mail address"
    add = f"a member of “{manager}”" if team else f"“{manager}”"
    yield Hit(
        facts.at("teams" if team else "people", manager, key=True),
        f"{who} {rest} here: whoever hears that the menu is wrong cannot pass it on.",
        f"Add “extension:”, “phone:” or “email:” to {add}.",
        cause="managed_by:reach",
    )
