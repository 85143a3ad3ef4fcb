"""Colour and the progress bar: at a terminal, and only there."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.cli.run import PROGRAM, at_terminal, run
from tests.menu.small import SMALL, saved

ESCAPE = "\x1b["
COLOURS = ("\x1b[31m", "\x1b[1m", "\x1b[2m", "\x1b[33m", "\x1b[36m")
TRAPPED = "menus/clinic-trapped.yaml"
SLOW = """
import sys, time
import ivrcheck.check
from ivrcheck.cli.main import main
real = ivrcheck.check.check_file
def slowly(*args):
    time.sleep({seconds})
    real(*args)
ivrcheck.check.check_file = slowly
sys.argv = ["ivrcheck", "check", {folder!r}, "--start", "2026-11-23"]
main()
"""

needs_pty = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pseudo terminals in Python")


def slow(folder: Path, files: int, seconds: float) -> list[str]:
    """A command that takes so long for each of so many files."""
    for number in range(files):
        saved(folder, SMALL, f"m{number}.yaml")
    return [sys.executable, "-c", SLOW.format(seconds=seconds, folder=str(folder))]


@needs_pty
def test_colour_at_a_terminal() -> None:
    status, printed = at_terminal([*PROGRAM, "check", TRAPPED])
    assert status == 1
    assert any(colour in printed for colour in COLOURS)


@needs_pty
@pytest.mark.parametrize("env", [{"NO_COLOR": "1"}, {"TERM": "dumb"}])
def test_no_colour_where_it_is_not_wanted(env: dict[str, str]) -> None:
    status, printed = at_terminal([*PROGRAM, "check", TRAPPED], env)
    assert status == 1
    assert "IVR601" in printed
    assert ESCAPE not in printed


@needs_pty
def test_an_empty_no_color_means_nothing() -> None:
    assert ESCAPE in at_terminal([*PROGRAM, "check", TRAPPED], {"NO_COLOR": ""})[1]


def test_no_colour_away_from_a_terminal() -> None:
    done = run("check", TRAPPED)
    assert b"IVR601" in done.stdout
    assert b"\x1b" not in done.stdout + done.stderr


@needs_pty
def test_a_bar_after_a_second(tmp_path: Path) -> None:
    status, printed = at_terminal(slow(tmp_path, 4, 0.6))
    assert status == 0
    assert "Checking" in printed
    assert "4 menus checked: nothing to mend." in printed.replace("\r\n", "\n")


@needs_pty
def test_a_bar_for_one_large_file_too(tmp_path: Path) -> None:
    status, printed = at_terminal(slow(tmp_path, 1, 2.5))
    assert status == 0
    assert "Checking" in printed


@needs_pty
def test_no_bar_before(tmp_path: Path) -> None:
    status, printed = at_terminal(slow(tmp_path, 4, 0.0))
    assert status == 0
    assert "Checking" not in printed


def test_no_bar_away_from_a_terminal(tmp_path: Path) -> None:
    done = run(program=slow(tmp_path, 3, 0.6))
    assert done.returncode == 0
    assert done.stderr == b""
    assert b"Checking" not in done.stdout
