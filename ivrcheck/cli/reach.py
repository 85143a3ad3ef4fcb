"""``ivrcheck reach``: who gets to a person, or to a step, and how?"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ivrcheck.cli.console import paint, say
from ivrcheck.cli.params import Day

if TYPE_CHECKING:
    from ivrcheck.menu.model import PhoneSystem


@click.command("reach", short_help="Say who can reach a person or a step, and how.")
@click.argument("menu", type=click.Path(path_type=Path))
@click.argument("words", metavar="[WHO]", nargs=-1)
@click.option("--person", metavar="PERSON", help="The person to reach, by id or name.")
@click.option("--to", "step", metavar="STEP", help="The step to come to.")
@click.option("--start", type=Day(), help="First day of the year that is looked at (default: today).")
def command(
    menu: Path, words: tuple[str, ...], person: str | None, step: str | None, start: date | None
) -> None:
    """Say who can reach a person, or come to a step: from which number, when, and by which keys.

    Shows the shortest call for each number and each topic. Callers press only what is meant for them.

    A word without an option is a person or a step.

    Example: ivrcheck reach menus/clinic.yaml --person rosa
    """
    from ivrcheck.analysis.facts import Facts
    from ivrcheck.analysis.reach import person_goals, step_goals, ways
    from ivrcheck.cli.asking import read_menu
    from ivrcheck.hours.calendar import build_calendar
    from ivrcheck.report.reach import render_reach

    chosen = _chosen(words, person, step)
    loaded, system, options = read_menu(menu, start)
    who, to = chosen(system)
    facts = Facts(loaded, build_calendar(system, options.start or date.today()), options.config)
    goals = person_goals(facts, who) if who else step_goals(facts, to)
    say(render_reach(facts, who, to, goals, list(ways(facts, goals)), paint))


def _chosen(
    words: tuple[str, ...], person: str | None, step: str | None
) -> Callable[[PhoneSystem], tuple[str | None, str]]:
    """How to find the person or the step that is meant, once the menu is read."""
    from ivrcheck.cli.asking import given, known_person, known_step, person_or_step

    if (person is not None) + (step is not None) + (bool(words) and person is None) != 1:
        raise click.UsageError("Say whom or what to reach: --person PERSON, or --to STEP.")
    if step is not None:
        return lambda menu: (None, known_step(menu, step))
    word = given(words, person)
    if person is None:
        return lambda menu: person_or_step(menu, word)
    return lambda menu: (known_person(menu, word), "")
