"""Two digits of a menu lead to the same place, and nothing says that this is meant.

It looks at the digits 1 to 9. An option with a “label:” of its own is meant, for instance to count what
people call about.

Why it matters

Callers weigh up whether theirs is a matter for sales or for service, and end with the same person either
way. Every option that makes no difference makes the menu longer for everybody.

Bad

    keys: {1: office, 2: office, 0: office}

Good

    keys: {1: office, 2: {to: office, label: Changes to a booking}, 0: office}

How to mend it

Make one option of the two (“for bookings and changes, press 1”), or give the second a “label:” that says
why it is there.

Source

This project's own reasoning. The guide of the Association for Conversational Interaction Design sees a
use in it: several clear options that end in one place can be easier to choose from, and can be counted
(acixd.org, “Phrasing menu options”; read on 2026-11-21; advice of a professional association, it binds
nobody). Therefore a label is enough.
"""

from __future__ import annotations

from collections.abc import Iterator

from ivrcheck.analysis.facts import Facts
from ivrcheck.finding import Label, Severity
from ivrcheck.hours.words import join_words
from ivrcheck.menu.kinds import Menu
from ivrcheck.rules.hit import Hit

CODE = "IVR215"
LEVEL = Severity.ADVICE
DEPTH = 5


def find(facts: Facts) -> Iterator[Hit]:
    """One hit for each place that two digits of a menu lead to."""
    for step, body in facts.menu.steps.items():
        if isinstance(body, Menu) and step in facts.reachable:
            for to, keys in _unlabelled(body).items():
                if len(keys) > 1:
                    yield _hit(facts, step, to, keys)


def _unlabelled(body: Menu) -> dict[str, list[str]]:
    """The digits without a label of their own, by where they lead; only announced ones are weighed up."""
    found: dict[str, list[str]] = {}
    for key, option in body.keys.items():
        if key in _DIGITS and not option.label and option.announced:
            found.setdefault(option.to, []).append(key)
    return found


_DIGITS = tuple("123456789")


def _hit(facts: Facts, step: str, to: str, keys: list[str]) -> Hit:
    first, *others = keys
    named = join_words(keys)
    both, which = ("both", others[0]) if len(others) == 1 else ("all", "the others")
    return Hit(
        facts.at("steps", step, "keys", others[0], key=True),
        f"In “{step}” the keys {named} {both} lead to “{to}”: "
        "callers have to choose, and it makes no difference.",
        f"Make one option of them, or give {which} a “label:” that says what is meant.",
        labels=(Label(facts.at("steps", step, "keys", first, key=True), "the first of them"),),
        cause=f"{step}:keys.{first}",
        step=step,
    )
