"""The solved questions against exhaustive play of random small menus by a player that knows no ivrcheck."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from ivrcheck.analysis import solve
from ivrcheck.analysis.callers import Caller, Office
from ivrcheck.analysis.facts import Facts
from ivrcheck.callgraph.move import Outcome
from ivrcheck.hours.calendar import build_calendar
from ivrcheck.menu.load import load_text
from tests.judges import player, random_menus

START = date(2026, 11, 21)
MOMENTS = 6


def facts_of(text: str) -> Facts:
    loaded = load_text(text, "random.yaml", Path("random.yaml"))
    assert loaded.menu is not None, [problem.message for problem in loaded.problems]
    return Facts(loaded, build_calendar(loaded.menu, START))


def disagreements(seed: int, size: int, retries: int) -> Iterator[str]:
    """One line for each question on which the two differ."""
    rng = random.Random(seed)
    text = random_menus.random_menu(rng, size, retries)
    facts, menu = facts_of(text), player.read(text)
    for moment in random_menus.moments(rng, MOMENTS):
        period = facts.calendar.period_at(moment)
        assert period is not None
        game = player.Game(menu, moment)
        for line in [*_about_steps(facts, game, period), *_about_entries(facts, game, period)]:
            yield f"seed {seed}, {moment}: {line}"


def _about_steps(facts: Facts, game: player.Game, period: int) -> Iterator[str]:
    for step in facts.menu.steps:
        node = facts.graph.node(step)
        if node not in facts.graph.out:
            continue
        solved = (facts.person, facts.served, facts.safe)
        ours = tuple(bool(fact.get(node, 0) >> period & 1) for fact in solved)
        judged = (game.can_reach_person(step), game.can_be_served(step), game.is_safe(step))
        if ours != judged:
            yield f"{step}: person, served, safe are {ours}, played {judged}"


def _about_entries(facts: Facts, game: player.Game, period: int) -> Iterator[str]:
    for number, node in facts.graph.entries.items():
        step = facts.menu.entry[number].to
        for caller in Caller:
            lost = bool(facts.lost(caller).get(node, 0) >> period & 1)
            worst = game.lost_at_worst(caller.value, step)
            if lost != worst:
                yield f"{caller.value} from {step}: lost is {lost}, played {worst}"
            for office in Office:
                ours = _end(facts, caller, office, node, period)
                judged = game.outcome_of(caller.value, office.value, step)
                if ours != judged:
                    yield f"{caller.value}, {office.value} from {step}: ends {ours}, played {judged}"


def _end(facts: Facts, caller: Caller, office: Office, node: int, period: int) -> str:
    found = [one.word for one in Outcome if facts.ends(caller, office, one).get(node, 0) >> period & 1]
    assert len(found) <= 1, found
    return found[0] if found else "endless"


def run(seeds: range, retries: int) -> list[str]:
    return [line for seed in seeds for line in disagreements(seed, 3 + seed % 7, retries)]


@pytest.mark.parametrize("retries", range(4))
@pytest.mark.parametrize("block", range(2))
def test_solved_questions_agree_with_exhaustive_play(block: int, retries: int) -> None:
    assert run(range(block * 50, block * 50 + 50), retries) == []


def test_retries_taken_together_agree_where_there_is_one(monkeypatch: pytest.MonkeyPatch) -> None:
    """Large menus do without the combinations; one retry in a circle is exact all the same."""
    monkeypatch.setattr(solve, "_MOST_WORK", 0)
    assert run(range(150), 1) == []


def test_several_retries_taken_together_seldom_differ(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(solve, "_MOST_WORK", 0)
    seeds = range(300)
    differing = {line.split(",")[0] for line in run(seeds, 3)}
    assert len(differing) <= len(seeds) // 100


@pytest.mark.long
@pytest.mark.parametrize("retries", range(4))
def test_solved_questions_agree_with_exhaustive_play_at_length(retries: int) -> None:
    assert run(range(1_000, 3_000), retries) == []


if __name__ == "__main__":
    import sys

    first, last, retries = map(int, sys.argv[1:])
    found = run(range(first, last), retries)
    print("\n".join(found[:40]))
    print(f"{last - first} menus, {MOMENTS} moments each: {len(found)} disagreements")
