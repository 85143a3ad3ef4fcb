"""How much of an ordinary week callers can reach a person."""

from __future__ import annotations

from collections.abc import Sequence

from ivrcheck.analysis.facts import Facts
from ivrcheck.finding import Coverage, Finding, Severity


def coverage_of(facts: Facts, found: Sequence[Finding]) -> Coverage:
    """How many hours a week a person can be reached, and at which number the fewest."""
    hours = facts.hours_a_week(facts.attended)
    each = {
        number: facts.hours_a_week(facts.person.get(node, 0)) for number, node in facts.graph.entries.items()
    }
    number = min(each, key=lambda one: each[one], default="")
    least = (number, each[number]) if number and each[number] < hours else None
    traps = sum(one.severity is Severity.ERROR and one.call is not None for one in found)
    return Coverage(facts.loaded.file, facts.menu.name, hours, traps, least)
