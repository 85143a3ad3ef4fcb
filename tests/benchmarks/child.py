"""One measurement in a process of its own: imports first, then the clock. Prints one line of JSON.

``python -m tests.benchmarks.child check PATH`` · ``load PATH`` · ``imports`` ·
``generate STEPS FAULT_EVERY FILE`` · ``small COUNT FOLDER`` ·
``calls TIMES HOW`` · ``plan PATH`` · ``keystroke PATH`` · ``again PATH``;
``--render`` and ``--gc-off`` where they apply.
"""

from __future__ import annotations

import gc
import json
import resource
import sys
from collections import Counter
from collections.abc import Callable
from datetime import date
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from ivrcheck.finding import Report

T = TypeVar("T")

START = date(2026, 11, 23)
"""The generated menus' dates lie in the year from this day."""


def check(target: str) -> dict[str, float]:
    """The whole check, from reading to the findings; with ``--render`` also every finding's text."""
    from ivrcheck.check import check_paths
    from ivrcheck.report.text import render

    def work() -> tuple[Report, str]:
        report = check_paths([Path(target)], start=START)
        return report, render(report) if "--render" in sys.argv else ""

    seconds, (report, text) = _timed(work)
    _insist(report, target, text)
    return {"seconds": seconds, **_counts(report)}


def _insist(report: Report, target: str, text: str) -> None:
    """A check that stopped early is fast and worth nothing: it does not count."""
    path = Path(target)
    files = len(list(path.glob("*.yaml"))) if path.is_dir() else 1
    refused = [*report.unchecked, *(one.message for one in report.findings if one.code.startswith("IVR0"))]
    if len(report.files) != files:
        refused.append(f"{len(report.files)} of {files} files were checked")
    if "--render" in sys.argv and not (report.findings and text):
        refused.append("a file full of faults drew no findings")
    if refused or any(one.is_internal for one in report.findings):
        raise SystemExit("; ".join(refused[:3]) or "internal error")


def _counts(report: Report) -> dict[str, float]:
    """How many findings there are, how many of them beyond advice, how many with a call, and by code."""
    from ivrcheck.finding import Severity

    worse = len(report.at_least(Severity.WARNING))
    calls = sum(one.call is not None for one in report.findings)
    codes = Counter(one.code for one in report.findings)
    return {"findings": len(report.findings), "worse": worse, "calls": calls, **codes}


def load(target: str) -> dict[str, float]:
    """Plain YAML reading of the same text, without opening files."""
    import yaml

    path = Path(target)
    files = sorted(path.glob("*.yaml")) if path.is_dir() else [path]
    texts = [file.read_text(encoding="utf-8") for file in files]
    seconds, _ = _timed(lambda: [yaml.load(text, Loader=yaml.CSafeLoader) for text in texts])
    return {"seconds": seconds}


def imports() -> dict[str, float]:
    """Nothing but what ``check`` imports."""
    import ivrcheck.check
    import ivrcheck.report.text  # noqa: F401

    return {}


def generate(steps: str, every: str, target: str) -> dict[str, float]:
    """One generated file; ``every`` 0 is a clean one."""
    from tests.benchmarks.generate import generate as text

    Path(target).write_text(text(int(steps), fault_every=int(every) or None), encoding="utf-8")
    return {}


def small(count: str, folder: str) -> dict[str, float]:
    """A folder of small files."""
    from tests.benchmarks.generate import small_files

    Path(folder).mkdir(exist_ok=True)
    for name, text in small_files(int(count)):
        (Path(folder) / name).write_text(text, encoding="utf-8")
    return {}


def _timed(work: Callable[[], T]) -> tuple[float, T]:
    if "--gc-off" in sys.argv:
        gc.disable()
    begin = perf_counter()
    result = work()
    return perf_counter() - begin, result


def calls(times: str, how: str) -> dict[str, float]:
    """Scripted calls to the clinic, so often; ``how``: ``library`` or ``dictionaries``."""
    from tests.benchmarks.calls import with_dictionaries, with_library

    work = with_library() if how == "library" else with_dictionaries()
    work()  # what is worked out once for all calls is no part of a call
    seconds, _ = _timed(lambda: [work() for _ in range(int(times))])
    return {"seconds": seconds}


def plan(target: str) -> dict[str, float]:
    """A whole call plan, from reading the file to the call tests as text."""
    from ivrcheck.report.plan import plan_calls
    from ivrcheck.simulate.phone import load as load_phone
    from ivrcheck.simulate.plan import PlanPart
    from ivrcheck.simulate.plan import plan as planned

    def work() -> list[PlanPart]:
        phone = load_phone(target, start=START)
        parts = list(planned(phone))
        plan_calls(phone.facts, parts)
        return parts

    seconds, parts = _timed(work)
    if any(part.left for part in parts) or not any(part.calls for part in parts):
        raise SystemExit("the plan does not try everything")
    calls = sum(len(part.calls) for part in parts)
    return {"seconds": seconds, "calls": calls, "fewest": sum(part.fewest for part in parts)}


def keystroke(target: str) -> dict[str, float]:
    """From a key pressed in an editor to the findings; the time nobody may type before is none."""
    from tests.benchmarks.keystroke import keystroke as pressed

    return pressed(Path(target))


def again(target: str) -> dict[str, float]:
    """A check in a process that has made one before, the median of several, as after a keystroke."""
    from ivrcheck.check import Options, check_paths

    options = Options(timed=False)
    rounds = [_timed(lambda: check_paths([Path(target)], options=options))[0] for _ in range(7)]
    return {"seconds": median(rounds[1:])}


TASKS: dict[str, Callable[..., dict[str, float]]] = {
    "check": check,
    "load": load,
    "imports": imports,
    "generate": generate,
    "small": small,
    "calls": calls,
    "plan": plan,
    "keystroke": keystroke,
    "again": again,
}


def main() -> None:
    """Do one task and say what it took."""
    task, *given = (word for word in sys.argv[1:] if not word.startswith("--"))
    result = TASKS[task](*given)
    result["rss_kb"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(json.dumps(result))


if __name__ == "__main__":
    main()
