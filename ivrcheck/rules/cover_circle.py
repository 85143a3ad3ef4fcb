"""People or teams that cover only each other: in the end nobody covers.

Why it matters

Each is sure that the other stands in. In the week in which both are away the calls go round in the list and
reach nobody, and no one has noticed, because on paper everybody is covered.

Bad

    ruth: {name: Ruth Fenwick, role: Partner, extension: 31, hours: office, cover: ade}
    ade: {name: Ade Cole, role: Partner, extension: 32, hours: office, cover: ruth}

Good

The chain ends with somebody:

    ade: {name: Ade Cole, role: Partner, extension: 32, hours: office, cover: joan}
    joan: {name: Joan Price, role: Bookkeeper, extension: 33, hours: office}

How to mend it

Name somebody from outside the circle as the cover of one of them, and let the last in the chain have none.

Source

This project's own reasoning.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from ivrcheck.analysis.facts import Facts
from ivrcheck.finding import Label, Severity
from ivrcheck.rules.hit import Hit

CODE = "IVR411"
LEVEL = Severity.ERROR
DEPTH = 0


def find(facts: Facts) -> Iterator[Hit]:
    """Every circle once, at the first of its members in the file."""
    for circle in circles(facts):
        yield _hit(facts, circle)


def cause_of_absence(facts: Facts, person: str) -> str:
    """What is behind it when somebody who is away is missed: a circle of covers, or the absence itself."""
    circle = next((circle for circle in circles(facts) if person in circle), None)
    return _cause(circle) if circle else f"away:{person}"


def cause_on(facts: Facts, days: Iterable[date]) -> str:
    """The cause of a circle of people one of whom is away on each of some days; empty where there is none."""
    days = list(days)
    for circle in circles(facts):
        people = [facts.menu.people[id] for id in circle if id in facts.menu.people]
        away = [dates for person in people for dates in person.away]
        if days and all(any(day in dates for dates in away) for day in days):
            return _cause(circle)
    return ""


def circles(facts: Facts) -> list[list[str]]:
    """The people and teams that cover only each other."""
    return facts.once("cover circles", lambda: list(_circles(facts)))


def _circles(facts: Facts) -> Iterator[list[str]]:
    cover = {
        id: one.cover
        for section in (facts.menu.people, facts.menu.teams)
        for id, one in section.items()
        if one.cover
    }
    done: set[str] = set()
    for id in cover:
        circle = _circle(cover, id)
        if circle and not done & set(circle):
            done |= set(circle)
            yield circle


def _circle(cover: dict[str, str], start: str) -> list[str]:
    """The circle that begins and ends with somebody, or nothing."""
    circle, here = [start], cover[start]
    while here in cover and here not in circle:
        circle.append(here)
        here = cover[here]
    return circle if here == start else []


def _hit(facts: Facts, circle: list[str]) -> Hit:
    def at(id: str) -> tuple[str, str, str]:
        return ("people" if id in facts.menu.people else "teams", id, "cover")

    names = [facts.menu.name_of(id) for id in circle]
    if len(circle) == 1:
        message = f"{names[0]} is named as cover for {names[0]}: in the end nobody covers."
    else:
        pairs = [f"{one} by {other}" for one, other in zip(names[1:], [*names[2:], names[0]], strict=True)]
        away = "both" if len(names) == 2 else "all"
        message = f"{names[0]} is covered by {names[1]}, {', '.join([*pairs[:-1], f'and {pairs[-1]}'])}: "
        message += f"when {away} are away, nobody is there."
    return Hit(
        facts.at(*at(circle[0])),
        message[:1].upper() + message[1:],
        "Name somebody else as the cover."
        if len(circle) == 1
        else "Name somebody from outside the circle as the cover of one of them.",
        labels=tuple(Label(facts.at(*at(id)), "part of the circle") for id in circle[1:5]),
        cause=_cause(circle),
    )


def _cause(circle: list[str]) -> str:
    return f"cover:{circle[0]}"
