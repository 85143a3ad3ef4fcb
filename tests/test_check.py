"""Checking files and folders: what is looked at, and that a fault of ours never passes for a clean menu."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

import ivrcheck.check as checking
from ivrcheck.finding import INTERNAL_ERROR, Coverage, Finding, Report, Severity
from ivrcheck.rules.registry import Rule, all_rules
from ivrcheck.source import Span
from tests.menu.small import SMALL, START, check, saved

TRAPPED = SMALL.replace("no_answer: messages", "no_answer: main").replace("    no_input: ring_desk\n", "")


def names(report: Report, folder: Path) -> list[str]:
    """What was checked, as seen from a folder."""
    return [Path(file).relative_to(folder).as_posix() for file in report.files]


def test_the_small_menu_is_clean(tmp_path: Path) -> None:
    report = check(saved(tmp_path, SMALL))
    assert report.findings == []
    assert report.exit_status(Severity.ADVICE) == 0


def test_a_folder_holds_menus_and_other_files(tmp_path: Path) -> None:
    for name in (
        "b.yaml",
        "a.yml",
        "sub/deep/c.YAML",
        "x.yaml.txt",
        ".hidden/d.yaml",
        "sub/.git/e.yaml",
        ".f.yaml",
    ):
        saved(tmp_path, SMALL, name)
    saved(tmp_path, "{name: x, ivrcheck: 1}\n", "flow.yaml")
    saved(tmp_path, "people: {}\n", "sub/people.yaml")
    saved(tmp_path, "other: {ivrcheck: 1}\nlist:\n  - ivrcheck: 1\n", "nested.yaml")
    saved(tmp_path, "{{ template }}: [\n", "template.yml")
    report = check(tmp_path)
    assert names(report, tmp_path) == ["a.yml", "b.yaml", "flow.yaml", "sub/deep/c.YAML"]
    assert report.unchecked == []


@pytest.mark.parametrize(
    "text",
    ["ivrcheck: 1", '"ivrcheck": 1', "# note\n---\nivrcheck : 1\n", "a: b\r\nivrcheck: 1\r\n",
     "a: b\rivrcheck: 1",
     "{a: {b: c},\n 'ivrcheck': 1}", "? ivrcheck\n: 1\n", "\ufeffivrcheck: 1", "ivrcheck: 1\na: [\n"],
)  # fmt: skip
def test_a_menu_is_known_by_its_first_key(text: str, tmp_path: Path) -> None:
    saved(tmp_path, text)
    assert names(check(tmp_path), tmp_path) == ["menu.yaml"]


def test_a_hidden_folder_that_is_named_is_checked(tmp_path: Path) -> None:
    saved(tmp_path, SMALL, ".hidden/a.yaml")
    assert names(check(tmp_path / ".hidden"), tmp_path) == [".hidden/a.yaml"]


def test_links_to_folders_do_not_go_round(tmp_path: Path) -> None:
    saved(tmp_path, SMALL, "sub/a.yaml")
    (tmp_path / "sub" / "loop").symlink_to(tmp_path)
    (tmp_path / "again").symlink_to(tmp_path / "again")
    assert names(check(tmp_path), tmp_path) == ["sub/a.yaml"]


def test_a_link_to_nowhere_is_not_passed_over(tmp_path: Path) -> None:
    saved(tmp_path, SMALL)
    (tmp_path / "gone.yaml").symlink_to(tmp_path / "nowhere.yaml")
    report = check(tmp_path)
    assert report.exit_status(Severity.ERROR) == 2
    assert report.unchecked == [
        f"{(tmp_path / 'gone.yaml').as_posix()}: this is a link to a file that is not there."
    ]


@pytest.mark.parametrize("files", [(), ("people.yaml",)])
def test_a_folder_without_menus(files: tuple[str, ...], tmp_path: Path) -> None:
    for name in files:
        saved(tmp_path, "people: {}\n", name)
    report = check(tmp_path)
    assert report.exit_status(Severity.ERROR) == 2
    assert report.unchecked == [f"{tmp_path.as_posix()}: there is no menu file in this folder."]


def test_a_folder_that_cannot_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    saved(tmp_path, SMALL, "open/a.yaml")
    saved(tmp_path, SMALL, "shut/b.yaml")
    scan = os.scandir

    def refuse(path: Any) -> Any:
        if Path(path).name == "shut":
            raise PermissionError(13, "Permission denied", str(path))
        return scan(path)

    monkeypatch.setattr(os, "scandir", refuse)
    report = check(tmp_path)
    assert names(report, tmp_path) == ["open/a.yaml"]
    assert report.unchecked == [
        f"{(tmp_path / 'shut').as_posix()}: the folder cannot be read (permission denied)."
    ]
    assert report.exit_status(Severity.ERROR) == 2


def test_each_file_once(tmp_path: Path) -> None:
    path = saved(tmp_path, SMALL)
    assert len(check(path, tmp_path, path).files) == 1


def test_findings_come_in_the_order_of_the_file(tmp_path: Path) -> None:
    text = SMALL.replace("who: desk", "who: dsk").replace("managed_by: dana", "managed_by: dan")
    spans = [one.at for one in check(saved(tmp_path, text)).findings]
    assert len(spans) == 2
    assert spans == sorted(spans, key=lambda at: at.line if isinstance(at, Span) else 0)


@pytest.fixture
def broken_rule(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """One rule that breaks down halfway, all others as they are."""

    def find(facts: Any) -> Iterator[Any]:
        raise ZeroDivisionError
        yield

    rules = tuple(replace(rule, find=find) if rule.code == "IVR109" else rule for rule in all_rules())
    monkeypatch.setattr("ivrcheck.rules.registry.rules_for", lambda *_: rules)
    yield "IVR109 no-answer-no-way-on"


def test_a_rule_that_breaks_down_is_a_finding_and_the_rest_goes_on(tmp_path: Path, broken_rule: str) -> None:
    trapped = saved(tmp_path, TRAPPED, "trapped.yaml")
    clean = saved(tmp_path, SMALL, "clean.yaml")
    report = check(clean, trapped)
    internal = [one for one in report.findings if one.code == INTERNAL_ERROR]
    assert [Path(one.at.file).name for one in internal] == ["clean.yaml", "trapped.yaml"]
    assert all(f"the rule {broken_rule} broke down (ZeroDivisionError)" in one.message for one in internal)
    assert "IVR104" in {one.code for one in report.findings}
    assert report.exit_status(Severity.ERROR) == 2
    assert check(clean).exit_status(Severity.ERROR) == 2


@pytest.mark.parametrize(
    ("what", "words"),
    [
        ("hours.calendar.build_calendar", "the analysis broke down"),
        ("acceptance.apply_acceptances", "the analysis broke down"),
        ("place.with_spans", "finding the places broke down"),
        ("convert.read.open_menu", "reading the file broke down"),
    ],
)
def test_a_fault_of_ours_is_a_finding(
    what: str, words: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*args: Any, **others: Any) -> None:
        raise MemoryError

    monkeypatch.setattr(f"ivrcheck.{what}", fail)
    report = check(saved(tmp_path, SMALL), saved(tmp_path, SMALL, "b.yaml"))
    assert [one.code for one in report.findings] == [INTERNAL_ERROR] * 2
    assert words in report.findings[0].message
    assert len(report.files) == 2
    assert report.exit_status(Severity.ERROR) == 2


def test_a_stop_from_the_keyboard_is_not_swallowed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(rule: Rule, facts: Any) -> list[Finding]:
        raise KeyboardInterrupt

    monkeypatch.setattr("ivrcheck.rules.run.run_rule", stop)
    with pytest.raises(KeyboardInterrupt):
        check(saved(tmp_path, SMALL))


def test_selected_and_ignored_rules(tmp_path: Path) -> None:
    path = saved(
        tmp_path, SMALL.replace("managed_by: dana\n", "").replace("no_answer: messages", "busy: messages")
    )
    options = checking.Options

    def codes(**chosen: Any) -> set[str]:
        return {one.code for one in checking.check_paths([path], options=options(START, **chosen)).findings}

    assert {"IVR601", "IVR109"} <= codes()
    assert codes(select=["IVR601"]) == codes(select=["no-menu-manager"]) == {"IVR601"}
    assert "IVR601" not in codes(ignore=["no-menu-manager"])


def test_file_problems_stay_whatever_is_selected(tmp_path: Path) -> None:
    path = saved(tmp_path, SMALL.replace("who: desk", "who: dsk"))
    options = checking.Options(START, select=["IVR601"], ignore=["IVR005"])
    assert [one.code for one in checking.check_paths([path], options=options).findings] == ["IVR005"]


def test_progress_is_told_before_each_file(tmp_path: Path) -> None:
    told: list[tuple[int, int, str]] = []
    for name in ("a.yaml", "b.yaml"):
        saved(tmp_path, SMALL, name)
    checking.check_paths([tmp_path], start=START, progress=lambda *words: told.append(words))
    assert [(done, total, Path(file).name) for done, total, file in told] == [
        (0, 2, "a.yaml"),
        (1, 2, "b.yaml"),
    ]


ACCEPT = "    accept:\n      - {rule: %s, reason: Agreed, by: dana, until: %s}\n"


@pytest.mark.parametrize(
    ("rule", "until", "codes", "accepted"),
    [
        ("silent-caller-lost", "2027-01-01", set(), 1),
        ("IVR104", "2026-11-23", set(), 1),
        ("IVR104", "2026-11-22", {"IVR104", "IVR605"}, 0),
        ("IVR105", "2027-01-01", {"IVR104", "IVR606"}, 0),
        ("silent-caler-lost", "2027-01-01", {"IVR104", "IVR606"}, 0),
    ],
)
def test_acceptances(rule: str, until: str, codes: set[str], accepted: int, tmp_path: Path) -> None:
    lost = SMALL.replace("    no_input: ring_desk\n", ACCEPT % (rule, until))
    report = check(saved(tmp_path, lost))
    assert {one.code for one in report.findings} == codes
    assert report.accepted == accepted
    hints = [one.help for one in report.findings if one.code == "IVR606"]
    if rule == "silent-caler-lost":
        assert hints == ["Did you mean “silent-caller-lost”?"]


def test_many_acceptances_take_little_time(tmp_path: Path) -> None:
    steps = "".join(
        f"  s{number}:\n    kind: hangup\n" + ACCEPT % ("unreachable-step", "2027-01-01")
        for number in range(2_000)
    )
    report = check(saved(tmp_path, SMALL + steps))
    assert report.findings == []
    assert report.accepted == 2_000


@pytest.mark.parametrize(
    ("level", "status"),
    [(Severity.ERROR, 0), (Severity.WARNING, 1), (Severity.ADVICE, 1)],
)
def test_status_by_level(level: Severity, status: int) -> None:
    finding = Finding("IVR601", "no-menu-manager", Severity.WARNING, Span("a", 1, 1, 1, 1), "x")
    assert Report(findings=[finding], coverage=[Coverage("a", "a", 1.0, 0)]).exit_status(level) == status
