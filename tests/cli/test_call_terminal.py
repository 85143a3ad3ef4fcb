"""``ivrcheck call`` at a real terminal, with keys pressed one by one and no Enter."""

from __future__ import annotations

import sys
from time import monotonic

import pytest

from tests.cli.terminal import Terminal

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pseudo terminals in Python")
CLINIC, TRAPPED = "menus/clinic.yaml", "menus/clinic-trapped.yaml"
AT = ("--at", "Tue 10:00", "--start", "2026-11-23")
KEYPAD = "1 scheduling · 2 question messages · 3 referrals · 0 main · w wait · h hang up"


def test_the_story_of_the_trapped_clinic() -> None:
    phone = Terminal("call", TRAPPED, *AT)
    assert "Hillside Internal Medicine, +1 518 555 0142, Tuesday 24 November 2026, 10:00" in phone.until(
        KEYPAD
    )
    phone.press("0")
    assert "The caller presses 0." in phone.until(KEYPAD)
    phone.press("2")
    phone.until("w leave a message · h hang up")
    phone.press("w")
    assert phone.end() == 0
    assert phone.text.endswith("after 35 seconds.\nThis message belongs to nobody, so nobody calls back.\n")


def test_somebody_says_what_the_office_does() -> None:
    phone = Terminal("call", CLINIC, *AT)
    phone.until("w wait · h hang up")
    phone.press("1")
    phone.until("The office: Does anybody of the team “front_desk” answer?  y yes · n no")
    phone.press("xn")
    assert "Nobody answers (“desk”)." in phone.until("w leave a message")
    phone.press("h")
    assert phone.end() == 0
    assert "The caller has hung up" in phone.text


def test_other_keys_of_the_keyboard_only_bring_help() -> None:
    phone = Terminal("call", TRAPPED, *AT)
    phone.until(KEYPAD)
    phone.press("\x1b[A")  # an arrow
    phone.press("x")
    phone.until("Press the keys of a phone: 0 to 9, * and #. w waits, h hangs up.")
    phone.press(" ")
    assert "Nobody says or presses anything (5 s)." in phone.until(KEYPAD)
    phone.press("h")
    assert phone.end() == 0


def test_ctrl_c_hangs_up_and_leaves_the_terminal_as_it_was() -> None:
    phone = Terminal("call", TRAPPED, *AT)
    phone.until(KEYPAD)
    phone.press("\x03")
    assert phone.end() == 130
    assert "The caller has hung up" in phone.text and "Traceback" not in phone.text


def test_live_takes_its_time_and_a_key_interrupts() -> None:
    began = monotonic()
    phone = Terminal("call", TRAPPED, *AT, "--live")
    phone.until("Thank you for calling")
    phone.press("5")
    phone.until("5 is lost: no key is taken here.")
    phone.press("w")
    phone.until("For appointments, press 1.")
    phone.press("2")
    phone.until("Please leave your name")
    phone.press("h")
    assert phone.end() == 0
    assert "The caller has hung up" in phone.text
    assert monotonic() - began < 20


@pytest.mark.long
def test_live_silence_is_waited_for() -> None:
    menu = "tests/simulate/menus/short.yaml"
    began = monotonic()
    phone = Terminal("call", menu, *AT, "--live")
    assert phone.end() == 0
    assert 2.0 < monotonic() - began < 25
    assert "Nobody says or presses anything (1 s)." in phone.text
    assert phone.text.endswith("The message belongs to Ann Lee.\n")


def test_a_number_is_typed_to_its_last_key() -> None:
    phone = Terminal("call", "tests/simulate/menus/short.yaml", *AT, "--entry", "0135")
    phone.until("type bill number: 4 to 8 digits, then #")
    phone.press("12345#")
    phone.until("The caller presses ••••••.")
    phone.until("w leave a message")
    phone.press("w")
    assert phone.end() == 0


def test_an_extension_is_dialled_to_its_end() -> None:
    phone = Terminal("call", "tests/simulate/menus/short.yaml", *AT, "--answer", "always")
    phone.until("201 Ann Lee")
    phone.press("201")
    assert phone.end() == 0
    assert "The caller presses 201." in phone.text and "The caller speaks with a person" in phone.text
