"""Who may pick up when a person or a team is rung."""

from __future__ import annotations

import random

import pytest

from ivrcheck.hours.calendar import build_calendar
from tests.hours.build import START, SYSTEM, calendar, read
from tests.judges.random_calendars import random_calendar


@pytest.mark.parametrize("seed", range(60))
def test_somebody_is_on_duty_exactly_when_some_person_may_answer(seed: int) -> None:
    built = build_calendar(SYSTEM.validate_python(read(random_calendar(random.Random(seed)))), START)
    answered = [built.answered_by(who) for who in built.menu.people]
    for rung in (*built.menu.people, *built.menu.teams):
        together = 0
        for one in answered:
            together |= one[rung]
        assert together == built.duty(rung), (seed, rung)


def test_a_cover_answers_for_the_one_away_and_a_colleague_does_not() -> None:
    built = calendar(
        """
        people:
          ann: {name: Ann, extension: 1, away: [2026-12-07/2026-12-11], cover: bob}
          bob: {name: Bob, extension: 2}
          cho: {name: Cho, extension: 3}
        teams:
          desk: {members: [ann, cho], hours: day}
        hours: {day: {mon-fri: 09:00-17:00}}
        """
    )
    bob, cho = built.answered_by("bob"), built.answered_by("cho")
    assert built.describe(bob["ann"]) == built.describe(bob["desk"]) == "7 to 11 December 09:00–17:00"
    assert cho["ann"] == 0
    assert cho["desk"] == built.open["day"]
