"""Several processes: the same report as one, whoever ends first, dies, or is told to stop."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from signal import SIGKILL

import pytest

import ivrcheck.each
import ivrcheck.workers
from ivrcheck.workers import spread
from tests.benchmarks.generate import small_files
from tests.cache.fleet import EXAMPLES, fleet, printed
from tests.cli.run import ROOT, environment, run
from tests.cli.terminal import Terminal
from tests.menu.small import SMALL, saved

forks = pytest.mark.skipif(sys.platform != "linux", reason="processes are made in another way there")

BROKEN = """
import os, sys, time
import ivrcheck.check, ivrcheck.each, ivrcheck.workers
from ivrcheck.cli.main import main
ivrcheck.each._PAYS, ivrcheck.each._CHUNK = 0, {chunk}
real, parent = ivrcheck.check.check_file, os.getpid()
def check_file(path, *others):
    {deed}
    return real(path, *others)
ivrcheck.check.check_file = check_file
sys.argv = ["ivrcheck", "check", {folder!r}, "--start", "2026-11-23", "--jobs", "{jobs}", "--no-cache"]
main()
"""
DIE = "path.name in {names} and os.kill(os.getpid(), 9)"


def program(folder: Path, deed: str, jobs: int = 2, chunk: int = 2_000) -> list[str]:
    """A check in which something is done before each file."""
    text = BROKEN.format(folder=str(folder), deed=deed, jobs=jobs, chunk=chunk)
    return [sys.executable, "-c", text]


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """So many menus that further processes pay, among them broken and linked ones."""
    folder = fleet(tmp_path_factory.mktemp("many"))
    for name, text in small_files(60):
        saved(folder, text, name)
    assert sum(path.stat().st_size for path in folder.rglob("*.yaml")) > ivrcheck.each._PAYS
    return folder


@pytest.mark.parametrize("jobs", [2, 3, 50])
def test_the_report_is_the_same(jobs: int, many: Path) -> None:
    for format in ("text", "json"):
        assert printed([many], format, jobs=jobs) == printed([many], format)


@forks
def test_further_processes_do_the_work(many: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    expected = printed([many])
    real, ours = ivrcheck.check.check_file, os.getpid()

    def check_file(*args: object) -> object:
        assert os.getpid() != ours
        return real(*args)  # type: ignore[arg-type]

    monkeypatch.setattr(ivrcheck.check, "check_file", check_file)
    assert printed([many], jobs=2) == expected


def test_all_examples_are_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ivrcheck.each, "_CHUNK", 3_000)
    assert printed(EXAMPLES, jobs=3) == printed(EXAMPLES)


def test_processes_that_are_no_copies(many: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As on Windows and macOS."""
    monkeypatch.setattr(ivrcheck.workers, "IS_CHEAP", False)
    monkeypatch.setattr(ivrcheck.each, "_PAYS_ANEW", 0)
    assert printed([many], jobs=2) == printed([many])


def test_the_cache_is_filled_and_used(many: Path, tmp_path: Path) -> None:
    expected = printed([many])
    assert printed([many], remembered=tmp_path, jobs=2) == expected
    there = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    assert len(there) > 60
    assert printed([many], remembered=tmp_path, jobs=2) == expected
    assert {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()} == there


def test_few_files_start_no_process(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_process(*args: object) -> Iterator[None]:
        raise AssertionError("a process for so little")

    monkeypatch.setattr(ivrcheck.workers, "spread", no_process)
    assert printed([fleet(tmp_path)], jobs=4) == printed([tmp_path])


def test_where_no_process_can_be_started_it_is_done_here(many: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    expected = printed([many])
    no_room = OSError(11, "Resource temporarily unavailable")
    context = "ForkProcess" if ivrcheck.workers.IS_CHEAP else "SpawnProcess"

    def start(self: object) -> None:
        raise no_room

    monkeypatch.setattr(f"multiprocessing.context.{context}.start", start)
    assert printed([many], jobs=2) == expected


@forks
@pytest.mark.parametrize("chunk", [1, 5_000, 1_000_000])
@pytest.mark.parametrize("names", [["m1.yaml"], ["m0.yaml", "m3.yaml", "m4.yaml", "m7.yaml"]])
def test_a_process_that_dies(names: list[str], chunk: int, tmp_path: Path) -> None:
    """What it worked on could not be checked, all else is checked, and nothing hangs."""
    for number in range(8):
        saved(tmp_path, SMALL.replace("managed_by: dana\n", ""), f"m{number}.yaml")
    done = run(program=program(tmp_path, DIE.format(names=names), 2, chunk))
    assert done.returncode == 2
    assert done.stderr == b""
    out = done.stdout.decode()
    for number in range(8):
        name = f"m{number}.yaml"
        lost = f"could not check  {tmp_path.as_posix()}/{name}: the check of this file was broken off" in out
        assert lost == (name in names)
        assert (f"{tmp_path.as_posix()}/{name}:2:7: warning IVR601" in out) != lost


@forks
def test_a_machine_on_which_all_die(tmp_path: Path) -> None:
    for number in range(40):
        saved(tmp_path, SMALL, f"m{number:02}.yaml")
    done = run(program=program(tmp_path, "os.getpid() == parent or os.kill(os.getpid(), 9)", 4))
    assert done.returncode == 2
    assert done.stdout.decode().count("was broken off") == 40
    assert "Nothing was checked." in done.stdout.decode()


@forks
def test_a_process_that_breaks_down(tmp_path: Path) -> None:
    """What no rule and no reader can catch."""
    for number in range(4):
        saved(tmp_path, SMALL, f"m{number}.yaml")
    deed = "if path.name == 'm2.yaml': raise SystemExit('secret')"
    done = run(program=program(tmp_path, deed))
    assert (done.returncode, done.stderr) == (2, b"")
    assert b"m2.yaml: the check of this file was broken off" in done.stdout
    assert b"secret" not in done.stdout


def alive(group: int) -> bool:
    """Whether there is a process in a group that has not ended."""
    listed = subprocess.run(["ps", "-A", "-o", "pgid=,stat="], capture_output=True, text=True, check=True)
    rows = (line.split() for line in listed.stdout.splitlines())
    return any(int(row[0]) == group and not row[1].startswith("Z") for row in rows)


def ends(group: int) -> bool:
    """Whether all processes in a group end within a few seconds."""
    until = time.monotonic() + 20
    while alive(group) and time.monotonic() < until:
        time.sleep(0.05)
    return not alive(group)


@forks
def test_ctrl_c_ends_all(tmp_path: Path) -> None:
    for number in range(8):
        saved(tmp_path, SMALL, f"m{number}.yaml")
    terminal = Terminal(program=program(tmp_path, "time.sleep(60)"))
    ended = False
    try:
        terminal.until("Checking")
        began = time.monotonic()
        terminal.press("\x03")
        assert terminal.end() == 2
        assert time.monotonic() - began < 10
        assert terminal.text.count("Stopped.") == 1
        assert "Traceback" not in terminal.text and "Interrupt" not in terminal.text
        ended = ends(terminal.child.pid)
        assert ended
    finally:
        if not ended:
            os.killpg(terminal.child.pid, SIGKILL)


@forks
def test_processes_do_not_outlive_the_one_that_started_them(tmp_path: Path) -> None:
    for number in range(8):
        saved(tmp_path, SMALL, f"m{number}.yaml")
    child = subprocess.Popen(
        program(tmp_path, "print('here', flush=True); time.sleep(1)", 3),
        cwd=ROOT, env=environment(), stdout=subprocess.PIPE, start_new_session=True,
    )  # fmt: skip
    ended = False
    try:
        assert child.stdout and child.stdout.readline().startswith(b"here")  # two may say so at once
        child.kill()
        child.wait(20)
        ended = ends(child.pid)
        assert ended
    finally:
        if not ended:  # a group that has ended may be somebody else's by now
            os.killpg(child.pid, SIGKILL)


def test_results_come_with_the_numbers_of_their_things() -> None:
    things = list(range(100))
    chunks = [things[start : start + 7] for start in range(0, 100, 7)]
    assert sorted(spread(_doubler, things, chunks, 3)) == [(number, 2 * number) for number in things]


def _doubler() -> Callable[[int], int]:
    return _double


def _double(number: int) -> int:
    return 2 * number


@pytest.mark.parametrize("jobs", ["0", "-1", "abc", "1.5", "", "²", "99999"])
def test_numbers_of_processes_that_are_none(jobs: str, tmp_path: Path) -> None:
    done = run("check", saved(tmp_path, SMALL), f"--jobs={jobs}")
    assert done.returncode == 2
    (said,) = done.stderr.decode().splitlines()
    assert f"“{jobs}” is not a number of menus from 1 to 1000; write it like 2." in said
