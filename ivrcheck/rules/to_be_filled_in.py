"""Something is still to be filled in: the word TODO stands in its place.

Why it matters

A menu that was read from a phone system knows where calls go, but not who is there, who calls back, or what
a recording says: no phone system holds that. TODO marks each such place, so that nothing is made up. Until
it is filled in, the check can only say half of what it could. Whatever is missing counts as missing; where
the people of a team are missing, the check takes it that somebody is there whenever the team has hours, and
where opening hours are missing, that it may be open or closed.

Bad

    teams:
      counter: {members: TODO, hours: shop}

Good

    teams:
      counter: {members: [maya, tom], hours: shop}

How to mend it

Write down who, by when, or what, in place of each TODO. Beside the original of a phone system, write it into
the file that lies beside it.

Source

This project's own reasoning: what nobody has said, nobody can check.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ivrcheck.analysis.facts import Facts
from ivrcheck.finding import Label, Severity
from ivrcheck.rules.hit import Hit
from ivrcheck.source import Route

CODE = "IVR607"
LEVEL = Severity.WARNING
DEPTH = 5

_SHOWN = 20
"""Places that are shown; a large import has hundreds."""


def find(facts: Facts) -> Iterator[Hit]:
    """All places with TODO, as one finding."""
    todo: Sequence[Route] = facts.loaded.todo
    if not todo:
        return
    more = f" The first {_SHOWN} are shown." if len(todo) > _SHOWN else ""
    labels = tuple(Label(facts.loaded.at(*route), _what(route)) for route in todo[1:_SHOWN])
    yield Hit(
        facts.loaded.at(*todo[0]),
        f"{_many(todo)}{more}",
        "Write what belongs there in place of each TODO; what nobody has said, nobody can check.",
        labels,
    )


def _many(todo: Sequence[Route]) -> str:
    if len(todo) == 1:
        return f"One thing is still to be filled in (TODO): {_what(todo[0])}."
    return f"{len(todo)} things are still to be filled in (TODO), the first of them {_what(todo[0])}."


def _what(route: Route) -> str:
    """What is missing, in words."""
    section, *_ = route
    last = route[-1]
    if len(route) == 1:
        return _TOP.get(last, f"“{last}:”")
    if section == "entry":
        return "the phone number people dial"
    if section == "hours" and len(route) == 2:
        return f"the opening hours “{last}”"
    if "members" in route:
        return f"who is in the team “{route[1]}”"
    return f"“{last}:” of “{route[1]}”"


_TOP = {
    "name": "the name of the office",
    "country": "the country",
    "timezone": "the time zone",
    "managed_by": "who can change the menu",
}
