"""The steps of a draft in the order in which a call comes to them, as a person would write them."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping
from typing import Any

from ivrcheck.convert.draft import Draft
from ivrcheck.source import Span

_NO_STEPS = (
    "kind",
    "text",
    "audio",
    "label",
    "question",
    "who",
    "team",
    "owner",
    "prompt",
    "number",
    "hours",
)
"""Fields whose words never name a step."""
_ROUNDS = 30


def drop_unreached(draft: Draft) -> list[tuple[str, Span]]:
    """Take out the steps that no call comes to; gives them with their places in the original."""
    steps: dict[str, Any] = draft.tree["steps"]
    called = set(_called(steps, _first(draft)))
    gone = [name for name in steps if name not in called]
    for name in gone:
        del steps[name]
    return [(name, draft.places["steps", name]) for name in gone]


def merge_alike(draft: Draft, own: Collection[str]) -> None:
    """Let steps that say the same at the same place of the original be one. ``own``: steps that stay."""
    for _ in range(_ROUNDS):
        steps: dict[str, Any] = draft.tree["steps"]
        seen: dict[tuple[str, Span], str] = {}
        same: dict[str, str] = {}
        for name, body in steps.items():
            key = (json.dumps(body, sort_keys=True), draft.places["steps", name])
            if seen.setdefault(key, name) != name and name not in own:
                same[name] = seen[key]
        if not same:
            return
        lead_elsewhere(draft, same)


def lead_elsewhere(draft: Draft, instead: Mapping[str, str]) -> None:
    """Take out steps, and let what led to them lead to others."""
    tree = draft.tree
    for name in instead:
        del tree["steps"][name]
    for section in ("entry", "steps"):
        tree[section] = {name: _led(one, instead) for name, one in tree[section].items()}
    for key, id in draft.ids.items():
        draft.ids[key] = instead.get(id, id) if key[0] == "steps" else id


def _led(value: Any, instead: Mapping[str, str], field: str = "") -> Any:
    """A value with its destinations changed; words that callers hear are none."""
    if isinstance(value, dict):
        return {name: _led(one, instead, name) for name, one in value.items()}
    return instead.get(value, value) if isinstance(value, str) and field not in _NO_STEPS else value


def _first(draft: Draft) -> list[str]:
    return [one["to"] if isinstance(one, dict) else one for one in draft.tree["entry"].values()]


def order_steps(draft: Draft) -> None:
    """Put the steps into the order of calls: what a number comes to first, then where that leads."""
    steps: dict[str, Any] = draft.tree["steps"]
    names = _first(draft)
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
