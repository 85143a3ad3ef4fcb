"""Call tests under pytest: ``pytest menus/`` collects the calls of ``clinic.calls.yaml``, each as a test.

pytest imports this wherever ``ivrcheck`` is installed: what takes time waits until there is such a file.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from ivrcheck.simulate.calltest import Ran, Result

_ENDS = (".calls.yaml", ".calls.yml")


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> CallsFile | None:
    """Collect the files whose names end like one of call tests."""
    if file_path.name.lower().endswith(_ENDS):
        return CallsFile.from_parent(parent, path=file_path)
    return None


class CallsFile(pytest.File):
    """One file of call tests."""

    def collect(self) -> Iterator[CallItem]:
        """The calls in it. They are made right here, all together: a call takes a thousandth of a second."""
        from ivrcheck.report.calltests import file_problems
        from ivrcheck.report.text import visible
        from ivrcheck.simulate.calltest import run_calls

        ran = run_calls(_shown(self.path))
        if ran.unchecked or ran.problems:
            raise self.CollectError("\n".join([*ran.unchecked, *file_problems(ran)]).rstrip())
        for result in ran.results:
            yield CallItem.from_parent(self, name=visible(result.name), ran=ran, result=result)


class CallItem(pytest.Item):
    """One call, and what became of it."""

    def __init__(self, *, ran: Ran, result: Result, **more: Any) -> None:
        super().__init__(**more)
        self.ran = ran
        self.result = result

    def runtest(self) -> None:
        """Fail where the call did not go as expected."""
        if not self.result.passed:
            raise NotAsExpected

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: Any = None) -> Any:
        """The same text as ``ivrcheck test`` prints."""
        if not isinstance(excinfo.value, NotAsExpected):
            return super().repr_failure(excinfo, style)
        from ivrcheck.report.calltests import failure_lines

        return "\n".join(failure_lines(self.ran, self.result))

    def reportinfo(self) -> tuple[Path, int, str]:
        """Where the call stands, with the line counted from 0, and its name."""
        return self.path, self.result.line - 1, self.name


class NotAsExpected(Exception):
    """A call did not go as expected. The text is in the result."""


def _shown(path: Path) -> Path:
    """A path as people would write it: from the current folder on, where it lies in there."""
    here = Path.cwd()
    return path.relative_to(here) if path.is_relative_to(here) else path
