"""The questions on the command line: what they print, and how they say what they cannot answer."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
CLINIC, MAPLE, SHOP = "menus/clinic.yaml", "menus/maple-street.yaml", "menus/shop.yaml"
START = ("--start", "2026-11-23")


def ask(*words: str) -> tuple[int, str, str]:
    """The exit status of a command, and what it prints."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1", "NO_COLOR": "1"}
    command = [sys.executable, "-m", "ivrcheck", *words]
    ran = subprocess.run(
        command, cwd=ROOT, capture_output=True, encoding="utf-8", check=False, env=environment
    )
    return ran.returncode, ran.stdout, ran.stderr


def answer(*words: str) -> str:
    status, out, error = ask(*words, *START)
    assert (status, error) == (0, "")
    return out


def test_the_week_is_a_strip_of_half_hours_for_each_day() -> None:
    lines = answer("hours", SHOP).splitlines()
    week = {
        line.split()[0]: line.split()[1]
        for line in lines
        if line.split()[:1] and line.split()[0].endswith("day")
    }
    assert list(week) == ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
    assert week["Monday"] == "m" * 48
    assert week["Wednesday"] == "m" * 28 + "#" * 16 + "m" * 4
    assert week["Friday"] == "##" + "m" * 30 + "#" * 16


def test_dates_that_are_different_are_listed_below_the_week() -> None:
    out = answer("hours", SHOP)
    assert "#  a person, 41 hours a week" in out
    below = out.partition("On these dates it is different:")[2]
    assert "#  a person:\n   7 to 24 December" in below
    assert "25 December" in below and "more" not in below


def test_a_person_is_reached_by_the_shortest_call_of_each_topic() -> None:
    out = answer("reach", MAPLE, "--person", "rosa")
    assert out.startswith("Rosa Lee can answer calls at “billing” and “desk”.")
    assert "about “A bill”: by pressing 3, 30 seconds at best" in out
    assert "Monday to Friday 08:00–12:00 and Monday to Thursday 13:00–17:00 (36 hours a week)" in out
    assert out == answer("reach", MAPLE, "--person", "Rosa Lee")


def test_a_word_without_an_option_is_a_person_or_a_step() -> None:
    asked = answer("reach", MAPLE, "--person", "rosa")
    assert answer("reach", MAPLE, "rosa") == answer("reach", MAPLE, "Rosa", "Lee") == asked
    assert answer("reach", MAPLE, "desk") == answer("reach", MAPLE, "--to", "desk") != asked
    dates = ("--from", "2026-12-07", "--to", "2026-12-11")
    assert answer("without", MAPLE, "ames", *dates) == answer("without", MAPLE, "--person", "ames", *dates)


def test_advice_and_answer_agree_about_somebody_who_is_never_reached(tmp_path: Path) -> None:
    """Whoever no call can reach is missed by nobody while away; that nobody is reached is another finding."""
    shop = (ROOT / "tests/rules/single-point-of-failure/bad.yaml").read_text("utf-8")
    menu = tmp_path / "menu.yaml"
    menu.write_text(shop, "utf-8")
    assert "Only Finn Abbot answers" in ask("check", str(menu), *START)[1]
    evening = shop.replace("members: [finn], hours: shop", "members: [finn], hours: evening")
    menu.write_text(evening.replace("\nhours:\n", "\nhours:\n  evening: {mon-sat: 18:00-21:00}\n"), "utf-8")
    out = answer("reach", str(menu), "finn")
    assert "No call can ever reach Finn Abbot." in out
    assert "Finn Abbot is rung at “workshop”, but is never on duty when callers come there." in out
    found = ask("check", str(menu), *START)[1]
    assert "IVR604" not in found
    assert "IVR505 nobody-in-team\n  Nobody ever answers in “workshop”" in found


def test_callers_do_not_pretend_to_come_to_a_step() -> None:
    out = answer("reach", MAPLE, "--to", "nurse_messages")
    assert "about “A bill”: never." in out
    assert "by pressing 2, then 1" in out


def test_a_clinic_whose_nurse_is_reached_only_by_pretending_says_never() -> None:
    out = answer("reach", "menus/clinic-trapped.yaml", "--to", "question_messages")
    assert "Calls can come to “question_messages”" in out


def test_what_breaks_is_what_is_not_so_otherwise() -> None:
    out = answer("without", MAPLE, "--person", "ames", "--from", "2026-12-07", "--to", "2026-12-11")
    assert out.startswith("While Dr. Ruth Ames is away, 7 to 11 December 2026:")
    assert "cannot reach a person for 76 hours" in out
    assert "IVR303 promise-cannot-be-kept" in out


def test_nothing_breaks_where_somebody_covers() -> None:
    out = answer("without", MAPLE, "--person", "lee")
    assert "While Lee Park is away, 23 November 2026 to 22 November 2027:" in out
    assert "Callers can reach a person at the same times as otherwise." in out
    assert "Nothing is found then that is not found otherwise." in out


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (f"reach {MAPLE} --person roza", "There is no person “roza” in this menu. Did you mean “rosa”?"),
        (f"reach {MAPLE} --person zzz", "There is no person “zzz” in this menu. There are: "),
        (f"reach {MAPLE} --person nurses", "“nurses” is a team, not a person. Its members: "),
        (f"reach {MAPLE} --to nurse_mesages", "Did you mean “nurse_messages”?"),
        (f"reach {MAPLE} --person Rosa Lee", 'quotation marks, like --person "Rosa Lee".'),
        (f"reach {MAPLE} rosa --to desk", "Say whom or what to reach"),
        (f"reach {MAPLE} rossa", "There is no person and no step “rossa” in this menu. Did you mean “rosa”?"),
        (f"reach {MAPLE} qqq", "The people are: dana, rosa, "),
        (f"reach {MAPLE} nurses", "“nurses” is a team, not a person. Its members: "),
        (f"without {MAPLE} dr.", "Several people are called “dr.”: ames, boyd. Name one of these ids."),
        (f"without {MAPLE}", "Say who is away: --person PERSON."),
        (f"without {MAPLE} --person rosa lee", 'like --person "rosa lee".'),
        (f"reach {MAPLE}", "Say whom or what to reach: --person PERSON, or --to STEP."),
        (f"reach {MAPLE} --person rosa --to desk", "Say whom or what to reach"),
        (f"without {MAPLE} --person leee", "Did you mean “lee”?"),
        (f"without {MAPLE} --person lee --from 2030-01-01 --to 2030-01-02", "2026-11-23 to 2027-11-22"),
        (f"without {MAPLE} --person lee --from 2026-12-09 --to 2026-12-08", "is before the first one"),
        (f"without {MAPLE} --person lee --from soon", "“soon” is not a date"),
        (f"without {MAPLE} --person lee --from 24.12.2026", "“24.12.2026” is not a date; write 2026-12-24."),
        ("hours", "Name a menu, like: ivrcheck hours menus/clinic.yaml"),
        ("hours menus/clinic.yml", "there is no such file. Did you mean “clinic.yaml”?"),
        ("hours menus/nowhere.yaml", "menus/nowhere.yaml: there is no such file."),
        ("hours pyproject.toml", "has mistakes in it; “ivrcheck check pyproject.toml” shows them."),
    ],
)
def test_what_cannot_be_answered_is_said_in_a_sentence(words: str, sentence: str) -> None:
    status, out, error = ask(*words.split(), *START)
    assert (status, out) == (2, "")
    assert sentence in error


def test_an_absence_next_year_may_be_asked_about_without_a_start() -> None:
    status, out, _ = ask("without", CLINIC, "--person", "nina", "--from", "2028-03-01", "--to", "2028-03-03")
    assert status == 0
    assert "1 to 3 March 2028" in out
