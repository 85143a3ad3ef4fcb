"""What of a menu is to be shown: the calls of findings, and times with a name."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from ivrcheck.analysis.facts import Facts
from ivrcheck.callgraph.replay import replay
from ivrcheck.draw.sketch import CannotDraw, View, Way
from ivrcheck.finding import Finding, Trace


def way_of(facts: Facts, trace: Trace) -> Way:
    """The moves of a call that a finding tells of."""
    return Way(trace.number, tuple(replay(facts.graph, trace).moves))


def showing(facts: Facts, findings: Iterable[Finding], word: str) -> View:
    """The calls of all findings with a code or a name. Raises ``CannotDraw`` where there is none to show."""
    every = [each for one in findings for each in (one, *one.folded)]
    meant = [one for one in every if word.strip().lower() in (one.code.lower(), one.name)]
    if not meant:
        known = ", ".join(sorted({one.code for one in every}))
        found = f"Found were: {known}." if known else "Nothing was found."
        raise CannotDraw(f"There is no finding “{word}” in this menu. {found}")
    ways = [way_of(facts, one.call.trace) for one in meant if one.call]
    if not ways:
        raise CannotDraw(f"{meant[0].code} is not about a call, so there is no way to show.")
    calls = "the call that shows" if len(ways) == 1 else "the calls that show"
    return View(caption=f"{calls} {meant[0].code} {meant[0].name}", ways=ways)


def period_named(facts: Facts, word: str) -> int:
    """When the office is open, closed, or closed for a holiday. Raises ``CannotDraw``."""
    menu, calendar = facts.menu, facts.calendar
    named = next((step.hours for step in menu.steps.values() if step.kind == "hours"), None)
    hours = menu.business_hours or named
    if hours is None:
        raise CannotDraw("This menu has no opening hours, so it is the same at any time; leave --period out.")
    open = calendar.open[hours]
    bits = {"open": open, "closed": facts.everything & ~open, "holiday": calendar.holiday[hours]}[word]
    if not bits:
        raise CannotDraw(f"“{hours}” is never {_IS[word]} in this year, so there is nothing to show.")
    return bits


_IS = {"open": "open", "closed": "closed", "holiday": "closed for a holiday"}


def period_at(facts: Facts, moment: datetime) -> int:
    """The period a moment of the year lies in, as a set."""
    number = facts.calendar.period_at(moment)
    assert number is not None  # whoever reads moments looks whether they lie in the year
    return 1 << number
