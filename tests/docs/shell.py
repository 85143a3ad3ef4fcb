"""Runs the commands of a page as a reader would: one after the other, in a folder with the example menus."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

from tests.docs.page import ROOT


class Shell:
    """A folder, and the exit status of the last command."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.status = 0
        self._bin = folder / ".bin"
        self._bin.mkdir()
        shutil.copytree(ROOT / "menus", folder / "menus")
        program = self._bin / "ivrcheck"
        program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m ivrcheck "$@"\n', encoding="utf-8")
        program.chmod(0o755)

    def save(self, name: str, text: str) -> None:
        """Write a file the page shows."""
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    def check_out(self) -> None:
        """Make the folder what a CI service begins with: a checkout that knows the branch ``main``."""
        for words in (
            "init -q -b mine",
            "add -A",
            "commit -q -m menus",
            "update-ref refs/remotes/origin/main HEAD",
        ):
            self.run(f"git {words}")

    def run(self, words: str) -> list[str]:
        """Run a command; the lines it prints."""
        ran = subprocess.run(
            f"(exit {self.status}); {words}",
            shell=True,
            cwd=self.folder,
            env=self._environment(),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            check=False,
        )
        self.status = ran.returncode
        lines = ran.stdout.decode().split("\n")
        return lines[:-1] if lines[-1] == "" else lines

    def _environment(self) -> dict[str, str]:
        path = os.pathsep.join([str(self._bin), os.environ.get("PATH", "")])
        who = {
            "GIT_AUTHOR_NAME": "Nora",
            "GIT_AUTHOR_EMAIL": "nora@lantern.example",
            "GIT_CONFIG_GLOBAL": os.devnull,
        }
        who |= {name.replace("AUTHOR", "COMMITTER"): value for name, value in who.items()}
        own = {"PATH": path, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1", "NO_COLOR": "1", "COLUMNS": "80"}
        cache = {"IVRCHECK_CACHE_DIR": str(self.folder / ".cache")}  # also where pages are written anew
        return {**os.environ, **who, **own, **cache}


def exists(words: str) -> bool:
    """Whether a command that is too long to run here (a target of make, a module of the tests) is there."""
    program, *rest = words.split()
    if program == "make":
        make = ["make", "--dry-run", "--directory", str(ROOT), *rest]
        return subprocess.run(make, capture_output=True, check=False).returncode == 0
    if program == "python":
        return len(rest) > 1 and rest[0] == "-m" and find_spec(rest[1]) is not None
    return program == "bash" and (ROOT / rest[0]).is_file()


def is_run(words: str) -> bool:
    """Whether a command is run in the tests, rather than only looked for."""
    return words.split()[0] in ("ivrcheck", "echo", "cat", "git")
