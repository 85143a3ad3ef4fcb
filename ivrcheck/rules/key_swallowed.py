"""One key is the beginning of another, so callers who press it wait until the system is sure.

It also looks at extensions that can be dialled in a menu and begin with one of its keys.

Why it matters

With 1 and 12 in one menu, the system hears 1 and waits for a 2 that does not come. Callers press 1 again,
and 11 is nothing at all.

Bad

    keys: {1: counter, 2: workshop, 12: workshop, 0: counter}

Good

    keys: {1: counter, 2: workshop, 3: workshop, 0: counter}

How to mend it

Give the longer one a first digit that is no key of its own; where extensions can be dialled, choose keys
with which none of them begins.

Source

This project's own reasoning, from how phone systems read keys: where one key begins another, the system
waits for more digits (Asterisk: up to five seconds, FreePBX: three; noted for this project on 2026-11-21,
in force as far as known).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ivrcheck.analysis.facts import Facts
from ivrcheck.finding import Severity
from ivrcheck.menu.kinds import Menu
from ivrcheck.rules.hit import Hit

CODE = "IVR221"
LEVEL = Severity.ADVICE
DEPTH = 5

_SHOWN = 3


def find(facts: Facts) -> Iterator[Hit]:
    """One hit for each key that begins another, or an extension, in the same menu."""
    for step, body in facts.menu.steps.items():
        if not isinstance(body, Menu) or not (body.extensions or any(len(key) > 1 for key in body.keys)):
            continue
        if step in facts.reachable:
            longer = _longer(body.keys, [*body.keys, *_extensions(facts, body)])
            for key, codes in longer.items():
                yield _hit(facts, step, key, codes)


def _extensions(facts: Facts, body: Menu) -> Iterator[str]:
    """What can be dialled in a menu besides its keys, in digits."""
    people, teams = facts.menu.people, facts.menu.teams
    for who in body.extensions:
        for member in teams[who].members if who in teams else (who,):
            if member in people and (extension := people[member].extension):
                yield extension


def _longer(keys: Iterable[str], codes: Iterable[str]) -> dict[str, list[str]]:
    """By key, the codes that begin with it and go on."""
    found: dict[str, list[str]] = {}
    known = set(keys)
    for code in dict.fromkeys(codes):
        for length in range(1, len(code)):
            if code[:length] in known:
                found.setdefault(code[:length], []).append(code)
    return found


def _hit(facts: Facts, step: str, key: str, codes: list[str]) -> Hit:
    named = ", ".join(codes[:_SHOWN]) + (f" and {len(codes) - _SHOWN} more" if len(codes) > _SHOWN else "")
    begin = "begins" if len(codes) == 1 else "begin"
    return Hit(
        facts.at("steps", step, "keys", key, key=True),
        f"Callers who press {key} in “{step}” have to wait: {named} {begin} with {key} as well.",
        f"Give {named} another first digit, or {key} another key.",
        cause=f"{step}:keys.{key}",
        step=step,
    )
