"""The calls that were placed on a switch, made once more in the simulator: it says what was seen there."""

from __future__ import annotations

from collections import Counter, defaultdict

import pytest

from tests.switch.menus import Menu, examples, random_one
from tests.switch.recorded import Recorded, recorded, seeds, sign_of

SIGN, CALLS = recorded()
BY_MENU: dict[str, list[Recorded]] = defaultdict(list)
for one in CALLS:
    BY_MENU[one.menu].append(one)
SEEDS = seeds(BY_MENU)
GROUPS = [SEEDS[start : start + 25] for start in range(0, len(SEEDS), 25)]


def held(menu: Menu) -> list[str]:
    """The calls of a menu in which the simulator says otherwise than was seen."""
    found = []
    for call in BY_MENU[menu.name]:
        plan = call.again(menu)
        if (plan.steps, plan.end) != (call.steps, call.end):
            found.append(f"{menu.title}, {call}: {plan.end} after {plan.steps}")
    return found


def test_the_examples_do_as_was_seen_on_the_switch() -> None:
    menus = list(examples())
    assert {menu.name for menu in menus} <= {*BY_MENU}
    assert not [line for menu in menus for line in held(menu)]


@pytest.mark.parametrize("group", GROUPS, ids=lambda group: f"{group[0]}-{group[-1]}")
def test_random_menus_do_as_was_seen_on_the_switch(group: list[int]) -> None:
    assert not [line for seed in group for line in held(random_one(seed))]


def test_the_random_menus_are_those_that_were_called() -> None:
    assert sign_of(SEEDS) == SIGN, "place the calls anew: python -m tests.switch.run --record"
    assert len(SEEDS) >= 200


def test_all_sorts_of_calls_were_placed() -> None:
    ends = Counter(call.end for call in CALLS)
    assert {*ends} == {"answered", "message", "booked", "caller hung up", "hung up", "endless"}
    assert min(ends.values()) >= 20
    assert sum(bool(call.acts) for call in CALLS) > len(CALLS) // 2
