"""Which steps belong to one option of the first menu alone, so that a large diagram falls into parts."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from ivrcheck.analysis.topics import first_menus
from ivrcheck.callgraph.graph import CallGraph
from ivrcheck.draw.sketch import Arrow, Group
from ivrcheck.draw.words import clip
from ivrcheck.menu.kinds import Menu

_FROM = 25
"""With fewer steps than that, frames would only be in the way."""


def groups_of(graph: CallGraph, steps: Collection[str], arrows: Sequence[Arrow]) -> list[Group]:
    """The groups of a large diagram, in the order of the options."""
    if len(steps) < _FROM:
        return []
    found = []
    for menu in first_menus(graph):
        body = graph.menu.steps[menu]
        if menu in steps and isinstance(body, Menu):
            found += list(_groups(graph, menu, body, arrows))
    taken: set[str] = set()
    whole = []
    for group in found:
        boxes = tuple(box for box in group.boxes if box not in taken)
        taken.update(boxes)
        if len(boxes) > 1:
            whole.append(Group(group.name, boxes))
    return whole


def _groups(graph: CallGraph, menu: str, body: Menu, arrows: Sequence[Arrow]) -> Iterator[Group]:
    """What can only be come to by one of the options, without coming back to the menu."""
    ahead: dict[str, list[str]] = {}
    for one in arrows:
        ahead.setdefault(one.source, []).append(one.target)
    options: dict[str, list[str]] = {}
    for key, option in body.keys.items():
        options.setdefault(option.to, []).append(key)
    chosen = {one.target for one in arrows if one.source == menu}
    places = {target: 1 << place for place, target in enumerate(options)}
    outside = 1 << len(places)
    others = [one.target for one in arrows if one.source.startswith("entry.")]
    others += [target for target in chosen if target not in places]
    behind = _spread(ahead, {**dict.fromkeys(others, outside), **places}, menu)
    for target, bit in places.items():
        boxes = tuple(box for box, bits in behind.items() if bits == bit and box != menu)
        if boxes and target in chosen:
            yield Group(_name(graph, body, target, options[target]), boxes)


def _spread(ahead: dict[str, list[str]], values: dict[str, int], stop: str) -> dict[str, int]:
    """By which options each box can be come to, as a bit set."""
    values = dict(values)
    todo = list(values)
    while todo:
        box = todo.pop()
        for target in ahead.get(box, ()) if box != stop else ():
            if values[box] & ~values.get(target, 0):
                values[target] = values.get(target, 0) | values[box]
                todo.append(target)
    return values


def _name(graph: CallGraph, body: Menu, target: str, keys: Sequence[str]) -> str:
    """The keys and what they are for."""
    option = body.keys[keys[0]]
    topics = [graph.menu.topics[topic] for topic in option.topics if topic in graph.menu.topics]
    words = option.label or "; ".join(topics) or graph.menu.steps[target].label or target
    return f"{', '.join(keys)}: {clip(words, 60)}"
