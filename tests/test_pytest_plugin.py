"""Call tests under pytest, each run in a process of its own, with the plugin found as an installed one is."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from tests.menus.examples import ROOT


@pytest.fixture
def installed(tmp_path: Path) -> Path:
    """A folder from which pytest learns of the plugin, with the entry point that the package declares."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    (points,) = project["entry-points"]["pytest11"].items()
    about = tmp_path / "site" / "ivrcheck_calls-0.dist-info"
    about.mkdir(parents=True)
    (about / "METADATA").write_text(
        "Metadata-Version: 2.1\nName: ivrcheck-calls\nVersion: 0\n", encoding="utf-8"
    )
    (about / "entry_points.txt").write_text(f"[pytest11]\n{points[0]} = {points[1]}\n", encoding="utf-8")
    return about.parent


def pytest_in(folder: Path, site: Path, *words: str) -> tuple[int, str]:
    """The status and the output of pytest in a folder."""
    path = os.pathsep.join([str(site), str(ROOT)])
    env = {**os.environ, "PYTHONPATH": path, "PYTHONUTF8": "1", "NO_COLOR": "1"}
    command = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", "-p", "no:xdist", *words]
    done = subprocess.run(command, cwd=folder, env=env, capture_output=True, check=False, timeout=60)
    return done.returncode, done.stdout.decode()


@pytest.fixture
def menus(tmp_path: Path) -> Path:
    """The folder of somebody who has one menu and its calls."""
    folder = tmp_path / "menus"
    folder.mkdir()
    for name in ("clinic.yaml", "clinic.calls.yaml"):
        shutil.copy(ROOT / "menus" / name, folder)
    return tmp_path


def test_each_call_is_a_test_with_its_own_name(menus: Path, installed: Path) -> None:
    status, said = pytest_in(menus, installed, "menus", "-v")
    assert status == 0 and "9 passed" in said
    assert "menus/clinic.calls.yaml::0 is a person PASSED" in said
    status, said = pytest_in(menus, installed, "menus/clinic.calls.yaml::Thanksgiving")
    assert status == 0 and "1 passed" in said


def test_a_call_that_goes_wrong_fails_in_the_same_words(menus: Path, installed: Path) -> None:
    shutil.copy(ROOT / "menus/clinic-trapped.yaml", menus / "menus/clinic.yaml")
    status, said = pytest_in(menus, installed, "menus", "-rf")
    assert status == 1 and "9 failed" in said and "Traceback" not in said and "pytest_plugin" not in said
    assert "menus/clinic.calls.yaml:18: not as expected: 0 is a person\n  Expected: the caller speaks" in said
    assert "     0:17  The caller presses 0.\n" in said


def test_a_file_with_a_mistake_is_said_with_its_place(menus: Path, installed: Path) -> None:
    (menus / "menus/clinic.calls.yaml").write_text(
        "calls:\n  x: {at: Mon 9:00, expct: {}}\n", encoding="utf-8"
    )
    status, said = pytest_in(menus, installed, "menus")
    assert status == 2 and "Traceback" not in said and "pytest_plugin" not in said
    assert "menus/clinic.calls.yaml:2:21: error IVR003" in said and "Did you mean “expect”?" in said


def test_the_line_of_a_call_is_reported(menus: Path, installed: Path) -> None:
    status, _ = pytest_in(menus, installed, "menus", "--junit-xml=x.xml", "-o", "junit_family=xunit1")
    assert status == 0
    assert 'line="49" name="Thanksgiving"' in (menus / "x.xml").read_text(encoding="utf-8").replace(
        'name="Thanksgiving" file="menus/clinic.calls.yaml" line="49"', 'line="49" name="Thanksgiving"'
    )


def test_where_there_are_no_calls_nothing_of_ours_is_imported(tmp_path: Path, installed: Path) -> None:
    (tmp_path / "test_one.py").write_text(
        "import sys\n\n\ndef test_it():\n    assert not [n for n in sys.modules if n.startswith('ivrcheck.')"
        " and n != 'ivrcheck.pytest_plugin']\n",
        encoding="utf-8",
    )
    status, said = pytest_in(tmp_path, installed, "test_one.py")
    assert status == 0, said
