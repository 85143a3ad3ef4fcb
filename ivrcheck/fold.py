"""Findings with one cause become one finding, with the others folded under it."""

from __future__ import annotations

from collections.abc import Iterable

from ivrcheck.finding import Finding, joined


def fold(findings: Iterable[Finding]) -> list[Finding]:
    """The finding nearest to each cause is the headline; what follows from it stands under it."""
    groups: dict[object, list[Finding]] = {}
    for number, finding in enumerate(findings):
        groups.setdefault(finding.cause or number, []).append(finding)
    return [_headline(group) for group in groups.values()]


def _headline(group: list[Finding]) -> Finding:
    return joined(sorted(group, key=lambda one: (one.depth, -one.severity, one.code)))
