"""The settings for editors: what can be run of them is run, the rest is at least well formed."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from ivrcheck.cli.main import COMMANDS
from tests.docs.page import ROOT, Block, blocks

PAGE = ROOT / "docs" / "editors.md"
BLOCKS = blocks(PAGE.read_text(encoding="utf-8"))
JSON = [block for block in BLOCKS if block.kind == "json"]
LUA = [block for block in BLOCKS if block.kind == "lua"]


def texts(value: Any) -> list[str]:
    """All texts in some settings, names too, in order."""
    if isinstance(value, dict):
        return [text for name, one in value.items() for text in (name, *texts(one))]
    if isinstance(value, list):
        return [text for one in value for text in texts(one)]
    return [value]


@pytest.mark.parametrize("block", JSON, ids=lambda block: str(block.line))
def test_settings_in_json_can_be_read_and_name_what_there_is(block: Block) -> None:
    words = texts(json.loads(block.body))
    if "ivrcheck" in words:
        assert words[-1] in (*COMMANDS, "yaml") and [one for one in words if one in COMMANDS][-1] == "lsp"
    else:
        assert words[-2:] == ["./menu.schema.json", "menus/*.yaml"]
        assert list((ROOT / "menus").glob("*.yaml")) and "> menu.schema.json" in PAGE.read_text(
            encoding="utf-8"
        )


def test_the_lines_for_neovim_start_the_server() -> None:
    (block,) = LUA
    command = re.findall(r"cmd = \{ (.+) \}", block.body)
    assert [re.findall("'([^']+)'", words) for words in command] == [["ivrcheck", "lsp"]]
    assert block.body.count("{") == block.body.count("}") and block.body.count("(") == block.body.count(")")


@pytest.mark.skipif(not shutil.which("nvim"), reason="Neovim is not installed")
def test_neovim_can_read_its_lines(tmp_path: Path) -> None:
    file = tmp_path / "init.lua"
    file.write_text(LUA[0].body, encoding="utf-8")
    read = f"lua if not loadfile('{file.as_posix()}') then vim.cmd('cquit') end"
    run = f"lua if vim.fn.has('nvim-0.11') == 1 then dofile('{file.as_posix()}') end"
    command = ["nvim", "--headless", "--clean", "-c", read, "-c", run, "-c", "qall"]
    ran = subprocess.run(command, capture_output=True, timeout=60, check=False)
    assert ran.returncode == 0 and b"Error" not in ran.stderr, ran.stderr
