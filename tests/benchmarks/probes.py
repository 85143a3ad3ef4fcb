"""How a benchmark takes its measurements: each one in a fresh process, the two sides in turn."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from time import perf_counter

ROOT = Path(__file__).parents[2]
Reading = dict[str, float]
Probe = Callable[[], Reading]
"""Takes one measurement in a fresh process."""


class CannotMeasure(Exception):
    """What is to be measured did not run; the message says why."""


def run_quietly(
    command: list[str], fine: tuple[int, ...] = (0,), env: Mapping[str, str] | None = None
) -> str:
    """The output of a command that must end with one of the ``fine`` statuses, and say so without an error.

    Python's own failures end with status 1 too, but on the error stream.
    """
    around = {**os.environ, **(env or {})}
    done = subprocess.run(command, cwd=ROOT, env=around, capture_output=True, text=True, check=False)
    if done.returncode not in fine or (done.returncode and not done.stdout.strip()):
        reason = (done.stderr.strip() or done.stdout.strip()).splitlines()
        raise CannotMeasure(reason[-1] if reason else f"status {done.returncode}")
    return done.stdout


def child(*words: str) -> Probe:
    """A measurement by ``tests.benchmarks.child``, which times itself."""
    command = [sys.executable, "-m", "tests.benchmarks.child", *words]

    def probe() -> Reading:
        reading: Reading = json.loads(run_quietly(command).splitlines()[-1])
        return reading

    return probe


def process(*command: str, env: Mapping[str, str] | None = None) -> Probe:
    """The time of a whole process, from its start to its end; findings (status 1) are no failure."""

    def probe() -> Reading:
        begin = perf_counter()
        run_quietly(list(command), (0, 1), env)
        return {"seconds": perf_counter() - begin}

    return probe


@dataclass(frozen=True)
class Row:
    """One line of the table: two probes, measured in turn, and what their readings come to."""

    name: str
    title: str
    left: Probe
    right: Probe
    rounds: int
    bar: float | None = None
    aim: float | None = None
    value: Callable[[Reading, Reading], float] = lambda left, right: left["seconds"] / right["seconds"]
    clean: bool = False
    """The left side checks a clean file: an error or a warning there spoils the row."""


@dataclass
class Result:
    """The readings of a row, or why there are none."""

    row: Row
    pairs: list[tuple[Reading, Reading]] = field(default_factory=list)
    failure: str = ""

    @property
    def values(self) -> list[float]:
        """What each round came to."""
        return [self.row.value(left, right) for left, right in self.pairs]

    @property
    def median(self) -> float:
        """The median of the rounds."""
        return median(self.values)

    @property
    def missed(self) -> bool:
        """The bar is not met, a clean file is not found clean, or nothing could be measured."""
        over = not self.failure and self.row.bar is not None and self.median > self.row.bar
        return bool(self.failure) or self.spoiled or over

    @property
    def spoiled(self) -> bool:
        """A clean file drew errors or warnings."""
        return self.row.clean and any(left.get("worse", 0) for left, _ in self.pairs)


def measure(row: Row) -> Result:
    """All rounds of a row: left, right, left, right, …"""
    result = Result(row)
    try:
        for _ in range(row.rounds):
            result.pairs.append((row.left(), row.right()))
    except CannotMeasure as error:
        result.failure = str(error)
    return result
