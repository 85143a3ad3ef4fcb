"""``ivrcheck export``: what it writes, and what it says to those who do not get it right at once."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from tests.cli.run import ROOT, run

CLINIC = ROOT / "menus" / "clinic.yaml"
TO = ("--to", "asterisk", "--start", "2026-11-23")
FILES = ["extensions.conf", "prompts.csv", "queues.conf", "voicemail.conf"]
SAYS = """\
ivrcheck: 1
name: It listens
people: {ann: {name: Ann Bell, extension: 201}}
teams: {desk: {members: [ann]}}
entry: {"+1 845 555 0134": main}
steps:
  main: {kind: menu, prompt: Say bills or press 1., keys: {1: {to: hold, says: [bills]}}}
  hold: {kind: queue, team: desk, prompt: Press 12., keys: {12: main}}
"""


def test_it_writes_what_the_switch_reads(tmp_path: Path) -> None:
    ran = run("export", CLINIC, *TO, "-o", tmp_path / "new" / "switch")
    assert (ran.returncode, ran.stderr) == (0, b"")
    assert sorted(path.name for path in (tmp_path / "new" / "switch").iterdir()) == FILES
    assert "good until 22 November 2027" in ran.stdout.decode()
    with (tmp_path / "new" / "switch" / "prompts.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert rows[0]["file"] == "ivrcheck/clinic/welcome-en"
    assert all(float(row["seconds"]) > 0 for row in rows)


def test_it_writes_over_its_own_and_over_nothing_else(tmp_path: Path) -> None:
    first = run("export", CLINIC, *TO, "-o", tmp_path)
    assert run("export", CLINIC, *TO, "-o", tmp_path).stdout == first.stdout
    (tmp_path / "queues.conf").write_text("[general]\n", encoding="utf-8")
    before = (tmp_path / "extensions.conf").stat().st_mtime_ns
    ran = run("export", CLINIC, *TO, "-o", tmp_path)
    assert ran.returncode == 2
    assert "queues.conf is there already, and ivrcheck did not write it" in ran.stderr.decode()
    assert (tmp_path / "queues.conf").read_text(encoding="utf-8") == "[general]\n"
    assert (tmp_path / "extensions.conf").stat().st_mtime_ns == before


def test_what_asterisk_cannot_do_is_refused_by_name(tmp_path: Path) -> None:
    menu = tmp_path / "says.yaml"
    menu.write_text(SAYS, encoding="utf-8")
    ran = run("export", menu, *TO, "-o", tmp_path / "out")
    assert ran.returncode == 2
    said = ran.stderr.decode()
    assert (
        "nothing was written" in said
        and "\n  “main”: Asterisk" in said
        and "\n  “hold”: While" in said
        and "--lossy" in said
    )
    assert not (tmp_path / "out").exists()
    ran = run("export", menu, *TO, "-o", tmp_path / "out", "--lossy")
    assert ran.returncode == 0
    assert "“main”" in ran.stderr.decode() and "“hold”" in ran.stderr.decode()
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == FILES


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ((), "Name a menu, like: ivrcheck export"),
        ((CLINIC,), "Say for which phone system, like --to asterisk."),
        ((CLINIC, "--to", "asterisk"), "Say in which folder the files should be, like -o switch."),
        ((CLINIC, "--to", "asterix", "-o", "x"), "asterisk"),
        ((CLINIC, *TO, "-o", CLINIC), "is a file; name a folder"),
        (("nowhere.yaml", *TO, "-o", "x"), "there is no such file"),
        ((ROOT / "menus", *TO, "-o", "x"), "this is a folder"),
        ((CLINIC, *TO, "-o", "/proc/nowhere/x"), "could not be made"),
    ],
    ids=range(8),
)
def test_what_it_says_to_a_mistake(words: tuple[str | Path, ...], said: str) -> None:
    ran = run("export", *words)
    assert ran.returncode == 2
    assert said in ran.stderr.decode()
    assert b"Traceback" not in ran.stderr
    assert not (ROOT / "x").exists()


def test_a_menu_with_mistakes_is_not_written(tmp_path: Path) -> None:
    menu = tmp_path / "wrong.yaml"
    menu.write_text(SAYS.replace("to: hold", "to: nobody"), encoding="utf-8")
    ran = run("export", menu, *TO, "-o", tmp_path / "out")
    assert ran.returncode == 2
    assert "ivrcheck check" in ran.stderr.decode()
    assert not (tmp_path / "out").exists()


def test_a_menu_called_main_goes_by_its_folder(tmp_path: Path) -> None:
    run("export", ROOT / "menus" / "two-site" / "main.yaml", *TO, "-o", tmp_path)
    assert "[ivrcheck-two_site]" in (tmp_path / "extensions.conf").read_text(encoding="utf-8")


def test_a_diagram_is_what_draw_makes(tmp_path: Path) -> None:
    ran = run("export", CLINIC, "--to", "mermaid", "--start", "2026-11-23", "-o", tmp_path)
    assert (ran.returncode, ran.stderr) == (0, b"")
    assert ran.stdout.decode().endswith(": clinic.mmd.\nExport it again after each change.\n")
    drawn = run("draw", CLINIC, "--start", "2026-11-23", "-o", "-", "--format", "mermaid").stdout.decode()
    made = (tmp_path / "clinic.mmd").read_text(encoding="utf-8")
    assert made == f"%% Written by ivrcheck\n{drawn}"
    assert run("export", CLINIC, "--to", "mermaid", "-o", tmp_path).returncode == 0
    (tmp_path / "clinic.mmd").write_text("flowchart TB\n", encoding="utf-8")
    assert run("export", CLINIC, "--to", "mermaid", "-o", tmp_path).returncode == 2
