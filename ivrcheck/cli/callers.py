"""``ivrcheck callers``: how do callers fare, all year?"""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from ivrcheck.cli.console import paint, say
from ivrcheck.cli.params import Day


@click.command("callers", short_help="Show how calls end, at all times of the year.")
@click.argument("menu", type=click.Path(path_type=Path))
@click.option("--markdown", is_flag=True, help="Print tables in Markdown.")
@click.option("--json", "as_json", is_flag=True, help="Print the tables for programs.")
@click.option("--start", type=Day(), help="First day of the year that is looked at (default: today).")
def command(menu: Path, markdown: bool, as_json: bool, start: date | None) -> None:
    """Show how the calls of callers with fixed habits end, and after how long, at all times of the year.

    Callers who press nothing, 0 or a wrong key, and callers about each topic: with everybody answering, and
    with nobody.

    Example: ivrcheck callers menus/clinic.yaml
    """
    from ivrcheck.finding import Unchecked
    from ivrcheck.report.callers import callers_json, callers_markdown, render_callers
    from ivrcheck.simulate.callers import callers_table
    from ivrcheck.simulate.phone import load

    if markdown and as_json:
        raise click.UsageError("Choose one of --markdown and --json.")
    try:
        phone = load(menu, start=start)
        phone.number(None)
        tables = callers_table(phone)
    except Unchecked as error:
        raise click.UsageError(str(error)) from None
    if as_json:
        say(callers_json(phone.facts, tables))
    elif markdown:
        say(callers_markdown(phone.facts, tables))
    else:
        say(render_callers(phone.facts, tables, paint))
