"""The file is not valid YAML, so nothing in it can be read."""

from __future__ import annotations

from ivrcheck.finding import Severity

CODE = "IVR001"
LEVEL = Severity.ERROR
DEPTH = 0
