"""``ivrcheck init``: questions at a real terminal, answers from a file, and nothing overwritten."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.cli.run import run
from tests.menu.small import saved

ANSWERS = """\
name: Fern Hill Opticians
number: (312) 555-0188
timezone: America/Chicago
people: {Maria Soto: 10, Jo Hartley: 11}
"""
needs_pty = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pseudo terminals in Python")


def check(path: Path) -> tuple[int, bytes]:
    """What a check of a menu comes to."""
    done = run("check", path, "--start", "2026-11-23", "--fail-on", "advice")
    return done.returncode, done.stdout


def test_from_a_file(tmp_path: Path) -> None:
    menu, answers = tmp_path / "menu.yaml", saved(tmp_path, ANSWERS, "answers.yaml")
    done = run("init", menu, "--answers", answers)
    assert (done.returncode, done.stderr) == (0, b"")
    assert f"ivrcheck call {menu}" in done.stdout.decode("utf-8")
    assert check(menu)[0] == 0
    written = menu.read_bytes()
    again = run("init", menu, "--answers", answers)
    assert again.returncode == 2
    assert b"is there already, and nothing is overwritten." in again.stderr
    assert menu.read_bytes() == written


def test_wrong_answers_are_a_sentence_each(tmp_path: Path) -> None:
    answers = saved(tmp_path, ANSWERS.replace("10", "ten") + "colour: red\n", "answers.yaml")
    done = run("init", tmp_path / "menu.yaml", "--answers", answers)
    lines = done.stderr.decode("utf-8").splitlines()
    assert done.returncode == 2 and len(lines) == 2
    assert (
        "“colour” is not asked for." in lines[0]
        and "the extension of “Maria Soto” has to be a number" in lines[1]
    )
    assert not (tmp_path / "menu.yaml").exists()


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("menu", "let it end in .yaml"),
        ("menu.calls.yaml", "let it end in .yaml"),
        ("nowhere/menu.yaml", "there is no such folder"),
    ],
)
def test_where_no_menu_can_be_written(tmp_path: Path, name: str, words: str) -> None:
    done = run("init", tmp_path / name, "--answers", saved(tmp_path, ANSWERS, "answers.yaml"))
    assert done.returncode == 2 and words in done.stderr.decode("utf-8")


def test_without_a_terminal(tmp_path: Path) -> None:
    done = run("init", tmp_path / "menu.yaml")
    assert done.returncode == 2
    assert b"ivrcheck init my-menu.yaml --answers answers.yaml" in done.stderr


@needs_pty
def test_at_a_terminal(tmp_path: Path) -> None:
    from tests.cli.terminal import Terminal

    menu = tmp_path / "menu.yaml"
    terminal = Terminal("init", str(menu))
    for question, written in (
        ("What is the office called?\n> ", "\n"),
        ("There is no usual answer to this; please write one.\n", ""),
        ("> ", 'Joe\'s "Best": Diner\n'),
        ("In which country is it? [US]\n> ", "Atlantis\n"),
        ("“Atlantis” is not a country known here; ", ""),
        ("> ", "\n"),
        ("[America/New_York]\n> ", "chicago\n"),
        ("Which number do people dial? (like +1 201-555-0123)\n> ", "911\n"),
        ("is the emergency number", ""),
        ("> ", "312 555 0188\n"),
        ("[mon-fri 09:00-17:00]\n> ", "Monday to Friday 8am-5pm\n"),
        ("Who answers the phone? ", ""),
        ("> ", "Rosa Lee 201, Dana Ortiz 200\n"),
        ("[Rosa Lee]\n> ", "dana\n"),
        ("[en]\n> ", "\n"),
        ("[no]\n> ", "\n"),
        ("is written.", ""),
    ):
        terminal.until(question)
        terminal.press(written)
    assert terminal.end() == 0
    text = menu.read_text("utf-8")
    assert "timezone: America/Chicago\n" in text and "managed_by: dana" in text
    assert "mon-fri: 08:00-17:00\n" in text and '"+1 312-555-0188": welcome' in text
    assert check(menu)[0] == 0


@needs_pty
@pytest.mark.parametrize("key", ["\x03", "\x04"])
def test_stopping_leaves_nothing(tmp_path: Path, key: str) -> None:
    from tests.cli.terminal import Terminal

    terminal = Terminal("init", str(tmp_path / "menu.yaml"))
    terminal.until("> ")
    terminal.press("Joe's\n")
    terminal.until("> ")
    terminal.press(key)
    terminal.until("Stopped.")
    assert terminal.end() == 2
    assert [*tmp_path.iterdir()] == []
