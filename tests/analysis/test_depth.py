"""Menus before a person, against plain breadth-first search in one period at a time."""

from __future__ import annotations

from collections import deque

import pytest

from ivrcheck.analysis.depth import Deep, deep_ways, shallowest
from ivrcheck.analysis.facts import Facts
from ivrcheck.analysis.topics import is_language_menu
from ivrcheck.callgraph.move import Deed, Move, Outcome, Party
from ivrcheck.menu.kinds import Menu
from tests.analysis.test_evidence import random_facts, replay


def counts(facts: Facts, move: Move) -> bool:
    step = facts.graph.kind_of(move.source)
    choice = isinstance(step, Menu) and not is_language_menu(facts.graph, step)
    return choice and move.party is Party.CALLER


def fewest(facts: Facts, start: int, period: int) -> int | None:
    """The fewest menus from a node to a person in one period; None where there is no way."""
    queue, best = deque([(0, start)]), dict[int, int]()
    while queue:
        menus, node = queue.popleft()
        if node == Outcome.PERSON:
            return menus
        if node < 0 or best.get(node, menus + 1) <= menus:
            continue
        best[node] = menus
        for move in facts.graph.out[node]:
            if move.periods >> period & 1:
                if counts(facts, move):
                    queue.append((menus + 1, move.target))
                else:
                    queue.appendleft((menus, move.target))
    return None


def in_period(ways: list[Deep], number: str, period: int) -> bool:
    return any(way.number == number and way.periods >> period & 1 for way in ways)


@pytest.mark.parametrize("seed", range(120))
def test_agrees_with_search_in_each_period(seed: int) -> None:
    facts = random_facts(seed, retries=seed % 2)
    if facts.menu.topics:
        facts.menu.topics.clear()  # type: ignore[attr-defined]
    for most in (0, 1, 2):
        ways = list(deep_ways(facts, most))
        for number, node in facts.graph.entries.items():
            for period in range(facts.calendar.count):
                menus = fewest(facts, node, period) if facts.working >> period & 1 else None
                assert in_period(ways, number, period) == (menus is not None and menus > most)


@pytest.mark.parametrize("seed", range(120))
def test_the_call_with_the_fewest_menus_can_be_made(seed: int) -> None:
    facts = random_facts(seed, retries=0)
    for deep in deep_ways(facts, 0):
        found = shallowest(facts, deep)
        assert found is not None
        path, menus = found
        assert replay(facts, path) == Outcome.PERSON
        assert path.periods & deep.periods == path.periods
        assert menus == sum(counts(facts, move) for move in path.moves) > 0
        assert not any(move.deed is Deed.HANG_UP for move in path.moves)
