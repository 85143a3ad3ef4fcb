"""The rows of the benchmark table, and the files they need."""

from __future__ import annotations

import shutil
import sys
from dataclasses import dataclass
from pathlib import Path

from tests.benchmarks.probes import ROOT, Reading, Row, child, process

FAULT_EVERY = 20
PLAN_STEPS = 2_000
EDITOR_STEPS = 2_000


@dataclass(frozen=True)
class Scale:
    """How big the files are and how often everything is measured."""

    steps: int
    many_steps: int
    small_files: int
    many_files: int
    rounds: int
    process_rounds: int


FULL = Scale(
    steps=20_000, many_steps=160_000, small_files=1_000, many_files=2_000, rounds=7, process_rounds=15
)
QUICK = Scale(steps=2_000, many_steps=16_000, small_files=100, many_files=200, rounds=3, process_rounds=3)


class Files:
    """The generated files, made when first asked for, each by a process of its own.

    That keeps this process small: a child's peak memory is at least that of the process that starts it.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def one(self, steps: int, every: int = 0) -> str:
        """The path of a file of so many steps."""
        path = self.folder / f"{steps}_{every}.yaml"
        if not path.exists():
            child("generate", str(steps), str(every), str(path))()
        return str(path)

    def small(self, count: int) -> str:
        """The path of a folder of small files."""
        path = self.folder / f"small_{count}"
        if not path.exists():
            child("small", str(count), str(path))()
        return str(path)


def make_row(name: str, scale: Scale, files: Files) -> Row:
    """The row of that name, its files ready."""
    return MAKERS[name](name, scale, files)


def _clean(name: str, scale: Scale, files: Files) -> Row:
    path = files.one(scale.steps)
    title = f"whole check of {scale.steps:,} clean steps ÷ CSafeLoader"
    return Row(name, title, child("check", path), child("load", path), scale.rounds, 1.0, 0.6, clean=True)


def _faulty(name: str, scale: Scale, files: Files) -> Row:
    path = files.one(scale.steps, FAULT_EVERY)
    title = f"{scale.steps:,} steps, a fault in every {FAULT_EVERY}th, all evidence written ÷ CSafeLoader"
    return Row(name, title, child("check", path, "--render"), child("load", path), scale.rounds, 1.5)


def _clean_gc_off(name: str, scale: Scale, files: Files) -> Row:
    path = files.one(scale.steps)
    left, right = child("check", path, "--gc-off"), child("load", path, "--gc-off")
    return Row(name, "clean, garbage collector off on both sides", left, right, scale.rounds, clean=True)


def _faulty_gc_off(name: str, scale: Scale, files: Files) -> Row:
    path = files.one(scale.steps, FAULT_EVERY)
    left, right = child("check", path, "--render", "--gc-off"), child("load", path, "--gc-off")
    return Row(name, "with faults, garbage collector off on both sides", left, right, scale.rounds)


def _growth(name: str, scale: Scale, files: Files) -> Row:
    many, few = files.one(scale.many_steps), files.one(scale.steps)
    title = f"time for {scale.many_steps:,} steps ÷ time for {scale.steps:,}"
    return Row(name, title, child("check", many), child("check", few), min(scale.rounds, 5), 10.0, clean=True)


def _memory(name: str, scale: Scale, files: Files) -> Row:
    def kilobytes_a_step(left: Reading, right: Reading) -> float:
        return (left["rss_kb"] - right["rss_kb"]) / scale.many_steps

    path = files.one(scale.many_steps)
    title = f"peak memory at {scale.many_steps:,} steps above the bare imports, KB a step"
    left, right = child("check", path), child("imports")
    return Row(name, title, left, right, 3, 12.0, 8.0, kilobytes_a_step, clean=True)


def _process(name: str, scale: Scale, files: Files) -> Row:
    script = Path(sys.executable).with_name("ivrcheck")
    start = [str(script)] if script.exists() else [sys.executable, "-m", "ivrcheck"]
    left = process(*start, "check", str(ROOT / "menus" / "clinic.yaml"), "--no-cache")
    right = process(sys.executable, "-c", "import networkx, pydantic, yaml")
    title = "`ivrcheck check menus/clinic.yaml` ÷ importing networkx, pydantic and yaml"
    return Row(name, title, left, right, scale.process_rounds, 2.2, 1.6)


def _small(name: str, scale: Scale, files: Files) -> Row:
    folder = files.small(scale.small_files)
    title = f"{scale.small_files:,} small files in one run ÷ CSafeLoader"
    left, right = child("check", folder), child("load", folder)
    return Row(name, title, left, right, scale.rounds, 3.0, clean=True)


def _warm(name: str, scale: Scale, files: Files) -> Row:
    command = [sys.executable, "-m", "ivrcheck", "check", files.small(scale.many_files)]
    cold, warm = files.folder / "cold", files.folder / "warm"
    first = process(*command, env={"IVRCHECK_CACHE_DIR": str(cold)})

    def anew() -> Reading:
        shutil.rmtree(cold, ignore_errors=True)
        return first()

    again = process(*command, env={"IVRCHECK_CACHE_DIR": str(warm)})
    again()
    title = f"`ivrcheck check` of {scale.many_files:,} unchanged menus ÷ the first check of them"
    return Row(name, title, again, anew, scale.rounds, 0.1)


def _jobs(name: str, scale: Scale, files: Files) -> Row:
    command = [sys.executable, "-m", "ivrcheck", "check", files.small(scale.many_files), "--no-cache"]
    left, right = process(*command, "--jobs", "2"), process(*command, "--jobs", "1")
    title = f"`ivrcheck check` of {scale.many_files:,} menus with `--jobs 2` ÷ with `--jobs 1`"
    return Row(name, title, left, right, scale.rounds, 0.65)


def _calls(name: str, scale: Scale, files: Files) -> Row:
    times = str(scale.small_files)
    title = "scripted calls of the clinic in the library ÷ the same walk over plain dictionaries"
    left, right = child("calls", times, "library"), child("calls", times, "dictionaries")
    return Row(name, title, left, right, scale.rounds, 5.0)


def _draw(name: str, scale: Scale, files: Files) -> Row:
    program, clinic = [sys.executable, "-m", "ivrcheck"], str(ROOT / "menus" / "clinic.yaml")
    picture = str(files.folder / "clinic.svg")
    left, right = (
        process(*program, "draw", clinic, "-o", picture),
        process(*program, "check", clinic, "--no-cache"),
    )
    title = "`ivrcheck draw menus/clinic.yaml -o clinic.svg` ÷ its check"
    return Row(name, title, left, right, scale.process_rounds, 1.3)


def _plan(name: str, scale: Scale, files: Files) -> Row:
    path = files.one(PLAN_STEPS)
    title = f"the call plan of {PLAN_STEPS:,} clean steps ÷ its check"
    return Row(name, title, child("plan", path), child("check", path), scale.rounds, 10.0)


def _editor(name: str, scale: Scale, files: Files) -> Row:
    path = files.one(EDITOR_STEPS)
    title = f"from a key in the editor to the findings, {EDITOR_STEPS:,} steps ÷ a check in the same process"
    return Row(name, title, child("keystroke", path), child("again", path), scale.rounds, 1.2)


MAKERS = {
    "clean": _clean,
    "faulty": _faulty,
    "clean-gc-off": _clean_gc_off,
    "faulty-gc-off": _faulty_gc_off,
    "growth": _growth,
    "memory": _memory,
    "process": _process,
    "small-files": _small,
    "warm": _warm,
    "jobs": _jobs,
    "calls": _calls,
    "draw": _draw,
    "plan": _plan,
    "editor": _editor,
}
"""The rows in the order of the table."""
