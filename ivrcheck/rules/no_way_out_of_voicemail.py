"""By day, a caller who hears a mailbox's greeting can only leave a message or hang up.

By day means: somebody is at work, and the business hours are open. Where the only phone of the menu has
already rung in vain, a key would lead nowhere, and nothing is said.

Why it matters

Somebody who dreads talking to a machine, or who cannot wait for a call back, needs a key that leads on: to
the front desk, to a colleague, or back to the menu. Without one they hang up and begin again.

Bad

    ana_messages:
      kind: voicemail
      prompt: Leave Ana your name and number. She calls back by the end of the next business day.
      owner: ana
      callback_within: 1 business day

Good

    ana_messages:
      kind: voicemail
      prompt: Leave Ana your number, or press 0. She calls back by the end of the next business day.
      owner: ana
      callback_within: 1 business day
      keys: {0: office}

How to mend it

Give the mailbox “keys:”, such as 0 for whoever is there, and say so in its greeting.

Source

This project's own reasoning. GetHuman standard, version 1.0, point 1 (0 at every point of the call), read on
2026-11-21 in a stored copy, points the same way; it is voluntary and binds nobody.
"""

from __future__ import annotations

from collections.abc import Iterator

from ivrcheck.analysis.daytime import by_day
from ivrcheck.analysis.facts import Facts
from ivrcheck.finding import Label, Severity
from ivrcheck.rules.hit import Hit
from ivrcheck.rules.no_route_to_person import before_ringing
from ivrcheck.rules.words import listed

CODE = "IVR308"
LEVEL = Severity.ADVICE
DEPTH = 5


def find(facts: Facts) -> Iterator[Hit]:
    """Every mailbox without keys that calls come to by day, if there is somebody a key could lead to."""
    steps = list(_without_keys(facts))
    if steps:
        greeting = "the greeting of" if len(steps) == 1 else f"the greetings of {len(steps)} mailboxes:"
        yield Hit(
            facts.at("steps", steps[0], key=True),
            f"While people are at work, no key leads out of {greeting} {listed(steps)}.",
            "Add “keys:” with a way on, such as 0 for whoever is there, and say so in the greeting.",
            labels=tuple(Label(facts.at("steps", step, key=True), "no way out") for step in steps[1:4]),
            step=steps[0] if len(steps) == 1 else "",
            cause="voicemail:out",
        )


def _without_keys(facts: Facts) -> Iterator[str]:
    day = by_day(facts) & facts.attended
    several = len(_rung(facts)) > 1
    come = facts.arrivals if several else before_ringing(facts, facts.graph.entries.values())
    for step, body in facts.menu.steps.items():
        there = body.kind == "voicemail" and not body.keys
        if there and any(come.get(node, 0) & day for node in facts.graph.stages[step]):
            yield step


def _rung(facts: Facts) -> set[str]:
    """Who is rung anywhere: people, teams, and the numbers outside at which people answer."""
    found: set[str] = set()
    for step, body in facts.menu.steps.items():
        if step not in facts.reachable:
            continue
        if body.kind == "ring":
            found.add(body.who)
        elif body.kind == "queue":
            found.add(body.team)
        elif body.kind == "transfer" and body.reaches == "person":
            found.add(body.number)
        elif body.kind in ("menu", "directory"):
            found.update(body.extensions if body.kind == "menu" else body.who)
    return found
