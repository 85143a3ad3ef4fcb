"""What this program is: results of another version, of other code, or of other calendars are not its own."""

from __future__ import annotations

import os
import sys
import zoneinfo
from collections.abc import Iterator
from contextlib import suppress
from functools import cache
from hashlib import sha256
from pathlib import Path

_ZONES = ("tzdata.zi", "+VERSION", "version", ".")
"""What is new in a folder of time zones when the machine gets new ones."""


@cache
def program() -> str:
    """A hash of the files of this package, Python, what is installed in which version, and the time zones."""
    parts = [sys.version, _own_files(), *_installed(), *_zones()]
    return sha256("\n".join(parts).encode("utf-8", "replace")).hexdigest()


def _own_files() -> str:
    """A hash of all files of this package: someone who works on it has no new version yet.

    Their times do not count: CI installs the same package anew for each run.
    """
    all_of_them, top = sha256(), str(Path(__file__).parents[1])
    for where, folders, files in os.walk(top):
        folders[:] = sorted(name for name in folders if name != "__pycache__")
        for name in sorted(files):
            with open(f"{where}/{name}", "rb", buffering=0) as file:  # noqa: PTH123 (it takes half as long)
                data = file.read()
            all_of_them.update(f"{where[len(top) :]}/{name} {len(data)}\n".encode("utf-8", "replace"))
            all_of_them.update(data)
    return all_of_them.hexdigest()


def _installed() -> Iterator[str]:
    """The installed packages with their versions: this one, holidays, time zones, telephone numbers …"""
    for folder in sys.path:
        with suppress(OSError):
            found = [path for path in Path(folder).iterdir() if path.suffix in (".dist-info", ".egg-info")]
            yield from sorted(path.name for path in found)


def _zones() -> Iterator[str]:
    """The state of the machine's own time zones, which come before those that are installed."""
    for folder in zoneinfo.TZPATH:
        for name in _ZONES:
            with suppress(OSError):
                about = Path(folder, name).stat()
                yield f"{folder}/{name} {about.st_size} {about.st_mtime_ns}"
