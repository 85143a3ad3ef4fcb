"""Callers cannot interrupt what they hear: a menu, or an announcement of more than ten seconds.

For announcements the setting “max-before-first-key” counts (ten seconds unless you change it). One that ends
the call is left out.

Why it matters

Whoever has called before knows the way. To make them listen again takes their time and gains nobody anything.

Bad

    welcome:
      kind: play
      prompt: >-
        Welcome to Quay Street Insurance. We are on the second floor of the Harbor House, at the corner of
        Quay Street and Mill Lane, opposite the old customs house. Our door is open to you from nine to five.

Good

    welcome:
      kind: play
      barge_in: true

How to mend it

Remove “barge_in: no” from the menu; add “barge_in: true” to the announcement, or make it shorter.

Source

GetHuman standard, version 1.0 (gethuman.com/standard/v1.0.html), point 7 (prompts can be interrupted). Read
on 2026-11-21 in a stored copy. A voluntary standard of a consumers' site: it binds nobody. From which length
on an announcement counts is this project's own reasoning.
"""

from __future__ import annotations

from collections.abc import Iterator

from ivrcheck.analysis.facts import Facts
from ivrcheck.callgraph.seconds import prompt_seconds
from ivrcheck.finding import Severity
from ivrcheck.menu.kinds import Menu, Play
from ivrcheck.rules.calling import call_to
from ivrcheck.rules.hit import Hit

CODE = "IVR705"
LEVEL = Severity.WARNING
DEPTH = 6
PROFILE = "gethuman"


def find(facts: Facts) -> Iterator[Hit]:
    """Menus and long announcements that take no key while they speak."""
    for step, body in facts.menu.steps.items():
        if not isinstance(body, Menu | Play) or body.barge_in or not facts.arrives(step):
            continue
        if isinstance(body, Play) and not _holds_up(facts, body):
            continue
        help = (
            "Remove “barge_in: no”."
            if isinstance(body, Menu)
            else "Add “barge_in: true”, or make it shorter."
        )
        yield Hit(
            facts.at("steps", step, key=True),
            f"“{step}” would not meet the GetHuman standard: callers cannot interrupt it.",
            help,
            call=facts.tell(call_to(facts, step), f"Keys pressed while “{step}” speaks do nothing."),
            cause=f"{step}:barge_in",
            step=step,
        )


def _holds_up(facts: Facts, body: Play) -> bool:
    """Whether an announcement keeps callers for long from something they could do."""
    if facts.menu.steps[body.then].kind == "hangup":
        return False
    longest = facts.config.thresholds.max_before_first_key
    return any(prompt_seconds(body.prompt, one, facts.config.pace) > longest for one in facts.menu.languages)
