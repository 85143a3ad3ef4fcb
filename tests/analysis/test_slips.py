"""Where a habit loses callers further in: the exhaustive player agrees, and no place is left out."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence

import pytest

from ivrcheck.analysis.callers import Caller
from ivrcheck.analysis.facts import Facts
from ivrcheck.analysis.slips import Slip, slips
from ivrcheck.analysis.solve import can_force, goals
from ivrcheck.callgraph.graph import ARRIVE
from ivrcheck.callgraph.move import SERVED, Outcome
from tests.analysis.test_agrees_with_player import facts_of
from tests.judges import player, random_menus

SEEDS = range(240)
HABITS = (Caller.SILENT, Caller.WRONG_KEY)


def menus(block: int) -> Iterator[tuple[Facts, random.Random, str]]:
    for seed in SEEDS[block::4]:
        rng = random.Random(seed)
        text = random_menus.random_menu(rng, 3 + seed % 8, seed % 2)
        yield facts_of(text), rng, text


@pytest.mark.parametrize("block", range(4))
def test_every_slip_loses_its_caller(block: int) -> None:
    found = 0
    for facts, rng, text in menus(block):
        slipping = {caller: slips(facts, caller) for caller in HABITS}
        for moment in random_menus.moments(rng, 4):
            period = facts.calendar.period_at(moment)
            game = player.Game(player.read(text), moment)
            for caller in HABITS:
                for step in _steps(facts, slipping[caller], period):
                    found += 1
                    assert game.lost_at_worst(caller.value, step), (text, moment, caller, step)
    assert found > 50


def _steps(facts: Facts, found: list[Slip], period: int | None) -> Iterator[str]:
    """The steps with a slip in a period, for callers in the first language."""
    assert period is not None
    for slip in found:
        for node, bits in slip.nodes.items():
            step = facts.graph.step_of(node)
            if node == facts.graph.node(step, 0, ARRIVE) and bits >> period & 1:
                yield step


@pytest.mark.parametrize("block", range(4))
def test_whoever_is_lost_has_slipped_or_is_trapped(block: int) -> None:
    found = 0
    for facts, _, text in menus(block):
        for caller in HABITS:
            lost = _lost(facts, caller)
            slipped = [slip.nodes for slip in slips(facts, caller)]
            for node, bits in lost.items():
                while bits:
                    period = bits & -bits
                    bits &= ~period
                    found += 1
                    assert _explained(facts, caller, lost, slipped, node, period), (text, caller)
    assert found > 200


def _lost(facts: Facts, caller: Caller) -> dict[int, int]:
    """When the caller is lost at each node that calls come to."""
    fine = goals(facts.graph, (*SERVED, Outcome.GAVE_UP))
    kept = can_force(facts.graph, fine, facts.choice(caller))
    arrived = ((node, bits & ~kept.get(node, 0)) for node, bits in facts.arrivals.items() if node >= 0)
    return {node: bits for node, bits in arrived if bits and facts.graph.kind_of(node).kind != "hangup"}


def _explained(
    facts: Facts,
    caller: Caller,
    lost: dict[int, int],
    slipped: Sequence[Mapping[int, int]],
    node: int,
    period: int,
) -> bool:
    """Whether the call goes on to a slip, to a step that traps everybody, or to the end of a queue."""
    does, seen, todo = facts.does(caller), {node}, [node]
    while todo:
        here = todo.pop()
        if facts.unsafe.get(here, 0) & period or any(nodes.get(here, 0) & period for nodes in slipped):
            return True
        if facts.graph.kind_of(here).kind in ("queue", "voicemail"):
            return True  # the longest wait, and mailboxes of nobody, are other rules' business
        for move in facts.graph.out[here]:
            if does(move) and move.periods & lost.get(move.target, 0) & period and move.target not in seen:
                seen.add(move.target)
                todo.append(move.target)
    return False


ASKED_AGAIN = """
ivrcheck: 1
name: Asked again
people: {ann: {name: Ann, extension: 10}}
entry: {"+1 845 555 0134": first}
steps:
  first: {kind: menu, prompt: For paint press 1., keys: {1: second}, no_input: ann, no_match: ann}
  second: {kind: menu, prompt: For red press 1., keys: {1: ann}, tries: 1, no_input: again, no_match: ann}
  again: {kind: retry, times: 2, again: second, then: END}
  ann: {kind: ring, who: ann, no_answer: box}
  box: {kind: voicemail, prompt: Speak now., owner: ann}
  bye: {kind: hangup}
"""


def test_nobody_goes_round_through_a_retry_for_ever() -> None:
    """Being asked again a few times is no circle: what counts is where the retry leads at last."""
    assert not slips(facts_of(ASKED_AGAIN.replace("END", "ann")), Caller.SILENT)
    (slip,) = slips(facts_of(ASKED_AGAIN.replace("END", "bye")), Caller.SILENT)
    assert not slip.circle
    (slip,) = slips(facts_of(ASKED_AGAIN.replace("END", "second")), Caller.SILENT)
    assert slip.circle
