"""What holds for the call graph of every menu."""

from __future__ import annotations

import random

import pytest

from ivrcheck.analysis.facts import Facts
from ivrcheck.callgraph.beats import Score
from ivrcheck.callgraph.move import Deed, Outcome, Party
from tests.analysis.test_agrees_with_player import facts_of
from tests.judges import random_menus

SEEDS = range(120)


def facts(seed: int) -> Facts:
    return facts_of(random_menus.random_menu(random.Random(seed), 3 + seed % 7, 2))


@pytest.mark.parametrize("block", range(4))
def test_exactly_one_party_moves_at_a_node(block: int) -> None:
    for seed in SEEDS[block::4]:
        for moves in facts(seed).graph.out.values():
            assert len({move.party for move in moves}) == 1


@pytest.mark.parametrize("block", range(4))
def test_every_node_has_a_move_in_every_period_and_the_clock_only_one(block: int) -> None:
    for seed in SEEDS[block::4]:
        found = facts(seed)
        for moves in found.graph.out.values():
            covered = 0
            for move in moves:
                if move.party is Party.CLOCK:
                    assert not covered & move.periods
                covered |= move.periods
            assert covered == found.everything


def test_every_move_leads_to_a_node_or_an_outcome_and_stands_in_the_network() -> None:
    for seed in SEEDS:
        graph = facts(seed).graph
        moves = [move for some in graph.out.values() for move in some]
        assert all(move.target in graph.out or move.target in set(Outcome) for move in moves)
        assert graph.network.number_of_edges() == len(moves)
        kept = {data["move"] for _, _, data in graph.network.edges(data=True)}
        assert kept == set(moves)


def test_hanging_up_is_possible_wherever_the_caller_moves_and_never_serves() -> None:
    for seed in SEEDS:
        for moves in facts(seed).graph.out.values():
            if moves[0].party is Party.CALLER:
                leaving = [move for move in moves if move.deed is Deed.HANG_UP]
                assert [move.target for move in leaving] == [Outcome.GAVE_UP]
    assert not Outcome.GAVE_UP.served


def test_what_is_heard_and_done_in_a_move_takes_as_long_as_the_move() -> None:
    for seed in SEEDS:
        found = facts(seed)
        score = Score(found.graph, found.config.pace)
        for move in (one for some in found.graph.out.values() for one in some):
            beats, seconds = score.of(move)
            assert seconds == pytest.approx(sum(beat.seconds for beat in beats))
            assert seconds == pytest.approx(found.watch.seconds(move)), (seed, move)
