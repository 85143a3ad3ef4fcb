"""The named calls in the simulator: what they say of themselves is true there."""

from __future__ import annotations

from functools import cache

import pytest

from tests.switch.menus import Menu
from tests.switch.named import NAMED, Named, named_call, named_menus


@cache
def menus() -> dict[str, Menu]:
    return named_menus()


@pytest.mark.parametrize("place", range(len(NAMED)), ids=lambda place: NAMED[place].name)
def test_a_named_call_ends_as_it_says(place: int) -> None:
    plan, named = named_call(menus(), place), NAMED[place]
    assert came(named) == (list(plan.steps), plan.end)


def came(named: Named) -> tuple[list[str], str]:
    """What a named call says of itself: the steps, and how it ends."""
    steps, _, end = named.comes.partition(": ")
    return steps.split(), end


def test_no_two_have_one_name() -> None:
    assert len({named.name for named in NAMED}) == len(NAMED) > 60
