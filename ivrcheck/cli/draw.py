"""``ivrcheck draw``: the menu as a diagram."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ivrcheck.cli.params import Day
from ivrcheck.finding import Finding, Unchecked

if TYPE_CHECKING:
    from ivrcheck.analysis.facts import Facts
    from ivrcheck.draw.sketch import View, Way

_FORMS = ("svg", "png", "pdf", "dot", "mermaid")


@click.command("draw", short_help="Draw a menu as a diagram, with its traps on it.")
@click.argument("menu", type=click.Path(path_type=Path))
@click.argument("more", nargs=-1, metavar="")
@click.option(
    "-o",
    "--output",
    metavar="FILE",
    help="Where to: .svg, .png, .pdf, .dot or .mmd (Mermaid); “-” is the standard output.",
)
@click.option("--format", "form", type=click.Choice(_FORMS), help="What to write, whatever FILE is called.")
@click.option("--finding", metavar="RULE", help="Highlight the call that shows a finding (code or name).")
@click.option(
    "--call", "keys", metavar="KEYS", help="Highlight a call in which these keys are pressed: “2 0”."
)
@click.option("--at", metavar="WHEN", help="Show what exists then: “Fri 18:30”, “2026-11-23 10:00”.")
@click.option(
    "--period",
    type=click.Choice(["open", "closed", "holiday"]),
    help="Show what exists while the office is open, closed, or closed for a holiday.",
)
@click.option("--from", "first", metavar="STEP", help="Begin at this step.")
@click.option("--depth", type=click.IntRange(0), metavar="STEPS", help="Show so many steps behind the first.")
@click.option(
    "--engine", type=click.Choice(["graphviz-pure", "dot"]), help="Which program lays the diagram out."
)
@click.option("--start", type=Day(), help="First day of the year that is looked at (default: today).")
def command(
    menu: Path,
    more: tuple[str, ...],
    output: str | None,
    form: str | None,
    finding: str | None,
    keys: str | None,
    at: str | None,
    period: str | None,
    first: str | None,
    depth: int | None,
    engine: str | None,
    start: date | None,
) -> None:
    """Draw a menu as a diagram: its steps, the keys between them, and where callers are trapped.

    Example: ivrcheck draw menus/clinic.yaml -o clinic.svg
    """
    from ivrcheck.check import check_loaded
    from ivrcheck.cli.asking import known_step, read_menu
    from ivrcheck.cli.writing import form_of, write
    from ivrcheck.draw.files import SUFFIXES, drawn
    from ivrcheck.draw.outline import outline

    if more:
        raise click.UsageError(
            f"One menu is drawn at a time. Before the picture's name stands -o: -o {more[0]}"
        )
    _fit_together(finding, keys, at, period)
    form = form_of(output, form, SUFFIXES, "-o clinic.svg")
    loaded, system, options = read_menu(menu, start)
    step = known_step(system, first) if first else ""
    facts, report = check_loaded(loaded, replace(options, timed=False))
    try:
        view = _view(facts, report.findings, finding, keys, at, period)
        view = replace(view, first=step, depth=depth)
        made = drawn(outline(facts, report.findings, view), form, engine)
    except Unchecked as error:
        raise click.UsageError(str(error)) from None
    write(output or "-", made)


def _fit_together(finding: str | None, keys: str | None, at: str | None, period: str | None) -> None:
    """Options that exclude each other."""
    if at is not None and period is not None:
        raise click.UsageError("Say either --at or --period: both choose what is shown.")
    if finding is not None and (keys is not None or at is not None or period is not None):
        raise click.UsageError("--finding shows a call of its own: leave --call, --at and --period out.")
    if keys is not None and period is not None:
        raise click.UsageError("A call is made at one moment: say --at instead of --period.")


def _view(
    facts: Facts,
    findings: Sequence[Finding],
    finding: str | None,
    keys: str | None,
    at: str | None,
    period: str | None,
) -> View:
    """What is to be shown."""
    from ivrcheck.draw.sketch import View
    from ivrcheck.draw.view import period_at, period_named, showing

    if finding is not None:
        return showing(facts, findings, finding)
    if period is not None:
        caption = {"open": "while it is open", "closed": "while it is closed", "holiday": "on a holiday"}
        return View(period_named(facts, period), caption[period])
    if at is None and keys is None:
        return View()
    moment = _moment(facts, at)
    bits = period_at(facts, moment) if at is not None else None
    words = facts.moment_words(moment)
    if keys is None:
        return View(bits, words)
    return View(bits, f"a call on {words}, pressing {keys}", [_way(facts, keys, moment)])


def _moment(facts: Facts, at: str | None) -> datetime:
    """When; where nobody says so, the first moment at which people are at work."""
    from ivrcheck.simulate.moment import read_moment

    if at is not None:
        return read_moment(at, facts.calendar)
    return facts.calendar.first_moment(facts.working or facts.everything)


def _way(facts: Facts, keys: str, moment: datetime) -> Way:
    """A call in which some keys are pressed and everybody on duty answers."""
    from ivrcheck.draw.sketch import Way
    from ivrcheck.simulate.phone import Phone
    from ivrcheck.simulate.script import play, read_keys
    from ivrcheck.simulate.system import System

    call = play(Phone([System(facts)]).call(moment), read_keys(keys))
    return Way(call.number, tuple(call.moves))
