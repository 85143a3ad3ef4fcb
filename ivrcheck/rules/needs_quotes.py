"""A star or pound sign without quotation marks, so that YAML loses it and what follows."""

from __future__ import annotations

from ivrcheck.finding import Severity

CODE = "IVR007"
LEVEL = Severity.ERROR
DEPTH = 0
