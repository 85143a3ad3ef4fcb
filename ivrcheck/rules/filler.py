"""Words that help no caller come before the first option.

“Your call is important to us”, “please listen carefully, as our menu has changed”, “visit our website”.

Why it matters

The caller has heard them a hundred times, on menus that then kept them waiting. If the menu has changed, they
will notice. If the website would do, they would not have called.

Bad

    prompt: Your call is very important to us. For a delivery, press 1. To speak with someone, press 0.

Good

    prompt: For a delivery, press 1. To speak with someone, press 0.

How to mend it

Leave it out. What some callers do need, such as the address of the website, can come after the options.

Source

This project's own reasoning.
"""

from __future__ import annotations

from collections.abc import Iterator

from ivrcheck.analysis.facts import Facts
from ivrcheck.analysis.offers import Said, Version, all_offers, versions_of
from ivrcheck.finding import Severity
from ivrcheck.menu.kinds import Menu, Play, Queue
from ivrcheck.menu.scalars import clip
from ivrcheck.menu.spoken import filler
from ivrcheck.rules.hit import Hit

CODE = "IVR217"
LEVEL = Severity.ADVICE
DEPTH = 6


def find(facts: Facts) -> Iterator[Hit]:
    """Menus and queues with filler before their first option, and announcements with it before a menu."""
    for offers in all_offers(facts):
        if isinstance(offers.body, Menu | Queue) and (words := _first(offers.versions)):
            yield _hit(facts, offers.step, words)
    for step, body in facts.menu.steps.items():
        if isinstance(body, Play) and step in facts.reachable and facts.keys.landing(step):
            versions = versions_of(body.prompt, facts.menu.languages)
            if words := _first(versions, to_the_end=True):
                yield _hit(facts, step, words)


def _first(versions: Iterator[Version] | tuple[Version, ...], to_the_end: bool = False) -> str:
    """The first filler that is heard before any option; empty where there is none."""
    for version in versions:
        if not any(_in_text(said, len(said.text)) for said in version.said):
            continue
        for said in version.said:
            end = said.keys[0].start if said.keys else len(said.text)
            if words := _in_text(said, end):
                return words if to_the_end or any(other.keys for other in version.said) else ""
            if said.keys and not to_the_end:
                break
    return ""


def _in_text(said: Said, end: int) -> str:
    for language in said.languages:
        for start, stop in filler(said.text, language):
            if start < end:
                return said.text[start:stop]
    return ""


def _hit(facts: Facts, step: str, words: str) -> Hit:
    return Hit(
        facts.at("steps", step, "prompt", key=True),
        f"“{step}” makes callers listen to “{clip(words, 60)}” before they hear an option.",
        "Leave it out, or say it after the options.",
        cause=f"{step}:filler",
        step=step,
    )
