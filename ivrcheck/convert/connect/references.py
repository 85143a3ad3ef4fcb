"""Which flow, queue or hours a parameter means: by its number, its name, or data that is set just once."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from ivrcheck.convert.connect.flows import Action, Flow, group, text

_DATA = re.compile(r"\$\.(Attributes|FlowAttributes)\.(?P<name>[^\s]+)")
_PARTS = re.compile(r"[/:.{}$\s]+")


class References:
    """What the flows call each other, and the data they set to one value only."""

    def __init__(self, flows: Sequence[Flow]) -> None:
        self._named: dict[str, Flow] = {}
        for flow in flows:
            for name in sorted(flow.names):
                self._named.setdefault(name, flow)
        self._data = dict(_constants(flows))

    def value(self, action: Action, *keys: str) -> str:
        """The value of a parameter, with data that all flows set to the same value put in its place."""
        value = action.text(*keys)
        match = _DATA.fullmatch(value)
        found = self._data.get((match[1], match["name"])) if match else None
        return found or value

    def flow(self, action: Action, *keys: str) -> Flow | None:
        """The flow that a parameter names; None where its file is not given."""
        value = self.value(action, *keys)
        for name in (value, value.rpartition("/")[2], action.names.get(".".join(keys), "")):
            if name in self._named:
                return self._named[name]
        # a template may write a flow's name into the place of its number
        for part in reversed(_PARTS.split(value)) if "{" in value else ():
            if part in self._named:
                return self._named[part]
        return None


def _constants(flows: Sequence[Flow]) -> Iterator[tuple[tuple[str, str], str]]:
    """Data that is set, and always to the same value."""
    values: dict[tuple[str, str], set[str]] = {}
    for flow in flows:
        for action in flow.actions.values():
            for where in ("Attributes", "FlowAttributes"):
                for name, value in _set_by(action.params, where):
                    values.setdefault((where, name), set()).add(value)
    for key, found in values.items():
        if len(found) == 1 and not (value := found.pop()).startswith("\0"):
            yield key, value


def _set_by(params: Mapping[str, Any], where: str) -> Iterator[tuple[str, str]]:
    for name, value in group(params.get(where)).items():
        said = text(value) or text(group(value).get("Value"))
        if not said.startswith("$."):
            yield name, said
        else:
            yield name, f"\0{said}"
