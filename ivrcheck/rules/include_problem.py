"""A file named under include cannot be merged."""

from __future__ import annotations

from ivrcheck.finding import Severity

CODE = "IVR008"
LEVEL = Severity.ERROR
DEPTH = 0
