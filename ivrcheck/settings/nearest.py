"""Finds the settings for a menu file: the nearest ``ivrcheck.toml`` or ``pyproject.toml`` above it.

In one folder ``ivrcheck.toml`` comes first. A ``pyproject.toml`` counts when it has ``[tool.ivrcheck]``.
"""

from __future__ import annotations

import os
from pathlib import Path

from ivrcheck.config import DEFAULT, Config, ReadSettings
from ivrcheck.finding import Unchecked
from ivrcheck.source import Route

OWN = "ivrcheck.toml"
SHARED = "pyproject.toml"


class WrongSettings(Unchecked):
    """Settings that cannot be used: one sentence for each thing that is wrong with them."""

    def __init__(self, *problems: str) -> None:
        super().__init__(problems[0])
        self.problems = problems


def from_toml(data: bytes, path: Path, shown: str, base: Config, within: Route) -> Config | None:
    from ivrcheck.settings.read import read_settings  # with all the rules

    return read_settings(data, path, shown, base, within)


class Nearest:
    """Finds and reads settings; each folder is looked into once, and each file read once."""

    def __init__(self, base: Config = DEFAULT, read: ReadSettings = from_toml) -> None:
        """``base``: what counts where no file says otherwise."""
        self.base = base
        self._read = read
        self._beside: dict[str, Config | WrongSettings] = {}
        self._folders: dict[Path, Config | WrongSettings] = {}

    def of(self, path: Path) -> Config:
        """The settings for a file. Raises ``WrongSettings``."""
        beside = os.path.dirname(path)  # noqa: PTH120 (asked for each of very many files)
        found = self._beside.get(beside)
        if found is None:
            folder = Path(os.path.normpath(path.absolute())).parent
            found = self._beside[beside] = self._of_folder(folder)
        if isinstance(found, WrongSettings):
            raise found
        return found

    def _of_folder(self, folder: Path) -> Config | WrongSettings:
        if folder not in self._folders:
            self._folders[folder] = self._look(folder)
        return self._folders[folder]

    def _look(self, folder: Path) -> Config | WrongSettings:
        """What stands in a folder, or else in the one above it."""
        try:
            for name in (OWN, SHARED):
                if (config := self._settings(folder / name)) is not None:
                    return config
        except WrongSettings as error:
            return error
        return self.base if folder.parent == folder else self._of_folder(folder.parent)

    def _settings(self, path: Path) -> Config | None:
        """The settings a file holds; None where there is no file, or nothing for us in it."""
        if not path.is_file():
            return None
        shown = _shown(path)
        try:
            data = path.read_bytes()
        except OSError as error:
            raise WrongSettings(f"{shown}: these settings cannot be read ({error.strerror}).") from None
        shared = path.name == SHARED
        if shared and b"ivrcheck" not in data:  # most are about other tools, and reading them takes time
            return None
        return self._read(data, path, shown, self.base, ("tool", "ivrcheck") if shared else ())


def _shown(path: Path) -> str:
    """A path as people would write it: from the current folder on, where it lies in there."""
    here = Path.cwd()
    return (path.relative_to(here) if path.is_relative_to(here) else path).as_posix()
