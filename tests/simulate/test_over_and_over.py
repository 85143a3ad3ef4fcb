"""Callers who do the same over and over, and offices that do not."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

import ivrcheck
from ivrcheck.callgraph.move import Deed, Outcome, Party
from ivrcheck.simulate.call import Call
from ivrcheck.simulate.phone import Phone
from ivrcheck.simulate.script import play, read_keys
from ivrcheck.simulate.wrong import CannotCall

MENU = """
ivrcheck: 1
name: Small
country: US
timezone: America/New_York
people: {ann: {name: Ann, extension: 7}}
teams: {all: {members: [ann]}}
entry: {"+1 845 555 0134": main, "+1 845 555 0135": once_more, "+1 845 555 0136": night}
steps:
  main:
    kind: menu
    prompt: Press 1 or 2.
    keys: {0: main, 1: desk, 2: line}
    no_input: desk
    no_match: desk
  desk: {kind: ring, who: ann, no_answer: main}
  line: {kind: queue, team: all, prompt: Please hold., capacity: 2, full: main, max_wait: 1m, timeout: main}
  once_more: {kind: retry, times: 2, again: main, then: bye}
  night: {kind: lookup, question: Which?, answers: {"day, or night": desk, none: main}, error: bye}
  bye: {kind: hangup}
"""
MOMENT = "2026-11-23 10:00"


@pytest.fixture
def phone(tmp_path: Path) -> Phone:
    (tmp_path / "small.yaml").write_text(MENU, encoding="utf-8")
    return ivrcheck.load(tmp_path / "small.yaml", start=date(2026, 11, 23))


def steps(call: Call) -> list[str]:
    return [call.system.graph.step_of(move.source) for move in call.moves]


def test_a_round_that_comes_back_is_without_end(phone: Phone) -> None:
    call = play(phone.call(MOMENT), read_keys("repeat 0"))
    assert (call.outcome, steps(call)) == (Outcome.ENDLESS, ["main"])
    call = play(phone.call(MOMENT, answer="never"), read_keys("1 repeat 2 wait"))
    assert call.outcome is Outcome.ENDLESS and steps(call)[-2:] == ["line", "line"]


def test_tries_are_no_round(phone: Phone) -> None:
    """The third silent try leads on, though the caller is at the same menu after the first."""
    call = play(phone.call(MOMENT), read_keys("repeat wait"))
    assert (call.outcome, steps(call)) == (Outcome.PERSON, ["main", "desk"])


def test_what_does_nothing_is_not_done_for_ever(phone: Phone) -> None:
    call = play(phone.call(MOMENT), read_keys("2 repeat 9"))
    assert call.outcome is Outcome.PERSON


def test_an_office_answers_the_second_time(phone: Phone) -> None:
    call = phone.call(MOMENT, answer={"desk": "no,busy,yes"})
    for _ in range(2):
        call.press("1")
        assert call.outcome is None
    assert call.press("1").outcome is Outcome.PERSON


def test_room_and_answers_are_one_list(phone: Phone) -> None:
    call = phone.call(MOMENT, answer={"line": "full,no,full,yes"})
    for waits in (False, True, False, True):
        call.press("2")
        if waits:
            call.wait()
    said = [move.deed for move in call.moves if move.party is Party.OFFICE and move.deed is not Deed.ROOM]
    assert said == [Deed.FULL, Deed.TIMEOUT, Deed.FULL, Deed.ANSWER]
    assert call.outcome is Outcome.PERSON


def test_an_answer_with_a_comma_is_one(phone: Phone) -> None:
    number = "+1 845 555 0136"
    assert phone.call(MOMENT, number, {"night": "day, or night"}).outcome is Outcome.PERSON
    call = phone.call(MOMENT, number, {"night": "none,day, or night"})
    assert steps(call) == ["night"]
    with pytest.raises(CannotCall, match="“dusk” cannot happen at “night”"):
        phone.call(MOMENT, number, {"night": "none,dusk"})


@pytest.mark.parametrize(
    ("words", "said"),
    [("0 repeat", "Say after “repeat” what"), ("repeat 0 repeat 1", "once"), ("repat 0", "Did you mean")],
)
def test_what_cannot_be_repeated_is_said(words: str, said: str) -> None:
    with pytest.raises(CannotCall, match=said):
        read_keys(words)


def test_what_is_repeated_after_the_end_is_left_over(phone: Phone) -> None:
    with pytest.raises(CannotCall, match="“repeat 2” is left over"):
        play(phone.call(MOMENT), read_keys("1 repeat 2"))
