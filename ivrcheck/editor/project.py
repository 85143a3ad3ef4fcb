"""The texts that are open in an editor, the menus they belong to, and what a check says of these."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from ivrcheck.analysis.facts import Facts
from ivrcheck.check import Options, check_paths
from ivrcheck.config import DEFAULT
from ivrcheck.editor.scan import scan
from ivrcheck.finding import Report, Unchecked
from ivrcheck.menu.files import is_call_file, read_text, texts_over

_MENU = re.compile(r"^(?:\{\s*)?[\"']?ivrcheck[\"']?\s*:", re.MULTILINE)
_INCLUDES = re.compile(r"^(?:\{.*)?[\"']?include[\"']?\s*:", re.MULTILINE)
_SUFFIXES = (".yaml", ".yml")
_MOST_FILES = 500
"""So many files of a folder are looked into for menus that include a part."""

_MOST_BYTES = 4 * 1024 * 1024
"""A larger file that is not open is not looked into for what it includes."""


class Opened(NamedTuple):
    """A text in the editor."""

    text: str
    version: int | None


Texts = Mapping[Path, Opened]
"""All open texts at one moment."""


@dataclass(frozen=True, slots=True)
class Checked:
    """A menu that was checked: what was found, and the open texts that had a part in it."""

    menu: Path
    report: Report
    files: tuple[Path, ...]
    """The menu and what it includes."""
    facts: Facts | None = None
    """None where the menu could not be understood."""


def clean_path(path: str | Path) -> Path:
    """A path as it is told apart from others."""
    return Path(os.path.abspath(path))  # noqa: PTH100 (a link keeps its own name, as in the editor)


def shown(path: Path) -> Path:
    """A path as findings name it: from the current folder on, where it lies in there."""
    here = Path.cwd()
    return path.relative_to(here) if path.is_relative_to(here) else path


@dataclass(slots=True)
class Project:
    """Finds menus around open texts, and checks them as if what is open were saved."""

    top: tuple[Path, ...] = ()
    """The folders that are open in the editor; menus are not looked for above them."""
    _known: dict[Path, tuple[tuple[int, int], tuple[Path, ...]]] = field(default_factory=dict)
    """By file, when it was written and how large it was, and what it includes."""

    def menus_of(self, path: Path, texts: Texts) -> list[Path]:
        """The menus a file belongs to: itself if it is one, and those that include it."""
        own = [path] if is_menu(path, text_of(path, texts)) else []
        return [*own, *self._including(path, texts)]

    def _including(self, path: Path, texts: Texts) -> Iterator[Path]:
        if path.suffix.lower() not in _SUFFIXES:
            return
        for folder in self._folders(path):
            for menu in _yaml_in(folder, texts):
                if menu != path and path in self.included_by(menu, texts):
                    yield menu

    def _folders(self, path: Path) -> Iterator[Path]:
        """The folder of a file and those above it, up to the top of what is open in the editor."""
        for folder in path.parents:
            yield folder
            if folder in self.top:
                return

    def included_by(self, path: Path, texts: Texts) -> tuple[Path, ...]:
        """The files a menu includes, as it says itself; what is not below its folder is left out."""
        if path in texts:
            return _includes(path, texts[path].text)
        try:
            about = path.stat()
        except OSError:
            return ()
        stamp = (about.st_mtime_ns, about.st_size)
        if self._known.get(path, (None,))[0] != stamp:
            text = text_of(path, texts) if about.st_size <= _MOST_BYTES else ""
            self._known[path] = (stamp, _includes(path, text))
        return self._known[path][1]

    def files_of(self, path: Path, texts: Texts) -> list[Path]:
        """All files of the menus a file belongs to, itself first."""
        found = dict.fromkeys([path])
        for menu in self.menus_of(path, texts):
            found |= dict.fromkeys([menu, *self.included_by(menu, texts)])
        return list(found)

    def check(self, menu: Path, texts: Texts) -> Checked:
        """What a check says of a menu with what is open laid over the files on disk."""
        facts: dict[str, Facts] = {}
        read = texts_over({path: one.text for path, one in texts.items()})
        report = check_paths([shown(menu)], options=Options(timed=False, keep=facts, read=read))
        files = (menu, *self.included_by(menu, texts))
        return Checked(menu, report, files, next(iter(facts.values()), None))


def text_of(path: Path, texts: Texts) -> str:
    """The text of a file, as it stands in the editor or else on disk; empty where there is none."""
    if path in texts:
        return texts[path].text
    try:
        return read_text(path, path.name, DEFAULT.limits)
    except Unchecked:
        return ""


def is_menu(path: Path, text: str) -> bool:
    """Whether a text is a menu: editors show us every YAML file there is."""
    if is_call_file(path) or "ivrcheck" not in text:
        return False
    return bool(_MENU.search(text)) or any(word.route == ("ivrcheck",) for word in scan(text).words)


def _includes(path: Path, text: str) -> tuple[Path, ...]:
    if not _INCLUDES.search(text):
        return ()
    paths = (clean_path(path.parent / name) for name in scan(text).values("include") if "\0" not in name)
    return tuple(one for one in dict.fromkeys(paths) if one != path and one.is_relative_to(path.parent))


def _yaml_in(folder: Path, texts: Texts) -> Iterable[Path]:
    """The YAML files of a folder, those too that are open and not saved yet."""
    try:
        names = sorted(one.name for one in os.scandir(folder) if one.name.lower().endswith(_SUFFIXES))
    except OSError:
        names = []
    there = [folder / name for name in names[:_MOST_FILES]]
    return dict.fromkeys([*there, *(path for path in sorted(texts) if path.parent == folder)])
