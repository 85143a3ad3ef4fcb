"""The steps of a draft in the order in which a call comes to them, as a person would write them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ivrcheck.convert.draft import Draft


def order_steps(draft: Draft) -> None:
    """Put the steps into the order of calls: what a number comes to first, then where that leads."""
    steps: dict[str, Any] = draft.tree["steps"]
    names = [one["to"] if isinstance(one, dict) else one for one in draft.tree["entry"].values()]
    called = list(_called(steps, names))
    there = set(called)
    ends = [name for name in called if steps[name] == {"kind": "hangup"}]
    last = set(ends)
    first = [name for name in called if name not in last]
    rest = [name for name in steps if name not in there]
    draft.tree["steps"] = {name: steps[name] for name in [*first, *ends, *rest]}


def _called(steps: dict[str, Any], names: list[str]) -> Iterator[str]:
    """The steps that calls come to, each right after one that leads to it."""
    waiting, seen = names[::-1], set()
    while waiting:
        name = waiting.pop()
        if name in steps and name not in seen:
            seen.add(name)
            yield name
            waiting += [one for one in _words(steps[name]) if one not in seen][::-1]


def _words(value: Any) -> Iterator[str]:
    """Every word in a step that may be the name of another."""
    left = [value]
    while left:
        one = left.pop()
        if isinstance(one, str):
            yield one
        elif isinstance(one, dict | list):
            left += list(reversed(list(one.values() if isinstance(one, dict) else one)))
