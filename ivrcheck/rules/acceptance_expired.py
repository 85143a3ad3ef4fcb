"""A finding was accepted until a day that has passed."""

from __future__ import annotations

from ivrcheck.finding import Severity

CODE = "IVR605"
LEVEL = Severity.ERROR
DEPTH = 0
