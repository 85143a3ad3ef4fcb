"""A part of the file is larger than any real menu, and than what is checked."""

from __future__ import annotations

from ivrcheck.finding import Severity

CODE = "IVR009"
LEVEL = Severity.ERROR
DEPTH = 0
