"""``ivrcheck without``: what breaks while somebody is away?"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ivrcheck.cli.console import paint, say
from ivrcheck.cli.params import Day

if TYPE_CHECKING:
    from ivrcheck.menu.scalars import Dates


@click.command("without", short_help="Say what breaks while somebody is away.")
@click.argument("menu", type=click.Path(path_type=Path))
@click.argument("words", metavar="[WHO]", nargs=-1)
@click.option("--person", metavar="PERSON", help="Who is away, by id or name.")
@click.option("--from", "first", type=Day(), help="First day away (default: where the year begins).")
@click.option("--to", "last", type=Day(), help="Last day away (default: where the year ends).")
@click.option("--start", type=Day(), help="First day of the year that is looked at (default: today).")
def command(
    menu: Path,
    words: tuple[str, ...],
    person: str | None,
    first: date | None,
    last: date | None,
    start: date | None,
) -> None:
    """Say what breaks while somebody is away, compared with the menu as it is.

    A word without an option is the person.

    Example: ivrcheck without menus/clinic.yaml --person lee --from 2026-12-21 --to 2027-01-02
    """
    from ivrcheck.cli.asking import given, known_person, read_menu
    from ivrcheck.compare.away import without
    from ivrcheck.report.without import render_without

    word = given(words, person)
    if not word:
        raise click.UsageError("Say who is away: --person PERSON.")
    loaded, system, options = read_menu(menu, start)
    who = known_person(system, word)
    options = replace(options, start=options.start or first or date.today())
    dates = _dates(first, last, options.start or date.today())
    say(render_without(without(loaded, who, dates, options), paint))


def _dates(first: date | None, last: date | None, start: date) -> Dates:
    """The days away; they must lie in the year that is looked at."""
    from ivrcheck.hours.calendar import one_year_after
    from ivrcheck.menu.scalars import Dates

    end = one_year_after(start) - timedelta(days=1)
    dates = Dates(first or start, last or end)
    if dates.last < dates.first:
        raise click.UsageError(f"The last day away ({dates.last}) is before the first one ({dates.first}).")
    if dates.last < start or dates.first > end:
        year = f"The year that is looked at is {start} to {end}"
        raise click.UsageError(f"{year}; choose days in it, or another --start.")
    return dates
