"""What the Tab key offers, in real shells."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from time import monotonic

import pytest

from ivrcheck.cli.completing import _rules
from ivrcheck.cli.main import COMMANDS
from ivrcheck.rules.registry import all_rules
from tests.cli.run import ROOT, environment, run
from tests.menu.small import SMALL, saved

needs_bash = pytest.mark.skipif(not shutil.which("bash"), reason="there is no bash here")
ASK = """
eval "$(ivrcheck completion bash)"
compopt() { :; }
COMP_WORDS=("$@")
COMP_CWORD=$(($# - 1))
_ivrcheck_completion ivrcheck
printf '%s\\n' "${COMPREPLY[@]}"
"""


@pytest.fixture
def shell(tmp_path: Path) -> dict[str, str]:
    """An environment in which the program is found by its name."""
    program = tmp_path / "bin" / "ivrcheck"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m ivrcheck "$@"\n', encoding="utf-8")
    program.chmod(0o755)
    path = os.pathsep.join([str(program.parent), os.environ.get("PATH", "")])
    return environment({"PATH": path, "PYTHONPATH": str(ROOT)})


@needs_bash
@pytest.mark.parametrize(
    ("words", "offered"),
    [
        (("",), [*COMMANDS]),
        (("expl",), ["explain"]),
        (("check", "--fi"), ["--fix"]),
        (("check", "--format", "s"), ["sarif"]),
        (("check", "--report", "ht"), ["html=report.html"]),
        (("check", "--profile", ""), ["gethuman", "healthcare", "spain"]),
        (("check", "--select", "zero-l"), ["zero-loops-back"]),
        (("check", "--ignore", "ivr00"), [f"IVR00{number}" for number in range(1, 10)]),
        (("explain", "IVR201"), ["IVR201"]),
        (("completion", ""), ["bash", "zsh", "fish"]),
        (("check", "m"), ["menus", "mine.yaml"]),
        (("reach", "mi"), ["mine.yaml"]),
        (("nonsense", ""), [""]),
    ],
)
def test_in_bash(words: tuple[str, ...], offered: list[str], tmp_path: Path, shell: dict[str, str]) -> None:
    saved(tmp_path, SMALL, "mine.yaml")
    saved(tmp_path, "", "mine.txt")
    saved(tmp_path, SMALL, "menus/other.yaml")
    command = ["bash", "--norc", "-c", ASK, "bash", "ivrcheck", *words]
    done = subprocess.run(command, cwd=tmp_path, env=shell, capture_output=True, check=True, timeout=60)
    assert done.stderr == b""
    assert done.stdout.decode("utf-8").splitlines() == offered


@needs_bash
@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pseudo terminals in Python")
def test_with_the_tab_key(tmp_path: Path, shell: dict[str, str]) -> None:
    """At a prompt, as people press it: the menu among other files, and then an option."""
    import pty

    saved(tmp_path, SMALL, "mine.yaml")
    saved(tmp_path, "", "mine.txt")
    ours, theirs = pty.openpty()
    child = subprocess.Popen(
        ["bash", "--norc", "-i"], cwd=tmp_path, env={**shell, "PS1": "$ "}, stdin=theirs, stdout=theirs,
        stderr=theirs, start_new_session=True,
    )  # fmt: skip
    os.close(theirs)
    os.write(ours, b'eval "$(ivrcheck completion bash)"; echo rea""dy\n')
    _until(ours, "ready")
    os.write(ours, b"ivrcheck check mi\t--no-s\x7f\x7f\x7f\x7f\x7f\x7f--star\t2026-11-23\n")
    shown = _until(ours, "menu checked")
    assert "mine.yaml " in shown and "--start 2026-11-23" in shown
    os.write(ours, b"exit\n")
    child.wait(30)
    os.close(ours)


def _until(ours: int, words: str) -> str:
    """What a terminal shows, up to some words."""
    end, text = monotonic() + 30, ""
    while words not in text:
        assert monotonic() < end, text
        text += os.read(ours, 65536).decode("utf-8", "replace")
    return text


@pytest.mark.parametrize("name", ["zsh", "fish"])
def test_in_other_shells(name: str, shell: dict[str, str]) -> None:
    """The script is what that shell takes, and it asks for what is there."""
    done = run("completion", name)
    assert (done.returncode, done.stderr) == (0, b"")
    assert b"_IVRCHECK_COMPLETE" in done.stdout
    if shutil.which(name):
        subprocess.run([name, "-n"], input=done.stdout, env=shell, check=True, timeout=60)
    asked = {"_IVRCHECK_COMPLETE": f"{name}_complete", "COMP_WORDS": "ivrcheck che", "COMP_CWORD": "1"}
    asked |= {"COMP_CWORD": "che"} if name == "fish" else {}
    assert b"check" in run(env=asked).stdout


def test_the_shell_is_known_or_asked_for() -> None:
    assert run("completion", env={"SHELL": "/usr/bin/zsh"}).stdout.startswith(b"#compdef ivrcheck")
    for words, env in ((("completion",), {"SHELL": "/bin/dash"}), (("completion", "tcsh"), {})):
        done = run(*words, env=env)
        assert done.returncode == 2 and b"bash, zsh, fish" in done.stderr


def test_the_names_of_rules_are_read_without_the_rules() -> None:
    rules = all_rules()
    assert {*_rules()} == {name for rule in rules for name in (rule.code, rule.name)}
    program = "import sys, ivrcheck.cli.completing as c; [*c._rules()]; print('networkx' in sys.modules)"
    assert run(program=[sys.executable, "-c", program]).stdout.strip() == b"False"
