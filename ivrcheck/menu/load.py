"""From a file on disk to a frozen menu, or to everything that is wrong with the file."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError

from ivrcheck.config import DEFAULT, Limits
from ivrcheck.finding import Finding, Unchecked
from ivrcheck.menu.files import Loaded as Loaded
from ivrcheck.menu.files import Read, is_call_file, read_tree
from ivrcheck.menu.files import decode as decode
from ivrcheck.menu.files import read_text as read_text
from ivrcheck.menu.include import SECTIONS, include
from ivrcheck.menu.model import PhoneSystem
from ivrcheck.menu.problem import problem
from ivrcheck.menu.scalars import clip
from ivrcheck.menu.todo import TODO, fill_in
from ivrcheck.source import Pointer

_MANY = 20_000
"""Of a tree with more faults than this only a part is looked at: each takes a thousand bytes to describe."""

_SHORT = 40
"""A list or group this short is never cut, so that nothing required gets lost."""

_ROUNDS = 5
_ADAPTER: TypeAdapter[PhoneSystem] = TypeAdapter(PhoneSystem)

Part = tuple[str, str]
"""A section and the id of something in it; an empty id means the whole section."""


def mistaken(shown: str) -> str:
    """What is said of a file with mistakes to whoever wants something else of it than a check."""
    return f"{shown} has mistakes in it; “ivrcheck check {shown}” shows them."


def load(
    path: Path, shown: str | None = None, limits: Limits = DEFAULT.limits, read: Read = read_text
) -> Loaded:
    """Read one menu file with what it includes. Raises ``Unchecked`` where it cannot be read at all."""
    shown = shown if shown is not None else path.as_posix()
    text = read(path, shown, limits)
    if is_call_file(path):
        raise Unchecked(f"{shown}: this holds call tests, not a menu; “ivrcheck test {shown}” runs them.")
    return load_text(text, shown, path, limits, read)


def load_text(
    text: str, shown: str, path: Path, limits: Limits = DEFAULT.limits, read: Read = read_text
) -> Loaded:
    """Read a menu from its text; ``path`` says where its includes lie, and ``read`` gives theirs."""
    loaded = Loaded(shown, texts={shown: text})
    tree = read_tree(loaded, shown, text, limits)
    if isinstance(tree, dict):
        if part := _only_a_part(loaded, tree):
            loaded.problems.append(part)
            return loaded
        complete = include(loaded, tree, path, limits, read)
        load_tree(loaded, tree, limits, complete)
    return loaded


def load_tree(loaded: Loaded, tree: dict[str, Any], limits: Limits, complete: bool = True) -> None:
    """Understand the tree of a menu; ``complete``: whether all that belongs to it could be read."""
    if large := _too_large(loaded, tree, limits):
        loaded.problems.append(large)
        return
    if loaded.places is not None or any(TODO in text for text in loaded.texts.values()):
        loaded.todo = fill_in(tree)
    _understand(loaded, tree, limits, complete)


def _only_a_part(loaded: Loaded, tree: dict[str, Any]) -> Finding | None:
    """The finding for a file that is there to be included by others: nobody calls the people in it."""
    if not tree or not tree.keys() <= {*SECTIONS} or tree.keys() >= {"entry", "steps"}:
        return None
    message = f"This file holds only {' and '.join(tree)}: that is a part of a menu."
    help = "Check the file that includes it. If it is to be a menu, begin it with the line ivrcheck: 1."
    return problem("IVR010", Pointer(loaded.file, (next(iter(tree)),), key=True), message, help)


def _too_large(loaded: Loaded, tree: dict[str, Any], limits: Limits) -> Finding | None:
    """The finding for a file with more steps than can be checked; to understand them would take too long."""
    steps = tree.get("steps")
    if not isinstance(steps, dict) or len(steps) <= limits.steps:
        return None
    message = f"The file has {len(steps):,} steps; at most {limits.steps:,} can be checked at once."
    at = Pointer(loaded.file, ("steps",), key=True)
    return problem("IVR009", at, message, "Split it into several phone systems.")


def _understand(loaded: Loaded, tree: dict[str, Any], limits: Limits, complete: bool) -> None:
    """Turn the tree into the frozen menu, and check what it names."""
    from ivrcheck.menu.references import References

    menu, broken = _validate(loaded, tree)
    loaded.problems += nothing_there(loaded)
    if menu is None:
        return
    if not complete:  # what is named may well stand in a file that could not be read
        broken = {*broken, *((section, "") for section in SECTIONS)}
    loaded.problems += References(menu, loaded.home, limits, broken).problems()
    if not loaded.problems:
        loaded.menu = menu


def nothing_there(loaded: Loaded) -> list[Finding]:
    """Fields with nothing behind their colon: they would pass for fields that are not there."""
    said = {one.at.route for one in loaded.problems if isinstance(one.at, Pointer)}
    return [
        problem(
            "IVR004",
            Pointer(loaded.home(route), route, key=True),
            f"Nothing is written after “{clip(route[-1])}:”.",
            "Write its value there, or remove the line.",
        )
        for route in loaded.empty
        if not any(route[:length] in said for length in range(1, len(route) + 1))
    ]


def _validate(loaded: Loaded, tree: dict[str, Any]) -> tuple[PhoneSystem | None, set[Part]]:
    """The menu, and which parts had to be left out of it because they are faulty themselves."""
    try:
        return _ADAPTER.validate_python(tree), set()
    except ValidationError as error:
        many = error.error_count() > _MANY
        errors = [] if many else error.errors(include_url=False)
    _explain(loaded, tree, _errors(_part(tree)) if many else errors)
    return (None, set()) if many else _repaired(tree, errors)


def _explain(loaded: Loaded, tree: dict[str, Any], errors: list[Any]) -> None:
    from ivrcheck.menu.invalid import findings_of

    aliases = any(one.code == "IVR006" for one in loaded.problems)
    said = [one for one in errors if not (aliases and _is_alias(one["input"]))]
    loaded.problems += findings_of(said, tree, loaded.home)


def _is_alias(value: Any) -> bool:
    return isinstance(value, str) and value.startswith("*")


def _errors(tree: dict[str, Any]) -> list[Any]:
    try:
        _ADAPTER.validate_python(tree)
    except ValidationError as error:
        return error.errors(include_url=False)
    return []


def _repaired(tree: dict[str, Any], errors: list[Any]) -> tuple[PhoneSystem | None, set[Part]]:
    """The menu without its faulty parts, so that the names in the rest are checked in the same run."""
    from ivrcheck.menu.repair import Repair
    from ivrcheck.menu.routes import file_route

    repair = Repair(tree)
    for number in range(_ROUNDS):
        faults = [(one["type"], file_route(one, tree)) for one in errors]
        repair.round(faults, gently=number < _ROUNDS - 1)
        try:
            return _ADAPTER.validate_python(tree), repair.broken
        except ValidationError as error:
            errors = error.errors(include_url=False)
    return None, repair.broken  # what remains cannot stand alone; the faults found so far come first


def _part(value: Any, room: list[int] | None = None) -> Any:
    """The beginning of a tree with very many values: long lists and long groups are cut short."""
    room = [_MANY] if room is None else room
    room[0] -= 1
    if not isinstance(value, list | dict):
        return value
    kept = []
    for number, key in enumerate(value):
        if number >= _SHORT and room[0] < 0:
            break
        kept.append((key, _part(value[key], room)) if isinstance(value, dict) else (None, _part(key, room)))
    return dict(kept) if isinstance(value, dict) else [one for _, one in kept]
