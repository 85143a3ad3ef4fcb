"""The file has no menu in it: it is empty, or has no entry or no steps."""

from __future__ import annotations

from ivrcheck.finding import Severity

CODE = "IVR010"
LEVEL = Severity.ERROR
DEPTH = 0
