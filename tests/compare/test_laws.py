"""What must hold of the differences of any two menus, held against a player that is plainly right."""

from __future__ import annotations

from itertools import product
from random import Random
from typing import Any

import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ivrcheck.analysis.callers import Caller, Office
from ivrcheck.compare.ends import EndChanges
from ivrcheck.compare.model import MenuDiff
from ivrcheck.compare.pair import Pair
from ivrcheck.compare.persons import person_rows
from ivrcheck.hours.zones import real_minute
from tests.compare.pairs import FILE, compared, is_empty, renamed, side, under_names
from tests.judges.player import Game, read
from tests.judges.random_menus import moments, random_menu

QUIET = settings(
    deadline=None, max_examples=25, derandomize=True, suppress_health_check=[HealthCheck.too_slow]
)
SEEDS = st.integers(0, 10**9)


def two_menus(seed: int) -> tuple[str, str]:
    """A random menu, and the same with some steps of another one in the place of its own."""
    rng = Random(seed)
    size = rng.randint(4, 8)
    old = random_menu(rng, size)
    menu, other = yaml.safe_load(old), yaml.safe_load(random_menu(Random(seed + 1), size))
    if rng.random() < 0.5:
        return old, yaml.safe_dump(
            {**menu, "hours": {**other["hours"], **_same(menu, other)}}, sort_keys=False
        )
    for step in rng.sample(list(menu["steps"]), 2):
        menu["steps"][step] = {"kind": "hangup"} if rng.random() < 0.3 else _ring(rng, menu)
    return old, yaml.safe_dump(menu, sort_keys=False)


def _same(menu: dict[str, Any], other: dict[str, Any]) -> dict[str, Any]:
    return {id: hours for id, hours in menu["hours"].items() if id not in other["hours"]}


def _ring(rng: Random, menu: dict[str, Any]) -> dict[str, Any]:
    return {"kind": "ring", "who": rng.choice([*menu["teams"]]), "no_answer": rng.choice([*menu["steps"]])}


@QUIET
@given(SEEDS)
def test_a_menu_is_the_same_as_itself(seed: int) -> None:
    text = random_menu(Random(seed), 8)
    assert is_empty(compared(text, text))


@QUIET
@given(SEEDS)
def test_other_names_are_only_other_names(seed: int) -> None:
    text = random_menu(Random(seed), 9)
    other, names = renamed(text, Random(seed))
    diff = compared(text, other)
    assert not diff.changed and not diff.worse
    steps = {step: step for step in yaml.safe_load(text)["steps"]}
    assert under_names(text, steps | dict(diff.renamed)) == under_names(
        other, {to: to for to in names.values()}
    )


@QUIET
@given(SEEDS)
def test_what_one_direction_gains_the_other_loses(seed: int) -> None:
    old, new = two_menus(seed)
    there, back = compared(old, new), compared(new, old)
    assert _persons(there, turned=False) == _persons(back, turned=True)
    assert _ends(there, turned=False) == _ends(back, turned=True)
    assert _found(there) == _gone(back) and _gone(there) == _found(back)
    assert sorted(there.renamed) == sorted((new, old) for old, new in back.renamed)


def _persons(diff: MenuDiff, turned: bool) -> set[tuple[object, ...]]:
    return {
        (one.gained is not turned, one.numbers, one.topics, one.when.words, one.when.hours)
        for one in diff.persons
    }


def _ends(diff: MenuDiff, turned: bool) -> set[tuple[object, ...]]:
    found = set()
    for one in diff.ends:
        ends = (one.before.outcome, one.before.place), (one.after.outcome, one.after.place)
        found.add(
            (*(reversed(ends) if turned else ends), one.numbers, one.callers, one.office, one.when.hours)
        )
    return found


def _found(diff: MenuDiff) -> list[str]:
    return sorted(one.finding.code for one in diff.found)


def _gone(diff: MenuDiff) -> list[str]:
    return sorted(one.finding.code for one in diff.gone)


@QUIET
@given(SEEDS)
def test_persons_and_ends_agree_with_the_player(seed: int) -> None:
    """At many moments: whoever gains, loses or ends elsewhere when both menus are played does so here."""
    old, new = two_menus(seed)
    pair = Pair(side(old).facts[FILE], side(new).facts[FILE])
    persons, ends = person_rows(pair), list(EndChanges(pair).rows())
    for moment in moments(Random(seed), 10):
        piece = pair.years.periods.at(real_minute(moment))
        assert piece is not None
        games = [Game(read(text), moment) for text in (old, new)]
        for number, _ in pair.numbers:
            first = [_first(game, number) for game in games]
            was, now = (game.can_reach_person(step) for game, step in zip(games, first, strict=True))
            here = [row for row in persons if row.number[0] == number and row.bits >> piece & 1]
            assert [row.gained for row in here if not row.topics] == [now] * (was != now)
            for caller, office in product(Caller, Office):
                played = [
                    game.outcome_of(caller.value, office.value, step)
                    for game, step in zip(games, first, strict=True)
                ]
                told = [
                    (row.before.outcome.word, row.after.outcome.word)
                    for row in ends
                    if (row.number[0], row.caller, row.office) == (number, caller, office)
                    and row.times.bits >> piece & 1
                ]
                assert len(told) <= 1
                assert told == [tuple(played)] if told or played[0] != played[1] else True


def _first(game: Game, number: str) -> str:
    entry = game.menu["entry"][number]
    return str(entry["to"] if isinstance(entry, dict) else entry)
