"""The prompt names the key before what it is for: “press 2 for billing”.

Why it matters

Callers listen for what they want. When they hear “billing”, the 2 has gone by, and they have to hear the menu
again or guess.

Bad

    prompt: Press 1 for a new order. Press 2 for a repair. Press 0 to speak with someone.

Good

    prompt: For a new order, press 1. For a repair, press 2. To speak with someone, press 0.

How to mend it

Turn the sentences round: what it is for comes first, the key after it.

Source

This project's own reasoning: what a caller listens for comes first.
"""

from __future__ import annotations

from collections.abc import Iterator

from ivrcheck.analysis.facts import Facts
from ivrcheck.analysis.offers import Offers, Said, Version, all_offers
from ivrcheck.finding import Severity
from ivrcheck.menu.kinds import Menu
from ivrcheck.menu.scalars import clip
from ivrcheck.menu.spoken import Announced
from ivrcheck.rules.hit import Hit

CODE = "IVR207"
LEVEL = Severity.ADVICE
DEPTH = 6


def find(facts: Facts) -> Iterator[Hit]:
    """One hit for each menu, with the first such key."""
    for offers in all_offers(facts):
        if isinstance(offers.body, Menu):
            first = next(
                (
                    pair
                    for one in offers.versions
                    if _may_be_turned(one)
                    for pair in one.keys
                    if _turned(*pair)
                ),
                None,
            )
            if first:
                yield _hit(facts, offers, *first)


def _turned(said: Said, one: Announced) -> bool:
    """Whether a key stands before its purpose; where it does not say what for, there is nothing to turn."""
    return one.key_first and bool(one.purpose)


def _may_be_turned(version: Version) -> bool:
    return any(seen.names_first for said in version.said for seen in said.skims)


def _hit(facts: Facts, offers: Offers, said: Said, one: Announced) -> Hit:
    place = said.text.find(one.purpose, one.end)
    words = said.text[one.start : max(place, one.end) + len(one.purpose)]
    return Hit(
        facts.at("steps", offers.step, "prompt", key=True),
        f"“{offers.step}” names the key before what it is for (“{clip(words)}”), "
        "but callers listen for what it is for.",
        f"Say what it is for first: “{clip(one.purpose)}”, then the key.",
        cause=f"{offers.step}:key-first",
        step=offers.step,
    )
