"""What a call does, second by second."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import pytest

import ivrcheck
from ivrcheck.callgraph.move import Outcome
from ivrcheck.simulate.answers import Question
from ivrcheck.simulate.call import Call
from ivrcheck.simulate.phone import Phone
from ivrcheck.simulate.script import play, read_keys
from ivrcheck.simulate.wrong import CannotCall

START = date(2026, 11, 23)
SHORT = Path(__file__).parent / "menus" / "short.yaml"
AT = datetime(2026, 11, 24, 10, 0)
MENU, BILL, NAMES, TONGUE, LINE = (f"+1 845 555 013{number}" for number in range(4, 9))
MAIN = 4 * 60 / 160
HELLO, NO_OPTION, MAIL = 60 / 160, 6 * 60 / 160 + 0.5, 3 * 60 / 160


@pytest.fixture(scope="module")
def phone() -> Phone:
    return ivrcheck.load(SHORT, start=START)


def said(call: Call) -> list[str]:
    return [event.text for event in call.events if event.kind == "says"]


def test_a_call_waits_for_its_caller(phone: Phone) -> None:
    call = phone.call(AT)
    assert (call.step, call.outcome, call.seconds) == ("main", None, MAIN)
    assert call.keys == {"1": "ann", "2": "bill", "12": "bob", "201": "Ann Lee", "202": "Bob Ray"}
    assert [event.text for event in call.heard] == ["For help, press 1."]
    assert call.transcript == (" 0:00  “For help, press 1.”",)


def test_silent_and_wrong_tries_are_counted_apart(phone: Phone) -> None:
    call = phone.call(AT).wait().press("7").press("7")
    assert call.outcome is None and call.step == "main"
    assert said(call) == [
        "For help, press 1.",
        "Hello.",
        "For help, press 1.",
        *["That is no option. Press 1."] * 2,
    ]
    assert call.seconds == pytest.approx(MAIN + 1 + HELLO + MAIN + 2 * (1 + 2 + NO_OPTION))
    call.wait()
    assert call.step == "mail"
    assert [move.deed.value for move in call.moves] == ["silence"]


def test_a_listed_key_can_still_be_pressed_at_a_later_try(phone: Phone) -> None:
    call = phone.call(AT).wait().press("2")
    assert call.step == "bill"
    assert [move.deed.value for move in call.moves] == ["key"]


def test_a_key_that_begins_another_waits_for_more(phone: Phone) -> None:
    assert phone.call(AT).press("1").seconds == pytest.approx(MAIN + 1 + 2 + 4 / 2)
    assert phone.call(AT).press("12").seconds == pytest.approx(MAIN + 2 + 2 * 60 / 160 + 4 / 2)
    wrong = phone.call(AT).press("13")
    assert (wrong.step, wrong.outcome) == ("main", None)


def test_an_extension_is_dialled(phone: Phone) -> None:
    call = phone.call(AT).press("202")
    assert call.outcome is Outcome.PERSON and call.moves[0].detail == "bob"
    unanswered = phone.call(AT, answer={"main": "no"}).press("202")
    assert (unanswered.step, unanswered.outcome) == ("main", None)


def test_what_is_typed_ahead_is_lost(phone: Phone) -> None:
    call = phone.call(AT, TONGUE).press("12")
    assert call.step == "main"
    assert "“2” came too early and is lost." in [event.text for event in call.events]


def test_a_key_interrupts_and_later_keys_come_later(phone: Phone) -> None:
    call = phone.call(AT, TONGUE).press("1", after=0.5)
    assert call.events[0].cut_short and call.events[0].seconds == 0.5
    assert call.seconds == pytest.approx(0.5 + 1 + MAIN)
    assert phone.call(AT).press("2", after=MAIN + 0.5).step == "bill"


def test_a_menu_that_cannot_be_interrupted_takes_a_key_at_its_end(tmp_path: Path) -> None:
    text = SHORT.read_text(encoding="utf-8").replace("    wait: 1s\n", "    wait: 1s\n    barge_in: no\n")
    (tmp_path / "deaf.yaml").write_text(text, encoding="utf-8")
    call = ivrcheck.load(tmp_path / "deaf.yaml", start=START).call(AT)
    assert not call.can_interrupt
    assert call.press("12", after=0.1).seconds == pytest.approx(MAIN + 2 + 2 * 60 / 160 + 4 / 2)


@pytest.mark.parametrize(
    ("keys", "step", "seconds"),
    [("1234#", "mail", 5), ("12345678", "mail", 8), ("1234", "mail", 4 + 2), ("123#", "bill", 4 + 2),
     ("12*4", "bill", 6)],
)  # fmt: skip
def test_a_number_is_typed(phone: Phone, keys: str, step: str, seconds: float) -> None:
    call = phone.call(AT, BILL)
    begin = call.seconds
    call.press(keys)
    assert call.step == step
    assert call.seconds == pytest.approx(begin + seconds + 3 * 60 / 160)
    assert keys not in "\n".join(call.transcript) and "•" * len(keys) in call.transcript[1]


def test_a_directory_takes_names_and_words(phone: Phone) -> None:
    assert phone.call(AT, NAMES).press("533").moves[0].detail == "ann"  # L, E, E
    assert phone.call(AT, NAMES).say("Bob Ray").moves[0].detail == "bob"
    assert phone.call(AT, NAMES).press("0").step == "main"
    assert phone.call(AT).say("help").outcome is Outcome.PERSON
    with pytest.raises(CannotCall, match=r"There is no word “Bob Rat” in this menu\. Did you mean “bob ray”"):
        phone.call(AT, NAMES).say("Bob Rat")


def test_holding_is_told(phone: Phone) -> None:
    call = phone.call(AT, LINE, "never").wait()
    held = [(event.at, event.seconds) for event in call.events if event.kind == "holds"]
    assert held == [(0.75, 40), (40.75, 40), (80.75, 20)]
    assert call.step == "mail" and call.seconds == pytest.approx(0.75 + 100 + MAIL)
    assert phone.call(AT, LINE, {"line": "full"}).step == "mail"
    assert phone.call(AT, LINE).press("5").transcript[-1].endswith("5 does nothing here.")


def test_what_comes_after_a_message_is_heard_but_changes_nothing(phone: Phone) -> None:
    call = phone.call(AT, BILL).press("1234#").wait()
    assert (call.outcome, call.step) == (Outcome.MESSAGE, "mail")
    assert call.events[-1].text == "Goodbye." and call.events[-1].at == call.seconds


def test_a_caller_chooses_their_language_where_it_is_offered(phone: Phone) -> None:
    call = phone.call(AT, TONGUE, language="es")
    assert said(call)[-1] == "Deje un mensaje."
    with pytest.raises(CannotCall, match="There is no language “fr”"):
        phone.call(AT, language="fr")


def test_the_office_is_asked(phone: Phone) -> None:
    asked: list[Question] = []

    def office(question: Question) -> str:
        asked.append(question)
        return question.choices[-1]

    phone.call(AT, LINE, office).wait()
    assert asked == [Question("line", "Is there room for one more?", ("room", "full"))]


def test_nothing_can_be_done_once_it_is_over(phone: Phone) -> None:
    call = phone.call(AT).hang_up()
    assert call.outcome is Outcome.GAVE_UP and not call.keys
    for act in (call.wait, call.hang_up, lambda: call.press("1")):
        with pytest.raises(CannotCall, match=r"the call is over \(gave_up\)"):
            act()


def test_a_script_that_goes_round_comes_to_an_end(tmp_path: Path) -> None:
    (tmp_path / "round.yaml").write_text(
        "ivrcheck: 1\nname: Round\nentry: {'+1 845 555 0134': a}\n"
        "steps:\n  a: {kind: play, prompt: One., then: b}\n  b: {kind: play, prompt: Two., then: a}\n",
        encoding="utf-8",
    )
    call = play(ivrcheck.load(tmp_path / "round.yaml", start=START).call(AT), ())
    assert call.outcome is Outcome.ENDLESS and said(call) == ["One.", "Two."]
    assert read_keys("2, wait star hang up") == ("2", "wait", "*", "hangup")


NORTH = """
ivrcheck: 1
name: North
country: US
timezone: America/New_York
entry: {"+1 845 555 0134": out}
steps:
  out: {kind: transfer, number: "+1 617 555 0100", no_answer: again}
  again: {kind: hangup}
"""
SOUTH = """
ivrcheck: 1
name: South
country: US
timezone: America/Chicago
people: {eve: {name: Eve, extension: 1}}
entry: {"(617) 555-0100": hello, "+1 617 555 0101": back}
steps:
  hello: {kind: menu, prompt: Press 1., keys: {1: eve, 2: back}, no_input: back, no_match: back}
  eve: {kind: ring, who: eve, no_answer: back}
  back: {kind: transfer, number: "+1 845 555 0134"}
"""


@pytest.fixture
def two(tmp_path: Path) -> tuple[Path, Path]:
    north, south = tmp_path / "north.yaml", tmp_path / "south.yaml"
    north.write_text(NORTH, encoding="utf-8")
    south.write_text(SOUTH, encoding="utf-8")
    return north, south


def test_a_transfer_goes_on_in_the_other_system(two: tuple[Path, Path]) -> None:
    call = ivrcheck.load(*two, start=START).call(AT)
    assert (call.step, call.system.facts.menu.name, call.keys) == (
        "hello",
        "South",
        {"1": "eve", "2": "back"},
    )
    assert call.press("1").outcome is Outcome.PERSON
    assert call.events[-1].file == two[1].as_posix()
    round_and_round = ivrcheck.load(*two, start=START).call(AT).finish()
    assert round_and_round.outcome is Outcome.ENDLESS


def test_alone_a_transfer_is_what_its_file_says(two: tuple[Path, Path]) -> None:
    assert ivrcheck.load(two[0], start=START).call(AT).outcome is Outcome.HANDED_OVER
