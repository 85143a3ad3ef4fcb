"""``ivrcheck test``: what it prints, returns and writes."""

from __future__ import annotations

import shutil
import stat
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest

from tests.cli.run import ROOT, run

MENUS = ROOT / "menus"
BAD = r"""start: 2026-11-23
calls:
  "<b>&\a \u202e one":
    at: Tue 10:00
    keys: 2
    expect: {outcome: person, hears: "a ]]> & <tag>"}
  two: {at: Tue 10:00, expect: {passes: gone}}
  three: {at: Tue 10:00, expect: {outcome: person}}
"""


def printed(*words: str | Path, status: int = 0) -> str:
    """What a run of call tests prints."""
    done = run("test", *words)
    assert done.returncode == status and not done.stderr, done.stderr.decode() + done.stdout.decode()
    assert b"\x1b" not in done.stdout
    return done.stdout.decode()


def refused(*words: str | Path) -> str:
    """The one sentence somebody gets who made a mistake."""
    done = run("test", *words)
    said = done.stderr.decode()
    assert done.returncode == 2 and not done.stdout, done.stdout.decode()
    assert said.startswith("ivrcheck: ") and said.count("\n") == 1
    return said


@pytest.fixture
def clinic(tmp_path: Path) -> Path:
    """The menu of the clinic before it was mended, with its calls."""
    shutil.copy(MENUS / "clinic-trapped.yaml", tmp_path / "clinic.yaml")
    shutil.copy(MENUS / "clinic.calls.yaml", tmp_path)
    return tmp_path / "clinic.yaml"


def test_a_menu_its_calls_and_their_folder_are_the_same(clinic: Path) -> None:
    by_menu = printed(clinic, status=1)
    assert by_menu == printed(clinic.with_name("clinic.calls.yaml"), status=1)
    assert by_menu == printed(clinic.parent, clinic, status=1)
    assert by_menu.endswith("9 calls: 9 not as expected.\n")


def test_what_was_expected_what_happened_and_the_call_up_to_there(clinic: Path) -> None:
    first = printed(clinic, status=1).split("\n\n")[0].splitlines()
    assert first[0].endswith("clinic.calls.yaml:7: not as expected: A question is answered by a nurse")
    assert first[1:4] == [
        "  Expected: the caller speaks with a person.",
        "  Happened: the caller has left a message at 0:23 (“question_messages”). "
        "This message belongs to nobody, so nobody calls back.",
        "  The call, up to 0:23:",
    ]
    assert first[-1] == "     0:23  A tone. The caller leaves a message."


def test_a_step_that_must_not_be_come_to_ends_the_transcript(tmp_path: Path) -> None:
    shutil.copy(MENUS / "clinic.yaml", tmp_path)
    calls = "start: 2026-11-23\ncalls:\n  x: {at: Tue 10:00, keys: 2, expect: {never: main}}\n"
    (tmp_path / "clinic.calls.yaml").write_text(calls, encoding="utf-8")
    said = printed(tmp_path, status=1)
    assert "Expected: the call never comes to “main”.\n  Happened: it comes there at 0:06." in said
    assert "presses 2" not in said


def test_junit_is_whole_and_says_why(tmp_path: Path) -> None:
    shutil.copy(MENUS / "clinic.yaml", tmp_path)
    (tmp_path / "clinic.calls.yaml").write_text(BAD, encoding="utf-8")
    (tmp_path / "none.calls.yaml").write_text("calls: 3\n", encoding="utf-8")
    file = tmp_path / "calls.xml"
    printed(tmp_path, "--junit", file, status=2)
    once = file.read_bytes()
    printed(tmp_path, "--junit", file, status=2)
    assert file.read_bytes() == once
    suites = ElementTree.fromstring(once).findall("testsuite")
    assert [(one.get("tests"), one.get("failures"), one.get("errors")) for one in suites] == [
        ("3", "1", "1"),
        ("1", "0", "1"),
    ]
    cases = suites[0].findall("testcase")
    failure, error = cases[0].find("failure"), cases[1].find("error")
    assert failure is not None and "“a ]]> & <tag>”" in (failure.text or "")
    assert failure.get("message") == "Expected: the caller hears “a ]]> & <tag>”."
    assert error is not None and error.get("message", "").startswith("There is no step “gone”")
    assert not [*cases[2]]
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "calls.xml", "clinic.calls.yaml", "clinic.yaml", "none.calls.yaml",
    ]  # fmt: skip
    if sys.platform != "win32":
        assert stat.S_IMODE(file.stat().st_mode) & 0o400


def test_coverage_and_how_much_of_it_is_wanted() -> None:
    said = printed("menus/clinic.yaml", "--coverage")
    assert "menus/clinic.yaml: the calls try 55 % of what can happen (22 of 40).\n" in said
    assert "\nNot tried yet (day):\n  main: key 1 (desk); wrong keys\n" in said
    assert "55 % is less than the 90 % that are wanted." in printed(
        "menus/clinic.yaml", "--fail-under", "90%", status=1
    )
    printed("menus/dentist.yaml", "--fail-under", "100")


def test_another_year_can_be_asked_for() -> None:
    said = printed("menus/clinic.yaml", "--start", "2027-11-27", status=2)
    assert "9 calls: 8 as expected and 1 cannot be tried.\n" in said
    assert "with the line start: 2026-11-26." in said


def test_mistakes_people_make(tmp_path: Path) -> None:
    assert "Name a menu file or a folder" in refused()
    assert "“all” is not a percentage" in refused("menus/clinic.yaml", "--fail-under", "all")
    assert "could not be written" in refused("menus/clinic.yaml", "--junit", tmp_path / "no" / "x.xml")
    shutil.copy(MENUS / "clinic.yaml", tmp_path)
    assert "there are no call tests beside this menu" in printed(tmp_path / "clinic.yaml", status=2)
    assert "there are no call tests in this folder" in printed(tmp_path, status=2)
    assert "there is no such file" in printed("menus/clinc.yaml", status=2)
    assert "Did you mean “clinic.calls.yaml”?" in printed("menus/clinc.calls.yaml", status=2)


def test_call_tests_are_no_menus() -> None:
    done = run("check", "menus/clinic.calls.yaml")
    assert (
        done.returncode == 2 and "“ivrcheck test menus/clinic.calls.yaml” runs them." in done.stdout.decode()
    )
    assert ".calls.yaml" not in run("check", "menus", "--start", "2026-11-23").stdout.decode()
