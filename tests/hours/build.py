"""Calendars from a few lines of YAML."""

from __future__ import annotations

from datetime import date
from typing import Any

import yaml
from pydantic import TypeAdapter

from ivrcheck.hours.calendar import Calendar, build_calendar
from ivrcheck.menu.model import PhoneSystem

START = date(2026, 11, 20)
SYSTEM: TypeAdapter[PhoneSystem] = TypeAdapter(PhoneSystem)


def read(text: str) -> Any:
    """YAML with every scalar as text, as the product reads it."""
    return yaml.load(text, Loader=yaml.BaseLoader)


def system(text: str, **top: str) -> PhoneSystem:
    """A phone system with these maps; New York unless told otherwise."""
    values = {"ivrcheck": "1", "name": "Test", "timezone": "America/New_York", **top}
    return SYSTEM.validate_python(values | read(text))


def calendar(text: str, start: date = START, **top: str) -> Calendar:
    """The year of a phone system with these maps."""
    return build_calendar(system(text, **top), start)


def spans(built: Calendar, bits: int, first: str, last: str) -> list[str]:
    """The intervals that start from a local date up to another, as ``12-24 08:00/12:00 -0500``."""
    days = (date.fromisoformat(first), date.fromisoformat(last))
    found = [(a, b) for a, b in built.intervals(bits) if days[0] <= a.date() < days[1]]
    return [f"{a:%m-%d %H:%M}/{b:%H:%M}" for a, b in found]


def minutes(built: Calendar, bits: int, first: str, last: str) -> int:
    """How many minutes of real time the intervals that start between two local dates last."""
    days = (date.fromisoformat(first), date.fromisoformat(last))
    found = [(a, b) for a, b in built.intervals(bits) if days[0] <= a.date() < days[1]]
    return sum(int(b.timestamp() - a.timestamp()) // 60 for a, b in found)
