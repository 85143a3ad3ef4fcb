"""The id of a step, person, team, topic, language or of opening hours that is not in the file."""

from __future__ import annotations

from ivrcheck.finding import Severity

CODE = "IVR005"
LEVEL = Severity.ERROR
DEPTH = 0
