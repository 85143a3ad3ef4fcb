"""What is remembered changes no letter of any report, and nothing is remembered beyond its time."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

import ivrcheck.check
import ivrcheck.rules.run
from ivrcheck.cache.plain import from_plain, to_plain
from ivrcheck.check import Options, check_paths
from ivrcheck.config import Config, Thresholds
from ivrcheck.finding import Report, Severity
from ivrcheck.report.formats import FORMATS
from tests.cache.fleet import EXAMPLES, OPTIONS, PEOPLE, fleet, memory, printed
from tests.cli.run import environment
from tests.menu.small import SMALL, saved
from tests.menus.examples import ROOT


@pytest.fixture
def no_check(monkeypatch: pytest.MonkeyPatch) -> Callable[[], list[str]]:
    """From when it is called on, files are noted that are checked all the same."""

    def begin() -> list[str]:
        noted: list[str] = []
        real = ivrcheck.check.check_file

        def check_file(path: Path, *others: object) -> object:
            noted.append(path.name)
            return real(path, *others)  # type: ignore[arg-type]

        monkeypatch.setattr(ivrcheck.check, "check_file", check_file)
        return noted

    return begin


@pytest.mark.parametrize("format", [name for name, one in FORMATS.items() if not one.facts])
def test_every_format_is_the_same(
    format: str, tmp_path: Path, no_check: Callable[[], list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, cache = fleet(tmp_path / "menus"), tmp_path / "cache"
    expected = printed([folder], format)
    assert printed([folder], format, cache) == expected
    checked = no_check()
    monkeypatch.delattr(ivrcheck.check, "_together")
    assert printed([folder], format, cache) == expected
    assert sorted(checked) == ["missing.yaml", "set.yaml"]  # of what cannot be read nothing is kept


def test_every_example_is_the_same(tmp_path: Path, no_check: Callable[[], list[str]]) -> None:
    expected = printed(EXAMPLES)
    assert printed(EXAMPLES, remembered=tmp_path) == expected
    checked = no_check()
    assert printed(EXAMPLES, remembered=tmp_path) == expected
    there = sorted(path.parent.name for path in EXAMPLES[1].rglob("*.yaml") if path.name in checked)
    assert len(checked) < 20, there


def test_a_page_with_facts_is_the_same(tmp_path: Path) -> None:
    expected = printed([ROOT / "menus"], "html")
    printed([ROOT / "menus"], "json", tmp_path)
    assert printed([ROOT / "menus"], "html", tmp_path) == expected


def test_a_report_is_the_same_as_plain_data() -> None:
    report = check_paths(EXAMPLES, options=replace(OPTIONS, timed=True))
    assert report.suppressed and report.timings and any(one.folded for one in report.findings)
    plain = json.loads(json.dumps(to_plain(Report, report)))
    assert from_plain(Report, plain) == report


CHANGES: dict[str, Callable[[Path], object]] = {
    "text": lambda at: saved(
        at, SMALL.replace("Rosa", "Róisín").replace("no_answer: messages", ""), "clean.yaml"
    ),
    "included": lambda at: saved(at, PEOPLE.replace(", extension: 201", ""), "parts/people.yaml"),
    "included gone": lambda at: (at / "parts/people.yaml").unlink(),
    "included wrong": lambda at: saved(at, PEOPLE + "hours: 3\n", "parts/people.yaml"),
    "included there": lambda at: saved(at, PEOPLE, "parts/nobody.yaml"),
    "included under a like name": lambda at: saved(at, PEOPLE, "parts/nobodi.yaml"),
    "settings": lambda at: saved(at, "start = 2027-02-01\n", "own/ivrcheck.toml"),
    "new settings": lambda at: saved(at, "[tool.ivrcheck.levels]\nIVR601 = 'error'\n", "pyproject.toml"),
    "settings mended": lambda at: saved(at, "max-keys = 1\n", "wrong/ivrcheck.toml"),
    "settings broken": lambda at: saved(at, "start = 1\n", "own/ivrcheck.toml"),
    "other end of a link": lambda at: saved(at, SMALL, "there.yaml"),
    "linked file": lambda at: saved(
        at,
        (at / "there.yaml").read_text(encoding="utf-8").replace("no_answer: messages", "no_answer: main"),
        "there.yaml",
    ),
    "another file": lambda at: saved(at, SMALL.replace("Small", "Other"), "another.yaml"),
    "file gone": lambda at: (at / "warned.yaml").unlink(),
    "not a menu": lambda at: saved(at, "a: b\n", "clean.yaml"),
}


@pytest.mark.parametrize("change", list(CHANGES))
def test_a_change_is_seen_at_once(change: str, tmp_path: Path) -> None:
    folder, cache = fleet(tmp_path / "menus"), tmp_path / "cache"
    before = printed([folder], remembered=cache)
    CHANGES[change](folder)
    after = printed([folder], remembered=cache)
    assert after != before
    assert after == printed([folder])
    assert printed([folder], remembered=cache) == after


@pytest.mark.parametrize("name", ["people.yaml", "including.yaml"])
@pytest.mark.skipif(sys.platform == "win32", reason="links are for administrators there")
def test_an_include_that_becomes_a_link_to_elsewhere(name: str, tmp_path: Path) -> None:
    """The text stays, but it may not be included any more."""
    folder, cache = fleet(tmp_path / "menus"), tmp_path / "cache"
    printed([folder], remembered=cache)
    path = next(folder.rglob(name))
    path.rename(tmp_path / name)
    path.symlink_to(tmp_path / name)
    assert printed([folder], remembered=cache) == printed([folder])


@pytest.mark.parametrize(
    "options",
    [
        Options(date(2026, 12, 24)),
        replace(OPTIONS, select=("IVR601",)),
        replace(OPTIONS, ignore=("IVR601",)),
        replace(OPTIONS, profiles=("gethuman",)),
        replace(OPTIONS, max_seconds=5.0),
        replace(OPTIONS, config=Config(thresholds=Thresholds(max_keys=1))),
        replace(OPTIONS, config=Config(levels={"IVR601": Severity.ERROR})),
    ],
)
def test_other_options_are_other_results(options: Options, tmp_path: Path) -> None:
    folder, cache = fleet(tmp_path / "menus"), tmp_path / "cache"
    first = printed([folder], remembered=cache)
    assert printed([folder], remembered=cache, options=options) == printed([folder], options=options)
    assert printed([folder], remembered=cache) == first


def test_another_folder_is_shown_as_such(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder, cache = fleet(tmp_path / "menus"), tmp_path / "cache"
    assert f"{folder.as_posix()}/warned.yaml" in printed([folder], remembered=cache)
    monkeypatch.chdir(folder)
    near = printed([Path("warned.yaml")], "text", cache)
    assert near == printed([Path("warned.yaml")], "text")
    assert near.startswith("warned.yaml:")


def test_other_code_is_another_program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody who works on ivrcheck is never told what it found before."""
    from ivrcheck.cache import program

    top = tmp_path / "ivrcheck"
    source = saved(top / "cache", "a = 1\n", "program.py")
    monkeypatch.setattr(program, "__file__", str(source))
    before = program.program.__wrapped__()
    assert program.program.__wrapped__() == before
    saved(top / "rules", "a = 1\n", "new.py")
    after = program.program.__wrapped__()
    assert after != before
    saved(top / "rules", "a = 22\n", "new.py")
    assert program.program.__wrapped__() not in (before, after)


def test_another_calendar_is_another_program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from ivrcheck.cache import program

    before = program.program.__wrapped__()
    (tmp_path / "holidays-99.9.dist-info").mkdir()
    monkeypatch.syspath_prepend(tmp_path)
    assert program.program.__wrapped__() != before


def test_a_fault_of_ours_is_not_remembered(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder, cache = tmp_path / "menus", tmp_path / "cache"
    saved(folder, SMALL.replace("managed_by: dana\n", ""))
    with monkeypatch.context() as broken:
        broken.setattr(ivrcheck.rules.run, "_finding", lambda *args: 1 / 0)
        assert "IVR999" in printed([folder], remembered=cache)
    assert printed([folder], remembered=cache) == printed([folder])
    assert "IVR999" not in printed([folder], remembered=cache)


def test_a_text_that_changes_during_the_check_is_not_remembered(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was found in the new text must not be said of the old one."""
    folder, cache = tmp_path / "menus", tmp_path / "cache"
    path = saved(folder, SMALL)
    real = ivrcheck.check.check_file

    def meanwhile(*args: object) -> object:
        path.write_text(SMALL.replace("managed_by: dana\n", ""), encoding="utf-8")
        return real(*args)  # type: ignore[arg-type]

    with monkeypatch.context() as changing:
        changing.setattr(ivrcheck.check, "check_file", meanwhile)
        assert "IVR601" in printed([folder], "text", cache)
    path.write_text(SMALL, encoding="utf-8")
    assert "IVR601" not in printed([folder], "text", cache)


def test_nothing_is_remembered_unless_asked(tmp_path: Path) -> None:
    assert memory(tmp_path / "none").folder.get("ab") is None
    assert not (tmp_path / "none").exists()


LIGHT = """
import sys
from ivrcheck.cli.main import main
sys.argv = ["ivrcheck", "check", {folder!r}, "--start", "2026-11-23", "--format", {format!r}]
try:
    main()
except SystemExit:
    heavy = {{"yaml", "pydantic", "networkx", "holidays", "rich", "tomllib", "multiprocessing"}}
    print(*sorted(heavy & sys.modules.keys()), file=sys.stderr)
"""


@pytest.mark.parametrize("format", ["text", "json", "github", "markdown"])
def test_what_is_known_takes_no_time(format: str, tmp_path: Path) -> None:
    """Nothing is imported that reads or checks menus, not even for settings."""
    folder = fleet(tmp_path / "menus")
    (folder / "missing.yaml").unlink()
    (folder / "wrong" / "ivrcheck.toml").unlink()
    env = environment({"IVRCHECK_CACHE_DIR": str(tmp_path / "cache")})
    command = [sys.executable, "-c", LIGHT.format(folder=str(folder), format=format)]
    cold, warm = (subprocess.run(command, cwd=ROOT, env=env, capture_output=True, check=False) for _ in "12")
    assert b"pydantic" in cold.stderr
    assert warm.stderr.strip() == b""
    assert warm.stdout == cold.stdout
