"""The file problems a menu can have (group 0), before anything can be said about its callers."""

from __future__ import annotations

from ivrcheck.finding import Finding, Instead, Label, Place, Severity

NAMES = {
    "IVR001": "syntax",
    "IVR002": "repeated-key",
    "IVR003": "unknown-field",
    "IVR004": "wrong-value",
    "IVR005": "unknown-reference",
    "IVR006": "unsupported-yaml",
    "IVR007": "needs-quotes",
    "IVR008": "include-problem",
    "IVR009": "too-large",
    "IVR010": "nothing-to-check",
}


def problem(
    code: str,
    at: Place,
    message: str,
    help: str = "",
    labels: tuple[Label, ...] = (),
    instead: Instead | None = None,
) -> Finding:
    """A finding about the file itself; always an error."""
    return Finding(code, NAMES[code], Severity.ERROR, at, message, help, labels, instead=instead)
