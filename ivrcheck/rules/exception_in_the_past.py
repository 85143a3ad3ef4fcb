"""All dated exceptions of an office's hours, or all absences of somebody, are over.

The exceptions are “open:”, “closed:” and “seasons:” of opening hours, and the days on which people are
“away:”. As long as one of them is still to come, the past ones beside it are fine. Judged as of the day from
which the menu is checked.

Why it matters

If last year's days off are all the file knows, nobody has written down this year's. On the next one callers
are told that the office is open. For absences it is tidiness: what is over only hides what is to come.

Bad

    shop:
      mon-sat: 09:00-18:00
      closed: [2025-12-24, 2026-01-02]
      holidays: US

Good

    shop:
      mon-sat: 09:00-18:00
      closed: [2025-12-24, 2026-12-24]
      holidays: US

How to mend it

Write down the coming ones, and take the old ones out.

Source

This project's own reasoning. Written on 2026-11-21.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from ivrcheck.analysis.facts import Facts
from ivrcheck.finding import Label, Severity
from ivrcheck.hours.words import date_words, join_words
from ivrcheck.menu.model import OpeningHours
from ivrcheck.menu.scalars import Dates
from ivrcheck.rules.hit import Hit

CODE = "IVR406"
LEVEL = Severity.ADVICE
DEPTH = 5

_SHOWN = 4


def find(facts: Facts) -> Iterator[Hit]:
    """Opening hours one by one, then all people together."""
    start = facts.calendar.start
    for id, hours in facts.menu.hours.items():
        if last := _over(_exceptions(hours), start):
            yield Hit(
                facts.at("hours", id, key=True),
                f"All special days of “{id}” lie in the past, the last one on {_day(last)}.",
                "Write down the days that are coming, and take the old ones out.",
                cause=f"past:{id}",
            )
    people = [id for id, person in facts.menu.people.items() if _over(list(person.away), start)]
    if people:
        yield _absences(facts, people)


def _absences(facts: Facts, people: list[str]) -> Hit:
    shown = [facts.menu.people[id].name for id in people[:_SHOWN]]
    names = join_words([*shown, f"{len(people) - _SHOWN} more"] if len(people) > _SHOWN else shown)
    return Hit(
        facts.at("people", people[0], "away", key=True),
        f"The days on which {names} {'is' if len(people) == 1 else 'are'} away all lie in the past.",
        "Write down the absences that are coming, and take the old ones out.",
        labels=tuple(
            Label(facts.at("people", id, "away", key=True), "in the past, too") for id in people[1:_SHOWN]
        ),
        cause="past:away",
    )


def _exceptions(hours: OpeningHours) -> list[Dates]:
    return [*hours.open, *hours.closed, *(season.dates for season in hours.seasons)]


def _over(dates: list[Dates], start: date) -> date | None:
    """The last day of dates that are all over; None where there are none, or some are still to come."""
    last = max((one.last for one in dates), default=start)
    return last if last < start else None


def _day(day: date) -> str:
    return f"{date_words(day)} {day.year}"
