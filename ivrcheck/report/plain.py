"""A report as text without colours, for a file."""

from __future__ import annotations

from ivrcheck.report import text
from ivrcheck.report.material import Material


def render(material: Material) -> str:
    """The whole report, as a terminal without colours shows it."""
    return text.render(material.report)
