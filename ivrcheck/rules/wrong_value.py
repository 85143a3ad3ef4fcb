"""A value that cannot be what its field needs, or a field that is missing."""

from __future__ import annotations

from ivrcheck.finding import Severity

CODE = "IVR004"
LEVEL = Severity.ERROR
DEPTH = 0
