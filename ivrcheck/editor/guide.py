"""Walks the schema of menus along the keys of a place: what may stand there, and what it means."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from functools import cache
from typing import Any, NamedTuple

from ivrcheck.editor.schema import schema_text
from ivrcheck.source import Route

Node = Mapping[str, Any]
SECTIONS_OF = {
    "step_id": ("steps",),
    "person_id": ("people",),
    "team_id": ("teams",),
    "who_id": ("people", "teams"),
    "hours_id": ("hours",),
    "topic_id": ("topics",),
}
"""By the sort of an id, the sections of a menu in which it can stand."""

_PREFIX = "#/$defs/"


class Leaf(NamedTuple):
    """How a single value is written at a place."""

    name: str
    """Its sort, as the schema calls it: ``step_id``, ``duration`` …"""
    node: Node

    @property
    def sections(self) -> tuple[str, ...]:
        """Where the ids stand that it can be."""
        return SECTIONS_OF.get(self.name, ())


@cache
def guide() -> Guide:
    """The guide through the schema in the package."""
    return Guide(json.loads(schema_text()))


class Guide:
    """Answers what the schema says about places in a menu."""

    def __init__(self, schema: Node) -> None:
        self._defs: Node = schema["$defs"]

    def at(self, route: Route, kind: str = "") -> Node | None:
        """What may stand at a place, None where nothing may; ``kind``: of the step it is in."""
        node: Node | None = self._defs["menu"]
        for key in route:
            node = self._child(node, key, kind) if node is not None else None
        return node

    def fields(self, route: Route, kind: str = "") -> Mapping[str, Node]:
        """The fields that may stand in a group, with what is said about each."""
        node = self.at(route, kind)
        return self._fields(node, kind) if node is not None else {}

    def has_week(self, route: Route, kind: str = "") -> bool:
        """Whether lines for days of the week may stand in a group."""
        node = self.at(route, kind)
        return node is not None and "patternProperties" in self._behind(node)

    def leaf(self, route: Route, kind: str = "") -> Leaf | None:
        """How a single value at a place is written; None where none may stand."""
        node = self.at(route, kind)
        return self._leaf(node) if node is not None else None

    def said(self, route: Route, kind: str = "") -> str:
        """The words about a field."""
        node = self.at(route, kind)
        return str(node.get("description", "")) if node is not None else ""

    def kinds(self) -> Mapping[str, str]:
        """The kinds of steps, with what happens at each."""
        kind = self._defs["step"]["properties"]["kind"]
        return dict(zip(kind["enum"], kind["enumDescriptions"], strict=True))

    def _leaf(self, node: Node, name: str = "") -> Leaf | None:
        while True:
            if "$ref" in node:
                name = node["$ref"].removeprefix(_PREFIX)
                node = self._defs[name]
            elif "else" in node and "properties" not in node:
                node = node["else"]
            else:
                return None if node.get("type") in ("object", "array") else Leaf(name, node)

    def _fields(self, node: Node, kind: str) -> Mapping[str, Node]:
        node = self._behind(node)
        if "allOf" in node:
            chosen = self._defs.get(f"step_{kind}", node)
            return {"kind": node["properties"]["kind"], **_without_kind(chosen)}
        if "properties" in node or "if" not in node:
            return dict(node.get("properties", {}))
        return self._fields(node["then"], kind)

    def _child(self, node: Node, key: str, kind: str) -> Node | None:
        node = self._behind(node)
        if "allOf" in node or "properties" in node:
            return self._fields(node, kind).get(key) or _by_pattern(node, key)
        if "if" in node:
            return self._child(self._branch(node, key), key, kind)
        if key.isdigit() and "items" in node:
            items: Node = node["items"]
            return items
        other: Node | bool | None = node.get("additionalProperties")
        return other if isinstance(other, Mapping) else None

    def _branch(self, node: Node, key: str) -> Node:
        """Which side of a choice a key belongs to: a list, a group, or a group of another sort."""
        choice = node["if"]
        if choice.get("type") == "array":
            chosen = "then" if key.isdigit() else "else"
        elif choice.get("type") == "object":
            in_list = "if" in node["else"] and node["else"]["if"].get("type") == "array"
            chosen = "else" if key.isdigit() and in_list else "then"
        else:
            chosen = "then" if {"required": [key]} in choice.get("anyOf", ()) else "else"
        branch: Node = node[chosen]
        return branch

    def _behind(self, node: Node) -> Node:
        while "$ref" in node:
            node = self._defs[node["$ref"].removeprefix(_PREFIX)]
        return node


def _without_kind(node: Node) -> dict[str, Node]:
    return {name: field for name, field in node["properties"].items() if name != "kind"}


def _by_pattern(node: Node, key: str) -> Node | None:
    return next(
        (one for form, one in node.get("patternProperties", {}).items() if re.search(form, key)), None
    )
