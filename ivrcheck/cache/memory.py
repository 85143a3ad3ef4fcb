"""What earlier checks came to, by everything that shapes it: text, included texts, options, program.

An entry is found by a menu's text and the options, and used only if what the menu includes reads as it did.
Menus whose includes cannot be read, those with too many mistakes to show, and those on which a rule broke
down are never remembered.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from typing import TypeVar

from ivrcheck.cache.folder import Folder
from ivrcheck.cache.plain import from_plain, to_plain
from ivrcheck.cache.program import program
from ivrcheck.config import Config, Limits, ReadSettings
from ivrcheck.finding import INTERNAL_ERROR, Report, Unchecked
from ivrcheck.menu.files import Read
from ivrcheck.menu.numbers import Links, Numbers
from ivrcheck.source import Route

T = TypeVar("T")

_FORGOTTEN = {INTERNAL_ERROR, "IVR008", "IVR009"}
"""Findings that hang on more than the texts that were read, or that hide others that do."""


@dataclass(frozen=True, slots=True)
class Text:
    """A text that was read for a menu: its own, or one it includes."""

    shown: str
    name: str
    """From the folder of the menu, as the menu writes it."""
    real: str
    """Where that leads in the end, links followed, from the folder of the menu."""
    hash: str


@dataclass(slots=True)
class Part:
    """What one file adds to a report, and what it was read from, itself first."""

    report: Report
    numbers: Numbers | None = None
    texts: tuple[Text, ...] = ()


class Reader:
    """Reads texts, and keeps in mind what there was to be read."""

    def __init__(self, read: Read) -> None:
        self.sources: dict[str, str] = {}
        self._read = read
        self._paths: dict[str, Path] = {}

    def __call__(self, path: Path, shown: str, limits: Limits) -> str:
        if shown not in self.sources:  # once, so that all who ask are told the same
            self.sources[shown] = self._read(path, shown, limits)
            self._paths[shown] = path
        return self.sources[shown]

    def texts(self, menu: Path) -> tuple[Text, ...]:
        """What was read for a menu. Where it includes nothing, it does not matter what it is a link to."""
        folder = menu.parent
        alone = len(self._paths) == 1
        return tuple(
            Text(
                shown,
                path.relative_to(folder).as_posix(),
                "" if alone else _real(path, folder),
                hashed(self.sources[shown]),
            )
            for shown, path in self._paths.items()
        )


@dataclass(frozen=True, slots=True)
class Asked:
    """What is known of a file, and the key under which it belongs."""

    key: str = ""
    """Empty where the file cannot be read."""
    hash: str = ""
    """That of the text it was asked for."""
    part: Part | None = None


class Memory:
    """The results of earlier checks in a folder."""

    def __init__(self, folder: Folder) -> None:
        self.folder = folder

    def ask(self, path: Path, shape: str, limits: Limits, read: Read) -> Asked:
        """What is known of a file; ``shape`` is what else decides what is found in it."""
        shown, reader = path.as_posix(), Reader(read)
        try:
            hash = hashed(reader(path, shown, limits))
        except Exception:  # it is said when it is checked
            return Asked()
        key = _key("menu", shown, hash, shape)
        part = self._get(key, Part)
        if part and still_so(part.texts, path, limits, reader) and _with_texts(part.report, reader.sources):
            return Asked(key, hash, part)
        return Asked(key, hash)

    def keep(self, asked: Asked, part: Part) -> None:
        """Remember what a file came to, where that was found in the very text that was asked for."""
        if asked.key and part.texts and part.texts[0].hash == asked.hash and not _is_odd(part.report):
            self._put(asked.key, Part, replace(part, report=_without_texts(part.report)))

    def ask_together(self, key: str, sources: Mapping[str, str]) -> dict[str, Report] | None:
        """What is known of linked files, by file; ``sources`` are their texts."""
        found = self._get(key, Reports)
        whole = found and all(_with_texts(report, sources) for report in found.reports.values())
        return found.reports if found and whole else None

    def keep_together(self, key: str, reports: Mapping[str, Report]) -> None:
        """Remember what linked files came to together."""
        if not any(map(_is_odd, reports.values())):
            self._put(key, Reports, Reports({file: _without_texts(one) for file, one in reports.items()}))

    def settings(self, read: ReadSettings) -> ReadSettings:
        """Reads settings as ``read`` does, only once: to hold them against the rules, these are imported."""

        def remembered(data: bytes, path: Path, shown: str, base: Config, within: Route) -> Config | None:
            key = _key("settings", sha256(data).hexdigest(), str(path), repr(base), *within)
            if found := self._get(key, Settings):
                return found.config
            config = read(data, path, shown, base, within)
            self._put(key, Settings, Settings(config))
            return config

        return remembered

    def _get(self, key: str, kind: type[T]) -> T | None:
        body = self.folder.get(key)
        if body is None:
            return None
        try:
            found: T = from_plain(kind, json.loads(body))
        except Exception:  # of whatever sort it is: it is worked out anew, and replaced
            return None
        return found

    def _put(self, key: str, kind: type[T], value: T) -> None:
        self.folder.put(key, json.dumps(to_plain(kind, value), separators=(",", ":")).encode())


@dataclass(frozen=True, slots=True)
class Reports:
    """What linked files came to together, by file."""

    reports: dict[str, Report]


@dataclass(frozen=True, slots=True)
class Settings:
    """What a file of settings says; None: nothing for us."""

    config: Config | None


def key_together(members: Sequence[tuple[tuple[Text, ...], str]], links: Iterable[Links]) -> str:
    """Under which key linked files belong: the texts and the shape of each, and where they lead."""
    return _key("together", repr(members), repr(list(links)))


def hashed(text: str) -> str:
    """A hash of a text."""
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _key(*words: str) -> str:
    return hashed("\0".join((program(), *words)))


def still_so(texts: Sequence[Text], menu: Path, limits: Limits, read: Read) -> bool:
    """Whether a menu and what it includes still read as they did, and still are what they were."""
    folder, alone = menu.parent, len(texts) == 1
    try:
        return all(
            (alone or _real(folder / one.name, folder) == one.real)
            and hashed(read(folder / one.name, one.shown, limits)) == one.hash
            for one in texts
        )
    except (Unchecked, OSError, ValueError):
        return False


def _real(path: Path, folder: Path) -> str:
    """Where a path leads in the end, links followed, from a folder."""
    real = os.path.realpath(path)
    try:
        return os.path.relpath(real, os.path.realpath(folder))
    except ValueError:  # Windows: it is on another drive
        return real


def _without_texts(report: Report) -> Report:
    """A report with the names of the texts only: they are read anyway."""
    return replace(report, sources=dict.fromkeys(report.sources, ""))


def _with_texts(report: Report, sources: Mapping[str, str]) -> bool:
    """Put the texts back into a report; says whether all of them are there."""
    if not report.sources.keys() <= sources.keys():
        return False
    report.sources = {name: sources[name] for name in report.sources}
    return True


def _is_odd(report: Report) -> bool:
    """Whether a report says what may be otherwise the next time, with the same texts."""
    found = [*report.findings, *(one.finding for one in report.suppressed)]
    codes = {inner.code for one in found for inner in (one, *one.folded)}
    return bool(report.unchecked or codes & _FORGOTTEN)
