"""How long unanswered calls ring: against a player that tries every way, with every retry counted."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from random import Random

import pytest

from ivrcheck.analysis.facts import Facts
from ivrcheck.analysis.ringing import chains, rings_for
from ivrcheck.callgraph.graph import CallGraph
from ivrcheck.callgraph.move import Deed, Move, Party
from ivrcheck.config import DEFAULT
from ivrcheck.hours.calendar import build_calendar
from ivrcheck.menu.load import load
from tests.judges.random_menus import random_menu

LIMIT = 90
State = tuple[int, int, frozenset[tuple[int, int]]]


@pytest.mark.parametrize("seed", range(60))
def test_agrees_with_trying_every_way(tmp_path: Path, seed: int) -> None:
    rng = Random(seed)
    path = tmp_path / "menu.yaml"
    path.write_text(random_menu(rng, rng.randint(4, 14)), "utf-8")
    loaded = load(path, path.name, DEFAULT.limits)
    assert loaded.menu
    facts = Facts(loaded, build_calendar(loaded.menu, date(2026, 11, 23)))
    found = chains(facts.graph, facts.arrivals, LIMIT)
    expected = any(_rings_on(facts, period) for period in range(facts.calendar.count))
    assert bool(found) is expected
    assert all(sum(rings_for(facts.graph, move) for move in one.moves) > LIMIT for one in found)


def _rings_on(facts: Facts, period: int) -> bool:
    """Whether some call in a period rings for longer than the limit without the caller doing anything."""
    return any(
        _from(facts.graph, node, period)
        for node, bits in facts.arrivals.items()
        if node >= 0 and bits >> period & 1
    )


def _from(graph: CallGraph, node: int, period: int) -> bool:
    todo: list[State] = [(node, 0, frozenset())]
    seen: set[State] = set()
    while todo:
        state = todo.pop()
        if state[1] > LIMIT:
            return True
        if state[0] >= 0 and state not in seen:
            seen.add(state)
            todo += [
                _after(graph, state, move) for move in graph.out[state[0]] if _may(graph, state, move, period)
            ]
    return False


def _may(graph: CallGraph, state: State, move: Move, period: int) -> bool:
    if not move.periods >> period & 1 or move.party is Party.CALLER or move.deed is Deed.ANSWER:
        return False
    if state[0] not in graph.retries:
        return True
    again, onward, times = graph.retries[state[0]]
    return move is (again if dict(state[2]).get(state[0], 0) < times else onward)


def _after(graph: CallGraph, state: State, move: Move) -> State:
    rounds = dict(state[2])
    if move.deed is Deed.AGAIN:
        rounds[state[0]] = rounds.get(state[0], 0) + 1
    return move.target, state[1] + rings_for(graph, move), frozenset(rounds.items())
