"""Calls that were placed to original dialplans, kept as text: the agreement is held without a switch too.

A line is a call: the dialplan, the number, the moment, what the caller did, what the office did, and behind a
bar what was seen on the switch: how it ended, how often the caller was asked, and the lines it passed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from tests.switch.original_board import Watched
from tests.switch.original_calls import Asking, again
from tests.switch.originals import Original

FILE = Path(__file__).parent / "original_recorded.txt"


class Kept(NamedTuple):
    """A call as it was placed, and what was seen of it."""

    file: str
    number: str
    moment: str
    acts: str
    office: str
    seen: str

    def difference(self, one: Original) -> str:
        """What the simulator says otherwise than was seen; empty where nothing."""
        office = {
            step: said
            for step, _, said in (word.partition("=") for word in self.office.split(";") if word)
            if step in one.phone.menu.steps
        }
        moment = datetime.fromisoformat(self.moment)
        plan = again(one, "r0", self.number, moment, office, self.acts.split())
        said = _said(plan)
        return "" if said == self.seen else f"{self}\n  simulator: {said}"


def _said(plan: Asking) -> str:
    return f"| {plan.end}, asked {plan.asked}: {' '.join(plan.way)}"


def written_down(seen: Sequence[Watched]) -> str:
    """Calls as they are kept: what was seen, which was as the simulator said."""
    return "".join(sorted(map(_line, seen)))


def _line(seen: Watched) -> str:
    plan = seen.plan
    office = ";".join(f"{step}={said}" for step, said in plan.office.items())
    words = (
        plan.file,
        plan.number,
        f"{plan.moment:%Y-%m-%dT%H:%M}",
        " ".join(plan.acts),
        office,
        _said(plan),
    )
    return "\t".join(words) + "\n"


def recorded() -> Iterator[Kept]:
    """The calls that are kept."""
    for line in FILE.read_text(encoding="utf-8").splitlines():
        yield Kept(*line.split("\t"))
