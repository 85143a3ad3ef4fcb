"""Menus that are heard again after silence or a wrong key, as one menu with tries.

A dialplan counts tries in variables, so that each try comes out as a menu of its own. Where silent and wrong
tries are counted apart, as this format counts them, all those menus are one. Where they are not (one counter
for both, or one that never ends), the menus stay apart, which says exactly what happens.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from typing import Any

from ivrcheck.convert.asterisk.graph import Node, Ref

_MOST = 400
"""Tries that are looked at in one menu."""


@dataclass(frozen=True, slots=True)
class _Way:
    """What follows a try: what is heard first, then a menu or another step."""

    heard: tuple[str, ...]
    """Announcements before it."""
    first: int | None
    """The first step, announcements included."""
    last: int | None
    """The first step that is no announcement."""


def finish(nodes: dict[int, Node]) -> None:
    """Say for every menu where silence and wrong keys lead, with their tries."""
    for node in nodes.values():
        if node.kind in ("menu", "read"):
            _prune(node)
    folded = {
        number: _folded(nodes, number) for number, node in nodes.items() if node.kind in ("menu", "read")
    }
    for number, fields in folded.items():
        node = nodes[number]
        del node.body["silent"], node.body["wrong"]
        node.body |= fields
    for node in nodes.values():
        if node.kind == "read":
            _typed(node)


def _prune(node: Node) -> None:
    """A key that does what a wrong one does is a wrong one."""
    if node.kind == "read":
        keys = node.body["keys"]
        node.body["keys"] = {key: to for key, to in keys.items() if to != node.body["wrong"]}


def _typed(node: Node) -> None:
    """A number that can be anything is typed; one that is looked at digit by digit is a menu."""
    digits, to = node.body.pop("digits"), node.body.pop("_wrong", None)
    asks = node.body.pop("asks_for")
    node.kind = "menu"
    if node.body["keys"] or to is None:
        return
    del node.body["keys"]
    node.kind = "collect"
    fields = {"digits": digits, "asks_for": asks, "then": to}
    node.body.pop("no_match", None)
    node.body = fields | node.body


def _folded(nodes: dict[int, Node], start: int) -> dict[str, Any]:
    """The fields of a menu: those of all its tries together where they fit, else of a single one."""
    silent = _count(nodes, start, "silent")
    wrong = _count(nodes, start, "wrong")
    prompts = _grid(nodes, start, silent, wrong) if silent * wrong > 1 else None
    if prompts is None:
        silent = wrong = 1
        prompts = {}
    fields: dict[str, Any] = {}
    if silent == wrong:
        fields["tries"] = str(silent)
    for name, word, tries in (("no_input", "silent", silent), ("no_match", "wrong", wrong)):
        last = _last(nodes, start, word, tries)
        to = nodes[last].body[word]
        one: dict[str, Any] = {"to": to} if to else {}
        if silent != wrong:
            one["tries"] = str(tries)
        one |= _said(nodes[start].heard, prompts.get(word))
        if one:
            fields[name] = to if list(one) == ["to"] else one
    if nodes[start].kind == "read":
        fields["_wrong"] = nodes[start].body["wrong"]
    return fields


def _said(own: tuple[str, ...], heard: tuple[str, ...] | None) -> dict[str, Any]:
    """What is heard before a new try, where it is not just the menu again."""
    if heard is None or heard == own:
        return {}
    if own and heard[len(heard) - len(own) :] == own:
        return {"prompt": prompt_of(heard[: len(heard) - len(own)])}
    return {"prompt": prompt_of(heard), "replaces": "yes"}


def prompt_of(heard: tuple[str, ...]) -> Any:
    """Sounds as a prompt."""
    parts: list[dict[str, str]] = []
    for name in heard:
        sound, _, seconds = name.partition("\0")
        parts.append({"audio": sound, "seconds": seconds} if seconds else {"audio": sound})
    if not parts:
        return {"audio": "silence", "seconds": "0"}
    return parts[0] if len(parts) == 1 else parts


def _way(nodes: dict[int, Node], to: Ref | None) -> _Way:
    """Follow announcements to what comes after them."""
    first = number = to.number if to else None
    heard: list[str] = []
    seen: set[int] = set()
    while number is not None and nodes[number].kind == "play" and number not in seen:
        seen.add(number)
        heard += nodes[number].heard
        then = nodes[number].body["then"]
        number = then.number if then else None
    return _Way(tuple(heard), first, number)


def _same(nodes: dict[int, Node], one: int, other: int | None) -> bool:
    """Whether a step is another try of a menu."""
    if other is None or other == one or nodes[other].kind != nodes[one].kind:
        return False
    first, second = nodes[one], nodes[other]
    return (
        first.body["keys"] == second.body["keys"]
        and first.body["wait"] == second.body["wait"]
        and (first.line.context, first.line.exten) == (second.line.context, second.line.exten)
    )


def _count(nodes: dict[int, Node], start: int, word: str) -> int:
    """How often a menu is heard by a caller who does the same each time; 1 where that never ends."""
    number, count, seen = start, 1, {start}
    while True:
        way = _way(nodes, nodes[number].body[word])
        if way.last is None or not _same(nodes, start, way.last):
            return count
        if way.last in seen:
            return 1
        seen.add(way.last)
        number, count = way.last, count + 1


def _last(nodes: dict[int, Node], start: int, word: str, tries: int) -> int:
    """The menu of the last try."""
    number = start
    for _ in range(tries - 1):
        last = _way(nodes, nodes[number].body[word]).last
        assert last is not None
        number = last
    return number


def _grid(nodes: dict[int, Node], start: int, silent: int, wrong: int) -> dict[str, tuple[str, ...]] | None:
    """What is heard after a silent and after a wrong try; None where the two are not counted apart."""
    if silent * wrong * 2 > _MOST:
        return None
    tries = {"silent": silent, "wrong": wrong}
    heard: dict[str, tuple[str, ...]] = {}
    ends: dict[str, int | None] = {}
    cells: dict[tuple[int, int, str], int] = {(0, 0, ""): start}
    todo = deque(cells)
    while todo:
        cell = todo.popleft()
        used = {"silent": cell[0], "wrong": cell[1]}
        for word, most in tries.items():
            way = _way(nodes, nodes[cells[cell]].body[word])
            if used[word] == most - 1:
                if ends.setdefault(word, way.first) != way.first:
                    return None
                continue
            if way.last is None or not _same(nodes, start, way.last):
                return None
            said = way.heard + nodes[way.last].heard
            if heard.setdefault(word, said) != said:
                return None
            after = (cell[0] + (word == "silent"), cell[1] + (word == "wrong"), word)
            if after not in cells:
                cells[after] = way.last
                todo.append(after)
            elif cells[after] != way.last:
                return None
    return heard
