"""Faults planted in a generated menu, one in every so many steps, of each sort in turn."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from tests.benchmarks.emit import Step

HEAD = 8
"""The shared first steps stay as they are: a fault there would be everybody's."""
Fault: TypeAlias = tuple[str, Callable[[Step], None]]


def drop(*names: str) -> Callable[[Step], None]:
    """A fault that leaves fields out."""

    def apply(step: Step) -> None:
        for name in names:
            step.fields.pop(name, None)

    return apply


def zero_to_itself(step: Step) -> None:
    """0 plays the same menu again, and silence too."""
    keys = step.fields["keys"]
    assert isinstance(keys, dict)
    keys["0"] = step.id


def missing_key(step: Step) -> None:
    """The prompt offers a key the menu does not take."""
    step.fields["prompt"] = f"{step.fields['prompt']} For lost property, press 9."


def off_duty(step: Step) -> None:
    """The menu says open at night, when the team it rings is at home."""
    step.fields["hours"] = "overnight"


FAULTS: tuple[Fault, ...] = (
    ("ring", drop("no_answer")),
    ("voicemail", drop("owner", "backup", "callback_within")),
    ("menu", zero_to_itself),
    ("menu", drop("no_input")),
    ("queue", drop("max_wait", "keys", "timeout")),
    ("voicemail", drop("callback_within")),
    ("hours", off_duty),
    ("menu", missing_key),
    ("menu", drop("no_match")),
    ("collect", drop("no_match")),
)


def plant(steps: list[Step], every: int) -> int:
    """One fault in each run of ``every`` steps, as far as a step there can carry one; how many."""
    night = any(step.id == "operator_night" for step in steps)
    faults = [fault for fault in FAULTS if night or fault[1] is not off_duty]
    windows = range(0, len(steps) - every + 1, every)
    return sum(_plant_one(steps[max(at, HEAD) : at + every], faults, at // every) for at in windows)


def _plant_one(window: list[Step], faults: list[Fault], turn: int) -> bool:
    """The fault whose turn it is, or the next one that fits a step of the window."""
    for offset in range(len(faults)):
        kind, apply = faults[(turn + offset) % len(faults)]
        step = next((step for step in window if step.kind == kind), None)
        if step:
            apply(step)
            return True
    return False
