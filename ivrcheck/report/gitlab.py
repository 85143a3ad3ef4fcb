"""A report for GitLab's code quality: a list of findings, each with its place and a fingerprint."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256
from typing import Any

from ivrcheck.finding import Finding, Severity
from ivrcheck.report.aside import accepted_words
from ivrcheck.report.encode import encode
from ivrcheck.report.material import Material
from ivrcheck.report.text import span_of, visible

_LEVELS = {Severity.ERROR: "critical", Severity.WARNING: "major", Severity.ADVICE: "minor"}
Issue = dict[str, Any]


def render(material: Material) -> str:
    """The whole report. GitLab compares it with that of the other branch, and shows what differs."""
    return encode([*_found(material), *map(_unchecked, material.report.unchecked)])


def _found(material: Material) -> Iterator[Issue]:
    """What was found, then what does not count: GitLab has no word for that, so it is said in words."""
    report = material.report
    names = iter(material.fingerprints([*report.findings, *material.aside]))
    for finding in report.findings:
        yield _issue(finding, next(names), _LEVELS[finding.severity], _said(finding))
    for accepted in report.suppressed:
        finding = accepted.finding
        words = f"Accepted: {accepted_words(accepted)}. {finding.message}"
        yield _issue(finding, next(names), "info", words)
    for held in report.held:
        words = f"In the baseline {held.baseline}: {_said(held.finding)}"
        yield _issue(held.finding, next(names), "info", words)


def _said(finding: Finding) -> str:
    """A finding in one line: there is no room for a call."""
    more = len(finding.folded)
    also = f" The same fault shows in {more} more place{'s' * (more > 1)}." if more else ""
    return " ".join(filter(None, (finding.message, finding.help))) + also


def _issue(finding: Finding, fingerprint: str, severity: str, words: str) -> Issue:
    at = span_of(finding)
    return {
        "description": visible(words),
        "check_name": f"{finding.code} {finding.name}",
        "fingerprint": fingerprint,
        "severity": severity,
        "location": {"path": at.file, "lines": {"begin": at.line}},
    }


def _unchecked(sentence: str) -> Issue:
    """Something that could not be checked is worse than any finding: nobody knows what there is."""
    return {
        "description": visible(f"Could not check {sentence}"),
        "check_name": "could not check",
        "fingerprint": sha256(sentence.encode("utf-8", "replace")).hexdigest()[:32],
        "severity": "blocker",
        "location": {"path": visible(sentence.partition(": ")[0]), "lines": {"begin": 1}},
    }
