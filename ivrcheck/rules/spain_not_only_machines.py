"""Callers to a number, or callers with a topic, only ever get a machine, at any hour of the year.

Why it matters

The law forbids an answering machine as the only means of attention. A bot that knows everything does not
change that.

Bad

    main:
      kind: menu
      prompt: Para consultar su factura, pulse 1. Para comunicar una lectura, pulse 2.

Good

    0: {to: desk, topics: [any]}

How to mend it

Let at least one key, and the callers who press nothing, come to somebody who answers.

Source

Ley 10/2025 of 26 December 2025 on customer service (Spain), art. 8.1 (no answering machine or similar as the
only means). In force since 2025-12-28. Companies in its scope (basic services such as water, energy,
transport, post and telephone; others from 250 employees, 50 million euros of turnover or 43 million of
balance on) have until 2026-12-28 to adapt. It binds nobody else. Summaries of the law were read on 2026-11-21
in stored copies (notariosyregistradores.com, uria.com, legaltoday.com), not its text in the official gazette.
"""

from __future__ import annotations

from collections.abc import Iterator

from ivrcheck.analysis.callers import Caller
from ivrcheck.analysis.facts import Facts
from ivrcheck.finding import Severity
from ivrcheck.rules.hit import Hit
from ivrcheck.rules.onward import follow_from
from ivrcheck.rules.words import listed

CODE = "IVR742"
LEVEL = Severity.WARNING
DEPTH = 6
PROFILE = "spain"


def find(facts: Facts) -> Iterator[Hit]:
    """The entries from which no person can be reached at all; then the topics for which none can."""
    bare = [number for number, node in facts.graph.entries.items() if not facts.person.get(node)]
    for number in bare:
        yield _hit(facts, number, "callers")
    topics: dict[str, list[str]] = {}
    for way in facts.honest:
        if not way.person and way.number not in bare:
            topics.setdefault(way.number, []).append(way.topic.words)
    for number, words in topics.items():
        yield _hit(facts, number, f"callers about {listed(words)}")


def _hit(facts: Facts, number: str, who: str) -> Hit:
    path = follow_from(facts, number, facts.working or facts.everything, facts.does(Caller.SILENT))
    return Hit(
        facts.at("entry", number, key=True),
        f"{number} would not meet Spain's Ley 10/2025 where it applies: {who} only ever get a machine there.",
        "Let a key, and callers who press nothing, come to somebody who answers.",
        call=facts.tell(path) if who == "callers" else None,
        cause=f"entry:{number}" if who == "callers" else f"machine:{number}",
    )
