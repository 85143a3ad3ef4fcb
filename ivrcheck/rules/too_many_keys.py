"""A menu offers more options than a caller can keep in mind.

More than five are too many, or more than the settings allow (“max_keys”). 0 does not count, nor does a
key that plays the menu again or goes back, an option that is not announced (“announced: false”), or a
choice of language.

Why it matters

Callers listen with half an ear, and with a child on the arm. By the sixth option they have forgotten the
second, and press anything, or hang up.

Bad

    keys:
      1: {to: counter, label: Opening times}
      2: {to: counter, label: Renew a book}
      3: {to: counter, label: Reserve a book}
      4: {to: counter, label: Fines}
      5: {to: counter, label: Rooms}
      6: {to: counter, label: Readings}
      0: counter

Good

    keys:
      1: {to: counter, label: Opening times}
      2: {to: counter, label: Books}
      3: {to: counter, label: Rooms and readings}
      0: counter

How to mend it

Put together what the same people answer, and lead what is rarely asked for to 0.

Source

Research disagrees on the number, so this only advises. Guides for designers ask for four or five options
at most (for example Avaya's documentation of its IR system). Huitema and Virzi (1997, “Evidence that
broader is better than deeper”) and Commarford and others (Human Factors 50, 2008, pages 77 to 89) found
one long menu easier than several short ones. So mend it by putting options together, not by a menu behind
the menu. Abstracts and excerpts read on 2026-11-21; research and advice, they bind nobody. Five is this
project's own choice.
"""

from __future__ import annotations

from collections.abc import Iterator

from ivrcheck.analysis.facts import Facts
from ivrcheck.analysis.keys import options_heard
from ivrcheck.analysis.topics import is_language_menu
from ivrcheck.finding import Severity
from ivrcheck.menu.kinds import Menu
from ivrcheck.rules.hit import Hit

CODE = "IVR209"
LEVEL = Severity.ADVICE
DEPTH = 5


def find(facts: Facts) -> Iterator[Hit]:
    """Every menu with more options than ``max_keys``."""
    most = facts.config.thresholds.max_keys
    for step, body in facts.menu.steps.items():
        if not isinstance(body, Menu) or len(body.keys) <= most or step not in facts.reachable:
            continue
        count = len(options_heard(facts.keys, step, body))
        if count > most and not is_language_menu(facts.graph, body):
            yield _hit(facts, step, count, most)


def _hit(facts: Facts, step: str, count: int, most: int) -> Hit:
    return Hit(
        facts.at("steps", step, "keys", key=True),
        f"The menu “{step}” offers {count} options; more than {most} are hard to keep in mind.",
        "Put together what the same people answer, and leave to 0 what is rarely asked for.",
        cause=f"{step}:keys",
        step=step,
    )
