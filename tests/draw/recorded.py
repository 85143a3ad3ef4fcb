"""The pictures that are kept: those the pages show, and the clinic in the two languages of diagrams.

``python -m tests.draw.update`` writes them anew.
"""

from __future__ import annotations

from pathlib import Path

ROOT = Path(__file__).parents[2]
START = ("--start", "2026-11-23")
CLINIC, TRAPPED = "menus/clinic.yaml", "menus/clinic-trapped.yaml"
KEPT = {
    "docs/pictures/clinic.svg": ("draw", CLINIC),
    "docs/pictures/clinic-trapped.svg": ("draw", TRAPPED),
    "docs/pictures/clinic-trapped-question.svg": ("draw", TRAPPED, "--call", "2", "--at", "Mon 10:00"),
    "docs/pictures/clinic-trapped-week.svg": ("hours", TRAPPED),
    "docs/pictures/hospital.svg": ("draw", "menus/hospital.yaml"),
    "tests/draw/clinic-trapped.dot": ("draw", TRAPPED, "--format", "dot"),
    "tests/draw/clinic-trapped.mmd": ("draw", TRAPPED, "--format", "mermaid"),
}
"""Each file, and the command that writes it."""
