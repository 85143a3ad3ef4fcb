"""``check`` with a baseline: written, used, pruned, in every format, and with the mistakes people make."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from ivrcheck.report.formats import FORMATS
from tests.baseline.books import OWNERLESS, UNMANAGED
from tests.cli.run import PROGRAM, ROOT, TIMEOUT, environment
from tests.menu.small import SMALL, saved

KNOWN = "ivrcheck-baseline.json"
BOTH = OWNERLESS.replace("managed_by: dana\n", "")


def check(folder: Path, *words: str, given: bytes | None = None) -> subprocess.CompletedProcess[str]:
    """A check in a folder, with the first day pinned."""
    path = os.pathsep.join(filter(None, [str(ROOT), os.environ.get("PYTHONPATH", "")]))
    done = subprocess.run(
        [*PROGRAM, "check", *words, "--start", "2026-11-23"],
        cwd=folder,
        env=environment({"PYTHONPATH": path}),
        input=given,
        capture_output=True,
        timeout=TIMEOUT,
        check=False,
    )
    printed = done.stdout.decode(), done.stderr.decode()
    assert "Traceback" not in printed[0] + printed[1]
    return subprocess.CompletedProcess(done.args, done.returncode, *printed)


@pytest.fixture
def office(tmp_path: Path) -> Path:
    """A folder with a menu that has several faults, all of them written down."""
    saved(tmp_path, BOTH, "menus/office.yaml")
    done = check(tmp_path, "menus", "--write-baseline", KNOWN)
    assert (done.returncode, done.stderr) == (0, f"ivrcheck: {KNOWN}: 2 findings written down.\n")
    assert "1 menu checked: nothing to mend (2 in the baseline)." in done.stdout
    return tmp_path


def test_only_what_is_new_fails(office: Path) -> None:
    done = check(office, "menus", "--baseline", KNOWN)
    assert done.returncode == 0 and done.stderr == ""
    assert f"In the baseline {KNOWN}, and not counted:\n  menus/office.yaml: IVR102, IVR" in done.stdout
    saved(office, BOTH.replace("0: ring_desk", "0: main"), "menus/office.yaml")
    worse = check(office, "menus", "--baseline", KNOWN)
    assert worse.returncode == 1
    assert "IVR201 zero-loops-back" in worse.stdout and "IVR601 no-menu-manager\n" not in worse.stdout


def test_what_is_gone_is_said_and_taken_out(office: Path) -> None:
    saved(office, OWNERLESS, "menus/office.yaml")
    done = check(office, "menus", "--baseline", KNOWN)
    gone = f"In the baseline {KNOWN}, and no longer found (--prune-baseline takes it out):\n"
    assert done.returncode == 0 and f"{gone}  menus/office.yaml: IVR601 no-menu-manager\n" in done.stdout
    pruned = check(office, "menus", "--baseline", KNOWN, "--prune-baseline")
    assert (pruned.returncode, pruned.stderr) == (0, f"ivrcheck: {KNOWN}: 1 finding taken out.\n")
    assert gone not in pruned.stdout and "IVR601" not in (office / KNOWN).read_text(encoding="utf-8")
    again = check(office, "menus", "--baseline", KNOWN, "--prune-baseline")
    assert again.stderr == f"ivrcheck: {KNOWN}: nothing to take out.\n"


def test_to_take_out_adds_nothing(office: Path) -> None:
    before = json.loads((office / KNOWN).read_text(encoding="utf-8"))["findings"]
    saved(office, OWNERLESS.replace("0: ring_desk", "0: main"), "menus/office.yaml")
    done = check(office, "menus", "--baseline", KNOWN, "--prune-baseline")
    after = json.loads((office / KNOWN).read_text(encoding="utf-8"))["findings"]
    assert done.returncode == 1 and [one for one in before if one in after] == after != before


def test_the_settings_can_name_it(office: Path) -> None:
    saved(office, f'baseline = "{KNOWN}"\n', "ivrcheck.toml")
    assert check(office, "menus").returncode == 0
    assert check(office / "menus", "office.yaml").returncode == 0
    whole = check(office, "menus", "--no-baseline")
    assert whole.returncode == 1 and "baseline" not in whole.stdout
    saved(office, SMALL, "menus/office.yaml")
    assert "findings taken out." in check(office, "menus", "--prune-baseline").stderr
    assert json.loads((office / KNOWN).read_text(encoding="utf-8"))["findings"] == []


def test_two_folders_with_a_baseline_each(tmp_path: Path) -> None:
    for name in ("north", "south"):
        saved(tmp_path, 'baseline = "known.json"\n', f"{name}/ivrcheck.toml")
        saved(tmp_path, UNMANAGED, f"{name}/menu.yaml")
        assert check(tmp_path, name, "--write-baseline", f"{name}/known.json").returncode == 0
    done = check(tmp_path, "north", "south")
    assert done.returncode == 0 and "(2 in the baseline)" in done.stdout
    (tmp_path / "south/known.json").unlink()
    lost = check(tmp_path, "north", "south")
    assert lost.returncode == 2
    assert "could not check  south/known.json: there is no such baseline; " in lost.stdout
    assert "south/menu.yaml:2:7: warning IVR601" in lost.stdout


def test_a_menu_on_the_standard_input_is_known_by_its_name(office: Path) -> None:
    words = ("-", "--stdin-filename", "menus/office.yaml", "--baseline", KNOWN)
    assert check(office, *words, given=BOTH.encode()).returncode == 0


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_tells_what_is_held_and_what_is_gone(name: str, office: Path) -> None:
    saved(office, OWNERLESS, "menus/office.yaml")
    held = check(office, "menus", "--baseline", KNOWN, "--format", name).stdout
    assert "IVR301" in held and KNOWN in held
    if name != "gitlab":  # it compares two reports itself
        assert "no longer found" in held or '"gone"' in held


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_tells_what_is_accepted(name: str, tmp_path: Path) -> None:
    line = "  - {rule: IVR601, reason: Nobody has time, by: dana, until: 2027-01-31}\n"
    saved(tmp_path, f"{UNMANAGED}accept:\n{line}")
    done = check(tmp_path, "menu.yaml", "--format", name)
    assert done.returncode == 0
    for words in ("IVR601", "Nobody has time", "2027-01-31", "Dana Ortiz"):
        assert words in done.stdout, words


def test_what_programs_read(office: Path) -> None:
    saved(office, OWNERLESS.replace("0: ring_desk", "0: main"), "menus/office.yaml")
    read: dict[str, Any] = json.loads(check(office, "menus", "--baseline", KNOWN, "--format", "json").stdout)
    summary = read["summary"]
    assert (summary["baseline"], summary["gone"]) == (len(read["baseline"]), len(read["gone"]))
    assert read["baseline"] and read["gone"]
    assert {one["baseline"] for one in (*read["baseline"], *read["gone"])} == {KNOWN}
    sarif = json.loads(check(office, "menus", "--baseline", KNOWN, "--format", "sarif").stdout)["runs"][0]
    states = [one["baselineState"] for one in sarif["results"]]
    assert states == ["new"] * len(read["findings"]) + ["unchanged"]
    without = json.loads(check(office, "menus", "--format", "sarif").stdout)["runs"][0]
    assert not any("baselineState" in one for one in without["results"])


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("--baseline", "no.json"), "no.json: there is no such baseline; “ivrcheck check … --write-baseline"),
        (("--baseline", "menus"), "menus: this is a folder; name the file of the baseline in it."),
        (("--baseline", "menus/office.yaml"), "menus/office.yaml: this is not a baseline of ivrcheck."),
        (("--baseline", ""), "Name a file for it, like ivrcheck-baseline.json."),
        (("--write-baseline", "-"), "Name a file for it, like ivrcheck-baseline.json."),
        (("--write-baseline", "menus/office.yaml"), "menus/office.yaml: this is not a baseline of ivrcheck."),
        (("--write-baseline", "no/x.json"), "no/x.json: the folder no is not there, so nothing can be"),
        (("--write-baseline", "menus"), "menus: this is a folder"),
        (("--write-baseline", "x", "--baseline", KNOWN), "leave --baseline out."),
        (("--write-baseline", "x", "--prune-baseline"), "leave --prune-baseline out."),
        (("--no-baseline", "--baseline", KNOWN), "--no-baseline and --baseline contradict each other"),
        (("--prune-baseline",), "There is no baseline to prune; name it with --baseline FILE."),
        (("--write-baseline", "x", "--report", "json=./x"), "A report and the baseline would both go to x"),
    ],
)
def test_mistakes_get_one_sentence(words: tuple[str, ...], sentence: str, office: Path) -> None:
    before = {path: path.read_bytes() for path in office.rglob("*") if path.is_file()}
    done = check(office, "menus", *words)
    assert done.returncode == 2 and sentence in done.stderr
    assert done.stderr.startswith("ivrcheck: ") and done.stderr.count("\n") == 1
    assert {path: path.read_bytes() for path in office.rglob("*") if path.is_file()} == before


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="this system has no folder in which nobody can write")
def test_a_baseline_that_cannot_be_written_loses_nothing(office: Path) -> None:
    done = check(office, "menus", "--write-baseline", "/proc/known.json")
    assert done.returncode == 2 and "/proc/known.json could not be written" in done.stderr
    assert "IVR601 no-menu-manager" in done.stdout  # what was not written down is not held back


def test_a_menu_that_cannot_be_read_is_not_written_down(office: Path) -> None:
    shutil.copy(office / KNOWN, office / "before.json")
    saved(office, "a: [", "menus/office.yaml")
    done = check(office, "menus/office.yaml", "--write-baseline", KNOWN)
    assert done.returncode == 2 and "IVR001" in done.stdout
    assert (office / KNOWN).read_bytes() == (office / "before.json").read_bytes()
