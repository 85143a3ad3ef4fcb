"""A menu speaks for too long, or for too long before the first option.

The limits are “max-prompt” (24 seconds) and “max-before-first-key” (10 seconds). Speech is taken at 160 words
a minute with half a second between sentences, a recording at its own length.

Why it matters

Nobody remembers the first option when the fifth has been read out. And each second of welcome is a second in
which the caller cannot do what they called for.

Bad

    prompt: >-
      Welcome to Lakeside Marina, the friendly harbor on the north shore, home of the yearly regatta and
      of two hundred boats large and small. We are glad that you have called us today. For a berth, press 1.
      To speak with someone, press 0.

Good

    prompt: Lakeside Marina. For a berth, press 1. To speak with someone, press 0.

How to mend it

Say the name and go straight to the options. What only some callers need belongs behind an option.

Source

This project's own reasoning; both limits are settings.
"""

from __future__ import annotations

from collections.abc import Iterator

from ivrcheck.analysis.facts import Facts
from ivrcheck.analysis.offers import Version, all_offers
from ivrcheck.callgraph.seconds import spoken_seconds, text_seconds
from ivrcheck.config import Config, Pace
from ivrcheck.finding import Severity
from ivrcheck.menu.kinds import Menu
from ivrcheck.menu.spoken import option_start
from ivrcheck.rules.hit import Hit

CODE = "IVR211"
LEVEL = Severity.ADVICE
DEPTH = 6


def find(facts: Facts) -> Iterator[Hit]:
    """One hit for each menu, about its longest version."""
    limits, pace = facts.config.thresholds, facts.config.pace
    for offers in all_offers(facts):
        if not isinstance(offers.body, Menu):
            continue
        whole = max((_seconds(version, pace) for version in offers.versions), default=0.0)
        slow = [one for one in offers.versions if not _is_quick(offers.body, one, facts.config)]
        before = max((_before_first(version, pace) for version in slow), default=0.0)
        if whole > limits.max_prompt or before > limits.max_before_first_key:
            yield _hit(facts, offers.step, whole, before)


def _seconds(version: Version, pace: Pace) -> float:
    return sum(spoken_seconds(said.spoken, pace) for said in version.said)


def _is_quick(body: Menu, version: Version, config: Config) -> bool:
    """Whether it is plain that callers soon hear an option: one of the keys is mentioned by then."""
    passed = 0.0
    for said in version.said:
        place = next((seen.first(body.keys) for seen in said.skims), None)
        if place is not None and said.spoken.seconds is None:
            passed += text_seconds(said.text[:place], config.pace)
            return passed <= config.thresholds.max_before_first_key
        passed += spoken_seconds(said.spoken, config.pace)
    return passed <= config.thresholds.max_before_first_key


def _before_first(version: Version, pace: Pace) -> float:
    """How long callers listen before the first option; 0 where no option was understood."""
    passed = 0.0
    for said in version.said:
        if said.keys:
            start = option_start(said.text, said.keys[0])
            if said.spoken.seconds is None:
                return passed + text_seconds(said.text[:start], pace)
            return passed + said.spoken.seconds * start / len(said.text)
        passed += spoken_seconds(said.spoken, pace)
    return 0.0


def _hit(facts: Facts, step: str, whole: float, before: float) -> Hit:
    limits = facts.config.thresholds
    what = f"speaks for {whole:.0f} seconds; more than {limits.max_prompt:g} are hard to keep in mind"
    how = "Shorten it, or move what fewer callers need behind an option."
    if whole <= limits.max_prompt:
        what = f"speaks for {before:.0f} seconds before it names the first option"
        how = "Say the name and go straight to the options."
    return Hit(
        facts.at("steps", step, "prompt", key=True),
        f"“{step}” {what}.",
        how,
        cause=f"{step}:long",
        step=step,
    )
