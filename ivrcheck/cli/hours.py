"""``ivrcheck hours``: what callers get, hour by hour."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from ivrcheck.cli.console import paint, say
from ivrcheck.cli.params import Day


@click.command("hours", short_help="Show when callers can reach a person.")
@click.argument("menu", type=click.Path(path_type=Path))
@click.option("-o", "--output", metavar="FILE", help="Draw it, in quarters of an hour: an .svg file, or “-”.")
@click.option("--start", type=Day(), help="First day of the year that is looked at (default: today).")
def command(menu: Path, output: str | None, start: date | None) -> None:
    """Show the week in half hours: when callers can reach a person, leave a message, or get nothing.

    Dates on which it is different are listed below. A picture has a week for each topic as well.

    Example: ivrcheck hours menus/clinic.yaml
    """
    from ivrcheck.analysis.facts import Facts
    from ivrcheck.analysis.week import topic_weeks, weeks
    from ivrcheck.cli.asking import read_menu
    from ivrcheck.cli.writing import form_of, write
    from ivrcheck.hours.calendar import build_calendar

    if output is not None:
        form_of(output, None, {".svg": "svg"}, "-o week.svg")
    loaded, system, options = read_menu(menu, start)
    facts = Facts(loaded, build_calendar(system, options.start or date.today()), options.config)
    if output is not None:
        from ivrcheck.draw.week import week_picture

        write(output, week_picture(system.name, topic_weeks(facts)).encode())
        return
    from ivrcheck.report.week import render_week

    say(render_week(system.name, weeks(facts), paint))
