"""The file of a baseline: small, sorted, and made to be read in a review."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError

from ivrcheck.baseline.entry import Entry
from ivrcheck.finding import Unchecked

VERSION = 1
MARK = "ivrcheck-baseline"
_ADAPTER = TypeAdapter(tuple[Entry, ...])
_MOST = 96 * 1024 * 1024
_MERGE = re.compile(r"^(?:<{7}|={7}|>{7})", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Baseline:
    """A baseline that has been read, or that is about to be written."""

    path: Path
    entries: Sequence[Entry] = ()

    @property
    def shown(self) -> str:
        return shown(self.path)

    @property
    def folder(self) -> Path:
        return self.path.parent

    def has(self, file: str) -> bool:
        """Whether a menu it names is still there."""
        return (self.folder / file).exists()


def shown(path: Path) -> str:
    """A path from the current folder on, where it lies in there."""
    whole = Path(os.path.abspath(path))  # noqa: PTH100 (links stay as they are)
    here = Path.cwd()
    return (whole.relative_to(here) if whole.is_relative_to(here) else path).as_posix()


def read_baseline(path: Path) -> Baseline:
    """Read a baseline. Raises ``Unchecked`` with what is wrong with it, and the way out."""
    name = shown(path)
    return Baseline(path, _understood(_text(path, name), name))


def _text(path: Path, name: str) -> str:
    try:
        if path.is_dir():
            raise Unchecked(f"{name}: this is a folder; name the file of the baseline in it.")
        if path.exists() and not path.is_file():
            raise Unchecked(f"{name}: this is no ordinary file, so there is no baseline to read in it.")
        if path.stat().st_size > _MOST:
            raise Unchecked(f"{name}: this is too large for a baseline.")
        return path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        raise Unchecked(
            f"{name}: there is no such baseline; “ivrcheck check … --write-baseline {name}” writes it."
        ) from None
    except UnicodeDecodeError:
        raise Unchecked(f"{name}: this is not a baseline of ivrcheck; it is no text in UTF-8.") from None
    except OSError as error:
        reason = (error.strerror or "unknown reason").lower()
        raise Unchecked(f"{name}: the baseline cannot be read ({reason}).") from None


def _understood(text: str, name: str) -> tuple[Entry, ...]:
    """What stands in a baseline."""
    try:
        tree: Any = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise Unchecked(f"{name}{_damage(text, error)}") from None
    if not isinstance(tree, dict) or MARK not in tree:
        raise Unchecked(f"{name}: this is not a baseline of ivrcheck.")
    version = tree[MARK]
    if version != VERSION or isinstance(version, bool):
        raise Unchecked(
            f"{name}: this baseline is of version {version}, and this ivrcheck reads version {VERSION}. "
            "Use the ivrcheck that wrote it, or remove it and write it anew."
        )
    try:
        return _ADAPTER.validate_json(json.dumps(tree.get("findings")))
    except ValidationError as error:
        raise Unchecked(f"{name}: the baseline is damaged: {_place(error)}. {_WAY_OUT}") from None


_WAY_OUT = "Take it from version control once more, or remove it and write it anew."


def _damage(text: str, error: Exception) -> str:
    """Where a text stops being JSON, and why that may be."""
    if merge := _MERGE.search(text):
        line = text.count("\n", 0, merge.start()) + 1
        return f":{line}: two versions of this baseline have not been merged yet. Keep the findings of both."
    if MARK not in text:
        return f": this is not a baseline of ivrcheck{'; it is empty' if not text.strip() else ''}."
    line = error.lineno if isinstance(error, json.JSONDecodeError) else 1
    return f":{line}: the baseline is damaged here. {_WAY_OUT}"


def _place(error: ValidationError) -> str:
    """The first thing that is wrong, in words."""
    first = error.errors(include_url=False)[0]
    number, *keys = first["loc"] or ("",)
    if not isinstance(number, int):
        return "its “findings” are no list"
    known = {field.name for field in fields(Entry)}
    field = str(keys[0]) if keys else ""
    if not keys:
        return f"finding {number + 1} in it is no group of names and values"
    if first["type"] in ("missing", "missing_argument"):
        return f"finding {number + 1} in it has no “{field}”"
    if field not in known:
        return f"finding {number + 1} in it has an unknown “{field}”"
    return f"finding {number + 1} in it has a wrong “{field}”"


def tree_of(entries: Iterable[Entry]) -> dict[str, Any]:
    """What stands in the file of a baseline: the same findings always give the same."""
    return {MARK: VERSION, "findings": list(map(_fields, sorted(entries, key=_order)))}


def _order(entry: Entry) -> tuple[Any, ...]:
    first = entry.file, entry.rule, entry.step, entry.at
    return *first, *(getattr(entry, field.name) for field in fields(Entry))


def _fields(entry: Entry) -> dict[str, Any]:
    """The fields of a finding, without those that say nothing."""
    every = {field.name: getattr(entry, field.name) for field in fields(Entry)}
    every["also"] = list(entry.also)
    return {name: value for name, value in every.items() if value and (name, value) != ("count", 1)}
