"""Finds the menu files among files and folders."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Collection, Iterator, Sequence
from pathlib import Path

from ivrcheck.config import Limits
from ivrcheck.finding import Report, Unchecked
from ivrcheck.menu.files import BESIDE, is_call_file, read_text

_IS_MENU = re.compile(r"^(?:\{\s*)?[\"']?ivrcheck[\"']?\s*:", re.MULTILINE)


def menu_files(paths: Sequence[Path], report: Report, limits: Limits) -> Iterator[Path]:
    """The menu files among files and folders, each once; what cannot be read is said in the report."""
    seen = set()
    for path in paths:
        found = list(_in_folder(path, report, limits)) if _is_folder(path) else [path]
        if not found:
            report.unchecked.append(f"{path.as_posix()}: there is no menu file in this folder.")
        for one in found:
            if one not in seen:
                seen.add(one)
                yield one


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError:
        return False


def _in_folder(folder: Path, report: Report, limits: Limits) -> list[Path]:
    """The YAML files of a folder that begin a menu, in order, without hidden folders and links to folders."""

    def unreadable(error: OSError) -> None:
        reason = (error.strerror or "unknown reason").lower()
        report.unchecked.append(f"{Path(error.filename).as_posix()}: the folder cannot be read ({reason}).")

    files = files_in(folder, unreadable)
    beside = {path.with_name(path.name.removesuffix(BESIDE)) for path in files if path.name.endswith(BESIDE)}
    return [path for path in files if _wanted(path, beside, limits)]


def _wanted(path: Path, beside: Collection[Path], limits: Limits) -> bool:
    """Whether a file of a folder is a menu: one of ours, or an original with something beside it."""
    if is_call_file(path) or path.name.endswith(BESIDE):
        return False
    if path.with_name(path.name.split(".")[0]) in beside:
        return True
    return path.suffix.lower() in (".yaml", ".yml") and _is_menu(path, limits)


def files_in(folder: Path, unreadable: Callable[[OSError], None] | None = None) -> list[Path]:
    """The files of a folder and those in it, in order, without hidden ones and links to folders.

    ``unreadable`` is told of folders that cannot be read.
    """
    found = []
    for where, folders, files in os.walk(folder, onerror=unreadable):
        folders[:] = [name for name in folders if not name.startswith(".")]
        found += [Path(where, name) for name in files if not name.startswith(".")]
    return sorted(found)


def _is_menu(path: Path, limits: Limits) -> bool:
    """Whether a file has the key that makes it a menu; one that cannot be read is kept, to be reported."""
    try:
        text = read_text(path, str(path), limits)
    except Unchecked:
        return True
    return is_menu_text(text)


def is_menu_text(text: str) -> bool:
    """Whether a text has the key that makes it a menu."""
    if "ivrcheck" not in text:
        return False
    if _IS_MENU.search(text):
        return True
    from ivrcheck.menu.locate import locate  # with a YAML reader, which few texts need to be asked

    return bool(locate("", text, [("ivrcheck",)]))
