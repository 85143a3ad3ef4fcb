"""A field that the format does not have, usually a misspelt one."""

from __future__ import annotations

from ivrcheck.finding import Severity

CODE = "IVR003"
LEVEL = Severity.ERROR
DEPTH = 0
