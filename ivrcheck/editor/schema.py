"""The JSON Schema of menu files, as it lies in the package."""

from __future__ import annotations

from pathlib import Path

FILE = Path(__file__).with_name("menu.schema.json")


def schema_text() -> str:
    """The schema as text, in ASCII, with a line break at its end."""
    return FILE.read_text(encoding="ascii")
