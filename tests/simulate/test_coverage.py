"""Kinds of time, and what no call has tried in them."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from ivrcheck.analysis.daykinds import ANY_TIME, HOLIDAY, day_kinds, kind_of
from ivrcheck.callgraph.move import Deed
from ivrcheck.report.tried import choice_words
from ivrcheck.simulate.call import Call
from ivrcheck.simulate.coverage import choice_of, choices, coverage
from ivrcheck.simulate.phone import Phone, load
from tests.analysis.systems import examples
from tests.menus.examples import MENUS, ROOT, START

SMALL = ("clinic", "dentist-trapped", "plumber", "vet")
"""The menus in which so many random calls come to everything."""


def phone(name: str) -> Phone:
    """An example menu."""
    return load(ROOT / f"menus/{name}.yaml", start=START)


@pytest.mark.parametrize(
    ("name", "kinds"),
    [
        ("clinic", ["day", "lunch, night and weekend", "public holiday"]),
        ("dentist-trapped", ["day", "lunch", "night and weekend", "public holiday"]),
        ("plumber-trapped", ["day", "night and weekend", "special dates", "public holiday"]),
        ("shop", ["day", "night and closed weekdays", "public holiday"]),
    ],
)
def test_the_kinds_of_time_of_a_menu(name: str, kinds: list[str]) -> None:
    assert [kind.name for kind in day_kinds(phone(name).facts)] == kinds


def test_the_kinds_are_the_whole_year_and_each_moment_is_of_one() -> None:
    for facts in examples():
        bits = [kind.bits for kind in day_kinds(facts)]
        assert sum(bits) == facts.everything and all(bits)
        for one in bits:
            assert not any(one & other for other in bits if other is not one)


@pytest.mark.parametrize(
    ("when", "kind"),
    [
        ("2026-11-24 10:00", "day"),
        ("2026-11-24 12:30", "lunch"),
        ("2026-11-24 20:00", "night and weekend"),
        ("2026-11-28 10:00", "night and weekend"),
        ("2026-12-25 10:00", HOLIDAY),
    ],
)
def test_what_people_call_a_moment(when: str, kind: str) -> None:
    dentist = phone("dentist-trapped")
    period = dentist.facts.calendar.period_at(dentist.moment(when))
    assert period is not None and kind_of(dentist.facts, period).name == kind


def test_times_in_which_nothing_differs_are_one_kind() -> None:
    """Lunch stands apart only where some move exists in it that does not at night, or the other way round."""
    for facts in examples():
        signs: dict[object, str] = {}
        for kind in day_kinds(facts):
            if kind.name not in (HOLIDAY, ANY_TIME):
                for period in range(facts.calendar.count):
                    if kind.bits >> period & 1:
                        moves = (move for there in facts.graph.out.values() for move in there)
                        sign = tuple(move.periods >> period & 1 for move in moves)
                        assert signs.setdefault((sign, kind.name == "day"), kind.name) == kind.name


def test_no_calls_try_nothing_and_every_call_tries_what_it_passes() -> None:
    clinic = phone("clinic")
    assert coverage(clinic.facts, []).percent == 0
    call = clinic.call("Tue 10:00").press("3").finish()
    found = coverage(clinic.facts, [call])
    day, *others = found.kinds
    assert [(one.step, one.deed) for one in day.made] == [
        ("are_we_open", Deed.OPEN),
        ("main", Deed.KEY),
        ("referrals", Deed.ON_DUTY),
        ("referrals", Deed.ANSWER),
    ]
    assert not any(one.made for one in others)


@pytest.mark.parametrize("path", MENUS, ids=lambda path: path.stem)
def test_random_calls_make_only_what_can_happen_and_in_the_end_all_of_it(path: Path) -> None:
    """What counts as possible is what calls can do: no more, and on a small menu no less."""
    small = path.stem in SMALL
    system = load(path, start=START)
    draw = random.Random(path.stem)
    calls = [_random_call(system, draw) for _ in range(1500 if small else 200)]
    there = choices(system.facts)
    for call in calls:
        period = system.facts.calendar.period_at(call.moment)
        assert period is not None
        possible = there[kind_of(system.facts, period)]
        for move in call.moves:
            choice = choice_of(system.facts.graph, move)
            always = move.deed is Deed.HANG_UP or len(system.facts.graph.out[move.source]) == 1
            assert always or choice in possible, choice
    found = coverage(system.facts, calls)
    assert found.percent == 100 or not small, [(one.kind.name, one.missing) for one in found.kinds]


def test_all_that_can_happen_has_words() -> None:
    for facts in examples():
        for there in choices(facts).values():
            words = [(one.step, one.language, choice_words(facts.menu, one)) for one in there]
            assert len(set(words)) == len(words)


def _random_call(system: Phone, draw: random.Random) -> Call:
    period = draw.randrange(system.facts.calendar.count)
    moment, _ = draw.choice(system.facts.calendar.intervals(1 << period))
    number = draw.choice([*system.system.graph.entries])
    call = system.call(moment, number, lambda question: draw.choice(question.choices))
    for _ in range(30):
        if call.outcome is not None:
            break
        if draw.random() < 0.4:
            call.wait()
        else:
            call.press(draw.choice("01234*"))
    return call.finish()
