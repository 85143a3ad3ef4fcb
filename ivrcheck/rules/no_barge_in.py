"""A menu cannot be interrupted: keys pressed while it speaks are lost.

Why it matters

Whoever calls for the third time today knows the key and presses it. Nothing happens. They press it again,
too early, and end up somewhere else, or believe that their telephone is broken.

Bad

    main:
      kind: menu
      barge_in: no

Good

    main:
      kind: menu
      prompt: For tickets, press 1. For lost property, press 2. To speak with someone, press 0.

How to mend it

Remove “barge_in: no”. What everybody must hear to the end, such as what to do in an emergency, belongs in
a “play” step before the menu.

Source

GetHuman standard, version 1.0 (gethuman.com/standard/v1.0.html), point 7 (callers can interrupt what they
hear). Read on 2026-11-21 in a stored copy. A voluntary standard of a consumers' site: it binds nobody.
"""

from __future__ import annotations

from collections.abc import Iterator

from ivrcheck.analysis.facts import Facts
from ivrcheck.finding import Severity
from ivrcheck.menu.kinds import Menu
from ivrcheck.rules.hit import Hit

CODE = "IVR212"
LEVEL = Severity.WARNING
DEPTH = 0


def find(facts: Facts) -> Iterator[Hit]:
    """Every menu with ``barge_in: no`` that calls come to."""
    for step, body in facts.menu.steps.items():
        if isinstance(body, Menu) and not body.barge_in and step in facts.reachable:
            yield Hit(
                facts.at("steps", step, "barge_in", key=True),
                f"Keys pressed while “{step}” speaks are lost: callers who know their key wait to the end.",
                "Remove “barge_in: no”; put what everybody must hear into a “play” step before the menu.",
                cause=f"{step}:barge_in",
                step=step,
            )
