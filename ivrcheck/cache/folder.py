"""The folder in which results are kept: small files, each written as a whole, none of them trusted.

Each entry begins with the hash of what follows. One that does not match (cut off, altered, of another kind)
counts as not there and is written anew. Entries are data only: nothing in the folder is ever run.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from contextlib import suppress
from hashlib import sha256
from itertools import count
from pathlib import Path
from time import time

MOST_BYTES = 256 * 1024 * 1024
"""How much the folder may hold; beyond it, what has not been used for longest goes."""

_SHELVES = 16
_DAY = 86_400
_UNTIDY = 3_600
"""After how many seconds a file that was never finished belongs to a run that has been ended."""


def usual_folder(environment: Mapping[str, str] = os.environ) -> Path | None:
    """Where the user's programs keep what can be worked out again; None where no such place is known."""
    if own := environment.get("IVRCHECK_CACHE_DIR"):
        return Path(own)
    if sys.platform == "win32":
        base = Path(environment.get("LOCALAPPDATA", ""))
    elif sys.platform == "darwin":
        base = _at_home("Library/Caches")
    else:
        base = Path(environment.get("XDG_CACHE_HOME", ""))
        base = base if base.is_absolute() else _at_home(".cache")
    return base / "ivrcheck" if base.is_absolute() else None


def _at_home(name: str) -> Path:
    """A folder in the user's own; not an absolute one where the user has none."""
    try:
        return Path.home() / name
    except RuntimeError:
        return Path()


class Folder:
    """A folder of entries, by key. What goes wrong with it is said in ``trouble``, never raised.

    Keys are hashes as hexadecimal digits. After the first trouble the folder is left alone.
    """

    def __init__(self, path: Path | None, most_bytes: int = MOST_BYTES) -> None:
        self.trouble = "" if path else "it is not known where this user keeps such files"
        self._path = path or Path()
        self._most = most_bytes // _SHELVES
        self._numbers = count()
        self._written: set[Path] = set()

    def get(self, key: str) -> bytes | None:
        """What was kept under a key; None where nothing is, or nothing that can be used."""
        if self.trouble:
            return None
        try:
            with self._entry(key).open("rb") as file:
                hash, _, body = file.read().partition(b"\n")
                used = os.fstat(file.fileno()).st_mtime
        except (FileNotFoundError, IsADirectoryError):
            return None
        except OSError as error:
            self._note(error)
            return None
        if hash != _hash(body):
            return None
        if time() - used > _DAY:
            with suppress(OSError):
                os.utime(self._entry(key))
        return body

    def put(self, key: str, body: bytes) -> None:
        """Keep something under a key. Whoever reads at the same time gets all of it or what was there."""
        if self.trouble:
            return
        entry = self._entry(key)
        try:
            self._place(entry, _hash(body) + b"\n" + body)
        except OSError as error:
            self._note(error)

    def tidy(self) -> None:
        """Let old entries go where something was added and there is too much now."""
        for shelf in sorted(self._written):
            with suppress(OSError):
                self._tidy(shelf)

    def _place(self, entry: Path, made: bytes) -> None:
        """Write an entry; once more where its folder has gone in the meantime, as it may at any time."""
        for again in (True, False):
            if entry.parent not in self._written:
                entry.parent.mkdir(parents=True, exist_ok=True)
                self._written.add(entry.parent)
            try:
                self._write(entry, made)
                return
            except FileNotFoundError:
                self._written.discard(entry.parent)
                if not again:
                    raise

    def _write(self, entry: Path, made: bytes) -> None:
        new = entry.with_name(f".{os.getpid()}.{next(self._numbers)}.new")
        try:
            new.write_bytes(made)
            new.replace(entry)
        except BaseException as error:
            with suppress(OSError):
                new.unlink()
            if sys.platform == "win32" and isinstance(error, PermissionError) and entry.is_file():
                return  # somebody reads what is there at this moment, and it is as good
            raise

    def _tidy(self, shelf: Path) -> None:
        there = []
        for path in shelf.iterdir():
            about = path.stat()
            if not path.name.startswith("."):
                there.append((about.st_mtime, about.st_size, path))
            elif time() - about.st_mtime > _UNTIDY:  # else another run is just writing it
                path.unlink()
        room = self._most - sum(size for _, size, _ in there)
        for _, size, path in sorted(there):
            if room >= 0:
                return
            path.unlink(missing_ok=True)  # another run may have been faster
            room += size

    def _entry(self, key: str) -> Path:
        return self._path / key[0] / key[1:]

    def _note(self, error: OSError) -> None:
        self.trouble = f"{self._path.as_posix()}: {(error.strerror or 'unknown reason').lower()}"


def _hash(body: bytes) -> bytes:
    return sha256(body).hexdigest().encode()
