"""A key does one thing in one menu and something else in another.

It looks at 0, star and pound, and at digits that lead back in one menu and on to somewhere in another.

Why it matters

Callers learn keys as they go. Who went back with 9 a moment ago presses 9 again, and finds themselves on
the phone with the wrong department.

Bad

    keys: {1: mailbox, 9: main, 0: counter}

Good

    keys: {1: mailbox, "*": main, 0: counter}

How to mend it

Give going back, hearing it again and reaching a person one key each, the same in every menu.

Source

This project's own reasoning, after a fault seen in public dialplans: 9 is a department in the main menu
and “back” in the one below it (noted for this project on 2026-11-21).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ivrcheck.analysis.facts import Facts
from ivrcheck.analysis.keys import AGAIN, BACK, END, LANGUAGE, MENU
from ivrcheck.analysis.topics import is_language_menu
from ivrcheck.finding import Label, Severity
from ivrcheck.menu.kinds import Menu
from ivrcheck.rules.hit import Hit

CODE = "IVR214"
LEVEL = Severity.ADVICE
DEPTH = 4

_SPECIAL = "0*#"
_NAMES = {"*": "star", "#": "pound"}


@dataclass(frozen=True, slots=True)
class _Use:
    """What a key does in one menu: its meaning, and the step it leads to."""

    step: str
    meaning: str
    to: str


def find(facts: Facts) -> Iterator[Hit]:
    """One hit for each key, at the first menu in which it does something else than before."""
    for key, uses in sorted(_uses(facts).items()):
        pair = _contradiction(key, uses)
        if pair:
            yield _hit(facts, key, *pair)


def _uses(facts: Facts) -> dict[str, list[_Use]]:
    """By key that leads to more than one place, what it does in each menu that calls come to."""
    found: dict[str, list[tuple[str, str]]] = {}
    for step, body in facts.menu.steps.items():
        if not isinstance(body, Menu) or step not in facts.reachable or is_language_menu(facts.graph, body):
            continue
        for key, option in body.keys.items():
            if len(key) == 1:
                found.setdefault(key, []).append((step, option.to))
    differ = {key: uses for key, uses in found.items() if len({to for _, to in uses}) > 1}
    return {
        key: [_Use(step, facts.keys.meaning(step, to), to) for step, to in uses]
        for key, uses in differ.items()
    }


def _contradiction(key: str, uses: list[_Use]) -> tuple[_Use, _Use] | None:
    """The first use, and the first that differs from it; the same place is the same thing."""
    home = {use.to for use in uses if use.meaning == BACK}
    kinds = [_kind(key, use, home) for use in uses]
    if key not in _SPECIAL and BACK not in kinds and AGAIN not in kinds:
        return None
    other = (use for use, kind in zip(uses, kinds, strict=True) if kind != kinds[0])
    differs = next((use for use in other if use.to != uses[0].to), None)
    return (uses[0], differs) if differs else None


def _kind(key: str, use: _Use, home: set[str]) -> str:
    """A meaning, as far as it matters for a key.

    Going back to a menu and playing that menu again bring callers to the same place. 0 that goes back is for
    other rules. Among digits it only matters whether they lead back.
    """
    if use.meaning == AGAIN and use.to in home:
        return BACK
    if key == "0":
        return "on" if use.meaning in (BACK, AGAIN) else use.meaning
    if key in _SPECIAL or use.meaning in (BACK, AGAIN):
        return use.meaning
    return "on"


def _hit(facts: Facts, key: str, first: _Use, other: _Use) -> Hit:
    name = _NAMES.get(key, key)
    return Hit(
        facts.at("steps", other.step, "keys", key, key=True),
        f"The key {name} {_does(first)} in “{first.step}”, but {_does(other)} in “{other.step}”.",
        "Give going back, hearing it again and reaching a person one key each, the same in every menu.",
        labels=(Label(facts.at("steps", first.step, "keys", key, key=True), "here it does something else"),),
        cause=f"{other.step}:keys.{key}",
        step=other.step,
    )


def _does(use: _Use) -> str:
    return {
        AGAIN: "plays the menu again",
        BACK: f"goes back to “{use.to}”",
        MENU: f"leads to a further menu, “{use.to}”,",
        LANGUAGE: "changes the language",
        END: "ends the call",
    }.get(use.meaning, f"leads to “{use.to}”")
