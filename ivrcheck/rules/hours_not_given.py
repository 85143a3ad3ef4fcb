"""People in no team, and teams without hours, count as always on duty.

Why it matters

The check then believes that somebody answers at three in the morning, and says nothing about nights, lunch
and holidays. The result looks better than what callers meet.

Bad

Ruth's hours are known, Ade's are not:

    ade: {name: Ade Cole, role: Partner, extension: 32}

Good

Hours of their own, or a team that has some:

    ruth: {name: Ruth Fenwick, role: Partner, extension: 31, hours: office}
    ade: {name: Ade Cole, role: Partner, extension: 32, hours: office}

How to mend it

Add “hours:” to the person or to the team. Whoever really answers day and night gets hours that say so:
mon-sun: all day.

Source

This project's own reasoning: what nobody has written down cannot be checked.
"""

from __future__ import annotations

from collections.abc import Iterator

from ivrcheck.analysis.facts import Facts
from ivrcheck.finding import Severity
from ivrcheck.hours.words import join_words
from ivrcheck.rules.hit import Hit

CODE = "IVR410"
LEVEL = Severity.ADVICE
DEPTH = 5


def find(facts: Facts) -> Iterator[Hit]:
    """Everybody who is rung, owns a mailbox or covers, and of whom no hours are known."""
    menu = facts.menu
    asked = _asked(facts)
    in_team = {member for team in menu.teams.values() for member in team.members}
    people = [id for id, one in menu.people.items() if id in asked and not one.hours and id not in in_team]
    teams = [id for id in menu.teams if id in asked and not menu.hours_given(id)]
    for section, ids in (("people", people), ("teams", teams)):
        if ids:
            yield _hit(facts, section, ids)


def _asked(facts: Facts) -> set[str]:
    """Who is rung, held for, or answers for messages somewhere."""
    asked: set[str | None] = set()
    for step in facts.menu.steps.values():
        asked |= {getattr(step, field, None) for field in ("team", "owner", "backup")}
        who = getattr(step, "who", ())
        asked |= {who} if isinstance(who, str) else {*who}
        asked |= {*getattr(step, "extensions", ())}
    return {one for one in asked if one}


def _hit(facts: Facts, section: str, ids: list[str]) -> Hit:
    shown = [facts.menu.name_of(id) for id in ids[:4]]
    names = join_words([*shown, f"{len(ids) - 4} more"] if len(ids) > 4 else shown)
    works = "works" if len(ids) == 1 else "work"
    also = "" if section == "teams" else ", or put them into a team that has hours"
    return Hit(
        facts.at(section, ids[0], key=True),
        f"Nothing says when {names} {works}, so they count as on duty day and night.",
        f"Add “hours:” with their working hours{also}.",
        cause=f"{section}:hours",
    )
