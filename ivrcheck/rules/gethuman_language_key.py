"""A file in several languages has no key that changes to one of them.

Why it matters

The standard asks for one key, named at the start, that brings the other language. Callers who do not
understand the first one cannot be expected to find their way through it.

Bad

    languages: [en, es]

Good

    keys: {1: claims, 9: spanish, 0: desk}

How to mend it

Give the first menu a key that leads to a “language” step, and announce it in that language. A number of its
own for a language will do as well.

Source

GetHuman standard, version 1.0 (gethuman.com/standard/v1.0.html), point 9 (a first language that fits the
callers, and a key for the others). Read on 2026-11-21 in a stored copy. A voluntary standard of a consumers'
site: it binds nobody.
"""

from __future__ import annotations

from collections.abc import Iterator

from ivrcheck.analysis.facts import Facts
from ivrcheck.callgraph.move import Deed
from ivrcheck.finding import Severity
from ivrcheck.menu.kinds import Language
from ivrcheck.rules.hit import Hit
from ivrcheck.rules.words import language_names

CODE = "IVR707"
LEVEL = Severity.WARNING
DEPTH = 6
PROFILE = "gethuman"


def find(facts: Facts) -> Iterator[Hit]:
    """The languages after the first that no single key, and no number of their own, brings."""
    others = facts.menu.languages[1:]
    brought = _brought(facts) if others else set()
    if missing := [one for one in others if one not in brought]:
        yield Hit(
            facts.at("languages"),
            f"This menu would not meet the GetHuman standard: no key changes to {language_names(missing)}.",
            "Give the first menu a key that leads to a “language” step, and announce it in that language.",
            cause=f"languages:{' '.join(missing)}",
        )


def _brought(facts: Facts) -> set[str]:
    """The languages that a key leads to at once, or that a number of their own begins in."""
    graph = facts.graph
    found = {_set(facts, node) for node in graph.entries.values()}
    for node in facts.arrivals:
        for move in graph.out.get(node, ()):
            if move.deed is Deed.KEY and move.target >= 0:
                found.add(_set(facts, move.target))
    return found


def _set(facts: Facts, node: int) -> str:
    step = facts.graph.kind_of(node)
    return step.set if isinstance(step, Language) else ""
