"""The flows of Amazon Connect in a file, in whichever language and whatever is wrapped around them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from ivrcheck.convert.connect.quoted import Quoted
from ivrcheck.convert.jsontree import read_json
from ivrcheck.convert.source import Source, Tree, Unreadable
from ivrcheck.source import Route, Span

MODULE, QUEUE = "module", "customerqueue"
"""Kinds of flows that matter: a part that others call, and what is heard while holding."""

_WRAPPERS = ("ContactFlow", "ContactFlowModule")


@dataclass(frozen=True, slots=True)
class Branch:
    """Where an action leads to: the name of the next action, and for which answer."""

    to: str
    at: Span
    operator: str = ""
    operands: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Action:
    """One block of a flow, in the words of the newer language."""

    id: str
    type: str
    word: str
    """Its type as the file writes it."""
    params: Mapping[str, Any]
    names: Mapping[str, str]
    """By parameter: how people call the queue, flow, recording or hours that it names."""
    next: Branch | None
    conditions: Sequence[Branch]
    errors: Mapping[str, Branch]
    at: Span
    where: tuple[Tree, Route]

    def text(self, *keys: str) -> str:
        """The text of a parameter; empty where there is none."""
        value: Any = self.params
        for key in keys:
            value = value.get(key) if isinstance(value, dict | Mapping) else None
        return text(value)

    def place(self, *keys: object) -> Span:
        """Where in the original something of the action stands."""
        tree, route = self.where
        return tree.at(*route, *keys)


@dataclass(slots=True, eq=False)
class Flow:
    """One flow, or a module that flows call."""

    title: str
    kind: str
    start: str
    at: Span
    names: frozenset[str]
    """All that others may call it by."""
    actions: dict[str, Action] = field(default_factory=dict)
    odd: list[tuple[str, Span, str]] = field(default_factory=list)
    """What stands among its actions and is none: what, where, why."""


def text(value: Any) -> str:
    """A value as a text; empty where it is no single value."""
    if isinstance(value, bool):
        return str(value)
    return value if isinstance(value, str) else ""


def group(value: Any) -> dict[str, Any]:
    """A value as a group of names; empty where it is none."""
    return value if isinstance(value, dict) else {}


def entries(value: Any) -> Iterator[tuple[int, dict[str, Any]]]:
    """The groups in a list, each with its number."""
    for number, one in enumerate(value if isinstance(value, list) else ()):
        if isinstance(one, dict):
            yield number, one


def flows_of(source: Source) -> list[Flow]:
    """All flows in a file, in order. Raises ``Unreadable`` where there is none."""
    tree = read_json(source)
    found = list(_search(tree, tree.value, (), ()))
    if not found:
        raise Unreadable("there is no flow with actions in it.")
    stem = source.path.name.split(".")[0]
    return [_flow(*one, stem if len(found) == 1 else "") for one in found]


Found = tuple[Tree, dict[str, Any], Route, tuple[dict[str, Any], ...]]


def _search(tree: Tree, value: Any, route: Route, around: tuple[dict[str, Any], ...]) -> Iterator[Found]:
    """Every group that is a flow, with what is wrapped around it."""
    if isinstance(value, list):
        for number, one in enumerate(value):
            if isinstance(one, dict | list):
                yield from _search(tree, one, (*route, str(number)), around)
    elif not isinstance(value, dict):
        return
    elif _is_flow(value):
        yield tree, value, route, around
    else:
        marked = ({**value, "": route[-1] if route else ""}, *around)
        for key, one in value.items():
            if isinstance(one, dict | list):
                yield from _search(tree, one, (*route, key), marked)
            elif key == "Content" and isinstance(one, str) and not isinstance(tree.source, Quoted):
                inner = _unwrapped(tree, one, (*route, key))
                yield from _search(inner, inner.value, (), marked)


def _unwrapped(tree: Tree, value: str, route: Route) -> Tree:
    at = tree.at(*route)
    source = tree.source
    return read_json(Quoted(source.file, value, source.path, source, source.offset(at.line, at.column)))


def _is_flow(value: dict[str, Any]) -> bool:
    new = isinstance(value.get("Actions"), list) and bool({"StartAction", "Version"} & value.keys())
    return new or isinstance(value.get("modules"), list)


def _flow(
    tree: Tree, value: dict[str, Any], route: Route, around: Sequence[dict[str, Any]], stem: str
) -> Flow:
    from ivrcheck.convert.connect import newer, older

    wrap = around[0] if around else {}
    reader = newer if isinstance(value.get("Actions"), list) else older
    about = reader.about(value)
    called = [text(wrap.get(key)) for key in ("Name", "Arn", "Id")]
    called += [text(about.get("name")), text(about.get("arn")), stem]
    names = frozenset(name for one in called if one for name in (one, one.rpartition("/")[2]))
    kind = _kind(wrap, text(wrap.get("ContactFlowType")) or text(wrap.get("Type")) or text(about.get("type")))
    title = next((name for name in (called[0], called[3], stem) if name), "")
    flow = Flow(title, kind, text(about.get("start")), tree.at(*route), names)
    reader.fill(flow, tree, value, route)
    if not flow.actions:
        raise Unreadable("a flow in it has no actions.", flow.at.line)
    if any(action.type == "EndFlowModuleExecution" for action in flow.actions.values()):
        flow.kind = MODULE
    return flow


def _kind(wrap: Mapping[str, Any], word: str) -> str:
    plain = re.sub(r"[^a-z]", "", word.lower())
    is_module = wrap.get("") == _WRAPPERS[1] or "/flow-module/" in text(wrap.get("Arn"))
    return MODULE if is_module or plain.endswith("module") else plain
