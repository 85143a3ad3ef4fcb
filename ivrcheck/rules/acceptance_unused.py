"""A finding is accepted that does not occur (any more)."""

from __future__ import annotations

from ivrcheck.finding import Severity

CODE = "IVR606"
LEVEL = Severity.WARNING
DEPTH = 0
