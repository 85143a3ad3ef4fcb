"""What a rule yields: one place where it is broken."""

from __future__ import annotations

from dataclasses import dataclass

from ivrcheck.finding import Call, Label, Place, Severity


@dataclass(frozen=True, slots=True)
class Hit:
    """A finding without what its rule adds (code, name and level).

    ``cause`` names what is behind it, in the words of ``analysis.traps``; hits with one cause are shown
    as one finding. ``step`` is the step an acceptance may stand at.
    """

    at: Place
    message: str
    help: str = ""
    labels: tuple[Label, ...] = ()
    call: Call | None = None
    cause: str = ""
    step: str = ""
    severity: Severity | None = None
    """Where it differs from the rule's own level."""
