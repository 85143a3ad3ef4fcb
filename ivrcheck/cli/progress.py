"""A progress bar for checks that take a while."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock, Timer
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.progress import Progress as RichProgress
    from rich.progress import TaskID

    from ivrcheck.check import Progress

_PATIENCE = 1.0
"""After how many seconds a progress bar appears."""


@contextmanager
def progress_bar() -> Iterator[Progress | None]:
    """A progress bar on a terminal, once a run has taken longer than a second."""
    if sys.stderr is None or not sys.stderr.isatty():
        yield None
        return
    bar = _Bar()
    try:
        yield bar.show
    finally:
        bar.close()


class _Bar:
    """A rich progress bar that only appears when there is something to wait for.

    A timer of its own starts it, so that one large file has a bar too: it moves, though nobody knows how far.
    """

    def __init__(self) -> None:
        self._bar: RichProgress | None = None
        self._task: TaskID | None = None
        self._done, self._total = 0, 0
        self._closed = False
        self._lock = Lock()
        self._timer = Timer(_PATIENCE, self._start)
        self._timer.daemon = True
        self._timer.start()

    def _start(self) -> None:
        from rich.console import Console
        from rich.progress import Progress as RichProgress

        bar = RichProgress(console=Console(stderr=True), transient=True)
        with self._lock:
            if self._closed:  # the run ended while rich was imported
                return
            self._bar = bar
            bar.start()
            self._task = bar.add_task("Checking", total=None)
            self._move()

    def show(self, done: int, total: int, file: str) -> None:
        with self._lock:
            self._done, self._total = done, total
            self._move()

    def _move(self) -> None:
        if self._bar is not None and self._task is not None and self._total > 1:
            self._bar.update(self._task, completed=self._done, total=self._total)

    def close(self) -> None:
        self._timer.cancel()
        with self._lock:
            self._closed = True
            if self._bar is not None:
                self._bar.stop()
