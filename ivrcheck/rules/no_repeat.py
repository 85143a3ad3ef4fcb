"""A long prompt asks callers for something, and they cannot hear it again.

It looks at prompts of more than 12 seconds in menus, directories, offers to call back and where a number
is typed. Either of two ways to hear it again is enough: a key that plays it again or goes back to a menu
before it, or silence, if silence plays it again (that is so unless “tries” is 1).

Why it matters

A dog barks, the bus goes by, and the option one needs has passed. Without a second hearing callers guess,
and guess wrong.

Bad

    tries: 1

Good

    keys: {1: counter, 2: workshop, 0: counter, "*": main}

How to mend it

Add a key that leads to the same menu, and announce it (“to hear this again, press star”); or let the menu
play twice (“tries: 2”); or shorten the prompt.

Source

This project's own reasoning; so are the 12 seconds. Related: the Web Content Accessibility Guidelines ask
that people get more time than a moment (W3C, WCAG 2.2, guideline 2.2, “Enough time”; a standard for web
pages, it does not bind phone menus; noted on 2026-11-21).
"""

from __future__ import annotations

from collections.abc import Iterator

from ivrcheck.analysis.facts import Facts
from ivrcheck.callgraph.seconds import prompt_seconds, tries_of
from ivrcheck.finding import Severity
from ivrcheck.menu.kinds import Callback, Collect, Directory, Menu
from ivrcheck.rules.hit import Hit

CODE = "IVR216"
LEVEL = Severity.ADVICE
DEPTH = 5

_LONG = 12.0
Asking = Menu | Collect | Directory | Callback


def find(facts: Facts) -> Iterator[Hit]:
    """Every step that asks for something in a long prompt that is heard once only."""
    for step, body in facts.menu.steps.items():
        if isinstance(body, Asking) and step in facts.reachable and not _heard_again(facts, step, body):
            seconds = _seconds(facts, step, body)
            if seconds > _LONG:
                yield _hit(facts, step, body, seconds)


def _seconds(facts: Facts, step: str, body: Asking) -> float:
    """The longest a caller listens to the prompt, in the languages in which calls come here."""
    nodes = [node for node in facts.graph.nodes_of(step) if node in facts.arrivals]
    languages = {facts.graph.language_of(node) for node in nodes}
    return max(
        (prompt_seconds(body.prompt, language, facts.config.pace) for language in languages), default=0
    )


def _heard_again(facts: Facts, step: str, body: Asking) -> bool:
    if isinstance(body, Callback):
        return facts.keys.heard_again(step, body.no_input)
    fallback = body.no_input
    if not (fallback and fallback.prompt and fallback.replaces) and tries_of(body, silent=True) > 1:
        return True
    if fallback and facts.keys.heard_again(step, fallback.to):
        return True
    options = body.keys.values() if isinstance(body, Menu) else ()
    return any(facts.keys.heard_again(step, option.to) for option in options)


def _hit(facts: Facts, step: str, body: Asking, seconds: float) -> Hit:
    how = "Add a key that plays it again and announce it, or shorten the prompt."
    if not isinstance(body, Menu):
        how = "Let silence play it again (“tries: 2”), or shorten the prompt."
    if isinstance(body, Callback):
        how = "Shorten the prompt, or lead “no_input” back to a menu from which it can be heard again."
    return Hit(
        facts.at("steps", step, "prompt", key=True),
        f"“{step}” speaks for {seconds:.0f} seconds, and callers who missed something cannot hear it again.",
        how,
        cause=f"{step}:repeat",
        step=step,
    )
