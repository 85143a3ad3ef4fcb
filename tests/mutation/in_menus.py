"""Faults in menus: their keys, prompts, silence and wrong keys."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from itertools import combinations
from typing import Any

from tests.mutation.harm import Played, always, harms, never
from tests.mutation.menus import Menu
from tests.mutation.operator import (
    Edit,
    Operator,
    Step,
    announced,
    at_keys,
    at_steps,
    changed,
    dropped,
    lead,
    target,
    without_offer,
)  # fmt: skip

HANGUP = {"kind": "hangup", "prompt": "Goodbye."}


def drop_zero(menu: Menu, name: str) -> None:
    """No 0 any more, and no word of it."""
    step = menu["steps"][name]
    del step["keys"]["0"]
    step["prompt"] = without_offer(step["prompt"], "0")


def _has_zero(step: Step) -> bool:
    return "0" in step["keys"] and len(step["keys"]) > 1


def zero_to_itself(menu: Menu, name: str) -> None:
    lead(menu["steps"][name], "0", name)


def _back_through(field: str, menu: Menu, name: str) -> None:
    """Silence or a wrong key: an announcement, and the same menu again."""
    sorry = {"kind": "play", "prompt": "Sorry, that did not work.", "then": name}
    menu["steps"] |= {"sorry_again": sorry}
    menu["steps"][name][field] = "sorry_again"


def to_hangup(menu: Menu, name: str, key: str) -> None:
    menu["steps"]["the_end"] = dict(HANGUP)
    lead(menu["steps"][name], key, "the_end")


def remove_key(menu: Menu, name: str, key: str) -> None:
    del menu["steps"][name]["keys"][key]


def _can_be_removed(step: Step, key: str) -> bool:
    return len(step["keys"]) > 1 and announced(step, key)


def swap(menu: Menu, name: str, one: str, other: str) -> None:
    step = menu["steps"][name]
    first, second = target(step, one), target(step, other)
    lead(step, one, second)
    lead(step, other, first)


def swaps(menu: Menu, with_zero: bool) -> Iterator[tuple[str, Edit]]:
    """Two announced keys of a menu that lead to different places."""
    for name, step in menu["steps"].items():
        keys = [key for key in step["keys"] if announced(step, key)] if step["kind"] == "menu" else []
        for one, other in combinations(keys, 2):
            if ("0" in (one, other)) == with_zero and target(step, one) != target(step, other):
                yield f"{name} {one} {other}", partial(swap, name=name, one=one, other=other)


def zero_reaches_nobody(before: Played, after: Played) -> bool:
    """The prompt says 0 is for speaking with someone; at some time it was, and is no longer."""
    if harms(before, after):
        return True
    for name, step in before.menu["steps"].items():
        if step["kind"] != "menu" or "0" not in step["keys"]:
            continue
        old, new = target(step, "0"), target(after.menu["steps"][name], "0")
        if old != new and any(
            name in (view := before.at(moment)).reachable
            and old not in view.without_person
            and new in after.at(moment).without_person
            for moment in before.closely
        ):
            return True
    return False


def _languages(prompt: Any) -> list[str]:
    return sorted(prompt) if isinstance(prompt, dict) and "text" not in prompt else []


def drop_language(menu: Menu) -> Iterator[tuple[str, Edit]]:
    """One language's prompt is missing."""
    for name, step in menu["steps"].items():
        for language in _languages(step.get("prompt")):
            yield f"{name} {language}", partial(_drop_prompt, name=name, language=language)


def _drop_prompt(menu: Menu, name: str, language: str) -> None:
    del menu["steps"][name]["prompt"][language]


def _any(step: Step) -> bool:
    return True


OPERATORS = (
    Operator("drop the 0, and its words", at_steps("menu", drop_zero, _has_zero)),
    Operator("point 0 at its own menu", at_steps("menu", zero_to_itself, _has_zero)),
    Operator("drop a menu's `no_input`", dropped("menu", "no_input")),
    Operator("drop a menu's `no_match`", dropped("menu", "no_match")),
    Operator("loop the silent back", at_steps("menu", partial(_back_through, "no_input"), _any)),
    Operator("loop wrong keys back", at_steps("menu", partial(_back_through, "no_match"), _any)),
    Operator("point a key at a hang-up", at_keys(to_hangup, announced), always),
    Operator("remove an announced key", at_keys(remove_key, _can_be_removed), always),
    Operator("swap 0 and another key", partial(swaps, with_zero=True), zero_reaches_nobody),
    Operator("swap two departments", partial(swaps, with_zero=False), always),
    Operator("drop one language's prompt", drop_language, always),
    Operator("make a menu not interruptible", changed("menu", barge_in="false"), never),
    Operator("wait 1 s for a key", changed("menu", wait="1s"), never),
    Operator("drop `no_input` of typed data", dropped("collect", "no_input")),
    Operator("drop `no_match` of typed data", dropped("collect", "no_match")),
)
