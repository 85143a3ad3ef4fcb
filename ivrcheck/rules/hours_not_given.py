"""People in no team, and teams without hours, count as always on duty."""

from __future__ import annotations

from collections.abc import Iterator

from ivrcheck.analysis.facts import Facts
from ivrcheck.finding import Severity
from ivrcheck.rules.hit import Hit
from ivrcheck.rules.words import listed

CODE = "IVR410"
LEVEL = Severity.ADVICE
DEPTH = 5


def find(facts: Facts) -> Iterator[Hit]:
    """Everybody who is rung, owns a mailbox or covers, and of whom no hours are known."""
    menu = facts.menu
    asked = _asked(facts)
    in_team = {member for team in menu.teams.values() for member in team.members}
    people = [id for id, one in menu.people.items() if id in asked and not one.hours and id not in in_team]
    teams = [
        id
        for id, team in menu.teams.items()
        if id in asked and not team.hours and not all(menu.people[member].hours for member in team.members)
    ]
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
    does = "counts" if len(ids) == 1 else "count"
    return Hit(
        facts.at(section, ids[0], key=True),
        f"Nothing says when {listed(ids)} work{'s' if len(ids) == 1 else ''}, so {'it' if section == 'teams' else 'they'} "
        f"{does if section == 'teams' else 'count'} as on duty day and night.",
        "Add “hours:” with their working hours, or put the person into a team that has hours.",
        cause=f"{section}:hours",
    )
