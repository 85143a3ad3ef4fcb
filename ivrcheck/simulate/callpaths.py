"""Finds the files of call tests that are meant by menus, files and folders."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from ivrcheck.menu.files import CALL_FILES, is_call_file
from ivrcheck.menu.folders import files_in
from ivrcheck.simulate.callfile import call_files_of


def call_paths(paths: Sequence[Path]) -> tuple[list[Path], list[str]]:
    """The files of call tests, each once, and a sentence for each path that leads to none."""
    found: dict[Path, None] = {}
    none: list[str] = []
    for path in paths:
        there = list(_meant(path))
        found.update(dict.fromkeys(there))
        if not there:
            none.append(_nothing(path))
    return list(found), none


def _meant(path: Path) -> Iterator[Path]:
    if path.is_dir():
        yield from filter(is_call_file, files_in(path))
    elif is_call_file(path):
        yield path
    else:
        yield from call_files_of(path)


def _nothing(path: Path) -> str:
    shown = path.as_posix()
    if path.is_dir():
        return f"{shown}: there are no call tests in this folder. Their files end in {CALL_FILES[0]}."
    if not path.is_file():
        return f"{shown}: there is no such file."
    calls = path.with_name(path.stem + CALL_FILES[0]).as_posix()
    return f"{shown}: there are no call tests beside this menu; they stand in a file {calls}."
