"""From a file on disk to a frozen menu, or to everything that is wrong with the file."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import yaml
from pydantic import TypeAdapter, ValidationError

from ivrcheck.config import DEFAULT, Limits
from ivrcheck.finding import Finding, Unchecked
from ivrcheck.menu.model import PhoneSystem
from ivrcheck.menu.problem import problem
from ivrcheck.menu.reader import Stop, TreeReader
from ivrcheck.menu.syntax import lost_words, syntax_problem
from ivrcheck.source import Pointer, Route, Span, whole_file

SECTIONS = ("people", "teams", "hours", "topics", "entry", "steps")
_NEAR = 3
"""How many lines after words are lost the text may still stop being YAML because of them."""
_ADAPTER: TypeAdapter[PhoneSystem] = TypeAdapter(PhoneSystem)


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

    def home(self, route: Route) -> str:
        """The file a place is in."""
        return self.homes.get((route[0], route[1]), self.file) if len(route) > 1 else self.file

    def at(self, *route: str, key: bool = False) -> Pointer:
        """A place in the file (or the one it includes) by its keys."""
        return Pointer(self.home(route), route, key)


def read_text(path: Path, shown: str, limits: Limits) -> str:
    """The text of a file. Raises ``Unchecked`` with a sentence where there is none to be had."""
    try:
        size = path.stat().st_size
        if size > limits.file_bytes:
            raise Unchecked(
                f"{shown}: the file is {size / 1048576:.0f} MB; at most {limits.file_bytes // 1048576} MB can be checked."
            )
        data = path.read_bytes()
    except FileNotFoundError:
        raise Unchecked(f"{shown}: there is no such file.") from None
    except OSError as error:
        raise Unchecked(f"{shown}: the file cannot be read ({(error.strerror or 'unknown reason').lower()}).") from None
    return decode(data, shown)


def decode(data: bytes, shown: str) -> str:
    """Bytes as text: UTF-8, with or without a byte order mark, or UTF-16 with one."""
    encoding = "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        if b"\0" in data[:4096]:
            raise Unchecked(f"{shown}: this is not a text file.") from None
        line = data.count(b"\n", 0, error.start) + 1
        raise Unchecked(
            f"{shown}: byte {error.start + 1} (line {line}) is not UTF-8 text; save the file with the encoding UTF-8."
        ) from None
    if "\0" in text[:4096]:
        raise Unchecked(f"{shown}: this is not a text file.")
    return text


def load(path: Path, shown: str | None = None, limits: Limits = DEFAULT.limits) -> Loaded:
    """Read one menu file with what it includes. Raises ``Unchecked`` where it cannot be read at all."""
    shown = shown if shown is not None else path.as_posix()
    return load_text(read_text(path, shown, limits), shown, path, limits)


def load_text(text: str, shown: str, path: Path, limits: Limits = DEFAULT.limits) -> Loaded:
    """Read a menu from its text; ``path`` says where its includes lie."""
    loaded = Loaded(shown, texts={shown: text})
    tree = _tree(loaded, shown, text, limits)
    if isinstance(tree, dict):
        _include(loaded, tree, path, limits)
        if not any(one.unread for one in loaded.problems):
            _understand(loaded, tree, limits)
    return loaded


def _tree(loaded: Loaded, shown: str, text: str, limits: Limits) -> Any:
    """The tree of one file, None where there is none; what is wrong is noted."""
    reader = TreeReader(shown, text, limits)
    tree = None
    try:
        tree = reader.read()
        if not isinstance(tree, dict):
            reader.problems.append(_not_a_map(shown, tree))
    except yaml.YAMLError as error:
        reader.problems.append(syntax_problem(shown, text, error))
    except Stop as stop:
        reader.problems.append(replace(stop.finding, unread=True))
    loaded.problems += _with_lost_words(reader.problems, list(lost_words(shown, text)))
    return tree


def _with_lost_words(problems: list[Finding], lost: list[Finding]) -> list[Finding]:
    """All of them; what was lost just before the text stops being YAML is why it does."""
    lines = {one.at.line for one in problems if one.code == "IVR007" and isinstance(one.at, Span)}
    more = [one for one in lost if isinstance(one.at, Span) and one.at.line not in lines]
    for number, one in enumerate(problems):
        before = [early for early in more if one.code == "IVR001" and 0 <= _lines_between(early, one) <= _NEAR]
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


def _include(loaded: Loaded, tree: dict[str, Any], path: Path, limits: Limits) -> None:
    """Merge the files named under ``include`` into the tree."""
    names = tree.get("include", [])
    names = [names] if isinstance(names, str) else names
    if not isinstance(names, list):
        return
    for position, name in enumerate(names[: limits.includes]):
        if isinstance(name, str):
            at = Pointer(loaded.file, ("include", str(position)))
            for finding in _one_include(loaded, tree, path, name, at, limits):
                loaded.problems.append(finding)


def _one_include(
    loaded: Loaded, tree: dict[str, Any], path: Path, name: str, at: Pointer, limits: Limits
) -> Iterator[Finding]:
    target = path.parent / name
    folder = path.parent.resolve()
    shown = (Path(loaded.file).parent / name).as_posix()
    if Path(name).is_absolute() or not _inside(target, folder):
        message = f"“{name}” lies outside the folder of this file."
        yield problem("IVR008", at, message, "Move it into this folder or one below it.")
        return
    if shown in loaded.texts:
        message = f"“{name}” is this file itself." if shown == loaded.file else f"“{name}” is included twice."
        yield problem("IVR008", at, message, "Remove this line.")
        return
    try:
        text = read_text(target, shown, limits)
    except Unchecked as error:
        yield problem("IVR008", at, f"“{name}” cannot be included: {str(error).split(': ', 1)[1]}", "Check the name.")
        return
    loaded.texts[shown] = text
    part = _tree(loaded, shown, text, limits)
    if isinstance(part, dict):
        yield from _merge(loaded, tree, part, shown)


def _inside(target: Path, folder: Path) -> bool:
    try:
        return target.resolve().is_relative_to(folder)
    except (OSError, RuntimeError, ValueError):  # a circle of links, or a name no file can have
        return False


def _merge(loaded: Loaded, tree: dict[str, Any], part: dict[str, Any], shown: str) -> Iterator[Finding]:
    for section, items in part.items():
        if section not in SECTIONS:
            message = f"“{section}” cannot stand in an included file."
            help = f"An included file holds only: {', '.join(SECTIONS)}. Move it to the file that includes this one."
            yield problem("IVR008", Pointer(shown, (section,), key=True), message, help)
        elif not isinstance(items, dict) or not isinstance(tree.setdefault(section, {}), dict):
            message = f"“{section}” should be a group of lines, each with a name and a colon."
            yield problem("IVR004", Pointer(shown, (section,), key=True), message)
        else:
            yield from _merge_section(loaded, tree[section], section, items, shown)


def _merge_section(
    loaded: Loaded, into: dict[str, Any], section: str, items: dict[str, Any], shown: str
) -> Iterator[Finding]:
    for id, value in items.items():
        if id in into:
            yield _twice(loaded, section, id, shown)
        else:
            into[id] = value
            loaded.homes[section, id] = shown


def _twice(loaded: Loaded, section: str, id: str, shown: str) -> Finding:
    from ivrcheck.finding import Label
    from ivrcheck.menu.locate import locate

    other = loaded.home((section, id))
    first = locate(other, loaded.texts[other], [(section, id)])[section, id].key
    again = locate(shown, loaded.texts[shown], [(section, id)])[section, id].key
    message = f"“{id}” stands both in {other} (line {first.line}) and in {shown} (line {again.line})."
    return problem("IVR002", again, message, "Remove one of the two.", (Label(first, "first written here"),))


def _understand(loaded: Loaded, tree: dict[str, Any], limits: Limits) -> None:
    """Turn the tree into the frozen menu, and check what it names."""
    from ivrcheck.menu.references import References

    menu, broken = _validate(loaded, tree)
    if menu is None:
        return
    loaded.problems += References(menu, loaded.home, limits, broken).problems()
    if not loaded.problems:
        loaded.menu = menu


def _validate(loaded: Loaded, tree: dict[str, Any]) -> tuple[PhoneSystem | None, set[tuple[str, str]]]:
    """The menu, and which parts had to be left out of it because they are faulty themselves."""
    try:
        return _ADAPTER.validate_python(tree), set()
    except ValidationError as error:
        from ivrcheck.menu.invalid import findings_of

        errors = error.errors(include_url=False)
    aliases = any(one.code == "IVR006" for one in loaded.problems)
    said = [one for one in errors if not (aliases and str(one["input"]).startswith("*"))]
    loaded.problems += findings_of(said, tree, loaded.home)
    broken = {_cut(tree, one["loc"]) for one in errors}
    try:
        return _ADAPTER.validate_python({"ivrcheck": "1", "name": "?"} | tree), broken
    except ValidationError:
        return None, broken  # what remains cannot stand alone; the faults found so far come first


def _cut(tree: dict[str, Any], loc: tuple[int | str, ...]) -> tuple[str, str]:
    """Take the smallest named thing that holds an error out of the tree."""
    section = str(loc[0]) if loc else ""
    items = tree.get(section)
    if section in SECTIONS and len(loc) > 1 and isinstance(items, dict):
        items.pop(str(loc[1]), None)
        return section, str(loc[1])
    tree.pop(section, None)
    return section, ""
