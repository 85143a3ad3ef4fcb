"""``--format`` and ``--report``: what is printed, what is written, and what people type by mistake."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from ivrcheck.report.formats import FORMATS
from tests.cli.run import ROOT, run
from tests.report.examples import CLINIC, golden

CHECK = ("check", CLINIC, "--start", "2026-11-23")


@pytest.mark.parametrize("name", FORMATS)
def test_a_file_holds_what_would_be_printed(name: str, tmp_path: Path) -> None:
    file = tmp_path / "report"
    printed = run(*CHECK, "--format", name)
    written = run(*CHECK, "--report", f"{name}={file}")
    assert (printed.returncode, written.returncode) == (1, 1)
    assert file.read_bytes() == printed.stdout
    assert written.stdout == run(*CHECK).stdout
    assert not list(tmp_path.glob(".*"))


def test_several_files_at_once(tmp_path: Path) -> None:
    files = {name: tmp_path / name for name in ("json", "sarif", "github")}
    words = [word for name, file in files.items() for word in ("--report", f"{name}={file}")]
    printed = run(*CHECK, *words, "--format", "markdown")
    assert printed.stdout.decode() == golden("markdown").read_text(encoding="utf-8")
    assert json.loads(files["json"].read_text(encoding="utf-8"))["status"] == 1
    assert all(file.stat().st_size for file in files.values())


def test_a_report_for_programs_is_utf8_whatever_the_console_speaks() -> None:
    printed = run(*CHECK, "--format", "json", env={"PYTHONIOENCODING": "latin-1"})
    assert printed.stdout == run(*CHECK, "--format", "json").stdout


def test_fail_on_counts_in_every_format() -> None:
    clean = ("check", "menus/clinic.yaml", "--start", "2026-11-23", "--fail-on", "advice")
    printed = run(*clean, "--format", "json")
    assert printed.returncode == json.loads(printed.stdout)["status"] == 1
    assert b'failures="1"' in run(*clean, "--format", "junit").stdout


@pytest.mark.parametrize(
    ("report", "sentence"),
    [
        ("jsn=x.json", "“jsn” is no format of a report. Did you mean “json”?"),
        ("out.json", "Name the format too: --report json=out.json."),
        ("junit", "Name the file for it too, like junit=report.xml."),
        ("html=-", "To print it, write --format html."),
        ("html=no/x.html", "the folder no is not there, so no report can be written."),
        ("html=menus", "menus is a folder; name a file in it for the report."),
        (f"json={CLINIC}", f"{CLINIC} is one of the menu files; give the report another name."),
    ],
)
def test_mistakes_get_one_sentence(report: str, sentence: str) -> None:
    before = (ROOT / CLINIC).read_bytes()
    ran = run(*CHECK, "--report", report)
    assert ran.returncode == 2
    assert ran.stderr.decode().startswith("ivrcheck: ") and ran.stderr.decode().endswith(f"{sentence}\n")
    assert ran.stderr.count(b"\n") == 1
    assert (ROOT / CLINIC).read_bytes() == before


def test_two_reports_need_two_files(tmp_path: Path) -> None:
    file = tmp_path / "x"
    ran = run(*CHECK, "--report", f"json={file}", "--report", f"html={file}")
    assert ran.returncode == 2 and b"Two reports would go to" in ran.stderr and not file.exists()


def test_what_cannot_be_written_is_said_and_the_rest_is_printed(tmp_path: Path) -> None:
    file, other = "/proc/report.json", tmp_path / "x.md"
    if not Path("/proc").is_dir():
        pytest.skip("this system has no folder in which nobody can write")
    ran = run(*CHECK, "--report", f"json={file}", "--report", f"markdown={other}")
    assert ran.returncode == 2
    assert f"{file} could not be written" in ran.stderr.decode()
    assert other.exists() and ran.stdout == run(*CHECK).stdout


def test_a_report_keeps_the_rights_of_the_file_it_replaces(tmp_path: Path) -> None:
    file = tmp_path / "report.json"
    file.write_text("old", encoding="utf-8")
    file.chmod(0o640)
    run(*CHECK, "--report", f"json={file}")
    assert file.stat().st_size > 1000
    if os.name != "nt":
        assert file.stat().st_mode & 0o777 == 0o640
