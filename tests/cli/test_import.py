"""``ivrcheck import``: nothing is overwritten that was to be read, and every refusal is a sentence."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from tests.cli.run import PROGRAM, environment

FLOW = Path(__file__).parent.parent / "convert" / "wavekat" / "shop.yaml"


def imported(*words: str, cwd: Path) -> tuple[int, str, str]:
    command = [*PROGRAM, "import", *words]
    done = subprocess.run(command, cwd=cwd, env=environment(), capture_output=True, timeout=60, check=False)
    return done.returncode, done.stdout.decode(), done.stderr.decode()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "flow.yaml").write_bytes(FLOW.read_bytes())
    return tmp_path


def test_writes_the_menu_and_says_what_is_missing(folder: Path) -> None:
    status, said, wrong = imported("flow.yaml", "-o", "menu.yaml", cwd=folder)
    assert (status, wrong) == (0, "")
    assert said.startswith("flow.yaml: WaveKat Flow, 6 steps.\n")
    assert (folder / "menu.yaml").read_text("utf-8").startswith("# Made from flow.yaml (WaveKat Flow).\n")


def test_prints_the_menu_and_reports_beside_it(folder: Path) -> None:
    status, said, wrong = imported("flow.yaml", "-o", "-", cwd=folder)
    assert status == 0 and "\nivrcheck: 1\n" in said and wrong.startswith("flow.yaml: WaveKat Flow")


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("flow.yaml",), "Say where to write it, like -o flow-menu.yaml."),
        (("flow.yaml", "-o", "flow.yaml"), "flow.yaml is what the menu is read from"),
        (("flw.yaml", "-o", "m.yaml"), "Did you mean “flow.yaml”?"),
        ((".", "-o", "menu.yaml"), ".: this is a folder, so there is no menu to read in it."),
        ((str(FLOW.with_name("shop.ivrcheck.yaml")), "-o", "m.yaml"), "stands beside a phone system"),
    ],
)
def test_what_cannot_be(folder: Path, words: tuple[str, ...], sentence: str) -> None:
    before = sorted(folder.iterdir())
    status, said, wrong = imported(*words, cwd=folder)
    assert (status, said) == (2, "") and sentence in wrong
    assert sorted(folder.iterdir()) == before


def test_a_menu_of_ours_needs_no_import(folder: Path) -> None:
    (folder / "ours.yaml").write_text("ivrcheck: 1\nname: Ours\n", "utf-8")
    status, _, wrong = imported("ours.yaml", "-o", "menu.yaml", cwd=folder)
    assert status == 2 and "ours.yaml: this is a menu file already" in wrong
