"""Runs one rule, so that a rule that breaks down is a finding and the rest goes on."""

from __future__ import annotations

from ivrcheck.analysis.facts import Facts
from ivrcheck.finding import INTERNAL_ERROR, Finding, Severity
from ivrcheck.rules.hit import Hit
from ivrcheck.rules.registry import Rule
from ivrcheck.source import whole_file


def run_rule(rule: Rule, facts: Facts) -> list[Finding]:
    """What one rule finds. A rule that breaks down becomes one finding that names it."""
    assert rule.find is not None
    try:
        hits = list(rule.find(facts))
        level = facts.config.levels.get(rule.code) if hits else None
        return [_finding(rule, hit, level) for hit in hits]
    except Exception as error:
        return [crash(facts.loaded.file, f"the rule {rule.code} {rule.name}", error)]


def _finding(rule: Rule, hit: Hit, level: Severity | None) -> Finding:
    """A finding; ``level`` is what the settings say of the rule."""
    return Finding(
        rule.code,
        rule.name,
        level or hit.severity or rule.severity,
        hit.at,
        hit.message,
        hit.help,
        hit.labels,
        hit.call,
        hit.cause,
        rule.depth,
        hit.step,
    )


def crash(file: str, what: str, error: Exception) -> Finding:
    """What is said of a fault in ivrcheck itself."""
    message = f"This is a fault in ivrcheck itself: {what} broke down ({type(error).__name__})."
    help = "The rest was checked. Please report it, with the menu file if you can share it."
    return Finding(INTERNAL_ERROR, "internal-error", Severity.ERROR, whole_file(file), message, help)
