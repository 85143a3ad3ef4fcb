"""Anchors, aliases, tags or a second document: YAML that a menu file does without."""

from __future__ import annotations

from ivrcheck.finding import Severity

CODE = "IVR006"
LEVEL = Severity.ERROR
DEPTH = 0
