"""What is different between two versions of menus, in several formats."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ivrcheck.compare.model import Diff

FORMATS = {"text": "text", "json": "json", "markdown": "markdown", "html": "html"}
"""The formats, and the module of each."""


def render(name: str, diff: Diff, status: int) -> str:
    """A diff in one of the formats, ending with a line break. ``status``: the exit status of the run."""
    text: str = import_module(f"ivrcheck.report.diff.{FORMATS[name]}").render(diff, status)
    return text
