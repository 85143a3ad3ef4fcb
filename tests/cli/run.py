"""Runs the program as people do: as a process of its own, at a terminal or away from one."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from time import monotonic

PROGRAM = [sys.executable, "-m", "ivrcheck"]
ROOT = Path(__file__).parents[2]
TIMEOUT = 60


def environment(more: Mapping[str, str] | None = None) -> dict[str, str]:
    """The environment without what would change colours and encodings."""
    kept = {
        name: value for name, value in os.environ.items() if name not in ("NO_COLOR", "FORCE_COLOR", "TERM")
    }
    return kept | {"TERM": "xterm", "PYTHONUTF8": "0", "PYTHONIOENCODING": "utf-8"} | dict(more or {})


def run(
    *words: str | Path, env: Mapping[str, str] | None = None, program: list[str] = PROGRAM
) -> subprocess.CompletedProcess[bytes]:
    """What a command prints and returns, away from a terminal."""
    command = [*program, *map(str, words)]
    return subprocess.run(
        command, cwd=ROOT, env=environment(env), capture_output=True, timeout=TIMEOUT, check=False
    )


def at_terminal(command: list[str], env: Mapping[str, str] | None = None) -> tuple[int, str]:
    """The status of a command and what a terminal receives from it (Linux and macOS only)."""
    import pty  # not on Windows

    ours, theirs = pty.openpty()
    child = subprocess.Popen(
        command, cwd=ROOT, env=environment(env), stdin=theirs, stdout=theirs, stderr=theirs, close_fds=True
    )
    os.close(theirs)
    received = b""
    began = monotonic()
    while monotonic() - began < TIMEOUT:
        try:
            piece = os.read(ours, 65536)
        except OSError:  # Linux says so when the other end is closed
            break
        if not piece:
            break
        received += piece
    os.close(ours)
    return child.wait(TIMEOUT), received.decode("utf-8", "replace")
