"""Opening hours say nothing about public holidays, so callers are told on one that the office is open.

It looks at hours that a step of the menu goes by, in a file with a country. “holidays: none” is an answer: it
says that the office works on holidays. So are hours that are open day and night, and hours that name each
holiday under “closed:” or “open:”.

Why it matters

On Thanksgiving the menu says “we are open”, and the phones ring in the dark. Nobody in the office notices,
because nobody is there.

Bad

    shop: {mon-sat: 09:00-18:00}

Good

    shop: {mon-sat: 09:00-18:00, holidays: US}

Or, where people do work on holidays:

    shop: {mon-sat: 09:00-18:00, holidays: none}

How to mend it

Add “holidays:” with your country, such as US, or a part of it, such as US-NY; or “holidays: none” if you
work on them. Single ones on which you work go under “except:” in its long form.

Source

This project's own reasoning. The days are those of the package holidays, read on 2026-11-21; in force as far
as the package is up to date.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from datetime import date, datetime, timedelta

from ivrcheck.analysis.facts import Facts
from ivrcheck.finding import Severity
from ivrcheck.hours.words import WEEKDAYS, date_words
from ivrcheck.rules.hit import Hit
from ivrcheck.rules.staff_and_hours_disagree import open_alone, open_cause

CODE = "IVR405"
LEVEL = Severity.WARNING
DEPTH = 0


def find(facts: Facts) -> Iterator[Hit]:
    """Every opening hours without ``holidays`` that calls go by."""
    for id, steps in _silent(facts).items():
        missed = _missed(facts, id)
        if missed:
            yield _hit(facts, id, steps, missed)


def _silent(facts: Facts) -> dict[str, list[str]]:
    """The hours that say nothing about holidays, with the steps that calls come to and that go by them."""
    found: dict[str, list[str]] = {}
    for step, body in facts.menu.steps.items():
        if body.kind != "hours" or not facts.menu.country or not facts.arrives(step):
            continue
        hours = facts.menu.hours[body.hours]
        if hours.holidays is None and facts.calendar.open[body.hours] not in (0, facts.everything):
            found.setdefault(body.hours, []).append(step)
    return found


def _missed(facts: Facts, id: str) -> list[tuple[date, str]]:
    """The public holidays on which some hours are open, leaving out days that they name themselves."""
    from ivrcheck.hours.public import named_holidays

    start, country = facts.calendar.start, facts.menu.country
    hours = facts.menu.hours[id]
    meant = [*hours.open, *hours.closed]
    ends = [end for _, end in facts.calendar.intervals(facts.calendar.open[id])]
    starts = [begin for begin, _ in facts.calendar.intervals(facts.calendar.open[id])]
    return [
        (day, name)
        for day, name in named_holidays(country or "", (start.year, start.year + 1))
        if day >= start
        and not any(day in dates for dates in meant)
        and _opens(day, starts, ends)
    ]  # fmt: skip


def _opens(day: date, starts: list[datetime], ends: list[datetime]) -> bool:
    """Whether some opening begins on a day, or it is open all through it."""
    if not starts:
        return False
    first = datetime(day.year, day.month, day.day, tzinfo=starts[0].tzinfo)
    following = first + timedelta(days=1)
    place = bisect_left(starts, first)
    begins = place < len(starts) and starts[place] < following
    return begins or (place > 0 and ends[place - 1] >= following)


def _hit(facts: Facts, id: str, steps: list[str], missed: list[tuple[date, str]]) -> Hit:
    day, name = missed[0]
    others = f"{len(missed) - 1} other {'day' if len(missed) == 2 else 'days'} of the year"
    more = f" and on {others}" if len(missed) > 1 else ""
    when = f"{WEEKDAYS[day.weekday()]} {date_words(day)} {day.year}"
    return Hit(
        facts.at("hours", id, key=True),
        f"“{id}” says nothing about public holidays, so on {when} ({name}){more} "
        "callers are told that the office is open.",
        f"Add “holidays: {facts.menu.country}” to “{id}”, or “holidays: none” if people work on them.",
        cause=_cause(facts, id, steps, {day for day, _ in missed}),
        step=steps[0],
    )


def cause_between(facts: Facts, id: str | None, first: date, last: date) -> str:
    """What is behind it when somebody counts on some hours on a public holiday that they do not know of.

    Empty where no such day lies between the two, or where the hours are not among those found here.
    """
    steps = _silent(facts).get(id or "")
    if not id or not steps:
        return ""
    missed = {day for day, _ in _missed(facts, id)}
    return _cause(facts, id, steps, missed) if any(first <= day <= last for day in missed) else ""


def _cause(facts: Facts, id: str, steps: list[str], missed: set[date]) -> str:
    """Where the menu says “open” with nobody there on these days only, that is the same fault (IVR403)."""
    for step in steps:
        bits, _ = open_alone(facts, step)
        if bits and all(begin.date() in missed for begin, _ in facts.calendar.intervals(bits)):
            return open_cause(facts, step)
    return f"holidays:{id}"
