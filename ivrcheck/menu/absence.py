"""A menu as it would be if somebody were away."""

from __future__ import annotations

from copy import copy
from typing import TypeVar

from ivrcheck.menu.model import Person, PhoneSystem
from ivrcheck.menu.scalars import Dates

T = TypeVar("T")


def with_absence(menu: PhoneSystem, person_id: str, dates: Dates) -> PhoneSystem:
    """The same menu with one more absence of a person; the menu itself stays as it is."""
    person = menu.people[person_id]
    away: Person = _with(person, away=(*person.away, dates))
    return _with(menu, people={**menu.people, person_id: away})


def _with(frozen: T, **fields: object) -> T:
    """A copy of a frozen model with other values, which are typed already and need no reading."""
    changed = copy(frozen)
    for name, value in fields.items():
        object.__setattr__(changed, name, value)
    return changed
