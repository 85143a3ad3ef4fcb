"""All benchmarks in one command: ``python -m tests.benchmarks.run [--quick] [--row NAME]``.

Prints a Markdown table of ratios. Both sides of a ratio are measured in turn, each time in a fresh
process, and a row's figure is the median of its rounds. Ends with status 1 when a row could not be
measured, and, without ``--quick``, when a bar is not met.
"""

from __future__ import annotations

import argparse
import os
import platform
import sys
from importlib.metadata import version
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.benchmarks.probes import CannotMeasure, Result, Row, measure
from tests.benchmarks.rows import FULL, MAKERS, QUICK, Files, Scale, make_row

HEADER = "| row | what | median | bar | aim | met | rounds |\n|---|---|---:|---:|---:|---|---|"


def main(words: list[str] | None = None) -> int:
    """Measure the chosen rows and print the table as they come in."""
    options = _options(words)
    print(f"{_machine()}\n\n{HEADER}", flush=True)
    with TemporaryDirectory(prefix="ivrcheck-bench-") as folder:
        scale, files = QUICK if options.quick else FULL, Files(Path(folder))
        results = [_one(name, scale, files) for name in options.row or MAKERS]
    print("".join(f"\n- {note}" for result in results for note in notes(result)))
    return int(any(result.failure or (result.missed and not options.quick) for result in results))


def _options(words: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.run", description="The benchmarks.")
    parser.add_argument("--quick", action="store_true", help="small files, few rounds; bars do not count")
    parser.add_argument("--row", action="append", choices=list(MAKERS), help="only this row (repeatable)")
    return parser.parse_args(words)


def _machine() -> str:
    packages = ", ".join(f"{name} {version(name)}" for name in ("networkx", "pydantic", "PyYAML"))
    return f"Python {platform.python_version()}, {os.cpu_count()} cores, {platform.machine()}; {packages}"


def _one(name: str, scale: Scale, files: Files) -> Result:
    print(f"… {name}", file=sys.stderr, flush=True)
    try:
        result = measure(make_row(name, scale, files))
    except CannotMeasure as error:
        result = _unready(name, error)
    print(line(result), flush=True)
    return result


def _unready(name: str, error: Exception) -> Result:
    """A row whose files could not be made."""
    return Result(Row(name, name, dict, dict, 0), failure=str(error))


def line(result: Result) -> str:
    """One line of the table."""
    row = result.row
    if result.failure:
        return f"| {row.name} | {row.title} | – | {_bar(row.bar)} | {_bar(row.aim)} | not measured | |"
    rounds = " ".join(f"{value:.2f}" for value in result.values)
    figures = f"**{result.median:.2f}** | {_bar(row.bar)} | {_bar(row.aim)}"
    return f"| {row.name} | {row.title} | {figures} | {_verdict(result)} | {rounds} |"


def _bar(value: float | None) -> str:
    return "" if value is None else f"{value:g}"


def _verdict(result: Result) -> str:
    row = result.row
    if result.spoiled:
        return "NO, not clean"
    if row.bar is None:
        return "(information)"
    if result.missed:
        return "NO"
    return "yes, and the aim" if row.aim is not None and result.median <= row.aim else "yes"


def notes(result: Result) -> list[str]:
    """What the table has no room for: raw figures, failures, findings where none should be."""
    if result.failure:
        return [f"{result.row.name}: not measured: {result.failure}"]
    pairs = [f"{_raw(left)} / {_raw(right)}" for left, right in result.pairs]
    said = [f"{result.row.name}: {', '.join(pairs)}"]
    found = result.pairs[-1][0]
    codes = ", ".join(f"{code} × {found[code]:.0f}" for code in sorted(found) if code.startswith("IVR"))
    if codes:
        where = "THE CLEAN INPUT DREW" if result.spoiled else f"{found['calls']:.0f} calls as evidence;"
        said.append(f"{result.row.name}: {where} {codes}")
    return said


def _raw(reading: dict[str, float]) -> str:
    seconds = f"{reading['seconds']:.3f} s" if "seconds" in reading else "imports"
    return f"{seconds}, {reading['rss_kb'] / 1024:.0f} MB" if "rss_kb" in reading else seconds


if __name__ == "__main__":
    sys.exit(main())
