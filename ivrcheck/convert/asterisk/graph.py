"""The steps a dialplan comes to, before they have names: copies of one line that do the same become one."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from ivrcheck.convert.asterisk.plan import Line
from ivrcheck.convert.asterisk.state import State
from ivrcheck.convert.draft import Treated
from ivrcheck.source import Route, Span


@dataclass(frozen=True, slots=True)
class Ref:
    """A step that another one leads to."""

    number: int


@dataclass(slots=True)
class Node:
    """A step in the making."""

    line: Line
    state: State
    kind: str = ""
    label: str = ""
    body: dict[str, Any] = field(default_factory=dict)
    """The fields of the step; where it leads are ``Ref``."""
    heard: tuple[str, ...] = ()
    """The sounds of a menu or an announcement."""
    places: dict[Route, Span] = field(default_factory=dict)
    comments: dict[Route, str] = field(default_factory=dict)
    note: tuple[str, str, Treated] | None = None
    """What to note about its line if it stays: what, why, and how it was treated."""


def refs(value: Any) -> Iterator[int]:
    """The steps that a value leads to, in order."""
    if isinstance(value, Ref):
        yield value.number
    elif isinstance(value, dict):
        for one in value.values():
            yield from refs(one)


def renamed(value: Any, name: Callable[[int], Any]) -> Any:
    """A value with other names for the steps it leads to."""
    if isinstance(value, Ref):
        return name(value.number)
    if isinstance(value, dict):
        return {key: renamed(one, name) for key, one in value.items()}
    return value


def collapse(nodes: dict[int, Node], starts: list[int]) -> list[int]:
    """Leave out questions of which every answer leads to the same step."""
    jump: dict[int, int] = {}
    changed = True
    while changed:
        changed = False
        for number, node in nodes.items():
            if node.kind != "lookup" or number in jump:
                continue
            found = {_end(jump, one) for one in refs(node.body)}
            if len(found) == 1 and number not in found:
                jump[number] = found.pop()
                changed = True
    for node in nodes.values():
        node.body = renamed(node.body, lambda one: Ref(_end(jump, one)))
    return [_end(jump, one) for one in starts]


def _end(jump: dict[int, int], number: int) -> int:
    seen = set()
    while number in jump and number not in seen:
        seen.add(number)
        number = jump[number]
    return number


def merged(nodes: dict[int, Node], starts: list[int]) -> list[int]:
    """Make one of all copies of a line that sound alike and lead to the same; gives the starts anew."""
    alike = _Alike(nodes).settle()
    first: dict[int, int] = {}
    for number in nodes:
        first.setdefault(alike[number], number)
    for node in nodes.values():
        node.body = renamed(node.body, lambda one: Ref(first[alike[one]]))
    return [first[alike[one]] for one in starts]


class _Alike:
    """Puts steps into groups of which all do the same, beginning with those that look alike.

    A group is taken apart where its steps lead into different ones, until no group has to be. Only steps that
    lead to one which has changed its group are looked at again.
    """

    def __init__(self, nodes: dict[int, Node]) -> None:
        looks: dict[Any, int] = {}
        self.group = {
            number: looks.setdefault(
                (node.line.number, node.kind, node.heard, _shape(renamed(node.body, lambda _: "→"))),
                len(looks),
            )
            for number, node in nodes.items()
        }
        self.count = len(looks)
        self.after = {number: tuple(refs(node.body)) for number, node in nodes.items()}
        self.before: dict[int, list[int]] = {number: [] for number in nodes}
        self.members: dict[int, dict[int, None]] = {}
        for number, after in self.after.items():
            self.members.setdefault(self.group[number], {})[number] = None
            for one in after:
                self.before[one].append(number)

    def settle(self) -> dict[int, int]:
        """The group of every step."""
        changed = list(self.group)
        while changed:
            touched: dict[int, list[int]] = {}
            for number in changed:
                touched.setdefault(self.group[number], []).append(number)
            moved = [one for group, numbers in touched.items() for one in self._apart(group, numbers)]
            changed = list(dict.fromkeys(one for number in moved for one in self.before[number]))
        return self.group

    def _leads(self, number: int) -> tuple[int, ...]:
        return tuple(self.group[one] for one in self.after[number])

    def _apart(self, group: int, numbers: list[int]) -> list[int]:
        """Take a group apart, of which only some steps may have become different; gives those that moved."""
        parts: dict[tuple[int, ...], list[int]] = {}
        for number in numbers:
            parts.setdefault(self._leads(number), []).append(number)
        members = self.members[group]
        if len(numbers) < len(members):
            looked = set(numbers)
            rest = next(one for one in members if one not in looked)
            parts.pop(self._leads(rest), None)
        else:
            parts.pop(max(parts, key=lambda leads: len(parts[leads])))
        for part in parts.values():
            for number in part:
                self.group[number] = self.count
                del members[number]
            self.members[self.count] = dict.fromkeys(part)
            self.count += 1
        return [number for part in parts.values() for number in part]


def _shape(value: Any) -> Any:
    if isinstance(value, dict):
        return tuple((key, _shape(one)) for key, one in value.items())
    return tuple(map(_shape, value)) if isinstance(value, list) else value


def reached(nodes: dict[int, Node], starts: Iterable[int]) -> list[int]:
    """The steps that calls come to, the nearest first."""
    found = dict.fromkeys(starts)
    todo = deque(found)
    while todo:
        for one in refs(nodes[todo.popleft()].body):
            if one not in found:
                found[one] = None
                todo.append(one)
    return list(found)
