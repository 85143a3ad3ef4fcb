"""Callers hold for a team that has no supervisor: an unhappy one can be handed to nobody.

An office with a single person is left in peace.

Why it matters

Somebody who has waited and is not helped asks for “somebody else”. If the file does not say who that is,
whoever answers has to guess, and the caller is put back in line.

Bad

    shop_floor: {members: [finn, nola], hours: shop}

Good

    shop_floor: {members: [finn, nola], hours: shop, supervisor: mara}

How to mend it

Add “supervisor:” to the team, with the person who takes over such calls.

Source

This project's own reasoning. Related: Spain's Ley 10/2025 on customer service, art. 8.3, wants a supervisor
to be reachable; in force since 2025-12-28, companies in its scope have until 2026-12-28 to adapt, and it
binds nobody else. Summaries of the law read 2026-11-21.
"""

from __future__ import annotations

from collections.abc import Iterator

from ivrcheck.analysis.facts import Facts
from ivrcheck.finding import Label, Severity
from ivrcheck.rules.hit import Hit

CODE = "IVR603"
LEVEL = Severity.ADVICE
DEPTH = 5


def find(facts: Facts) -> Iterator[Hit]:
    """Every team that callers hold for and that has no supervisor."""
    if len(facts.menu.people) < 2:
        return
    for team, steps in _held_for(facts).items():
        if facts.menu.teams[team].supervisor is None:
            yield Hit(
                facts.at("teams", team, key=True),
                f"Nobody is named who takes over when a caller is not satisfied with the team “{team}”.",
                f"Add “supervisor:” to “{team}”, the person who takes over then.",
                labels=tuple(
                    Label(facts.at("steps", step, key=True), "callers hold here") for step in steps[:3]
                ),
                cause=f"{team}:supervisor",
                step=steps[0],
            )


def _held_for(facts: Facts) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for step, body in facts.menu.steps.items():
        if body.kind == "queue" and step in facts.reachable:
            found.setdefault(body.team, []).append(step)
    return found
