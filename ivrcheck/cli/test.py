"""``ivrcheck test``: are calls still answered as somebody once wrote down?"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ivrcheck.cli.console import paint, say
from ivrcheck.cli.params import Day

if TYPE_CHECKING:
    from ivrcheck.simulate.calltest import Ran


class Percent(click.ParamType):  # type: ignore[type-arg]
    """A percentage, with its sign or without."""

    name = "percent"

    def convert(self, value: object, param: click.Parameter | None, context: click.Context | None) -> int:
        digits = str(value).strip().removesuffix("%").strip()
        if not (digits.isascii() and digits.isdecimal() and int(digits[:4]) <= 100):
            self.fail(f"“{value}” is not a percentage; write a whole number from 0 to 100.", param, context)
        return int(digits)


@click.command("test", short_help="Make the calls of call tests.")
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "--start",
    type=Day(),
    help="First day of the year (default: what the file of calls says, or today).",
)
@click.option("--coverage", is_flag=True, help="Show what no call has tried yet.")
@click.option(
    "--fail-under",
    type=Percent(),
    metavar="PERCENT",
    help="Exit status 1 where the calls try less of a menu than this.",
)
@click.option(
    "--junit", type=click.Path(path_type=Path), metavar="FILE", help="Write the results as JUnit XML too."
)
@click.pass_context
def command(
    context: click.Context,
    paths: tuple[Path, ...],
    start: date | None,
    coverage: bool,
    fail_under: int | None,
    junit: Path | None,
) -> None:
    """Make the calls of call tests, and show what is not as expected.

    The calls to clinic.yaml stand in clinic.calls.yaml beside it. PATHS are menus, files of calls and
    folders.

    Exit status: 0 all as expected, 1 something is not, 2 something could not be tried.

    Example: ivrcheck test menus/clinic.yaml
    """
    from ivrcheck.report.calltests import render_tests
    from ivrcheck.simulate.callpaths import call_paths
    from ivrcheck.simulate.calltest import Ran, run_calls

    files, nothing = call_paths(paths)
    ran = [run_calls(path, start) for path in files] + [Ran("", unchecked=[words]) for words in nothing]
    if junit:
        from ivrcheck.cli.writing import write
        from ivrcheck.report.junit_calls import junit as render_junit

        write(junit.as_posix(), render_junit(ran).encode())
    say(render_tests(ran, paint))
    few = _coverage(ran, fail_under) if coverage or fail_under is not None else False
    context.exit(max([int(few), *(one.status for one in ran)]))


def _coverage(ran: list[Ran], least: int | None) -> bool:
    """Show how much of each menu has been tried; whether it is too little of one."""
    from ivrcheck.report.tried import render_coverage, too_little
    from ivrcheck.simulate.coverage import coverage

    few = False
    for one in ran:
        if one.phone:
            found = coverage(one.phone.facts, [result.call for result in one.results if result.call])
            say("\n" + render_coverage(one.phone.system.file, one.phone.menu, found, paint))
            if least is not None and found.percent < least:
                say("\n" + paint(too_little(one.phone.system.file, found, least), "error"))
                few = True
    return few
