"""Call tests: what is as expected, what is not, and what people get wrong when they write them."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from pathlib import Path

import pytest

from ivrcheck.menu.files import is_call_file
from ivrcheck.report.text import span_of
from ivrcheck.simulate.calltest import Ran, run_calls
from tests.menus.examples import ROOT

MENUS = ROOT / "menus"
FILES = [path for path in sorted(MENUS.rglob("*.yaml")) if is_call_file(path)]


def run(folder: Path, *calls: str, menu: str = "clinic", start: str = "start: 2026-11-23") -> Ran:
    """What becomes of calls to an example menu."""
    shutil.copy(MENUS / f"{menu}.yaml", folder / "menu.yaml")
    lines = "".join(f"  call {number}: {{{call}}}\n" for number, call in enumerate(calls))
    (folder / "menu.calls.yaml").write_text(f"{start}\ncalls:\n{lines}", encoding="utf-8")
    return run_calls(folder / "menu.calls.yaml")


def said(ran: Ran) -> Sequence[str]:
    """What is wrong with the file or the calls in it, with the line and column of each."""
    found = [*ran.problems, *(one for result in ran.results for one in result.problems)]
    places = [(one, span_of(one)) for one in found]
    return [f"{at.line}:{at.column} {one.message} {one.help}".rstrip() for one, at in places]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_the_calls_of_the_examples_go_well(path: Path) -> None:
    ran = run_calls(path)
    assert ran.status == 0 and ran.results, [one for one in ran.results if not one.passed]


def test_all_calls_of_the_clinic_fail_before_it_was_mended(tmp_path: Path) -> None:
    shutil.copy(MENUS / "clinic-trapped.yaml", tmp_path / "clinic.yaml")
    shutil.copy(MENUS / "clinic.calls.yaml", tmp_path)
    ran = run_calls(tmp_path / "clinic.calls.yaml")
    assert ran.status == 1 and len(ran.results) == 9
    for result in ran.results:
        assert result.call and result.differences, result.name


@pytest.mark.parametrize(
    "call",
    [
        "at: Tue 10:00, keys: 2, expect: {outcome: person, passes: [welcome, main, nurse_line]}",
        "at: Tue 10:00, keys: 2, expect: {never: [desk, night], within: 24s}",
        "at: Tue 10:00, keys: [2, wait], expect: {hears: [thank YOU for calling, both nurses]}",
        "at: Tue 10:00, keys: 3, office: never, expect: {outcome: message, passes: [referrals, desk]}",
        "at: Tue 10:00, keys: 3, office: {referrals: busy}, expect: {outcome: person, passes: desk}",
        "at: Tue 10:00, keys: hangup, expect: {outcome: gave up}",
        "at: Tue 10:00, entry: 518 555 0142, caller: zero, expect: {outcome: person}",
        "at: Fri 18:30, caller: hurried, topic: referral, expect: {passes: desk_messages}",
        "at: 2027-03-16 10:00, language: en, expect: {outcome: person}",
    ],
)
def test_as_expected(call: str, tmp_path: Path) -> None:
    ran = run(tmp_path, call)
    assert ran.status == 0, (said(ran), ran.results)


@pytest.mark.parametrize(
    ("call", "field", "wanted", "at", "instead"),
    [
        ("keys: 2, expect: {outcome: message}", "outcome", "message", 22.875, ""),
        ("keys: 2, expect: {passes: [nurse_line, main]}", "passes", "main", 22.875, "nurse_line"),
        ("keys: 2, expect: {passes: night}", "passes", "night", 22.875, ""),
        ("keys: 2, expect: {never: nurse_line}", "never", "nurse_line", 18.0, ""),
        ("keys: 2, expect: {within: 10s}", "within", "10", 22.875, "main"),
        ("keys: 2, expect: {hears: both nurse is there}", "hears", "both nurse is there", 22.875,
         "Both nurses are with patients. To leave a message instead, press 1."),
    ],
)  # fmt: skip
def test_not_as_expected(call: str, field: str, wanted: str, at: float, instead: str, tmp_path: Path) -> None:
    ran = run(tmp_path, f"at: Tue 10:00, {call}")
    assert ran.status == 1
    (one,) = ran.results[0].differences
    assert (one.field, one.wanted, one.instead) == (field, wanted, instead)
    assert one.at == pytest.approx(at, abs=1)


def test_keys_left_over_are_a_call_that_went_wrong(tmp_path: Path) -> None:
    ran = run(tmp_path, "at: Tue 10:00, keys: 2 wait 0, expect: {outcome: person}")
    (one,) = ran.results[0].differences
    assert ran.status == 1 and one.wanted == "The call was over after “2 wait” (person); “0” is left over."


@pytest.mark.parametrize(
    ("call", "sentence"),
    [
        ("at: Tue 10:00, keys: 2 x, expect: {outcome: person}", "“x” is not on a telephone."),
        ("at: 2028-01-01 10:00, expect: {outcome: person}", "with the line start: 2028-01-01."),
        ("at: Tuesday, expect: {outcome: person}", "“Tuesday” is not a moment of the year"),
        ("at: Tue 10:00, caller: zeros, expect: {outcome: person}", "Did you mean “zero”?"),
        ("at: Tue 10:00, caller: hurried, topic: refill, expect: {outcome: person}", "no topic “refill”"),
        ("at: Tue 10:00, caller: hurried, expect: {outcome: person}", "add “topic:” with one of appointment"),
        ("at: Tue 10:00, topic: question, expect: {outcome: person}", "Add “caller: first-time”"),
        ("at: Tue 10:00, keys: 1, caller: zero, expect: {outcome: person}", "Take “keys” or “caller” out."),
        ("at: Tue 10:00, entry: 555 0199, expect: {outcome: person}", "There is no number “555 0199”"),
        ("at: Tue 10:00, language: es, expect: {outcome: person}", "There is no language “es”"),
        ("at: Tue 10:00, office: {dsk: no}, expect: {outcome: person}", "Did you mean “desk”?"),
        ("at: Tue 10:00, office: {desk: maybe}, expect: {outcome: person}", "say “yes”, “no” or “busy”."),
        ("at: Tue 10:00, office: sometimes, expect: {outcome: person}", "Say “always” or “never”."),
        ("at: Tue 10:00, expect: {passes: [main, nurse_lin]}", "Did you mean “nurse_line”?"),
        ("at: Tue 10:00, expect: {passes: main, never: main}", "cannot pass “main” and never come to it."),
        ("at: Tue 10:00, expect: {never: welcome}", "begins at “welcome”"),
        ("at: Tue 10:00, expect: {outcome: callback}", "No step of this menu ends a call with “callback”."),
        ("at: Tue 10:00, expect: {outcome: person, never: [desk, nurse_line, referrals, answering_service]}",
         "Take one of these steps out of “never”"),
        ("at: Tue 10:00, expect: {outcome: persn}", "Write “person”."),
        ("at: Tue 10:00, expect: {within: 30}", "write 30s for seconds"),
        ("at: Tue 10:00, expect: {}", "nothing is expected of this call."),
        ("at: Tue 10:00, expct: {outcome: person}", "“expct” is not something the call “call 0” can have."),
        ("at: Tue 10:00", "The call “call 0” has no “expect”."),
        ("expect: {outcome: person}", "Add “at:” with when the call arrives"),
    ],
)  # fmt: skip
def test_what_cannot_be_tried_is_said_with_its_place(call: str, sentence: str, tmp_path: Path) -> None:
    ran = run(tmp_path, call)
    (words,) = said(ran)
    assert ran.status == 2 and words.startswith("3:") and sentence.lower() in words.lower(), words


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "1:1 There are no call tests in this file."),
        ("- a\n", "1:1 There are no call tests in this file."),
        ("start: 2026-11-23\n", "1:1 This file has no “calls”."),
        ("calls: {}\n", "1:8 “calls” is empty."),
        ("calls:\n", "1:7 Nothing is written under “calls”."),
        ("calls: [a\n", "2:1 "),
        ("ivrcheck: 1\nname: x\nsteps: {}\n", "1:1 This is a menu, but its file is named like"),
        ("calls:\n  a: {at: Mon 9:00, expect: {within: 9s}}\n  a: {}\n", "stands twice"),
        ("starts: 2026-11-23\ncalls: {a: {at: Mon 9:00, expect: {within: 9s}}}\n", "Did you mean “start”?"),
    ],
)  # fmt: skip
def test_files_that_are_none(text: str, sentence: str, tmp_path: Path) -> None:
    shutil.copy(MENUS / "clinic.yaml", tmp_path)
    (tmp_path / "clinic.calls.yaml").write_text(text, encoding="utf-8")
    ran = run_calls(tmp_path / "clinic.calls.yaml")
    words = said(ran)
    assert ran.status == 2 and not ran.results and any(sentence in one for one in words), words


def test_a_mistake_in_one_call_does_not_keep_the_others_from_being_made(tmp_path: Path) -> None:
    good = "at: Tue 10:00, expect: {outcome: person}"
    ran = run(tmp_path, good, "at: Tue 10:00, expect: {passes: gone}", good)
    assert [one.passed for one in ran.results] == [True, False, True] and ran.status == 2
    assert [one.line for one in ran.results] == [3, 4, 5]


def test_the_start_in_the_file_makes_the_calls_the_same_for_ever(tmp_path: Path) -> None:
    ran = run(tmp_path, "at: Thu 10:00, expect: {passes: night}", start="start: 2029-11-19")
    (result,) = ran.results
    assert ran.status == 0 and result.call and result.call.moment.isoformat().startswith("2029-11-22T10:00")


def test_calls_without_a_menu(tmp_path: Path) -> None:
    shutil.copy(MENUS / "clinic.calls.yaml", tmp_path)
    ran = run_calls(tmp_path / "clinic.calls.yaml")
    assert ran.status == 2 and "there is no menu “clinic.yaml” beside these call tests" in ran.unchecked[0]
