"""``ivrcheck check``: where are callers trapped?"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from threading import Lock, Timer
from typing import TYPE_CHECKING

import click

from ivrcheck.cli.console import say_error
from ivrcheck.cli.reports import ReportFile, Written, check_targets, print_report, write_reports
from ivrcheck.config import FIRST_YEAR, LAST_YEAR, PROFILES
from ivrcheck.finding import Severity
from ivrcheck.report.formats import FORMATS, is_timed

if TYPE_CHECKING:
    from rich.progress import Progress as RichProgress
    from rich.progress import TaskID

    from ivrcheck.analysis.facts import Facts
    from ivrcheck.check import Progress

_PATIENCE = 1.0
"""After how many seconds a progress bar appears."""

_MOST_JOBS = 1_000


class Day(click.ParamType):  # type: ignore[type-arg]
    """A date such as 2026-11-23."""

    name = "date"

    def convert(self, value: object, param: click.Parameter | None, context: click.Context | None) -> date:
        if isinstance(value, date):
            return value
        try:
            day = date.fromisoformat(str(value))
        except ValueError:
            from ivrcheck.menu.meant import meant_date

            meant = meant_date(str(value))
            meant = meant if meant[0].isdigit() else f"it like {datetime.now():%Y-%m-%d}"
            self.fail(f"“{value}” is not a date; write {meant}.", param, context)
        if not FIRST_YEAR <= day.year <= LAST_YEAR:
            choose = f"choose a year from {FIRST_YEAR} to {LAST_YEAR}"
            self.fail(f"“{value}” is too far away; {choose}.", param, context)
        return day


class Seconds(click.ParamType):  # type: ignore[type-arg]
    """A number of seconds above 0."""

    name = "seconds"

    def convert(self, value: object, param: click.Parameter | None, context: click.Context | None) -> float:
        try:
            seconds = float(str(value))
        except ValueError:
            seconds = 0
        if not 0 < seconds < float("inf"):
            self.fail(f"“{value}” is not a number of seconds; write it like 90.", param, context)
        return seconds


class Jobs(click.ParamType):  # type: ignore[type-arg]
    """A whole number, at least 1."""

    name = "number"

    def convert(self, value: object, param: click.Parameter | None, context: click.Context | None) -> int:
        text = str(value)
        if not (text.isascii() and text.isdigit() and 0 < int(text) <= _MOST_JOBS):
            self.fail(
                f"“{text}” is not a number of menus from 1 to {_MOST_JOBS}; write it like 2.", param, context
            )
        return int(text)


@click.command("check", short_help="Find where callers get stuck in menus.")
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--start", type=Day(), help="First day of the year that is checked (default: today).")
@click.option(
    "--select", multiple=True, metavar="RULE", help="Run only these rules (code or name; repeatable)."
)
@click.option(
    "--ignore", multiple=True, metavar="RULE", help="Leave these rules out (code or name; repeatable)."
)
@click.option("--profile", multiple=True, metavar="NAME", help="Add the rules of a profile (repeatable).")
@click.option(
    "--max-seconds",
    type=Seconds(),
    metavar="SECONDS",
    help="Find callers who need longer until a person answers (IVR222).",
)
@click.option(
    "--fail-on",
    type=click.Choice(["error", "warning", "advice"]),
    help="From which level on findings make the exit status 1 (default: warning).",
)
@click.option(
    "--format",
    "format_",
    type=click.Choice(list(FORMATS), case_sensitive=False),
    default="text",
    help="How to print what is found (default: text).",
)
@click.option(
    "--report",
    "reports",
    multiple=True,
    type=ReportFile(),
    metavar="FORMAT=FILE",
    help="Also write it to a file, in any of these formats (repeatable).",
)
@click.option(
    "--jobs",
    type=Jobs(),
    metavar="NUMBER",
    help="How many menus to check at the same time (default: as many as there are processors).",
)
@click.option("--no-cache", is_flag=True, help="Check everything anew, also what has not changed.")
@click.pass_context
def command(
    context: click.Context,
    paths: tuple[Path, ...],
    start: date | None,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    profile: tuple[str, ...],
    max_seconds: float | None,
    fail_on: str | None,
    format_: str,
    reports: tuple[Written, ...],
    jobs: int | None,
    no_cache: bool,
) -> None:
    """Check menu files, and folders of them, for places where callers get stuck.

    Exit status: 0 clean, 1 something was found, 2 something could not be checked.

    Limits, levels of rules and profiles can be set in an ivrcheck.toml beside the menu or above it.

    Example: ivrcheck check menus/clinic.yaml
    """
    from ivrcheck.cache.folder import Folder, usual_folder
    from ivrcheck.cache.memory import Memory
    from ivrcheck.check import Options, check_paths
    from ivrcheck.each import processors
    from ivrcheck.report.material import Material
    from ivrcheck.report.text import visible

    check_targets(reports)
    formats = [format_, *(name for name, _ in reports)]
    facts: dict[str, Facts] | None = {} if any(FORMATS[name].facts for name in formats) else None
    options = Options(
        start,
        _rules(select),
        _rules(ignore),
        profiles=_profiles(profile),
        max_seconds=max_seconds,
        timed=is_timed(formats),
        keep=facts,
    )
    folder = None if no_cache else Folder(usual_folder())
    with _progress() as progress:
        report = check_paths(
            paths,
            options=options,
            progress=progress,
            jobs=jobs or processors(),
            memory=Memory(folder) if folder else None,
        )
    material = Material(report, Severity[fail_on.upper()] if fail_on else None, facts or {})
    unwritten = list(write_reports(reports, material))
    print_report(format_, material)
    for sentence in unwritten:
        say_error(visible(sentence))
    if folder and folder.trouble:
        say_error(visible(_unremembered(folder.trouble)))
    context.exit(2 if unwritten else material.status)


def _unremembered(trouble: str) -> str:
    """What to say when the results of a check cannot be kept for the next one."""
    away = "--no-cache leaves it out, IVRCHECK_CACHE_DIR names another folder."
    return f"The check is complete, but its cache cannot be used ({trouble}). {away}"


def _rules(words: tuple[str, ...]) -> tuple[str, ...]:
    """The rules named on the command line, also several with commas; one that does not exist is an error."""
    if not words:
        return ()
    from ivrcheck.cli.asking import no_rule
    from ivrcheck.rules.registry import known_words

    names = _names(words)
    for name in names:
        if name.lower() not in known_words():
            raise click.UsageError(f"There is no rule “{name}”. {no_rule(name)}")
    return names


def _profiles(words: tuple[str, ...]) -> tuple[str, ...]:
    """The profiles named on the command line; one that does not exist is an error."""
    names = _names(words)
    if unknown := [name for name in names if name.lower() not in PROFILES]:
        from ivrcheck.settings.read import unknown_profile

        sentence = unknown_profile(unknown[0])
        raise click.UsageError(sentence[:1].upper() + sentence[1:])
    return names


def _names(words: tuple[str, ...]) -> tuple[str, ...]:
    """Names given one by one or several with commas."""
    return tuple(part.strip() for word in words for part in word.split(",") if part.strip())


@contextmanager
def _progress() -> Iterator[Progress | None]:
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
