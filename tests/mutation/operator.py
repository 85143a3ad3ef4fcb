"""What a mutation operator is, and what most of them are made of."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any, TypeAlias

from tests.judges.rules_of_play import step_named_by
from tests.mutation.harm import Played, harms
from tests.mutation.menus import Menu

Step: TypeAlias = dict[str, Any]
Edit: TypeAlias = Callable[[Menu], None]
Sites: TypeAlias = Callable[[Menu], Iterator[tuple[str, Edit]]]
"""The places of a menu where a fault can be made: what each is called, and how it is made there."""


@dataclass(frozen=True, slots=True)
class Operator:
    """One well-defined fault."""

    name: str
    sites: Sites
    harm: Callable[[Played, Played], bool] = harms
    """Given the menu without and with the fault: are callers worse off?"""


def at_steps(kind: str, edit: Callable[..., None], fits: Callable[[Step], bool]) -> Sites:
    """A fault that can be made at every step of a kind that fits."""

    def sites(menu: Menu) -> Iterator[tuple[str, Edit]]:
        for name, step in menu["steps"].items():
            if step["kind"] == kind and fits(step):
                yield name, partial(edit, name=name)

    return sites


def at_keys(edit: Callable[..., None], fits: Callable[[Step, str], bool]) -> Sites:
    """A fault that can be made at every key of a menu that fits."""

    def sites(menu: Menu) -> Iterator[tuple[str, Edit]]:
        for name, step in menu["steps"].items():
            for key in step["keys"] if step["kind"] == "menu" else ():
                if fits(step, key):
                    yield f"{name} {key}", partial(edit, name=name, key=key)

    return sites


def dropped(kind: str, first: str, *others: str) -> Sites:
    """Leave a field out, and others with it, at every step of a kind that has it."""

    def edit(menu: Menu, name: str) -> None:
        for field in (first, *others):
            menu["steps"][name].pop(field, None)

    return at_steps(kind, edit, lambda step: first in step)


def changed(kind: str, **fields: str) -> Sites:
    """Write fields, at every step of a kind; ``@`` stands for the step itself."""

    def edit(menu: Menu, name: str) -> None:
        for field, value in fields.items():
            menu["steps"][name][field] = name if value == "@" else value

    return at_steps(kind, edit, lambda step: True)


def announced(step: Step, key: str) -> bool:
    """Whether the prompt offers this digit in so many words."""
    offer = re.compile(rf"{_PRESS} {re.escape(key)}\b", re.IGNORECASE)
    return key.isdigit() and any(offer.search(text) for text in texts(step.get("prompt")))


_PRESS = r"(?:press|drücken sie die|oprima|marque)"


def texts(prompt: object) -> Iterator[str]:
    """All texts of a prompt."""
    if isinstance(prompt, str):
        yield prompt
    elif isinstance(prompt, dict):
        for inner in prompt.values():
            yield from texts(inner)
    elif isinstance(prompt, list):
        for inner in prompt:
            yield from texts(inner)


def without_offer(prompt: Any, key: str) -> Any:
    """The prompt without its sentences that offer a key."""
    if isinstance(prompt, dict):
        return {name: without_offer(inner, key) for name, inner in prompt.items()}
    if isinstance(prompt, list):
        kept = [without_offer(inner, key) for inner in prompt]
        return [inner for inner in kept if inner["text"]]
    offer = re.compile(rf"{_PRESS} {key}\b", re.IGNORECASE)
    return " ".join(part for part in re.split(r"(?<=[.!?]) ", prompt) if not offer.search(part))


def target(step: Step, key: str) -> str:
    """The step a key leads to."""
    return step_named_by(step["keys"][key]) or ""


def lead(step: Step, key: str, to: str) -> None:
    """Point a key elsewhere and leave everything else that is said of it."""
    if isinstance(step["keys"][key], dict):
        step["keys"][key]["to"] = to
    else:
        step["keys"][key] = to
