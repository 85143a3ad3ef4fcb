"""Promises that are kept without counting: whoever owes the call is at work whenever the office is open.

A promise of a business day falls due at the close of a date after the message's own, and one of working
hours when so much open time has passed. If somebody is on duty in all open time, they are on duty for long
enough before either. Most promises are of this kind, and it can be seen from sets of periods alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ivrcheck.analysis.due import LEAST
from ivrcheck.hours.atoms import own_context
from ivrcheck.hours.calendar import Calendar
from ivrcheck.menu.model import PhoneSystem
from ivrcheck.menu.scalars import DAY_MINUTES, Promise, Ranges

_LONG = LEAST + 120
"""Minutes of a range that a change of the clocks cannot make shorter than what is needed to call back."""


def needs_no_counting(menu: PhoneSystem, promises: Iterable[Promise], hours: str | None) -> bool:
    """Whether these promises are kept by anybody who is on duty in all of the business hours."""
    return hours is not None and all(_by_hours(menu, promise, hours) for promise in promises)


def _by_hours(menu: PhoneSystem, promise: Promise, hours: str) -> bool:
    if promise.unit == "working":
        return promise.amount >= LEAST * 60
    return promise.unit == "business_day" and promise.amount > 0 and all(map(_is_long, _days(menu, hours)))


def _days(menu: PhoneSystem, hours: str) -> Iterator[Ranges]:
    """The ranges of every line of the hours that opens a day."""
    given = menu.hours[hours]
    yield from filter(None, given.week.values())
    yield from filter(None, given.open.values())
    for season in given.seasons:
        yield from filter(None, season.week.values())


def _is_long(ranges: Ranges) -> bool:
    """Whether one of a day's ranges is long enough by itself, and does not run on into the next day."""
    return any(end <= DAY_MINUTES and end - start >= _LONG for start, end in ranges)


def all_through(calendar: Calendar, who: Iterable[str], hours: str) -> bool:
    """Whether some people and teams, together, are on duty whenever it is open."""
    left = calendar.open[hours]
    for one in who:
        left &= ~calendar.present(one)
    return not left


def by_its_hours(menu: PhoneSystem, who: str, hours: str) -> bool:
    """Whether one person or team is on duty whenever it is open, in this year and any other."""
    if person := menu.people.get(who):
        context = own_context(menu, who)
        return not person.away and (not context or hours in context)
    team = menu.teams.get(who)
    if team is None or team.rota or team.hours not in (None, hours):
        return False
    members = (menu.people.get(member) for member in team.members)
    return any(one and not one.away and one.hours in (None, hours) for one in members)
