"""Which step of the new version of a menu is which step of the old one.

Steps keep their ids as a rule. Where an id is gone and another one has come, both may be the same step under
a new name: it is the same in itself, leads to the same steps, and the same steps lead to it. To find that out
steps are coloured, again and again, by their own content and the colours of their neighbours.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Hashable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from functools import cached_property
from typing import Any

from ivrcheck.menu.model import PhoneSystem

_MOST_ROUNDS = 64
"""So far a difference is carried from step to step; colours settle long before, but for long chains."""
_UNSAID = ("label", "note", "accept")
"""What of a step no caller can tell."""

Colours = Mapping[str, Hashable]


def matched_steps(old: PhoneSystem, new: PhoneSystem) -> dict[str, str]:
    """By the id of an old step, the id it has in the new version; steps that are gone are left out."""
    if old.steps == new.steps and old.entry == new.entry:
        return {step: step for step in old.steps}
    sides = _Net(old), _Net(new)
    if colours := _settled(*sides):
        return dict(_same_colour(*colours, old.steps, new.steps))
    found = {
        step: step for step in old.steps if step in new.steps and old.steps[step].kind == new.steps[step].kind
    }
    _match_content(found, *sides)
    _match_neighbours(found, *sides)
    return found


def renamed_steps(matched: Mapping[str, str]) -> list[tuple[str, str]]:
    """The steps that have another name now, in the order of the old file."""
    return [(old, new) for old, new in matched.items() if old != new]


class _Net:
    """The steps of one version, what each is in itself, and how they lead to each other."""

    def __init__(self, menu: PhoneSystem) -> None:
        self.menu = menu
        self.content = {step: _content(body) for step, body in menu.steps.items()}

    @cached_property
    def onward(self) -> Mapping[str, list[tuple[str, str]]]:
        """For each step the ways on from it: the field (or key) that says so, and the next step."""
        return {
            step: [("/".join(route), to) for route, to in body.targets()]
            for step, body in self.menu.steps.items()
        }

    @cached_property
    def back(self) -> Mapping[str, list[tuple[str, str]]]:
        """For each step the ways that lead to it: the field (or key), and the step before."""
        back: dict[str, list[tuple[str, str]]] = {step: [] for step in self.menu.steps}
        for step, ways in self.onward.items():
            for slot, to in ways:
                back[to].append((slot, step))
        return back

    @cached_property
    def dialled(self) -> Mapping[str, tuple[str, ...]]:
        """For each first step the numbers that lead to it."""
        dialled: dict[str, tuple[str, ...]] = {}
        for number, entry in self.menu.entry.items():
            dialled[entry.to] = (*dialled.get(entry.to, ()), number)
        return dialled


def _content(value: Any) -> str:
    """What a step is in itself: all that it says, but where it leads and what only its editors read."""
    parts = [value.kind]
    for field in fields(value):
        if field.name in _UNSAID:
            continue
        inner = getattr(value, field.name)
        if field.name in value.single:
            parts.append("" if inner is None or isinstance(inner, str) else repr(_without(inner)))
        elif field.name == "keys":
            parts.append(repr([(key, _without(option)) for key, option in (inner or {}).items()]))
        elif field.name == "answers":
            parts.append(repr(list(inner)))
        else:
            parts.append(repr(inner))
    return "\n".join(parts)


def _without(option: Any) -> tuple[Any, ...]:
    """The fields of an option or a fallback, but for where it leads and how it is called."""
    assert is_dataclass(option)
    named = (one.name for one in fields(option) if one.name not in ("to", "label"))
    return tuple(getattr(option, name) for name in named)


def _settled(old: _Net, new: _Net) -> tuple[Colours, Colours] | None:
    """Colours that tell no more apart; None once it is plain that more than names has changed."""
    colours = _begun(old), _begun(new)
    count = -1
    for _ in range(_MOST_ROUNDS):
        counts = Counter(colours[0].values())
        if counts != Counter(colours[1].values()):
            return None
        if len(counts) == count:
            break
        count, colours = len(counts), _refined((old, new), colours)
    return colours


def _begun(net: _Net) -> Colours:
    return {step: (content, net.dialled.get(step, ())) for step, content in net.content.items()}


def _refined(nets: tuple[_Net, _Net], colours: tuple[Colours, Colours]) -> tuple[Colours, Colours]:
    """One round: a step's new colour is made of its own, and those of the steps beside it."""
    numbers: dict[Hashable, int] = {}

    def number(colour: Hashable) -> int:
        return numbers.setdefault(colour, len(numbers))

    def round_(net: _Net, old: Colours) -> Colours:
        return {
            step: number((
                old[step],
                tuple(sorted((slot, number(old[to])) for slot, to in net.onward[step])),
                tuple(sorted((slot, number(old[before])) for slot, before in net.back[step])),
            ))
            for step in net.content
        }  # fmt: skip

    return round_(nets[0], colours[0]), round_(nets[1], colours[1])


def _same_colour(
    before: Colours, after: Colours, olds: Collection[str], news: Collection[str]
) -> Iterator[tuple[str, str]]:
    """Steps of one colour in pairs: those that keep their id, then the others in the order of the files."""
    there: dict[Hashable, list[str]] = {}
    for step in news:
        there.setdefault(after[step], []).append(step)
    left = []
    for step in olds:
        same = there.get(before[step], [])
        if step in same:
            same.remove(step)
            yield step, step
        else:
            left.append(step)
    for step in left:
        if others := there.get(before[step]):
            yield step, others.pop(0)


def _match_content(found: dict[str, str], old: _Net, new: _Net) -> None:
    """Of the steps that are left, match those that are the same in themselves and lead the same ways.

    What leads to them may have changed. A step that all its neighbours know, or whose content is its alone,
    is the same; of several alike it cannot be said which is which.
    """
    for _ in range(_MOST_ROUNDS):
        count, names = len(found), set(found.values())
        same = {to: to for to in names}
        olds = {step: _ways(old, step, found) for step in old.content if step not in found}
        news = {step: _ways(new, step, same) for step in new.content if step not in names}
        _match_alone(found, olds, news)
        if len(found) == count:
            _match_alone(
                found, {step: old.content[step] for step in olds}, {step: new.content[step] for step in news}
            )
        if len(found) == count:
            return


def _ways(net: _Net, step: str, names: Mapping[str, str]) -> tuple[Hashable, Hashable]:
    """What a step is in itself, and where its ways lead, as far as that is known."""
    return net.content[step], tuple(sorted((slot, names.get(to, "")) for slot, to in net.onward[step]))


def _match_neighbours(found: dict[str, str], old: _Net, new: _Net) -> None:
    """Of the steps that are left, match those of one kind that only the same ways lead to."""
    names = set(found.values())
    same = {to: to for to in names}
    olds = {step: _led(old, step, found) for step in old.content if step not in found}
    news = {step: _led(new, step, same) for step in new.content if step not in names}
    _match_alone(
        found,
        {step: led for step, led in olds.items() if led},
        {step: led for step, led in news.items() if led},
    )


def _led(net: _Net, step: str, names: Mapping[str, str]) -> Hashable:
    """The kind of a step and the ways that lead to it; nothing where a way begins at an unknown step."""
    back = net.back[step]
    numbers = net.dialled.get(step, ())
    if not (back or numbers) or any(before not in names for _, before in back):
        return None
    ways = tuple(sorted((slot, names[before]) for slot, before in back))
    return net.menu.steps[step].kind, ways, numbers


def _match_alone(found: dict[str, str], olds: Colours, news: Colours) -> None:
    """Match the steps whose mark only one step of each side has."""
    counts = Counter(olds.values()), Counter(news.values())
    there = {mark: step for step, mark in news.items()}
    for step, mark in olds.items():
        if counts[0][mark] == counts[1][mark] == 1:
            found[step] = there[mark]
