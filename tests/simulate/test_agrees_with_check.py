"""Calls end where the checker says they can, and callers with fixed habits where it says they do."""

from __future__ import annotations

import pytest

from tests.simulate.random_calls import disagreements

BLOCKS = 8


@pytest.mark.parametrize("block", range(BLOCKS))
def test_calls_to_random_menus_go_as_the_checker_says(block: int) -> None:
    assert not [one for seed in range(block, 80, BLOCKS) for one in disagreements(seed, 5)]


@pytest.mark.long
@pytest.mark.parametrize("block", range(BLOCKS))
def test_ten_thousand_of_them(block: int) -> None:
    assert not [one for seed in range(1_000 + block, 1_600, BLOCKS) for one in disagreements(seed, 20)]
