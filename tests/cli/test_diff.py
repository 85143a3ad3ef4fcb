"""``ivrcheck diff`` against a real git repository, with everything that can be wrong with one."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from ivrcheck.cli.touched import versions_of
from ivrcheck.compare.versions import compare_versions
from tests.cli.run import PROGRAM, environment
from tests.compare.changes import OFFICE, changed
from tests.menu.small import SMALL, saved

START = ("--start", "2026-11-23")
Diff = Callable[..., tuple[int, str]]


def git(folder: Path, *words: str, day: str = "2026-11-23") -> str:
    """Run git as somebody, on some day."""
    who = ["-c", "user.name=A", "-c", "user.email=a@b.example", "-c", "commit.gpgsign=false"]
    when = f"{day}T12:00:00+00:00"
    env = environment({"GIT_AUTHOR_DATE": when, "GIT_COMMITTER_DATE": when, "GIT_CONFIG_GLOBAL": os.devnull})
    ran = subprocess.run(
        ["git", *who, *words], cwd=folder, env=env, capture_output=True, text=True, check=True
    )
    return ran.stdout


def commit(folder: Path, day: str = "2026-11-23") -> None:
    """Commit everything."""
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "-m", "one", "--allow-empty", day=day)


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A repository with two menus, one of them in a folder, and something else."""
    folder = tmp_path / "repo"
    folder.mkdir()
    git(folder, "init", "-q", "-b", "main", ".")
    saved(folder, OFFICE, "office.yaml")
    saved(folder, SMALL.replace("555 0134", "555 0150"), "menus/small.yaml")
    saved(folder, "a: [b\n", "other.yaml")
    commit(folder)
    return folder


def diff(folder: Path, *words: str, env: dict[str, str] | None = None) -> tuple[int, str]:
    """The exit status of a diff, and what it prints."""
    ran = subprocess.run(
        [*PROGRAM, "diff", *words],
        cwd=folder,
        env=environment({"PYTHONPATH": str(Path(__file__).parents[2]), **(env or {})}),
        capture_output=True,
        timeout=60,
        check=False,
    )
    return ran.returncode, (ran.stdout + ran.stderr).decode()


def data(folder: Path, *words: str) -> dict[str, Any]:
    """The same as data."""
    found: dict[str, Any] = json.loads(diff(folder, *words, *START, "--format", "json")[1])
    return found


def test_nothing_has_changed(repository: Path) -> None:
    status, said = diff(repository, "--git", "HEAD")
    assert (status, said) == (0, "Nothing is different for callers than in HEAD (2 menus).\n")


def test_the_working_tree_against_a_revision(repository: Path) -> None:
    saved(repository, changed("shorter-hours"), "office.yaml")
    status, said = diff(repository, "--git", "HEAD", *START)
    assert status == 1
    assert "office.yaml: Small office: worse for callers" in said
    assert "Callers cannot reach a person any more: Monday to Friday 08:00–09:00 (5 hours a week;" in said
    assert said.endswith("Compared with HEAD, 1 of 2 menus got worse for callers.\n")
    assert said.count("Try it:") == 3  # the calls to what is here now; the old version cannot be called
    git(repository, "stash")
    assert diff(repository, "--git", "HEAD")[0] == 0


def test_added_removed_and_moved_menus(repository: Path) -> None:
    (repository / "menus/small.yaml").rename(repository / "menus/desk.yaml")
    saved(repository, OFFICE.replace("555 0134", "555 0161"), "new.yaml")
    (repository / "office.yaml").unlink()
    read = data(repository, "--git", "HEAD")
    told = {(one["old"], one["new"]): one for one in read["menus"]}
    assert {*told} == {(None, "new.yaml"), ("office.yaml", None)}
    assert told[None, "new.yaml"]["numbers_new"] == ["+1 845 555 0161"]
    gone = told["office.yaml", None]
    assert gone["numbers_gone"] == [{"number": "+1 845 555 0134", "answered_by": None}] and gone["worse"]
    assert read["status"] == 1


def test_a_number_that_another_menu_answers_now_is_compared_there(repository: Path) -> None:
    (repository / "office.yaml").unlink()
    both = changed("shorter-hours").replace("entry:\n", 'entry:\n  "+1 845 555 0150": main\n')
    saved(repository, both, "menus/small.yaml")
    told = {one["old"]: one for one in data(repository, "--git", "HEAD")["menus"]}
    moved = told["office.yaml"]
    assert moved["numbers_gone"] == [{"number": "+1 845 555 0134", "answered_by": "menus/small.yaml"}]
    assert [(one["change"], one["when"]["hours_a_week"]) for one in moved["persons"]] == [("lost", 5)]


def test_includes_are_read_from_the_revision_too(repository: Path) -> None:
    rest = OFFICE.replace(
        "hours:\n  office: {mon-fri: 08:00-17:00, holidays: US}\n", "include: [parts/h.yaml]\n"
    )
    saved(repository, rest, "office.yaml")
    hours = "hours:\n  office: {mon-fri: 08:00-17:00, holidays: US}\n"
    saved(repository, hours, "parts/h.yaml")
    commit(repository)
    assert diff(repository, "--git", "HEAD~1")[0] == 0
    saved(repository, hours.replace("08:00", "09:00"), "parts/h.yaml")
    read = data(repository, "--git", "HEAD")
    assert [one["new"] for one in read["menus"]] == ["office.yaml"]
    assert read["menus"][0]["persons"][0]["when"]["hours_a_week"] == 5


def test_a_menu_is_compared_that_a_changed_one_leads_to(repository: Path) -> None:
    """What a transfer is worth depends on the menu at its other end, which nobody else has to touch."""
    step = '  ring_rosa: {kind: transfer, number: "+1 845 555 0150"}\n'
    text = "\n".join(line for line in OFFICE.splitlines() if "ring_rosa: {kind" not in line)
    saved(repository, f"{text}\n{step}", "office.yaml")
    commit(repository)
    small = (repository / "menus/small.yaml").read_text()
    saved(repository, small.replace("mon-fri: 08:00", "mon-fri: 09:00"), "menus/small.yaml")
    told = {one["new"]: one for one in data(repository, "--git", "HEAD")["menus"]}
    assert {*told} == {"menus/small.yaml", "office.yaml"}


def test_only_some_files_and_from_a_folder_below(repository: Path) -> None:
    saved(repository, changed("shorter-hours"), "office.yaml")
    assert diff(repository, "--git", "HEAD", "menus")[0] == 0
    assert diff(repository / "menus", "--git", "HEAD", "small.yaml")[0] == 0
    status, said = diff(repository / "menus", "--git", "HEAD", "../office.yaml")
    assert status == 1 and said.startswith("../office.yaml: Small office")


def test_what_is_ignored_or_hidden_is_no_menu(repository: Path) -> None:
    saved(repository, "build/\n", ".gitignore")
    saved(repository, changed("nobody-owns-it"), "build/office.yaml")
    saved(repository, changed("nobody-owns-it"), ".old/office.yaml")
    assert diff(repository, "--git", "HEAD")[0] == 0


def test_where_a_branch_began(repository: Path) -> None:
    git(repository, "switch", "-q", "-c", "mine")
    saved(repository, changed("longer-words"), "office.yaml")
    commit(repository)
    git(repository, "switch", "-q", "main")
    saved(repository, "x", "menus/readme.txt")
    (repository / "menus/small.yaml").unlink()
    commit(repository)
    git(repository, "switch", "-q", "mine")
    assert [one["new"] for one in data(repository, "--git", "main...")["menus"]] == ["office.yaml"]
    assert {one["new"] for one in data(repository, "--git", "main")["menus"]} == {
        "office.yaml",
        "menus/small.yaml",
    }


def test_names_that_are_no_options(repository: Path) -> None:
    saved(repository, OFFICE.replace("555 0134", "555 0177"), "-x y é.yaml")
    commit(repository)
    saved(repository, changed("shorter-hours").replace("555 0134", "555 0177"), "-x y é.yaml")
    status, said = diff(repository, "--git", "HEAD", *START, "--", "-x y é.yaml")
    assert status == 1 and said.startswith("-x y é.yaml: Small office: worse")


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("--git", "nowhere"), "nowhere: there is no such revision in this repository. Name a branch"),
        (("--git", "--output=x"), "“--output=x” is not a revision"),
        (("--git", ""), "“” is not a revision"),
        (
            ("--git", "HEAD", "gone.yaml"),
            "gone.yaml: there is no such file or folder, neither now",
        ),
        (("--git", "HEAD", ".."), "..: this folder is in no git repository"),
        (("--git", "HEAD", "office.yaml", "../x.yaml"), "../x.yaml: this lies outside the repository"),
        (
            ("--git", "office.yaml"),
            "this is no revision. Name that first: ivrcheck diff --git main office.yaml",
        ),
        (("main", "office.yaml"), "If it is a revision, write: ivrcheck diff --git main"),
        (("office.yaml",), "Name two files, the old one and the new one"),
        (("menus", "office.yaml"), "menus is a folder; name two files, or use --git."),
        (("gone.yaml", "office.yaml"), "could not compare  gone.yaml: there is no such file"),
        (("office.yaml", "offce.yaml"), "Did you mean “office.yaml”?"),
        (("office.yaml", "other.yaml"), "other.yaml has mistakes in it"),
        (("other.yaml", "office.yaml"), "other.yaml has mistakes in it, so nothing can be compared with it."),
        (("office.yaml", "office.yaml", "--report", "html=no/x.html"), "the folder no is not there"),
        (
            ("office.yaml", "office.yaml", "--report", "junit=x"),
            "The formats are text, json, markdown, html",
        ),
        (("office.yaml", "office.yaml", "--report", "text=office.yaml"), "is one of the menu files"),
    ],
)
def test_what_cannot_be(repository: Path, words: tuple[str, ...], says: str) -> None:
    status, said = diff(repository, *words)
    assert status == 2 and says in said and "Traceback" not in said


def test_no_git_and_no_repository(tmp_path: Path) -> None:
    saved(tmp_path, OFFICE)
    status, said = diff(tmp_path, "--git", "HEAD", env={"GIT_CEILING_DIRECTORIES": str(tmp_path.parent)})
    assert status == 2 and "this folder is in no git repository; compare two files instead" in said
    status, said = diff(tmp_path, "--git", "HEAD", env={"PATH": str(tmp_path)})
    assert status == 2 and "git is not installed here, or not found" in said


def test_a_clone_without_the_revision(repository: Path, tmp_path: Path) -> None:
    commit(repository)
    first = git(repository, "rev-parse", "HEAD~1").strip()
    git(tmp_path, "clone", "-q", "--depth", "1", repository.as_uri(), "shallow")
    status, said = diff(tmp_path / "shallow", "--git", first)
    assert status == 2 and "git fetch --unshallow origin" in said and "fetch-depth: 0" in said
    git(tmp_path / "shallow", "fetch", "-q", "--unshallow", "origin")
    assert diff(tmp_path / "shallow", "--git", first)[0] == 0


def test_an_old_version_with_mistakes_in_it(repository: Path) -> None:
    saved(repository, OFFICE.replace("kind: menu", "kind: menue"), "office.yaml")
    commit(repository)
    saved(repository, OFFICE, "office.yaml")
    status, said = diff(repository, "--git", "HEAD")
    assert status == 2
    assert "office.yaml has mistakes in it as of HEAD, so nothing can be compared with it." in said
    git(repository, "checkout", "-q", "office.yaml")
    saved(repository, changed("shorter-hours").replace("555 0134", "555 0150"), "menus/small.yaml")
    status, said = diff(repository, "--git", "HEAD")
    assert status == 1, said  # the broken menu is as broken as it was


def test_nothing_is_written(repository: Path) -> None:
    saved(repository, changed("shorter-hours"), "office.yaml")
    index = (repository / ".git/index").read_bytes()
    os.utime(repository / "office.yaml", (1, 1))
    assert diff(repository, "--git", "HEAD")[0] == 1
    assert (repository / ".git/index").read_bytes() == index


def test_the_report_goes_to_files(repository: Path) -> None:
    for name in ("html", "markdown", "json", "text"):
        assert diff(repository, "office.yaml", "office.yaml", "--report", f"{name}=x.{name}")[0] == 0
        assert "Nothing is different for callers" in (repository / f"x.{name}").read_text(encoding="utf-8")


@pytest.mark.parametrize(("today", "calendar"), [(date(2026, 11, 24), False), (date(2027, 2, 1), True)])
def test_one_commit_on_two_days(
    repository: Path, monkeypatch: pytest.MonkeyPatch, today: date, calendar: bool
) -> None:
    """A fair that is only open on some days: once they are over, its hours are never open any more."""
    fair = OFFICE.replace(
        "\ntopics:", "\n  fair: {open: {2026-12-03: 10:00-16:00}, holidays: none}\ntopics:"
    ).replace('entry:\n  "+1 845 555 0134": main\n', 'entry:\n  "+1 845 555 0134": at_the_fair\n')
    step = "  at_the_fair: {kind: hours, hours: fair, open: ring_rosa, closed: main}\n"
    saved(repository, fair + step, "office.yaml")
    commit(repository)

    class Today(date):
        @classmethod
        def today(cls) -> Today:
            return cls.fromisoformat(today.isoformat())

    monkeypatch.setattr("ivrcheck.compare.versions.date", Today)
    monkeypatch.chdir(repository)
    found = compare_versions(versions_of("HEAD~1", ()), None, "now")
    assert found.exit_status("worse") == 0
    assert [(one.finding.code, one.calendar, one.worse) for one in found.menus[0].found] == (
        [("IVR401", True, False), ("IVR406", True, False)] if calendar else []
    )
    assert compare_versions(versions_of("HEAD", ()), None, "now").exit_status("any") == 0
