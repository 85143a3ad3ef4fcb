"""A menu on the standard input."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.run import PROGRAM, TIMEOUT, environment
from tests.cli.terminal import Terminal
from tests.cli.test_baseline import check
from tests.menu.small import SMALL, saved

WARNING = SMALL.replace("managed_by: dana\n", "").encode()


def test_it_is_checked_like_a_file(tmp_path: Path) -> None:
    path = saved(tmp_path, WARNING)
    named = check(tmp_path, "menu.yaml")
    assert check(tmp_path, "-", "--stdin-filename", "menu.yaml", given=WARNING).stdout == named.stdout
    nameless = check(tmp_path, "-", given=WARNING)
    assert (nameless.returncode, nameless.stdout) == (1, named.stdout.replace(path.name, "<stdin>"))


def test_its_name_says_which_settings_and_included_files_count(tmp_path: Path) -> None:
    head, _, mailbox = SMALL.partition("  messages:\n")
    saved(tmp_path, f"steps:\n  messages:\n{mailbox}", "here/mailboxes.yaml")
    saved(tmp_path, '[levels]\nno-menu-manager = "off"\n', "here/ivrcheck.toml")
    text = f"include: [mailboxes.yaml]\n{head}".replace("managed_by: dana\n", "").encode()
    assert check(tmp_path, "-", "--stdin-filename", "here/new.yaml", given=text).returncode == 0
    assert "“mailboxes.yaml” cannot be included" in check(tmp_path, "-", given=text).stdout
    assert check(tmp_path / "here", "-", given=text).returncode == 0


def test_it_stands_for_the_file_of_that_name(tmp_path: Path) -> None:
    saved(tmp_path, SMALL, "menus/a.yaml")
    saved(tmp_path, SMALL, "menus/b.yaml")
    for words in (("-", "menus"), ("menus", "-"), ("-", "-", "menus/a.yaml", "menus/b.yaml")):
        done = check(tmp_path, *words, "--stdin-filename", "menus/a.yaml", given=WARNING)
        assert done.returncode == 1 and "2 menus checked: 1 warning." in done.stdout
        assert "menus/a.yaml:2:7: warning" in done.stdout


def test_nobody_is_told_to_call_what_is_not_there(tmp_path: Path) -> None:
    text = SMALL.replace("0: ring_desk", "0: main").encode()
    assert "Try it:" not in check(tmp_path, "-", given=text).stdout
    assert (
        "Try it: ivrcheck call a.yaml"
        in check(tmp_path, "-", "--stdin-filename", "a.yaml", given=text).stdout
    )


@pytest.mark.parametrize(
    ("given", "status", "words"),
    [
        (b"", 1, "The file is empty: there is no menu in it."),
        (b"a: [", 2, "<stdin>:1:5: error IVR001 syntax"),
        (b"\0\1\2", 2, "could not check  <stdin>: this is not a text file."),
        (b"name: \xff\n", 2, "could not check  <stdin>: byte 7 (line 1) is not UTF-8 text"),
        (b"\xef\xbb\xbf" + SMALL.encode(), 0, "1 menu checked: nothing to mend."),
        (SMALL.encode("utf-16"), 0, "1 menu checked: nothing to mend."),
    ],
)
def test_whatever_comes(given: bytes, status: int, words: str, tmp_path: Path) -> None:
    done = check(tmp_path, "-", given=given)
    assert done.returncode == status and words in done.stdout and done.stderr == ""


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="nothing there never ends")
def test_an_input_without_end() -> None:
    with Path("/dev/zero").open("rb") as endless:
        done = subprocess.run(
            [*PROGRAM, "check", "-"],
            env=environment(),
            stdin=endless,
            capture_output=True,
            timeout=TIMEOUT,
            check=False,
        )
    assert done.returncode == 2
    assert "<stdin>: there is more than 96 MB of it; at most 96 MB can be checked." in done.stdout.decode()


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("menu.yaml", "--stdin-filename", "x.yaml"), "is called; name “-” as the file, too."),
        (("-", "--stdin-filename", "sub"), "is the name of a menu file, but “sub” is a folder."),
        (("-", "--stdin-filename", ""), "is the name of a menu file, but it is empty."),
    ],
)
def test_mistakes_get_one_sentence(words: tuple[str, ...], sentence: str, tmp_path: Path) -> None:
    saved(tmp_path, SMALL)
    (tmp_path / "sub").mkdir()
    done = check(tmp_path, *words, given=b"")
    assert (done.returncode, done.stdout) == (2, "")
    assert sentence in done.stderr and done.stderr.count("\n") == 1


def test_call_tests_are_no_menu(tmp_path: Path) -> None:
    done = check(tmp_path, "-", "--stdin-filename", "menu.calls.yaml", given=SMALL.encode())
    assert done.returncode == 2 and "this holds call tests, not a menu" in done.stdout


@pytest.mark.skipif(sys.platform == "win32", reason="the shell is another one there")
def test_an_input_that_is_closed() -> None:
    command = f"exec '{sys.executable}' -m ivrcheck check - <&-"
    done = subprocess.run(["sh", "-c", command], env=environment(), capture_output=True, check=False)
    assert done.returncode == 2
    assert done.stderr.decode() == "ivrcheck: There is nothing on the standard input to check.\n"


@pytest.mark.skipif(os.name == "nt", reason="no such terminals there")
def test_somebody_who_types_is_told_how_to_end() -> None:
    terminal = Terminal("check", "-", "--start", "2026-11-23")
    terminal.until("Type the menu, or paste it; on a line of its own, Ctrl+D ends it.")
    terminal.press("name: x\n\x04")
    terminal.until("<stdin>:1:1: error")
    assert terminal.end() == 1
