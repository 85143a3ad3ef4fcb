"""The business hours of a file, and the time in which callers may expect a person."""

from __future__ import annotations

from ivrcheck.analysis.facts import Facts
from ivrcheck.menu.model import PhoneSystem


def business_hours(menu: PhoneSystem, owner: str | None = None) -> str | None:
    """The id of the hours that “business day” and “working hour” mean: where none are given, the owner's."""
    if menu.business_hours:
        return menu.business_hours
    asked = next((step.hours for step in menu.steps.values() if step.kind == "hours"), None)
    one = menu.people.get(owner or "") or menu.teams.get(owner or "")
    return asked or (one.hours if one else None)


def by_day(facts: Facts) -> int:
    """When somebody is at work and it is not night for callers.

    Somebody on call can make every night working time. A mailbox that takes all other calls then is what it
    should be.
    """
    return facts.once("by day", lambda: _by_day(facts))


def _by_day(facts: Facts) -> int:
    hours = business_hours(facts.menu)
    return facts.working & (facts.calendar.open[hours] if hours else facts.everything)
