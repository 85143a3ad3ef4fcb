"""Who answers for what: people, teams, and what is promised to callers."""

from __future__ import annotations

from collections.abc import Iterator

from ivrcheck.analysis.facts import Facts
from ivrcheck.hours.words import dates_words
from ivrcheck.menu.kinds import Callback, Transfer, Voicemail
from ivrcheck.menu.model import Person, PhoneSystem, Team
from ivrcheck.report.html.markup import Html, joined, table, tag, words

NOBODY = "nobody"


def owners(facts: Facts, id: str) -> Html:
    """Who can change the menu, who calls back, and the people and teams behind it."""
    menu = facts.menu
    manager = menu.name_of(menu.managed_by) if menu.managed_by else ""
    who = joined("This menu can be changed by ", words(manager), ".") if manager else Html("")
    parts = [
        tag("h3", "Who answers for it", id=f"{id}-owners"),
        tag("p", who or "Nobody is named who can change this menu.", class_=None if who else "missing"),
        *_promises(menu),
        *_teams(menu),
        *_people(menu),
    ]
    return tag("section", *parts)


def _promises(menu: PhoneSystem) -> Iterator[Html]:
    rows = [_promise(id, step, menu) for id, step in menu.steps.items() if _is_promise(step)]
    if rows:
        titles = (
            "Where a message or a call back is left",
            "Whose it is",
            "If they are away",
            "Answered within",
        )
        yield table(titles, rows, "Messages and calls back")


def _is_promise(step: object) -> bool:
    return isinstance(step, Voicemail | Callback) or (
        isinstance(step, Transfer) and step.reaches == "voicemail"
    )


def _promise(id: str, step: object, menu: PhoneSystem) -> tuple[str, ...]:
    owner, backup, within = (getattr(step, name, None) for name in ("owner", "backup", "callback_within"))
    return (
        words(getattr(step, "label", None) or id),
        words(menu.name_of(owner)) if owner else tag("span", NOBODY, class_="missing"),
        words(menu.name_of(backup)) if backup else "",
        within.words if within else tag("span", "not said", class_="missing"),
    )


def _teams(menu: PhoneSystem) -> Iterator[Html]:
    if menu.teams:
        rows = [_team(id, team, menu) for id, team in menu.teams.items()]
        yield table(("Team", "Members", "Supervisor", "Hours"), rows, "Teams")


def _team(id: str, team: Team, menu: PhoneSystem) -> tuple[str, ...]:
    members = words(", ".join(menu.name_of(one) for one in team.members))
    supervisor = words(menu.name_of(team.supervisor)) if team.supervisor else ""
    return words(id), members, supervisor, words(team.hours) if team.hours else ""


def _people(menu: PhoneSystem) -> Iterator[Html]:
    if menu.people:
        rows = [_person(id, person, menu) for id, person in menu.people.items()]
        yield table(("Name", "Role", "Reached at", "Away"), rows, "People")


def _person(id: str, person: Person, menu: PhoneSystem) -> tuple[str, ...]:
    named = (("extension", person.extension), ("", person.phone), ("", person.email))
    reached = ", ".join(f"{kind} {value}".strip() for kind, value in named if value)
    away = ", ".join(dates_words(one.first, one.last) for one in person.away)
    cover = joined(" (", words(menu.name_of(person.cover)), " stands in)") if person.cover else None
    where = words(reached) if reached else tag("span", "nowhere", class_="missing")
    return words(person.name), words(person.role or ""), where, joined(away, cover)
