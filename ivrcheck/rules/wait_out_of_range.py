"""A step gives callers too little time to press a key, or leaves them in silence for too long.

It looks at the “wait” of menus, of numbers to type and of directories, and holds 3 to 10 seconds to be
right.

Why it matters

Taking the phone from the ear, finding the keypad and pressing takes older callers, and everybody with cold
fingers, some seconds. And after ten seconds of silence callers think that the line is dead.

Bad

    wait: 1s

Good

    wait: 6s

How to mend it

Write a “wait” from 3 to 10 seconds, or leave it out: it is then 5 seconds.

Source

This project's own reasoning. Phone systems lie within these bounds where nothing is set: Asterisk,
FreePBX and FreeSWITCH wait 10 seconds for the first key (noted for this project on 2026-11-21; in force
as far as known).
"""

from __future__ import annotations

from collections.abc import Iterator

from ivrcheck.analysis.facts import Facts
from ivrcheck.analysis.story import length
from ivrcheck.finding import Severity
from ivrcheck.menu.kinds import Collect, Directory, Menu
from ivrcheck.rules.hit import Hit

CODE = "IVR213"
LEVEL = Severity.WARNING
DEPTH = 0

_LEAST, _MOST = 3, 10


def find(facts: Facts) -> Iterator[Hit]:
    """Every step whose ``wait`` is too short or too long."""
    for step, body in facts.menu.steps.items():
        if not isinstance(body, Menu | Collect | Directory) or _LEAST <= body.wait <= _MOST:
            continue
        if step in facts.reachable:
            yield _hit(facts, step, body.wait)


def _hit(facts: Facts, step: str, wait: int) -> Hit:
    if wait < _LEAST:
        why = f"“{step}” gives callers only {length(wait)} to press a key; many need longer."
    else:
        why = f"“{step}” is silent for {length(wait)} after its prompt; callers think that the line is dead."
    return Hit(
        facts.at("steps", step, "wait", key=True),
        why,
        f"Write a “wait” from {_LEAST} to {_MOST} seconds, or leave it out (5 seconds).",
        cause=f"{step}:wait",
        step=step,
    )
