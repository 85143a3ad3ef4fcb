"""The digits 1 to 9 are not announced in rising order, or one is left out.

Keys that play the menu again, lead back, or choose a language may stand anywhere.

Why it matters

Callers count along. After 1 and 2 they expect 3, and whoever heard “… 2 … 4” wonders what they missed.

Bad

    prompt: For rooms, press 1. For the restaurant, press 4. For events, press 2. For the desk, press 0.

Good

    prompt: For rooms, press 1. For the restaurant, press 2. For events, press 3. For the desk, press 0.

How to mend it

Number the options in the order in which they are heard, from 1 and without a gap.

Source

This project's own reasoning.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise

from ivrcheck.analysis.facts import Facts
from ivrcheck.analysis.keys import AGAIN, BACK, LANGUAGE
from ivrcheck.analysis.offers import Offers, Version, all_offers
from ivrcheck.finding import Severity
from ivrcheck.menu.kinds import Menu
from ivrcheck.rules.hit import Hit

CODE = "IVR208"
LEVEL = Severity.ADVICE
DEPTH = 6

_DIGITS = "123456789"


def find(facts: Facts) -> Iterator[Hit]:
    """One hit for each menu."""
    for offers in all_offers(facts):
        if isinstance(offers.body, Menu):
            for version in offers.versions:
                if not _trouble(_digits(version.may_keys)):
                    continue  # with the digits it may mean besides, they are in order: nobody stumbles
                heard = _heard(facts, offers, offers.body, version)
                if trouble := _trouble(heard):
                    yield _hit(facts, offers, heard, trouble)
                    break


def _heard(facts: Facts, offers: Offers, body: Menu, version: Version) -> list[int]:
    """The digits that lead on, and those that are not taken, in the order in which they are first heard."""
    keys = map(str, _digits(one.key for _, one in version.keys))
    return [int(key) for key in keys if key not in body.keys or _leads_on(facts, offers.step, body, key)]


def _digits(keys: Iterable[str]) -> list[int]:
    """The digits among some keys, each once."""
    return [int(key) for key in dict.fromkeys(keys) if key in _DIGITS and len(key) == 1]


def _leads_on(facts: Facts, step: str, body: Menu, key: str) -> bool:
    return facts.keys.meaning(step, body.keys[key].to) not in (AGAIN, BACK, LANGUAGE)


def _trouble(heard: list[int]) -> str:
    """What is wrong with an order of digits; empty where nothing is."""
    for before, after in pairwise(heard):
        if after < before:
            return f"{after} comes after {before}"
    gaps = [number for number in range(heard[0], heard[-1]) if number not in heard] if heard else []
    return f"{gaps[0]} is left out" if gaps else ""


def _hit(facts: Facts, offers: Offers, heard: list[int], trouble: str) -> Hit:
    order = ", ".join(map(str, heard))
    return Hit(
        facts.at("steps", offers.step, "prompt", key=True),
        f"“{offers.step}” announces its keys as {order}: {trouble}, and callers count along.",
        "Number the options in the order in which they are heard, without a gap.",
        cause=f"{offers.step}:order",
        step=offers.step,
    )
