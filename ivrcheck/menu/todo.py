"""What is still to be filled in: the word ``TODO`` stands where a phone system did not say something.

It counts as missing wherever the file can do without it. Who answers, and when it is open, cannot be left out
of a menu; there it stands for “nobody knows yet”: see ``fill_in``.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ivrcheck.source import Route

TODO = "TODO"

_TEXTS = ("name", "question", "number", "asks_for", "label")
"""Fields that may well show the word itself."""


def fill_in(tree: dict[str, Any]) -> list[Route]:
    """Take every ``TODO`` out of the tree of a menu; gives their places.

    A team whose members are not known is ``unknown``. Opening hours that are not known leave the tree, and
    every step that asks them asks a person instead (a ``lookup``): both answers are possible.
    """
    found = list(_places(tree, ()))
    for route in found:
        _fill(tree, route)
    for _, id in [route for route in found if len(route) == 2 and route[0] == "hours"]:
        _without_hours(tree, id)
    return found


def _places(value: Any, route: Route) -> Iterator[Route]:
    if value == TODO:
        yield route
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from _places(inner, (*route, key))
            if key == TODO or (route == ("entry",) and key.startswith(f"{TODO} ")):
                yield (*route, key)
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            yield from _places(inner, (*route, str(number)))


def _fill(tree: dict[str, Any], route: Route) -> None:
    """Put in place of one ``TODO`` what the rest of the program understands."""
    holder = _at(tree, route[:-1])
    last = route[-1]
    if isinstance(holder, list):
        if "members" in route:
            owner = _at(tree, route[:-2])
            owner["members"], owner["unknown"] = [], "yes"
        elif TODO in holder:
            holder.remove(TODO)
    elif not isinstance(holder, dict) or holder.get(last) != TODO or last in _TEXTS:
        return
    elif last == "members":
        holder["members"], holder["unknown"] = [], "yes"
    elif last == "prompt":
        holder["prompt"] = {"audio": TODO}
    elif last == "owner" and holder.get("kind") == "callback":
        holder["owner"] = None
    else:
        del holder[last]


def _at(tree: Any, route: Route) -> Any:
    """What some keys lead to; None where they lead nowhere."""
    for key in route:
        if isinstance(tree, list):
            tree = tree[int(key)] if int(key) < len(tree) else None
        else:
            tree = tree.get(key) if isinstance(tree, dict) else None
    return tree


def _without_hours(tree: dict[str, Any], id: str) -> None:
    """Let nothing depend on opening hours that nobody has said yet."""
    if tree.get("business_hours") == id:
        del tree["business_hours"]
    for section in ("people", "teams", "steps"):
        parts: Any = tree.get(section)
        for name, one in parts.items() if isinstance(parts, dict) else ():
            if isinstance(one, dict) and one.get("hours") == id:
                if one.get("kind") == "hours":
                    parts[name] = _asked(one, id)
                else:
                    del one["hours"]


def _asked(step: dict[str, Any], id: str) -> dict[str, Any]:
    """An ``hours`` step whose hours are not known, as a question that has every answer."""
    answers = {word: step[word] for word in ("open", "closed", "holiday") if word in step}
    kept: dict[str, Any] = {word: step[word] for word in ("label", "note", "accept") if word in step}
    question = f"Is it open? (The hours “{id}” are still to be filled in.)"
    return {**kept, "kind": "lookup", "question": question, "answers": answers, "error": step.get("closed")}
