"""What a menu says of public holidays that nobody knows: only the calendar can tell."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from ivrcheck.finding import Finding
from ivrcheck.hours.public import exception_problems, holiday_problem
from ivrcheck.menu.load import Loaded
from ivrcheck.menu.problem import problem


def unknown_holidays(loaded: Loaded, start: date) -> Iterator[Finding]:
    """A file problem for each country, part of one, or holiday name that does not exist."""
    menu = loaded.menu
    assert menu is not None
    for id, hours in menu.hours.items():
        rule = hours.holidays
        if rule is None or rule.country is None:
            continue
        if sentence := holiday_problem(rule):
            yield _finding(loaded, ("hours", id, "holidays"), sentence)
            continue
        for sentence in (
            exception_problems(rule, menu.country, (start.year, start.year + 1)) if rule.except_ else ()
        ):
            yield _finding(loaded, ("hours", id, "holidays", "except"), sentence)


def _finding(loaded: Loaded, route: tuple[str, ...], sentence: str) -> Finding:
    message, _, help = sentence.partition("; ")
    if not help:
        excepted = route[-1] == "except"
        help = (
            "Write its name, or its date"
            if excepted
            else "Write a country (US), a part of one (US-NY), or none"
        )
    return problem("IVR004", loaded.at(*route), _sentence(message), _sentence(help))


def _sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}."
