"""An earlier version of the menus of a git repository, read with ``git`` without touching anything."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path, PurePosixPath

from ivrcheck.config import Limits
from ivrcheck.finding import Unchecked
from ivrcheck.menu.files import decode

_FILE_MODES = ("100644", "100755", "100664")
"""Ordinary files; links and other repositories inside this one are not looked into."""
_QUIET = {"GIT_OPTIONAL_LOCKS": "0", "GIT_TERMINAL_PROMPT": "0", "LC_ALL": "C", "GIT_PAGER": "cat"}
_MERGE_BASE = "..."


@dataclass(frozen=True, slots=True)
class Blob:
    """A file of a revision: its name for git, and how many bytes it has."""

    name: str
    size: int


class Repository:
    """A git repository around a folder. Paths are kept relative to its top."""

    def __init__(self, folder: Path) -> None:
        """Raises ``Unchecked`` where there is no git, or no repository."""
        self._folder = folder
        self.top = Path(os.path.realpath(self._first("rev-parse", "--show-toplevel")))

    def commit(self, revision: str) -> str:
        """The commit a revision means; ``main...`` is where this branch left it. Raises ``Unchecked``."""
        if revision.endswith(_MERGE_BASE):
            base = self._known(revision.removesuffix(_MERGE_BASE) or "HEAD")
            found = self._run("merge-base", base, "HEAD")
            if found.returncode:
                raise Unchecked(self._not_here(revision, "where this branch begins is not known here"))
            return found.stdout.decode().strip()
        return self._known(revision)

    def _known(self, revision: str) -> str:
        if not revision or revision.startswith("-") or "\0" in revision:
            raise Unchecked(f"“{revision}” is not a revision; name a branch, a tag or a commit, like main.")
        found = self._run("rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
        if found.returncode:
            raise Unchecked(self._not_here(revision, "there is no such revision in this repository"))
        return found.stdout.decode().strip()

    def _not_here(self, revision: str, what: str) -> str:
        """What to say of a revision that git does not find."""
        if self._run("rev-parse", "--is-shallow-repository").stdout.strip() != b"true":
            if (self._folder / revision).exists():
                return (
                    f"{revision}: this is no revision. Name that first: ivrcheck diff --git main {revision}"
                )
            return f"{revision}: {what}. Name a branch, a tag or a commit, like main or HEAD~1."
        return (
            f"{revision}: {what}, because only a part of its history was fetched. Fetch all of it with "
            "“git fetch --unshallow origin” (in a GitHub workflow: “fetch-depth: 0” at actions/checkout)."
        )

    def inside(self, path: Path) -> PurePosixPath:
        """A path from the top of the repository on. Raises ``Unchecked`` where it lies outside."""
        real = Path(os.path.realpath(path.parent)) / path.name if path.name else Path(os.path.realpath(path))
        real = Path(os.path.normpath(real))
        if not real.is_relative_to(self.top):
            raise Unchecked(f"{path.as_posix()}: this lies outside the repository ({self.top.as_posix()}).")
        return PurePosixPath(real.relative_to(self.top).as_posix())

    def shown(self, path: PurePosixPath) -> Path:
        """A path of the repository as people write it: from the current folder on, where it lies in there."""
        whole, here = self.top / path, Path(os.path.realpath(Path.cwd()))
        return whole.relative_to(here) if whole.is_relative_to(here) else Path(os.path.relpath(whole, here))

    def files_now(self) -> list[PurePosixPath]:
        """The files of the working tree: those git knows, and new ones that are not ignored."""
        listed = self._lines(
            "ls-files", "-z", "--cached", "--others", "--exclude-standard", "--full-name", ":/"
        )
        return sorted({PurePosixPath(one) for one in listed if (self.top / one).is_file()})

    def files_then(self, commit: str) -> Mapping[PurePosixPath, Blob]:
        """The ordinary files of a commit."""
        found = {}
        for line in self._lines("ls-tree", "-r", "-z", "-l", "--full-tree", commit):
            about, _, path = line.partition("\t")
            mode, kind, name, size = about.split()
            if kind == "blob" and mode in _FILE_MODES:
                found[PurePosixPath(path)] = Blob(name, int(size))
        return found

    def changed_since(self, commit: str) -> set[PurePosixPath]:
        """The files that are different now, gone, or new."""
        options = ("--name-only", "-z", "--no-renames", "--no-ext-diff", "--ignore-submodules")
        changed = self._lines("diff", *options, commit, "--")
        new = self._lines("ls-files", "-z", "--others", "--exclude-standard", "--full-name", ":/")
        return {PurePosixPath(one) for one in (*changed, *new)}

    def last_change(self) -> date | None:
        """The day of the last commit; None before the first one."""
        found = self._run("log", "-1", "--format=%cs", "HEAD", "--")
        try:
            return date.fromisoformat(found.stdout.decode().strip())
        except ValueError:
            return None

    def _lines(self, *words: str) -> list[str]:
        """What git lists, each behind a NUL. Raises ``Unchecked``."""
        found = self._run(*words)
        if found.returncode:
            raise Unchecked(_complaint(found.stderr))
        return [os.fsdecode(one) for one in found.stdout.split(b"\0") if one]

    def _first(self, *words: str) -> str:
        found = self._run(*words)
        if found.returncode:
            raise Unchecked(self._no_repository(found.stderr))
        return os.fsdecode(found.stdout).rstrip("\n")

    def _no_repository(self, said: bytes) -> str:
        if b"not a git repository" in said:
            return f"{self._folder.as_posix()}: this folder is in no git repository; {_FILES}"
        return _complaint(said)

    def _run(self, *words: str) -> subprocess.CompletedProcess[bytes]:
        command = ["git", "--no-optional-locks", "--no-pager", "-c", "core.quotepath=off", *words]
        try:
            return subprocess.run(
                command,
                cwd=self._folder,
                env={**os.environ, **_QUIET},
                stdin=subprocess.DEVNULL,
                capture_output=True,
                check=False,
            )
        except FileNotFoundError:
            raise Unchecked(_NO_GIT) from None
        except OSError as error:
            raise Unchecked(f"git cannot be run ({(error.strerror or 'unknown reason').lower()}).") from None

    def texts(self, blobs: Mapping[PurePosixPath, Blob]) -> Mapping[PurePosixPath, bytes]:
        """What some files of a revision hold, all read in one go."""
        names = "".join(f"{blob.name}\n" for blob in blobs.values()).encode()
        command = ["git", "--no-optional-locks", "--no-pager", "cat-file", "--batch"]
        ran = subprocess.run(
            command, cwd=self.top, env={**os.environ, **_QUIET}, input=names, capture_output=True, check=False
        )
        if ran.returncode:
            raise Unchecked(_complaint(ran.stderr))
        return dict(zip(blobs, _contents(ran.stdout), strict=True))


_FILES = "compare two files instead: ivrcheck diff OLD NEW"
_NO_GIT = f"git is not installed here, or not found; {_FILES}"


def _contents(data: bytes) -> Sequence[bytes]:
    """What ``git cat-file --batch`` prints: for each file a line that ends with its size, then the file."""
    found, place = [], 0
    while place < len(data):
        end = data.index(b"\n", place)
        about = data[place:end].split()
        if about[-1] == b"missing":
            raise Unchecked("A file of the old version is missing in this clone; fetch it again.")
        size = int(about[-1])
        found.append(data[end + 1 : end + 1 + size])
        place = end + 1 + size + 1
    return found


def _complaint(said: bytes) -> str:
    """What git itself has to say, in one line."""
    lines = [line for line in os.fsdecode(said).splitlines() if line.strip()]
    first = (
        lines[0].removeprefix("fatal: ").removeprefix("error: ").rstrip(".") if lines else "it gave no reason"
    )
    return f"git could not do it: {first}."


class Revision:
    """The files of a repository as they were at some commit, to be read as menus are."""

    def __init__(self, repository: Repository, revision: str) -> None:
        """Raises ``Unchecked`` where there is no such revision."""
        self.repository = repository
        self.name = revision
        self.commit = repository.commit(revision)
        self._read: dict[PurePosixPath, bytes] = {}

    @cached_property
    def files(self) -> Mapping[PurePosixPath, Blob]:
        """All its ordinary files."""
        return self.repository.files_then(self.commit)

    @cached_property
    def changed(self) -> set[PurePosixPath]:
        """The files that are different in the working tree."""
        return self.repository.changed_since(self.commit)

    def fetch(self, paths: Sequence[PurePosixPath]) -> None:
        """Read some files at once, which is much faster than one by one."""
        wanted = {path: self.files[path] for path in paths if path in self.files and path not in self._read}
        if wanted:
            self._read |= self.repository.texts(wanted)

    def read(self, path: Path, shown: str, limits: Limits) -> str:
        """The text of a file as it was then. Raises ``Unchecked``."""
        inside = self.repository.inside(path)
        blob = self.files.get(inside)
        if blob is None:
            raise Unchecked(f"{shown}: there is no such file in {self.name}.")
        if blob.size > limits.file_bytes:
            raise Unchecked(f"{shown}: in {self.name} the file is larger than can be checked.")
        self.fetch([inside])
        return decode(self._read[inside], shown)
