"""Puts the files a menu includes into its tree."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from ivrcheck.config import Limits
from ivrcheck.finding import Finding, Instead, Label, Unchecked
from ivrcheck.menu.files import Loaded, Read, names_beside, read_tree
from ivrcheck.menu.locate import locate
from ivrcheck.menu.near import slip
from ivrcheck.menu.problem import problem
from ivrcheck.menu.scalars import clip
from ivrcheck.source import Pointer

SECTIONS = ("people", "teams", "hours", "topics", "entry", "steps")


def include(loaded: Loaded, tree: dict[str, Any], path: Path, limits: Limits, read: Read) -> bool:
    """Merge the files named under ``include`` into the tree; says whether all of them could be read."""
    names = tree.get("include", [])
    names = [names] if isinstance(names, str) else names
    if not isinstance(names, list):
        return False
    if len(names) > limits.includes:
        message = f"{len(names):,} files are included here; at most {limits.includes:,} can be."
        loaded.problems.append(problem("IVR009", Pointer(loaded.file, ("include",), key=True), message))
    merger = _Merger(loaded, tree, path, limits, read)
    for position, name in enumerate(names[: limits.includes]):
        if isinstance(name, str):
            merger.add(name, Pointer(loaded.file, ("include", str(position))))
    loaded.problems += merger.repeated()
    return merger.complete and len(names) <= limits.includes


class _Merger:
    """Adds one included file after the other to the tree of the file that includes them."""

    def __init__(self, loaded: Loaded, tree: dict[str, Any], path: Path, limits: Limits, read: Read) -> None:
        self.loaded = loaded
        self.tree = tree
        self.folder = path.parent
        self.limits = limits
        self.read = read
        self.own = _real(path)
        self.seen = {self.own}
        self.twice: list[tuple[str, str, str]] = []
        self.complete = True

    def add(self, name: str, at: Pointer) -> None:
        """Merge one file; what is wrong with it is noted."""
        part = self._read(name, at)
        if isinstance(part, str):
            shown = self._shown(name)
            tree = read_tree(self.loaded, shown, part, self.limits)
            self.complete &= isinstance(tree, dict)
            self.loaded.problems += self._merge(tree if isinstance(tree, dict) else {}, shown)

    def _shown(self, name: str) -> str:
        return (Path(self.loaded.file).parent / name).as_posix()

    def _read(self, name: str, at: Pointer) -> str | None:
        """The text of an included file, None where it may not be included."""
        real = _real(self.folder / name)
        if Path(name).is_absolute() or real is None or not real.is_relative_to(self.folder.resolve()):
            message = f"“{clip(name)}” lies outside the folder of this file."
            self._refuse(at, message, "Move it into this folder or one below it.")
            return None
        if real in self.seen:
            what = "this file itself" if real == self.own else "included twice"
            message = f"“{clip(name)}” is {what}."
            self._refuse(at, message, "Remove this line.", complete=True, instead=Instead(name, ""))
            return None
        shown = self._shown(name)
        try:
            text = self.read(self.folder / name, shown, self.limits)
        except Unchecked as error:
            why = str(error).removeprefix(f"{shown}: ")
            message = f"“{clip(name)}” cannot be included: {why}"
            self._refuse(at, message, "Check the name.", instead=self._meant(name))
            return None
        self.seen.add(real)
        self.loaded.texts[shown] = text
        return text

    def _meant(self, name: str) -> Instead | None:
        """The one file that is there, and not included yet, for a misspelt name."""
        path = self.folder / name
        free = {one for one in names_beside(path) if _real(path.with_name(one)) not in self.seen}
        right = slip(path.name, free)
        return Instead(name, f"{name[: len(name) - len(path.name)]}{right}") if right else None

    def _refuse(
        self, at: Pointer, message: str, help: str, complete: bool = False, instead: Instead | None = None
    ) -> None:
        self.complete &= complete
        self.loaded.problems.append(problem("IVR008", at, message, help, instead=instead))

    def _merge(self, part: dict[str, Any], shown: str) -> Iterator[Finding]:
        for section, items in part.items():
            at = Pointer(shown, (section,), key=True)
            if section not in SECTIONS:
                message = f"“{clip(section)}” cannot stand in an included file."
                allowed = f"An included file holds only: {', '.join(SECTIONS)}."
                yield problem("IVR008", at, message, f"{allowed} Move it to the file that includes this one.")
            elif not isinstance(items, dict):
                message = f"“{section}” should be a group of lines, each with a name and a colon."
                self.complete = False
                yield problem("IVR004", at, message)
            elif isinstance(self.tree.setdefault(section, {}), dict):
                self._merge_section(section, items, shown)

    def _merge_section(self, section: str, items: dict[str, Any], shown: str) -> None:
        into = self.tree[section]
        for id, value in items.items():
            if id in into:
                self.twice.append((section, id, shown))
            else:
                into[id] = value
                self.loaded.homes[section, id] = shown

    def repeated(self) -> Iterator[Finding]:
        """The ids that stand in two files, with both places; all looked up in one scan of each file."""
        loaded = self.loaded
        wanted: dict[str, set[tuple[str, str]]] = {}
        for section, id, shown in self.twice:
            wanted.setdefault(shown, set()).add((section, id))
            wanted.setdefault(loaded.home((section, id)), set()).add((section, id))
        places = {file: locate(file, loaded.texts[file], routes) for file, routes in wanted.items()}
        for section, id, shown in self.twice:
            first = places[loaded.home((section, id))][section, id].key
            again = places[shown][section, id].key
            where = f"both in {first.file} (line {first.line}) and in {again.file} (line {again.line})"
            message = f"“{clip(id)}” stands {where}."
            yield problem(
                "IVR002", again, message, "Remove one of the two.", (Label(first, "first written here"),)
            )


def _real(path: Path) -> Path | None:
    """Where a path leads in the end; None for a circle of links, or a name no file can have."""
    try:
        return path.resolve()
    except (OSError, RuntimeError, ValueError):
        return None
