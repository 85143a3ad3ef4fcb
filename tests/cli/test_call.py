"""``ivrcheck call`` away from a terminal: scripted calls, callers with habits, and what people get wrong."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

from tests.cli.run import PROGRAM, ROOT, environment, run

CLINIC, TRAPPED = "menus/clinic.yaml", "menus/clinic-trapped.yaml"
START = ("--start", "2026-11-23")


def called(*words: str) -> str:
    """What a call prints."""
    done = run("call", *words, *START)
    assert done.returncode == 0, done.stderr.decode()
    assert b"\x1b" not in done.stdout
    return done.stdout.decode()


def refused(*words: str) -> str:
    """The one sentence somebody gets who made a mistake."""
    done = run("call", *words, *START)
    assert done.returncode == 2 and not done.stdout, done.stdout.decode()
    said = done.stderr.decode()
    assert said.startswith("ivrcheck: ") and said.count("\n") == 1 and "Traceback" not in said
    return said


def test_the_story_of_the_clinic() -> None:
    trapped = called(TRAPPED, "--at", "Tue 10:00", "--keys", "2")
    assert trapped.endswith(
        "The caller has left a message, after 23 seconds.\n"
        "This message belongs to nobody, so nobody calls back.\n"
    )
    mended = called(CLINIC, "--at", "Tue 10:00", "--keys", "2")
    assert "The caller speaks with a person" in mended


def test_the_office_can_be_told_step_by_step() -> None:
    words = (CLINIC, "--at", "Tue 10:00", "--keys", "3")
    assert "Somebody of the team “nurses” answers (“referrals”)." in called(*words)
    said = called(*words, "--answer", "referrals=no")
    assert "Somebody of the team “front_desk” answers (“desk”)." in said
    assert "belongs to the team “front_desk”" in called(*words, "--answer", "never")
    assert "Somebody of the team “front_desk” answers (“desk”)." in called(
        *words, "--answer", "never", "--answer", "desk=yes"
    )


def test_json_is_for_programs() -> None:
    found = json.loads(called(TRAPPED, "--at", "2026-11-24T10:00", "--keys", "0 2", "--json"))
    assert (found["outcome"], found["served"], found["step"]) == (
        "unowned_message",
        False,
        "question_messages",
    )
    assert found["at"] == "2026-11-24T10:00:00-05:00"
    assert [event["text"] for event in found["events"] if event["kind"] == "presses"] == ["0", "2"]
    last = found["events"][-1]
    assert last["kind"] == "tone" and last["at"] == found["seconds"]


@pytest.mark.parametrize("caller", ["silent", "zero", "wrong-key"])
def test_callers_with_habits(caller: str) -> None:
    assert "The caller speaks with a person" in called(CLINIC, "--at", "Tue 10:00", "--caller", caller)


def test_who_calls_about_something_presses_when_it_is_named_or_at_once() -> None:
    words = (CLINIC, "--at", "Tue 10:00", "--topic", "question")
    first = called(*words, "--caller", "first-time")
    assert "For a question that is not an emergency, press 2. –”" in first
    hurried = called(*words, "--caller", "hurried")
    assert "For a question" not in hurried and "The caller presses 2." in hurried


def test_keys_from_the_input() -> None:
    done = subprocess.run(
        [*PROGRAM, "call", TRAPPED, "--at", "Tue 10:00", "--keys", "-", *START],
        input=b"0\nwait\n2\n", cwd=ROOT, env=environment(), capture_output=True, timeout=60, check=False,
    )  # fmt: skip
    assert done.returncode == 0
    assert done.stdout.count(b"The caller presses") == 2


MISTAKES = [
    ((CLINIC,),
     'There is no terminal to press keys at; say what the caller does, as in --keys "2 wait 0".'),
    ((CLINIC, "--keys", "2 wiat"), "“wiat” is not on a telephone. Did you mean “wait”?"),
    ((CLINIC, "--keys", "x"), "“x” is not on a telephone. Press 0 to 9, * or #; or “wait”, or “hangup”."),
    ((CLINIC, "--keys", "0 1 2"), "The call was over after “0” (person); “1 2” is left over."),
    ((CLINIC, "--at", "2028-01-01 10:00", "--keys", "0"),
     "Saturday 1 January 2028, 10:00 is outside the year that is looked at, 2026-11-23 to 2027-11-22. Choose "
     "a day in it, or a year that begins earlier or later: --start 2028-01-01."),
    ((CLINIC, "--at", "soon", "--keys", "0"),
     "“soon” is not a moment of the year; write it like “Fri 18:30” or “2026-11-23 10:00”."),
    ((CLINIC, "--at", "Fry 18:30", "--keys", "0"),
     "“Fry 18:30” names no day; write it like “Fri 18:30” or “2026-11-23 10:00”."),
    ((CLINIC, "--at", "Fri 25:00", "--keys", "0"),
     "“Fri 25:00” names no time of day; write it like “Fri 18:30” or “2026-11-23 10:00”."),
    ((CLINIC, "--at", "2027-03-14 02:30", "--keys", "0"),
     "There is no Sunday 14 March 2027, 02:30: the clocks are put forward then. "
     "Choose a time an hour later."),
    ((CLINIC, "--caller", "siltent"), "There is no caller “siltent”. Did you mean “silent”?"),
    ((CLINIC, "--caller", "hurried"),
     "Such a caller calls about something; say --topic: appointment, question, referral."),
    ((CLINIC, "--caller", "hurried", "--topic", "refill"),
     "There is no topic “refill” in this menu. There are: appointment, question, referral."),
    ((CLINIC, "--keys", "0", "--topic", "question"),
     "--topic is for --caller first-time and --caller hurried."),
    ((CLINIC, "--keys", "0", "--answer", "dsek=no"),
     "There is no step “dsek” in this menu. Did you mean “desk”?"),
    ((CLINIC, "--keys", "0", "--answer", "main=no"),
     "The office decides nothing at “main”. It decides at: desk, nurse_line, referrals, answering_service."),
    ((CLINIC, "--keys", "0", "--answer", "desk=maybe"),
     "“maybe” cannot happen at “desk”; say “yes”, “no” or “busy”."),
    ((CLINIC, "--keys", "0", "--answer", "sometimes"),
     "“sometimes” is not something an office does; say never, always, ask, or STEP=ANSWER."),
    ((CLINIC, "--keys", "0", "--entry", "12345"),
     "There is no number “12345” in this menu. There are: +1 518 555 0142."),
    ((CLINIC, "--keys", "0", "--language", "es"), "There is no language “es” in this menu. There are: en."),
    ((CLINIC, "--keys", "0", "--caller", "zero"),
     "Say either --keys or --caller: a caller with a habit presses their own keys."),
    ((CLINIC, "--json"), "--json prints a whole call: add --keys or --caller, and leave --live out."),
    (("menus/nobody.yaml", "--keys", "0"), "menus/nobody.yaml: there is no such file."),
]  # fmt: skip


@pytest.mark.parametrize(("words", "sentence"), MISTAKES, ids=[" ".join(words) for words, _ in MISTAKES])
def test_mistakes_get_one_sentence(words: tuple[str, ...], sentence: str) -> None:
    assert refused(*words) == f"ivrcheck: {sentence}\n"


def test_a_menu_with_unknown_holidays_is_not_played(tmp_path: Path) -> None:
    """It would be open on days on which it means to be closed."""
    text = (ROOT / CLINIC).read_text(encoding="utf-8").replace("holidays: US", 'holidays: "US, 2026-12-24"')
    menu = tmp_path / "menu.yaml"
    menu.write_text(text, encoding="utf-8")
    assert "has mistakes in it" in refused(str(menu), "--keys", "wait")
