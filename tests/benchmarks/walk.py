"""Calls to the clinic over plain dictionaries, as one would write them without a library.

They keep what the library's calls keep: what is heard, done and decided, by the second, and the ending.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

SCRIPTS = (("0",), ("1",), ("2", "wait"), ("3",), ("wait", "2", "wait"), ("9", "9", "0"))
"""What the callers do."""
MOMENTS = ("2026-11-24 10:00", "2026-11-24 12:45", "2026-11-27 18:30", "2026-12-25 10:00")
KEY, PAUSE, WAIT, TRIES = 1.0, 2.0, 5.0, 3
_WEEK = {0: [(510, 750), (810, 1020)], 4: [(510, 750)], 5: [], 6: []}
_HOLIDAYS = {date(2026, 11, 26), date(2026, 12, 25)}


class Walk:
    """One call with everything answered."""

    def __init__(self, steps: Mapping[str, Any], lengths: Mapping[str, float], moment: datetime) -> None:
        self.steps = steps
        self.lengths = lengths
        self.moment = moment
        self.seconds = 0.0
        self.log: list[tuple[float, str, str]] = []
        self.end = ""

    def run(self, start: str, keys: Sequence[str]) -> Walk:
        """Go from step to step until the call ends."""
        self.keys = iter(keys)
        at = start
        while not self.end:
            at = _KINDS[self.steps[at]["kind"]](self, at, self.steps[at])
        return self

    def is_open(self) -> bool:
        """Whether the office is open, and so whether its teams are on duty."""
        if self.moment.date() in _HOLIDAYS:
            return False
        minute = self.moment.hour * 60 + self.moment.minute
        ranges = _WEEK.get(self.moment.weekday(), _WEEK[0])
        return any(first <= minute < last for first, last in ranges)

    def note(self, what: str, text: str, seconds: float = 0.0) -> None:
        self.log.append((self.seconds, what, text))
        self.seconds += seconds

    def hear(self, at: str, step: Any) -> None:
        self.note("says", step["prompt"], self.lengths[at])

    def play(self, at: str, step: Any) -> str:
        self.hear(at, step)
        return str(step["then"])

    def hours(self, at: str, step: Any) -> str:
        there = "open" if self.is_open() else "closed"
        self.note("happens", there)
        return str(step[there])

    def ring(self, at: str, step: Any) -> str:
        rings = float(step["for"].rstrip("s"))
        if step["kind"] == "transfer" or self.is_open():
            self.note("rings", step.get("who", ""), rings / 2)
            self.end = "person"
            return ""
        self.note("rings", step["who"], rings)
        return str(step["no_answer"])

    def queue(self, at: str, step: Any) -> str:
        if not self.is_open():
            self.note("happens", "nobody on duty")
            return str(step["closed"])
        self.hear(at, step)
        key = next(self.keys, "wait")
        if key in step["keys"]:
            self.note("presses", key, KEY)
            return str(step["keys"][key])
        self.note("holds", step["team"])
        self.end = "person"
        return ""

    def voicemail(self, at: str, step: Any) -> str:
        self.hear(at, step)
        self.note("tone", "")
        self.end = "message" if step.get("owner") else "unowned_message"
        return ""

    def menu(self, at: str, step: Any) -> str:
        silent = wrong = 0
        while True:
            self.hear(at, step)
            key = next(self.keys, "wait")
            if key in step["keys"]:
                self.note("presses", key, KEY)
                option = step["keys"][key]
                return str(option["to"] if isinstance(option, dict) else option)
            if key == "wait":
                self.note("waits", "", WAIT)
                silent += 1
            else:
                self.note("presses", key, KEY + PAUSE)
                wrong += 1
            if TRIES in (silent, wrong):
                return str(step["no_input"] if silent == TRIES else step["no_match"])


_KINDS: dict[str, Callable[[Walk, str, Any], str]] = {
    "play": Walk.play,
    "hours": Walk.hours,
    "ring": Walk.ring,
    "transfer": Walk.ring,
    "queue": Walk.queue,
    "voicemail": Walk.voicemail,
    "menu": Walk.menu,
}


def tables(menu: Any) -> tuple[Any, dict[str, float]]:
    """The steps with keys as text, and the seconds of each prompt."""
    steps = menu["steps"]
    for step in steps.values():
        if "keys" in step:
            step["keys"] = {str(key): to for key, to in step["keys"].items()}
    return steps, {id: _speaking(step["prompt"]) for id, step in steps.items() if "prompt" in step}


def _speaking(text: str) -> float:
    """160 words a minute, half a second between sentences."""
    return len(text.split()) * 60 / 160 + text.count(". ") * 0.5
