"""``ivrcheck reach``: who gets to a person, or to a step, and how?"""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from ivrcheck.cli.check import Day
from ivrcheck.cli.console import paint, say


@click.command("reach")
@click.argument("menu", type=click.Path(path_type=Path))
@click.option("--person", metavar="PERSON", help="The person to reach, by id or name.")
@click.option("--to", "step", metavar="STEP", help="The step to come to.")
@click.option("--start", type=Day(), help="First day of the year that is looked at (default: today).")
def command(menu: Path, person: str | None, step: str | None, start: date | None) -> None:
    """Say who can reach a person, or come to a step: from which number, when, and by which keys.

    Shows the shortest call for each number and each topic. Callers press only what is meant for them.

    Example: ivrcheck reach menus/clinic.yaml --person rosa
    """
    if (person is None) == (step is None):
        raise click.UsageError("Say whom or what to reach: --person PERSON, or --to STEP.")
    from ivrcheck.analysis.facts import Facts
    from ivrcheck.analysis.reach import person_goals, step_goals, ways
    from ivrcheck.cli.asking import known_person, known_step, read_menu
    from ivrcheck.hours.calendar import build_calendar
    from ivrcheck.report.reach import render_reach

    loaded, system, options = read_menu(menu, start)
    who = known_person(system, person) if person is not None else None
    to = known_step(system, step) if step is not None else ""
    facts = Facts(loaded, build_calendar(system, options.start or date.today()), options.config)
    goals = person_goals(facts, who) if who else step_goals(facts, to)
    say(render_reach(facts, who, to, goals, list(ways(facts, goals)), paint))
