"""What docs/asterisk.md shows of an export stands in one."""

from __future__ import annotations

from tests.convert.build import ROOT, asterisk, graph_at
from tests.docs.page import blocks

PAGE = ROOT / "docs" / "asterisk.md"


def test_the_lines_that_are_shown_are_written() -> None:
    made = asterisk(graph_at(ROOT / "menus" / "clinic.yaml"), "clinic").files
    written = "".join(made.values())
    text = PAGE.read_text(encoding="utf-8")
    shown = [
        line.strip() for block in blocks(text) if block.kind == "text" for line in block.body.splitlines()
    ]
    dialplan = [line for line in shown if line.startswith(("exten", "same"))]
    assert dialplan
    assert not [line for line in dialplan if line not in written]
    for name in ("TRUNK_clinic", "PHONE_clinic_tess"):
        assert f"${{{name}}}" in written
    for name in made:
        assert f"`{name}`" in text
