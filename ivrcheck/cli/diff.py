"""``ivrcheck diff``: what does a change do to callers?"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ivrcheck.cli.console import paint, say, say_error
from ivrcheck.cli.params import Day
from ivrcheck.cli.reports import ReportFile, Written, check_targets, print_text, write_texts
from ivrcheck.report.diff import FORMATS

if TYPE_CHECKING:
    from ivrcheck.compare.model import Diff

_FAIL_ON = ("worse", "any", "never")
NOW = "the working tree"
"""What the new version is called where the old one is a revision."""


@click.command("diff", short_help="Say what a change does to callers.")
@click.argument("paths", metavar="[OLD NEW | FILES AND FOLDERS]", nargs=-1, type=click.Path(path_type=Path))
@click.option(
    "--git",
    "revision",
    metavar="REV",
    help="Compare with a revision: a branch, a tag, a commit, or main... (where this branch left main).",
)
@click.option("--start", type=Day(), help="First day of the year that is compared (default: today).")
@click.option(
    "--fail-on",
    type=click.Choice(_FAIL_ON),
    default="worse",
    help="When the exit status is 1: if something got worse (default), if anything changed, or never.",
)
@click.option(
    "--format",
    "format_",
    type=click.Choice(list(FORMATS), case_sensitive=False),
    default="text",
    help="How to print what is different (default: text).",
)
@click.option(
    "--report",
    "reports",
    multiple=True,
    type=ReportFile(FORMATS),
    metavar="FORMAT=FILE",
    help="Also write it to a file, in any of these formats (repeatable).",
)
@click.pass_context
def command(
    context: click.Context,
    paths: tuple[Path, ...],
    revision: str | None,
    start: date | None,
    fail_on: str,
    format_: str,
    reports: tuple[Written, ...],
) -> None:
    """Say what a change of a menu does to callers: who gains or loses a person, whose call ends elsewhere,
    what is promised, how long it takes, and what is found now.

    Compares two files, or with --git the menus here (all of them, or the files and folders named) with those
    of a revision.

    Exit status: 0 nothing got worse, 1 something did, 2 something could not be compared.

    Example: ivrcheck diff --git main
    """
    from ivrcheck.report.diff import render
    from ivrcheck.report.diff.text import render as render_text
    from ivrcheck.report.text import visible

    check_targets(reports)
    diff = _compared(paths, revision, start)
    status = diff.exit_status(fail_on)
    read = {Path(file).resolve() for file in (*diff.report.files, *diff.report.sources, *_old_files(diff))}
    unwritten = list(write_texts(reports, lambda name: render(name, diff, status), read))
    if format_ == "text":
        say(render_text(diff, status, paint))
    else:
        print_text(render(format_, diff, status))
    for sentence in unwritten:
        say_error(visible(sentence))
    context.exit(2 if unwritten else status)


def _old_files(diff: Diff) -> list[str]:
    return [menu.old for menu in diff.menus if menu.old]


def _compared(paths: tuple[Path, ...], revision: str | None, start: date | None) -> Diff:
    from ivrcheck.compare.versions import compare_files, compare_versions
    from ivrcheck.finding import Unchecked

    try:
        if revision is None:
            return compare_files(*_two(paths), start)
        from ivrcheck.cli.touched import versions_of

        return compare_versions(versions_of(revision, paths), start, NOW)
    except Unchecked as error:
        raise click.UsageError(str(error)) from None


def _two(paths: tuple[Path, ...]) -> tuple[Path, Path]:
    """The two files to compare."""
    if len(paths) != 2:
        raise click.UsageError(
            "Name two files, the old one and the new one: ivrcheck diff OLD NEW. "
            "To compare with an earlier version in git: ivrcheck diff --git main"
        )
    for path in paths:
        if path.is_dir():
            raise click.UsageError(f"{path.as_posix()} is a folder; name two files, or use --git.")
        if not path.suffix and not path.exists():
            revision = f"If it is a revision, write: ivrcheck diff --git {path.as_posix()}"
            raise click.UsageError(f"{path.as_posix()}: there is no such file. {revision}")
    return paths[0], paths[1]
