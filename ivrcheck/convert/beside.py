"""The file beside an original that says what a phone system does not hold: people, owners, promises, words.

For ``flow.json`` it is ``flow.ivrcheck.yaml``. It looks like a menu file; what stands in it is laid over the
menu that was read from the original, by the ids that the phone system itself uses or by ours.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ivrcheck.config import Limits
from ivrcheck.convert.draft import Draft
from ivrcheck.finding import Finding, Unchecked
from ivrcheck.menu.files import BESIDE, Loaded, Read, read_tree
from ivrcheck.menu.locate import locate
from ivrcheck.menu.near import did_you_mean
from ivrcheck.source import Route, Span

_SECTIONS = ("people", "teams", "hours", "topics", "entry", "steps")
_ADDS = ("people", "teams", "hours", "topics", "entry")
"""Sections in which the file may name what the original does not have."""


@dataclass(frozen=True, slots=True)
class Unmatched:
    """An entry that nothing in the original answers to."""

    name: str
    section: str
    at: Span
    hint: str


@dataclass(slots=True)
class Beside:
    """What a file beside an original says, and where; empty where there is none."""

    file: str = ""
    tree: dict[str, Any] = field(default_factory=dict)
    places: dict[Route, Span] = field(default_factory=dict)
    problems: list[Finding] = field(default_factory=list)
    text: str = ""

    @property
    def include(self) -> list[str]:
        """Further files of the same phone system that belong to the menu."""
        names = self.tree.get("include", [])
        names = [names] if isinstance(names, str) else names
        return [name for name in names if isinstance(name, str)] if isinstance(names, list) else []


def beside_path(path: Path) -> Path:
    """Where the file beside an original lies."""
    return path.with_name(path.name.split(".")[0] + BESIDE)


def read_beside(path: Path, shown: str, limits: Limits, read: Read) -> Beside:
    """The file beside an original. Raises ``Unchecked`` where it is there and cannot be read."""
    at = beside_path(path)
    name = (Path(shown).parent / at.name).as_posix()
    try:
        text = read(at, name, limits)
    except Unchecked:
        if at.exists():
            raise
        return Beside()
    loaded = Loaded(name)
    tree = read_tree(loaded, name, text, limits)
    made = Beside(name, tree if isinstance(tree, dict) else {}, {}, loaded.problems, text)
    routes = list(_routes(made.tree, ()))
    found = locate(name, text, routes)
    made.places = {route: found[route].key for route in routes if route in found}
    return made


def _routes(value: Any, route: Route) -> Iterator[Route]:
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, one in inner:
        yield (*route, str(key))
        yield from _routes(one, (*route, str(key)))


def lay_over(draft: Draft, beside: Beside) -> list[Unmatched]:
    """Lay what stands beside an original over the menu made of it; gives what matches nothing there."""
    unmatched: list[Unmatched] = []
    for name, value in beside.tree.items():
        if name in ("include", "ivrcheck"):
            continue
        if name in _SECTIONS and isinstance(value, dict):
            for own, body in value.items():
                id = str(own) if name == "entry" else draft.ids.get((name, str(own)), str(own))
                for each in (id, *(draft.twins.get(id, ()) if name == "steps" else ())):
                    unmatched += _one(draft, beside, name, str(own), each, body)
        else:
            draft.tree[name] = value
            _place_all(draft, beside, (name,), (name,), value)
    return unmatched


def _one(
    draft: Draft, beside: Beside, section: str, own: str, id: str, body: Any
) -> Iterator[Unmatched]:  # fmt: skip
    """One entry of a section; ``own``: what the file calls it, ``id``: what the menu does."""
    there = draft.tree[section] if section in draft.tree else draft.tree.setdefault(section, {})
    if id not in there and section not in _ADDS:
        known = [source for where, source in draft.ids if where == section and not source.startswith("\0")]
        at = beside.places.get((section, own)) or Span(beside.file, 1, 1, 1, 1)
        yield Unmatched(own, section, at, did_you_mean(own, [*known, *there]))
        return
    if section == "entry":
        _forget_unknown_numbers(draft)
        body = _target(draft, body)
    if section == "steps" and isinstance(body, dict) and isinstance(keys := body.get("keys"), dict):
        body = {**body, "keys": {key: _target(draft, one) for key, one in keys.items()}}
    route = (section, own)
    before = there.get(id)
    there[id] = _merged(before, body)
    _place_all(draft, beside, route, (section, id), body)
    if section == "steps" and isinstance(before, dict) and isinstance(body, dict) and body.keys() >= {"kind"}:
        there[id] = body  # whoever says the kind says all of it


def _forget_unknown_numbers(draft: Draft) -> None:
    """Once the numbers are said, those that stood for them go."""
    from ivrcheck.menu.todo import TODO

    entry = draft.tree["entry"]
    for number in [number for number in entry if number == TODO or number.startswith(f"{TODO} ")]:
        del entry[number]


def _target(draft: Draft, body: Any) -> Any:
    """A destination by the phone system's own id, as ours."""
    if isinstance(body, str):
        return draft.ids.get(("steps", body), body)
    if isinstance(body, dict) and isinstance(body.get("to"), str):
        return {**body, "to": draft.ids.get(("steps", body["to"]), body["to"])}
    return body


def _merged(before: Any, after: Any) -> Any:
    """Groups are merged line by line; a destination that gets more lines keeps where it leads."""
    from ivrcheck.menu.todo import TODO

    if isinstance(after, dict) and isinstance(before, str) and before != TODO and "to" not in after:
        return {"to": before, **after}
    if not isinstance(before, dict) or not isinstance(after, dict):
        return after
    return {**before, **{key: _merged(before.get(key), value) for key, value in after.items()}}


def _place_all(draft: Draft, beside: Beside, route: Route, ours: Route, value: Any) -> None:
    """Point to the file beside the original for all that it says."""
    size = len(route)
    groups = {inner[:-1] for inner in beside.places if inner[:size] == route and len(inner) > size}
    for inner in [route, *_routes(value, route)]:
        if found := beside.places.get(inner):
            at = (*ours, *inner[size:])
            if inner in groups and (at in draft.places or ours in draft.places):
                continue  # what has more lines in the original is still the original's
            draft.places[at] = found
