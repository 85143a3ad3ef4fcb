"""Every call that is shown can happen: each move follows the one before, in a period that has them all."""

from __future__ import annotations

import random
from collections import Counter, deque
from collections.abc import Sequence

import pytest

from ivrcheck.analysis.evidence import Path
from ivrcheck.analysis.facts import Facts
from ivrcheck.analysis.traps import traps
from ivrcheck.callgraph.move import Deed, Move
from tests.analysis.test_agrees_with_player import facts_of
from tests.judges import random_menus

SEEDS = range(160)
RETRY_AT_THE_DOOR = """
ivrcheck: 1
name: Retry at the door
timezone: America/New_York
people: {ada: {name: Ada, extension: 1, hours: day}}
hours: {day: {mon-fri: 09:00-17:00}}
entry: {"+1 845 555 0191": twice}
steps:
  twice: {kind: retry, times: 2, again: desk, then: messages}
  desk: {kind: ring, who: ada, no_answer: twice}
  messages: {kind: voicemail, prompt: Leave a message., owner: ada}
"""
SORRY = """\
  sorry: {kind: hangup, prompt: Nobody is there. Goodbye.}
"""


def random_facts(seed: int, retries: int = 1) -> Facts:
    return facts_of(random_menus.random_menu(random.Random(seed), 3 + seed % 7, retries))


def replay(facts: Facts, path: Path) -> int:
    """Walk a call move by move, counting retries; gives the node it ends at, or fails."""
    node = facts.graph.entries[path.number]
    assert path.periods
    arrivals: Counter[int] = Counter()
    for move in path.moves:
        assert move.source == node
        assert move in facts.graph.out[node]
        assert move.periods & path.periods == path.periods
        if move.deed in (Deed.AGAIN, Deed.ONWARD):
            _, _, times = facts.graph.retries[node]
            arrivals[node] += 1
            assert (move.deed is Deed.AGAIN) == (arrivals[node] <= times)
        node = move.target
    return node


@pytest.mark.parametrize("block", range(4))
def test_the_call_to_every_node_can_be_made(block: int) -> None:
    for seed in SEEDS[block::4]:
        facts = random_facts(seed)
        for node, bits in facts.arrivals.items():
            path = facts.search.path(node, bits)
            if path is not None:
                assert replay(facts, path) == node


def test_rounds_that_differ_from_hour_to_hour() -> None:
    """By day the way onward leads past a phone that rings, at night past one that does not."""
    facts = facts_of(RETRY_AT_THE_DOOR)
    node = facts.graph.node("messages")
    for bits in (facts.calendar.duty("ada"), facts.everything & ~facts.calendar.duty("ada")):
        path = facts.search.path(node, bits)
        assert bits and path and path.periods & bits == path.periods
        assert replay(facts, path) == node


def test_behind_a_retry_that_nobody_comes_back_to_nobody_arrives() -> None:
    facts = facts_of(RETRY_AT_THE_DOOR.replace("no_answer: twice", "no_answer: sorry") + SORRY)
    assert "sorry" in facts.reachable and "messages" not in facts.reachable
    assert facts_of(RETRY_AT_THE_DOOR).reachable == {"twice", "desk", "messages"}


def distances(facts: Facts, period: int) -> dict[int, int]:
    """How many moves each node is away in one period, by plain breadth-first search."""
    queue = deque((node, 0) for node in facts.graph.entries.values())
    found: dict[int, int] = {}
    while queue:
        node, far = queue.popleft()
        if node in found:
            continue
        found[node] = far
        queue += [(move.target, far + 1) for move in _now(facts.graph.out.get(node, []), period)]
    return found


def _now(moves: Sequence[Move], period: int) -> list[Move]:
    return [move for move in moves if move.periods >> period & 1]


def test_the_call_has_the_fewest_moves() -> None:
    """On menus without retry steps, which a call may have to go round in first."""
    for seed in SEEDS:
        facts = random_facts(seed, retries=0)
        for period in range(facts.calendar.count):
            for node, far in distances(facts, period).items():
                path = facts.search.path(node, 1 << period)
                assert path is not None
                assert len(path.moves) == far


def test_every_trap_has_a_call_that_leads_to_it() -> None:
    shown = 0
    for seed in SEEDS:
        facts = random_facts(seed)
        for trap in traps(facts):
            path = facts.search.first(trap.nodes.items())
            if path is not None:
                shown += 1
                assert replay(facts, path) in trap.nodes
    assert shown > len(SEEDS) // 3


def test_every_unsafe_step_is_explained_by_a_trap_it_leads_to() -> None:
    for seed in SEEDS:
        facts = random_facts(seed)
        blamed = {node for trap in traps(facts) for node in trap.nodes}
        for node in facts.unsafe:
            if facts.graph.kind_of(node).kind != "hangup":
                assert _leads_to(facts, node, blamed), (seed, facts.graph.step_of(node))


def _leads_to(facts: Facts, node: int, blamed: set[int]) -> bool:
    seen, todo = {node}, [node]
    while todo:
        here = todo.pop()
        if here in blamed:
            return True
        for move in facts.graph.out.get(here, ()):
            if move.target >= 0 and move.target not in seen:
                seen.add(move.target)
                todo.append(move.target)
    return False
