"""The same name stands twice in one place; only one of the two could count."""

from __future__ import annotations

from ivrcheck.finding import Severity

CODE = "IVR002"
LEVEL = Severity.ERROR
DEPTH = 0
