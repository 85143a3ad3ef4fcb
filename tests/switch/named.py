"""Calls worth a name: one for each thing that an export, the simulator or a switch could get wrong.

Each says itself what has to come of it. The simulator is held to it, and so is the switch.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from ivrcheck.simulate.phone import Phone
from ivrcheck.simulate.system import System
from tests.analysis.test_agrees_with_player import facts_of
from tests.switch.calls import Asked, Planned, made
from tests.switch.menus import Menu, written

_FOLDER = Path(__file__).parent / "named_menus"
_DAY = "2026-11-24 10:00"


class Named(NamedTuple):
    """A call and what must come of it. ``acts``: word by word; ``+`` between keys of one time."""

    name: str
    menu: str
    number: str
    acts: str
    comes: str
    """The steps, and behind a colon how it ends."""
    at: str
    office: str


def _read() -> Iterator[Named]:
    for line in (_FOLDER / "calls.txt").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            name, where, acts, comes, *more = (word.strip() for word in line.split(" | "))
            menu, number = where.split()
            at, office = (*more, "", "")[:2]
            yield Named(name, menu, number, acts if acts != "-" else "", comes, at or _DAY, office)


NAMED = tuple(_read())


def named_menus() -> dict[str, Menu]:
    """The menus of the named calls, by name."""
    top = (_FOLDER / "top.yaml").read_text(encoding="utf-8")
    found = {}
    for name in sorted({named.menu for named in NAMED}):
        text = top + (_FOLDER / f"{name}.yaml").read_text(encoding="utf-8")
        found[name] = written(f"n_{name}", name, Phone([System(facts_of(text))]))
    return found


def named_call(menus: dict[str, Menu], place: int) -> Planned:
    """One of the named calls, as the simulator makes it."""
    named = NAMED[place]
    menu = menus[named.menu]
    office = dict([named.office.split("=", 1)]) if named.office else {}
    acts = [acted(word) for word in named.acts.split()]
    zone = menu.phone.system.calendar.zone
    moment = datetime.fromisoformat(named.at).replace(tzinfo=zone)
    return made(menu.phone, f"n{place}", menu.name, f"+1 845 555 {named.number}", moment, office, acts)


def acted(word: str) -> Asked:
    """What a caller does when asked once, as it is written down."""
    *noise, keys = word.split("+")
    return Asked(tuple(noise), "" if keys == "wait" else keys)
