"""Which menus of a repository have to be compared: those touched, and those they are linked with."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from pathlib import Path, PurePosixPath

from ivrcheck.cli.revision import Repository, Revision
from ivrcheck.compare.versions import Versions
from ivrcheck.config import DEFAULT
from ivrcheck.convert.read import open_menu
from ivrcheck.finding import Unchecked
from ivrcheck.menu.files import is_call_file, read_text
from ivrcheck.menu.folders import is_menu_text
from ivrcheck.menu.numbers import Numbers, numbers_of

_LIMITS = DEFAULT.limits
_YAML = (".yaml", ".yml")
_TAIL = 6
"""Two ways to write one number share at least their last digits."""
_INCLUDES = re.compile(r"^[\"']?include[\"']?\s*:", re.MULTILINE)


def versions_of(revision: str, paths: Sequence[Path]) -> Versions:
    """The menus among some files and folders (none: the whole repository), then and now.

    Raises ``Unchecked`` where there is no such revision, or nothing at one of the paths.
    """
    repository = Repository(_folder_of(paths[0]) if paths else Path())
    then = Revision(repository, revision)
    tree = _Tree(then, [repository.inside(path) for path in paths])
    tree.look(paths)
    touched = tree.touched()
    old, new = ([tree.shown(path) for path in touched if path in side] for side in (tree.old, tree.new))
    is_committed = not repository.changed_since("HEAD") & then.changed
    since = repository.last_change() if touched and is_committed else None
    return Versions(old, new, then.read, revision, len(tree.old | tree.new), since)


def _folder_of(path: Path) -> Path:
    """The nearest folder that is there."""
    return next((one for one in (path, *path.parents) if one.is_dir()), Path())


class _Tree:
    """The menus of both versions, from the top of the repository on."""

    def __init__(self, then: Revision, within: Sequence[PurePosixPath]) -> None:
        self.then = then
        self.repository = then.repository
        self.within = within
        self.old: set[PurePosixPath] = set()
        self.new: set[PurePosixPath] = set()
        self._texts: dict[PurePosixPath, str] = {}
        """The texts of the menus of the working tree."""

    def shown(self, path: PurePosixPath) -> Path:
        return self.repository.shown(path)

    def look(self, paths: Sequence[Path]) -> None:
        """Find the menus. Raises ``Unchecked`` for a path at which there is nothing in either version."""
        now = [*self.repository.files_now(), *(one for one in self.within if (self._at(one)).is_file())]
        self.new = {path for path in dict.fromkeys(now) if self._is_meant(path) and self._is_menu_now(path)}
        then = [path for path in self.then.files if self._is_meant(path)]
        self.then.fetch([path for path in then if path in self.then.changed])
        self.old = {path for path in then if self._is_menu_then(path)}
        for path, inside in zip(paths, self.within, strict=True):
            if not any(inside == one or inside in one.parents for one in self.old | self.new):
                what = "there is no menu here" if path.exists() else "there is no such file or folder"
                raise Unchecked(f"{path.as_posix()}: {what}, neither now nor in {self.then.name}.")

    def _at(self, path: PurePosixPath) -> Path:
        return self.repository.top / path

    def _is_meant(self, path: PurePosixPath) -> bool:
        """Whether a file is named itself, or is a YAML file in one of the folders meant."""
        if path in self.within:
            return True
        within = not self.within or any(folder in path.parents for folder in self.within)
        hidden = any(part.startswith(".") for part in path.parts)
        yaml = path.suffix.lower() in _YAML and not is_call_file(Path(path.name))
        return within and yaml and not hidden

    def _is_menu_now(self, path: PurePosixPath) -> bool:
        try:
            self._texts[path] = text = read_text(self._at(path), path.as_posix(), _LIMITS)
        except Unchecked:
            return True  # the check says what is wrong with it
        return path in self.within or is_menu_text(text)

    def _is_menu_then(self, path: PurePosixPath) -> bool:
        if path not in self.then.changed:
            return path in self.new
        try:
            text = self.then.read(self._at(path), path.as_posix(), _LIMITS)
        except Unchecked:
            return True
        return path in self.within or is_menu_text(text)

    def touched(self) -> list[PurePosixPath]:
        """The menus that may be different: changed, with a changed include, or linked with one of these."""
        changed = self.then.changed
        folders = {folder for path in changed for folder in path.parents}
        every = sorted(self.old | self.new)
        touched = {path for path in every if path in changed or self._may_include(path, folders)}
        todo = sorted(touched)
        digits: dict[PurePosixPath, str] = {}
        while todo and len(touched) < len(every):
            tails = {tail for path in todo for tail in self._tails(path)}
            if not digits:
                digits = {path: re.sub(r"\D", "", text) for path, text in self._texts.items()}
            todo = [path for path in every if path not in touched and self._may_dial(path, digits, tails)]
            touched.update(todo)
        return sorted(touched)

    def _may_include(self, path: PurePosixPath, folders: set[PurePosixPath]) -> bool:
        """Whether a menu includes files, and some file in its folder or below has changed."""
        return path.parent in folders and bool(_INCLUDES.search(self._texts.get(path, "")))

    def _may_dial(self, path: PurePosixPath, digits: dict[PurePosixPath, str], tails: set[str]) -> bool:
        """Whether the numbers in some menus occur in this one, or may do so in what it includes."""
        text = digits.get(path, "")
        return any(tail in text for tail in tails) or bool(
            tails and _INCLUDES.search(self._texts.get(path, ""))
        )

    def _tails(self, path: PurePosixPath) -> Iterable[str]:
        """The last digits of all numbers a menu is called at or dials, in both versions."""
        for there, read in ((self.new, read_text), (self.old, self.then.read)):
            if path not in there:
                continue
            try:
                menu = open_menu(self._at(path), path.as_posix(), _LIMITS, read).menu
            except Unchecked:
                continue
            yield from _tails_of(numbers_of(path.as_posix(), menu)) if menu else ()


def _tails_of(numbers: Numbers) -> Iterable[str]:
    for number in (*(line.number for line in numbers.lines), *numbers.calls.values()):
        if digits := "".join(filter(str.isdecimal, number)):
            yield digits[-_TAIL:]
