"""What the README says in passing of each command: it does it, with a menu called as it is there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.docs.page import ROOT
from tests.docs.shell import Shell

README = " ".join((ROOT / "README.md").read_text(encoding="utf-8").split())
IN_PASSING = sorted(
    set(re.findall(r"`(ivrcheck [a-z][^`]*my-menu\.yaml[^`]*|ivrcheck (?:rules|explain \w+))`", README))
)
WRITTEN = {"--report": "report.html", "draw": "my-menu.svg"}
"""The files that some of them write."""


def shell_with_a_menu(folder: Path) -> Shell:
    """A folder with a menu of one's own, in which there is a Rosa, and with its call tests."""
    shell = Shell(folder)
    menus = folder / "menus"
    text = (menus / "clinic.yaml").read_text(encoding="utf-8").replace("nina", "rosa").replace("Nina", "Rosa")
    shell.save("my-menu.yaml", text)
    shell.save("my-menu.calls.yaml", (menus / "clinic.calls.yaml").read_text(encoding="utf-8"))
    return shell


def test_the_commands_are_found() -> None:
    named = {words.split()[1] for words in IN_PASSING}
    assert named == {
        "check", "rules", "explain", "test", "draw", "callers", "plan", "hours", "reach", "without", "call",
        "export",
    }  # fmt: skip


@pytest.mark.parametrize("words", IN_PASSING)
def test_what_is_said_in_passing(words: str, tmp_path: Path) -> None:
    shell = shell_with_a_menu(tmp_path)
    terminal = " --keys wait" if words.startswith("ivrcheck call ") else ""  # there is none here
    printed = shell.run(words + terminal)
    assert shell.status in (0, 1) and (printed or "-o" in words), printed
    for part, file in WRITTEN.items():
        assert part not in words or (tmp_path / file).stat().st_size > 1_000
