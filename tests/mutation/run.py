"""The mutation benchmark: ``python -m tests.mutation.run [--quick] [--generated N] [--list]``.

Prints a Markdown table: how many faults of each sort harm callers, and how many of them a check finds.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable
from concurrent.futures import ProcessPoolExecutor
from math import ceil
from statistics import median

from tests.mutation.measure import OPERATORS, Measured, Verdict, measure
from tests.mutation.menus import examples, generated

_COLUMNS = (
    "mutants", "harmful", "detected", "of the harmful", "by an error", "headlines: median", "95 %",
    "harmless, yet an error",
)  # fmt: skip
HEADER = f"| fault | {' | '.join(_COLUMNS)} |\n|---|{'---:|' * len(_COLUMNS)}"


def measured(count: int, most: int) -> list[Measured]:
    """The examples with up to ``most`` mutants of each sort, and generated menus with one."""
    jobs = [(name, menu, most) for name, menu in examples()]
    jobs += [(name, menu, 1) for name, menu in generated(count)]
    jobs.sort(key=lambda job: -len(job[1]["steps"]))  # the longest first: both cores end together
    with ProcessPoolExecutor(2) as pool:
        return list(pool.map(measure, *zip(*jobs, strict=True)))


def main(words: list[str] | None = None) -> int:
    """Print the table; status 1 when a harmful mutant was missed or a harmless one drew an error."""
    options = _options(words)
    results = measured(0 if options.quick else options.generated, 1 if options.quick else 4)
    verdicts = [verdict for one in results for verdict in one.verdicts]
    wrong = [one for one in verdicts if is_missed(one) or is_false_error(one)]
    print(table(verdicts))
    print(f"\n{clean_menus(results)}")
    if options.list:
        print("".join(f"\n- {one}" for one in verdicts if one in wrong or one.headlines > 2))
    return int(bool(wrong))


def _options(words: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.mutation.run", description="Mutants.")
    parser.add_argument("--quick", action="store_true", help="examples only, one mutant per fault and menu")
    parser.add_argument("--generated", type=int, default=200, metavar="N", help="how many generated menus")
    parser.add_argument("--list", action="store_true", help="also name what was missed or badly folded")
    return parser.parse_args(words)


def is_missed(verdict: Verdict) -> bool:
    """A fault that harms callers, and nothing was said."""
    return verdict.harmful and not verdict.headlines


def is_false_error(verdict: Verdict) -> bool:
    """A change that harms nobody, and an error was reported."""
    return not verdict.harmful and bool(verdict.errors)


def most_of(numbers: Iterable[int]) -> int:
    """The number that 95 % do not pass."""
    ordered = sorted(numbers)
    return ordered[ceil(len(ordered) * 0.95) - 1]


def table(verdicts: list[Verdict]) -> str:
    """One line for each operator, and one for all."""
    lines = [_line(one.name, [v for v in verdicts if v.operator == one.name]) for one in OPERATORS]
    return "\n".join([HEADER, *lines, _line("**all**", verdicts)])


def _line(name: str, verdicts: list[Verdict]) -> str:
    if not verdicts:
        return f"| {name} | 0 | | | | | | | |"
    harmful = [one for one in verdicts if one.harmful]
    found = sum(not is_missed(one) for one in harmful)
    counts = [one.headlines for one in verdicts]
    cells = [
        len(verdicts), len(harmful), sum(one.headlines > 0 for one in verdicts),
        f"{100 * found / len(harmful):.0f} %" if harmful else "–",
        sum(bool(one.errors) for one in verdicts), f"{median(counts):g}", most_of(counts),
        sum(map(is_false_error, verdicts)),
    ]  # fmt: skip
    return f"| {name} | {' | '.join(map(str, cells))} |"


def clean_menus(results: list[Measured]) -> str:
    """How many menus there were, and what was said of them without any fault."""
    errors = {one.menu: one.false_alarms for one in results if one.false_alarms}
    said = "".join(f" {menu}: {', '.join(codes)}." for menu, codes in sorted(errors.items()))
    return f"{len(results)} menus without a fault: {len(errors)} drew an error or a warning.{said}"


if __name__ == "__main__":
    raise SystemExit(main())
