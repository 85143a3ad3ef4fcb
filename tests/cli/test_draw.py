"""``ivrcheck draw`` and ``ivrcheck hours -o``: what is written, and how they say what cannot be."""

from __future__ import annotations

import os
import sys
import sysconfig
from pathlib import Path

import pytest

from tests.cli.run import ROOT, run
from tests.draw.engines import needs_pure

CLINIC, TRAPPED = "menus/clinic.yaml", "menus/clinic-trapped.yaml"
START = ("--start", "2026-11-23")
WRONG = {
    ("draw", CLINIC): "Say where to write it, like -o clinic.svg",
    ("draw", CLINIC, "clinic.svg"): "Before the picture's name stands -o: -o clinic.svg",
    ("draw", CLINIC, "-o", "clinic.jpg"): "ends in “.jpg”; choose a name that ends in one of .svg",
    ("draw", CLINIC, "-o", "clinic"): "“clinic” has no ending",
    ("draw", CLINIC, "-o", "nowhere/clinic.svg"): "there is no such folder",
    (
        "draw",
        CLINIC,
        "-o",
        "-",
        "--from",
        "mian",
    ): "There is no step “mian” in this menu. Did you mean “main”?",
    ("draw", CLINIC, "-o", "-", "--finding", "IVR101"): "There is no finding “IVR101”",
    ("draw", CLINIC, "-o", "-", "--call", "2 x"): "“x” is not on a telephone",
    ("draw", CLINIC, "-o", "-", "--call", "0 0"): "The call was over after “0” (person)",
    ("draw", CLINIC, "-o", "-", "--at", "Fri"): "is not a moment of the year",
    ("draw", CLINIC, "-o", "-", "--at", "1999-01-01 10:00"): "outside the year",
    ("draw", CLINIC, "-o", "-", "--at", "Fri 10:00", "--period", "open"): "Say either --at or --period",
    ("draw", CLINIC, "-o", "-", "--call", "2", "--period", "open"): "say --at instead of --period",
    ("draw", CLINIC, "-o", "-", "--finding", "IVR308", "--at", "Fri 10:00"): "a call of its own",
    ("draw", CLINIC, "-o", "-", "--depth", "-1"): "--depth",
    ("draw", "menus/no.yaml", "-o", "-"): "menus/no.yaml",
    ("draw", "README.md", "-o", "-"): "“ivrcheck check README.md” shows them",
    ("draw", "tests/draw/menus/arabic.yaml", "-o", "-", "--format", "png", "--engine", "graphviz-pure"): (
        "Letters that are not Latin need the system's “dot”"
    ),
    ("hours", CLINIC, "-o", "week.png"): "choose a name that ends in .svg",
    ("hours", CLINIC, "-o", "nowhere/week.svg"): "there is no such folder",
}


@needs_pure
@pytest.mark.parametrize("words", WRONG)
def test_what_cannot_be_drawn_is_one_sentence_and_status_2(words: tuple[str, ...]) -> None:
    ran = run(*words, *START)
    error = ran.stderr.decode()
    assert (ran.returncode, ran.stdout) == (2, b"")
    assert error.startswith("ivrcheck: ") and error.count("\n") == 1
    assert WRONG[words] in error


def test_a_file_that_cannot_be_replaced_is_left_alone(tmp_path: Path) -> None:
    folder = tmp_path / "clinic.svg"
    folder.mkdir()
    ran = run("hours", CLINIC, "-o", folder)
    assert ran.returncode == 2 and b"it is a folder" in ran.stderr
    assert list(tmp_path.iterdir()) == [folder]


def test_a_file_is_replaced_as_a_whole_and_keeps_its_rights(tmp_path: Path) -> None:
    file = tmp_path / "week.svg"
    file.write_text("old", encoding="utf-8")
    file.chmod(0o640)
    ran = run("hours", CLINIC, *START, "-o", file)
    assert (ran.returncode, ran.stdout, ran.stderr) == (0, b"", b"")
    assert file.read_bytes().startswith(b"<svg") and file.stat().st_mode & 0o777 == 0o640
    assert list(tmp_path.iterdir()) == [file]


def test_the_ending_says_what_is_written(tmp_path: Path) -> None:
    begins = {".dot": b"digraph", ".gv": b"digraph", ".mmd": b"flowchart", ".mermaid": b"flowchart"}
    for suffix, first in begins.items():
        file = tmp_path / f"menu{suffix}"
        assert run("draw", CLINIC, *START, "-o", file).returncode == 0
        assert file.read_bytes().startswith(first)


@needs_pure
def test_the_standard_output_gets_svg_or_what_is_asked_for() -> None:
    assert run("draw", CLINIC, *START, "-o", "-").stdout.startswith(b"<svg")
    assert run("draw", CLINIC, *START, "--format", "mermaid").stdout.startswith(b"flowchart")
    assert run("draw", CLINIC, *START, "-o", "-", "--format", "png").stdout.startswith(b"\x89PNG")


@needs_pure
def test_a_call_and_a_moment_stand_in_the_title() -> None:
    drawn = run("draw", TRAPPED, *START, "-o", "-", "--call", "2", "--at", "Fri 10:00").stdout.decode()
    assert "a call on Friday 27 November 2026, 10:00, pressing 2</title>" in drawn
    assert 'class="edge lit"' in drawn
    drawn = run("draw", TRAPPED, *START, "-o", "-", "--at", "Fri 18:30").stdout.decode()
    assert "Friday 27 November 2026, 18:30</title>" in drawn and 'id="night"' in drawn
    assert 'id="main"' not in drawn and 'class="edge lit"' not in drawn


@needs_pure
def test_without_a_moment_a_call_comes_when_people_are_at_work() -> None:
    drawn = run("draw", TRAPPED, *START, "-o", "-", "--call", "1").stdout.decode()
    assert "a call on Monday 23 November 2026, 08:30, pressing 1</title>" in drawn


def test_a_menu_whose_holidays_nobody_knows_is_not_drawn(tmp_path: Path) -> None:
    menu = tmp_path / "menu.yaml"
    text = (ROOT / CLINIC).read_text(encoding="utf-8")
    menu.write_text(text.replace("holidays: US", "holidays: XX"), encoding="utf-8")
    ran = run("draw", menu, "-o", "-")
    assert (ran.returncode, ran.stdout) == (2, b"") and b"has mistakes in it" in ran.stderr


@pytest.mark.skipif(os.name == "nt", reason="a link to Python needs rights on Windows")
def test_without_an_engine_the_way_to_get_one_is_said(tmp_path: Path) -> None:
    """The same Python, by a link in a folder in which no engine lies."""
    python = tmp_path / "python"
    python.symlink_to(Path(sys.executable).resolve())
    packages = os.pathsep.join([str(ROOT), sysconfig.get_path("purelib")])
    program = [str(python), "-m", "ivrcheck"]
    env = {"PATH": str(tmp_path), "PYTHONPATH": packages, "HOME": str(tmp_path)}
    for more in ((), ("--engine", "graphviz-pure")):
        ran = run("draw", CLINIC, "-o", "-", *more, env=env, program=program)
        assert (ran.returncode, ran.stdout) == (2, b"")
        assert "pip install graphviz-pure" in ran.stderr.decode()
    ran = run("draw", CLINIC, "-o", "-", "--engine", "dot", env=env, program=program)
    assert ran.returncode == 2 and "apt install graphviz" in ran.stderr.decode()
    ran = run("draw", CLINIC, "-o", "-", "--format", "mermaid", env=env, program=program)
    assert ran.returncode == 0 and ran.stdout.startswith(b"flowchart")
