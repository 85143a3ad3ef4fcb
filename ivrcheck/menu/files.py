"""One menu file on disk, its text and its tree, or why there is none."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ivrcheck.config import Limits
from ivrcheck.finding import Finding, Unchecked
from ivrcheck.menu.near import nearest
from ivrcheck.menu.problem import problem
from ivrcheck.source import Pointer, Route, Span, whole_file

if TYPE_CHECKING:
    from ivrcheck.menu.model import PhoneSystem

CALL_FILES = (".calls.yaml", ".calls.yml")
"""How the names of files end that hold call tests rather than a menu."""

BESIDE = ".ivrcheck.yaml"
"""How the name of a file ends that stands beside the original of a phone system: ``flow.ivrcheck.yaml``."""

STANDARD_INPUT = "<stdin>"
"""What a menu is called that comes from the standard input and has no name."""

_NEAR = 3
"""How many lines after words are lost the text may still stop being YAML because of them."""


@dataclass(slots=True)
class Loaded:
    """One menu file, read. ``menu`` is None where ``problems`` kept it from being understood."""

    file: str
    menu: PhoneSystem | None = None
    problems: list[Finding] = field(default_factory=list)
    texts: dict[str, str] = field(default_factory=dict)
    """The text of the file and of each it includes."""
    homes: dict[tuple[str, str], str] = field(default_factory=dict)
    """Which included file a person, a step … was written in; what is not listed is in ``file``."""
    places: Mapping[Route, Span] | None = None
    """Where everything stands, for a menu made from a phone system's own files; None: where its text says."""
    todo: list[Route] = field(default_factory=list)
    """What is still to be filled in."""
    unmatched: list[tuple[str, str, Span, str]] = field(default_factory=list)
    """What stands beside an original and answers to nothing in it: name, section, place, and a hint."""
    empty: list[Route] = field(default_factory=list)
    """Where a name and a colon stand with nothing behind them."""

    def home(self, route: Route) -> str:
        """The file a place is in."""
        return self.homes.get((route[0], route[1]), self.file) if len(route) > 1 else self.file

    def at(self, *route: str, key: bool = False) -> Pointer:
        """A place in the file (or the one it includes) by its keys."""
        return Pointer(self.home(route), route, key)


Read = Callable[[Path, str, Limits], str]
"""Gives the text of a file: its path, how it is called, and the limits. Raises ``Unchecked``."""


def read_text(path: Path, shown: str, limits: Limits) -> str:
    """The text of a file. Raises ``Unchecked`` with a sentence where there is none to be had."""
    try:
        about = path.stat()
        if not stat.S_ISREG(about.st_mode):  # a pipe or a device may never end
            what = "a folder" if stat.S_ISDIR(about.st_mode) else "no ordinary file"
            raise Unchecked(f"{shown}: this is {what}, so there is no menu to read in it.")
        if about.st_size > limits.file_bytes:
            size, most = about.st_size / 1048576, limits.file_bytes // 1048576
            raise Unchecked(f"{shown}: the file is {size:.0f} MB; at most {most} MB can be checked.")
        data = path.read_bytes()
    except FileNotFoundError:
        if path.is_symlink():
            raise Unchecked(f"{shown}: this is a link to a file that is not there.") from None
        raise Unchecked(f"{shown}: there is no such file.{_beside(path)}") from None
    except OSError as error:
        reason = (error.strerror or "unknown reason").lower()
        raise Unchecked(f"{shown}: the file cannot be read ({reason}).") from None
    return decode(data, shown)


def texts_over(texts: Mapping[Path, str], below: Read = read_text) -> Read:
    """Reads files as texts that are not on disk, such as an editor's, and all others as ``below`` does."""
    known = {Path(os.path.realpath(path)): text for path, text in texts.items()}

    def read(path: Path, shown: str, limits: Limits) -> str:
        text = known.get(Path(os.path.realpath(path)))
        return below(path, shown, limits) if text is None else text

    return read


def is_call_file(path: Path) -> bool:
    """Whether a file holds call tests, by its name."""
    return path.name.lower().endswith(CALL_FILES)


def _beside(path: Path) -> str:
    """The file that may have been meant, where one with nearly the same name lies in the same folder."""
    if path.is_symlink():  # the name is right, it is what it leads to that is gone
        return ""
    there = {Path(name).stem: name for name in names_beside(path)}
    near = path.stem if path.stem in there else nearest(path.stem, there)  # the ending is alike anyway
    return f" Did you mean “{there[near]}”?" if near and there[near] != path.name else ""


def names_beside(path: Path) -> list[str]:
    """The names of the YAML files in the folder of a file."""
    try:
        return sorted(one.name for one in path.parent.iterdir() if one.suffix in _SUFFIXES)
    except (OSError, ValueError):  # a name that no folder can have
        return []


_SUFFIXES = (".yaml", ".yml")


def decode(data: bytes, shown: str) -> str:
    """Bytes as text: UTF-8, with or without a byte order mark, or UTF-16 with one."""
    encoding = "UTF-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "UTF-8"
    try:
        text = data.decode(encoding).removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        if b"\0" in data[:4096]:
            raise Unchecked(f"{shown}: this is not a text file.") from None
        line = data.count(b"\n", 0, error.start) + 1
        raise Unchecked(
            f"{shown}: byte {error.start + 1} (line {line}) is not {encoding} text; "
            "save the file with the encoding UTF-8."
        ) from None
    if "\0" in text[:4096]:
        raise Unchecked(f"{shown}: this is not a text file.")
    return text


def read_tree(loaded: Loaded, shown: str, text: str, limits: Limits) -> Any:
    """The tree of one file, None where there is none; what is wrong is noted."""
    import yaml

    from ivrcheck.menu.reader import Stop, TreeReader
    from ivrcheck.menu.syntax import lost_words, syntax_problem

    reader = TreeReader(shown, text, limits)
    tree = None
    try:
        tree = reader.read()
        if not isinstance(tree, dict):
            reader.problems.append(_not_a_map(shown, tree))
    except (yaml.YAMLError, UnicodeEncodeError) as error:
        reader.problems.append(syntax_problem(shown, text, error))
    except Stop as stop:
        reader.problems.append(stop.finding)
    loaded.empty += reader.empty
    loaded.problems += _with_lost_words(reader.problems, list(lost_words(shown, text)))
    return tree


def _with_lost_words(problems: list[Finding], lost: list[Finding]) -> list[Finding]:
    """All of them; what was lost just before the text stops being YAML is why it does."""
    lines = {one.at.line for one in problems if one.code == "IVR007" and isinstance(one.at, Span)}
    more = [one for one in lost if isinstance(one.at, Span) and one.at.line not in lines]
    for number, one in enumerate(problems):
        before = [
            early for early in more if one.code == "IVR001" and 0 <= _lines_between(early, one) <= _NEAR
        ]
        if before:
            more.remove(before[-1])
            problems[number] = replace(before[-1], unread=True)
    return [*problems, *more]


def _lines_between(one: Finding, other: Finding) -> int:
    return other.at.line - one.at.line if isinstance(one.at, Span) and isinstance(other.at, Span) else -1


def _not_a_map(shown: str, tree: Any) -> Finding:
    if tree is None:
        message = "The file is empty: there is no menu in it."
        return problem("IVR010", whole_file(shown), message, "Begin it with the line ivrcheck: 1.")
    what = "a list" if isinstance(tree, list) else "a text"
    message = f"The file is {what}; a menu file is made of names with a colon, such as name, entry and steps."
    return problem("IVR004", whole_file(shown), message, "Begin it with the line ivrcheck: 1.")
