"""Calls that were placed on a switch, kept as text: the agreement is held without one too.

A line is a call: the menu, the number, the moment, what the caller did, what the office did, and behind a bar
what was seen on the switch. The random menus are known by their seeds; if what a seed makes has changed, the
calls have to be placed anew (``python -m tests.switch.run --record``).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from hashlib import blake2b
from pathlib import Path
from typing import NamedTuple

from tests.switch.board import Seen
from tests.switch.calls import Asked, Planned, made
from tests.switch.menus import Menu, random_text
from tests.switch.named import acted

FILE = Path(__file__).parent / "recorded.txt"


class Recorded(NamedTuple):
    """A call as it was placed, and what was seen of it."""

    menu: str
    number: str
    moment: datetime
    acts: tuple[Asked, ...]
    office: Mapping[str, str]
    end: str
    steps: tuple[str, ...]
    """Where a call goes round for ever: as far as it was followed in the simulator."""

    def again(self, menu: Menu) -> Planned:
        """The same call, made in the simulator."""
        moment = self.moment.replace(tzinfo=menu.phone.system.calendar.zone)
        return made(menu.phone, "r0", self.menu, self.number, moment, self.office, self.acts)


def written_down(seen: Sequence[Seen]) -> str:
    """Calls as they are kept, with a sign of what their random menus are."""
    lines = sorted(map(_line, seen))
    return f"{sign_of(seeds(one.plan.menu for one in seen))}\n{''.join(lines)}"


def seeds(names: Iterable[str]) -> list[int]:
    """The seeds of the random menus among some names."""
    return sorted({int(name[1:]) for name in names if name[0] == "r" and name[1:].isdecimal()})


def sign_of(seeds: Iterable[int]) -> str:
    """A short sign of the texts that some seeds make."""
    sign = blake2b(digest_size=8)
    for seed in seeds:
        sign.update(random_text(seed).encode())
    return sign.hexdigest()


def _line(seen: Seen) -> str:
    plan = seen.plan
    acts = " ".join("+".join((*act.noise, act.keys or "wait")) for act in plan.acts)
    office = ";".join(f"{step}={said}" for step, said in plan.office.items())
    steps = " ".join(seen.steps[: len(plan.steps)])
    moment = f"{plan.moment:%Y-%m-%dT%H:%M}"
    return f"{plan.menu}\t{plan.number}\t{moment}\t{acts}\t{office}\t| {seen.end}: {steps}\n"


def recorded() -> tuple[str, list[Recorded]]:
    """The sign of the random menus, and the calls that are kept."""
    sign, *lines = FILE.read_text(encoding="utf-8").splitlines()
    return sign, list(_read(lines))


def _read(lines: Iterable[str]) -> Iterator[Recorded]:
    for line in lines:
        menu, number, moment, acts, office, seen = line.split("\t")
        end, _, steps = seen.removeprefix("| ").partition(": ")
        said = dict(one.split("=", 1) for one in office.split(";") if one)
        done = tuple(map(acted, acts.split()))
        yield Recorded(menu, number, datetime.fromisoformat(moment), done, said, end, tuple(steps.split()))
