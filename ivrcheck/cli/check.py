"""``ivrcheck check``: where are callers trapped?"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ivrcheck.cli.console import say_error
from ivrcheck.cli.known import Filed, Known
from ivrcheck.cli.params import Day, Jobs, Seconds
from ivrcheck.cli.progress import progress_bar
from ivrcheck.cli.reports import ReportFile, Written, check_targets, print_report, write_reports
from ivrcheck.config import PROFILES
from ivrcheck.finding import Severity
from ivrcheck.report.formats import FORMATS, is_timed

if TYPE_CHECKING:
    from ivrcheck.analysis.facts import Facts


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
@click.option("--baseline", type=Filed(), help="Findings written down in this file fail nothing.")
@click.option("--no-baseline", is_flag=True, help="Use no baseline, not even that of the settings.")
@click.option("--write-baseline", type=Filed(), help="Write down all that is found, for --baseline.")
@click.option("--prune-baseline", is_flag=True, help="Take out of the baseline what is no longer found.")
@click.option(
    "--stdin-filename",
    metavar="NAME",
    help="What the menu on the standard input is called.",
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
@click.option("--fix", is_flag=True, help="Mend in the files what has exactly one right answer.")
@click.option("--diff", is_flag=True, help="Show what --fix would change, and change nothing.")
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
    baseline: Path | None,
    no_baseline: bool,
    write_baseline: Path | None,
    prune_baseline: bool,
    stdin_filename: str | None,
    format_: str,
    reports: tuple[Written, ...],
    fix: bool,
    diff: bool,
    jobs: int | None,
    no_cache: bool,
) -> None:
    """Check menu files, and folders of them, for places where callers get stuck.

    Exit status: 0 clean, 1 something was found, 2 something could not be checked. With --fix it is about
    what is left; with --diff it is 1 if there is something to mend.

    Limits, levels of rules and profiles can be set in an ivrcheck.toml beside the menu or above it. In the
    place of a file, - is a menu on the standard input.

    Example: ivrcheck check menus/clinic.yaml
    """
    from ivrcheck.cache.folder import Folder, usual_folder
    from ivrcheck.cache.memory import Memory
    from ivrcheck.check import Options, check_paths
    from ivrcheck.cli.stdin import with_stdin
    from ivrcheck.each import processors
    from ivrcheck.report.material import Material
    from ivrcheck.report.text import visible

    known = Known(baseline, write_baseline, prune_baseline, no_baseline)
    check_targets(reports, write_baseline)
    if diff and reports:
        raise click.UsageError("--diff shows what would change in place of a report; leave out --report.")
    if fix and Path("-") in paths:
        raise click.UsageError(
            "A menu on the standard input cannot be mended in place; --diff shows its mends."
        )
    paths, read = with_stdin(paths, stdin_filename)
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
        read=read,
    )
    folder = None if no_cache else Folder(usual_folder())
    left: Sequence[str] = ()
    shown = ""
    with progress_bar() as progress:
        if fix or diff:
            from ivrcheck.cli.fixing import mend

            report, shown, left = mend(paths, options, progress, diff)
        else:
            report = check_paths(
                paths,
                options=options,
                progress=progress,
                jobs=jobs or processors(),
                memory=Memory(folder) if folder else None,
            )
    notes = known.apply(report)
    material = Material(report, Severity[fail_on.upper()] if fail_on else None, facts or {})
    unwritten = [*left, *write_reports(reports, material)]
    if shown:
        from ivrcheck.cli.fixing import print_mends

        print_mends(shown, diff)
    if not (shown and diff):
        print_report(format_, material)
    for sentence in (*notes.said, *notes.failed, *unwritten):
        say_error(visible(sentence))
    if folder and folder.trouble:
        say_error(visible(_unremembered(folder.trouble)))
    failed = bool(unwritten or notes.failed)
    context.exit(2 if failed else max(material.status, int(diff and bool(shown))))


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
