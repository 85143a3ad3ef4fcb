"""``ivrcheck plan``: which calls try everything?"""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from ivrcheck.cli.console import paint, say
from ivrcheck.cli.params import Day

File = click.Path(path_type=Path)


@click.command("plan", short_help="List the calls that try everything in a menu.")
@click.argument("menu", type=File)
@click.option(
    "--write",
    "target",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Write the calls as call tests.",
)
@click.option("--markdown", is_flag=True, help="Print a list to tick off, in Markdown.")
@click.option("--html", "as_html", is_flag=True, help="Print a page to print and to tick off.")
@click.option("--start", type=Day(), help="First day of the year that is looked at (default: today).")
def command(menu: Path, target: Path | None, markdown: bool, as_html: bool, start: date | None) -> None:
    """List few calls that together try everything that can happen in a menu.

    Every key, silence, wrong keys, every answer of the office: by day, at lunch, at night, on holidays.

    Example: ivrcheck plan menus/clinic.yaml
    """
    from ivrcheck.finding import Unchecked
    from ivrcheck.report.plan import plan_calls, plan_html, plan_markdown, render_plan
    from ivrcheck.simulate.phone import load
    from ivrcheck.simulate.plan import plan

    if markdown + as_html + (target is not None) > 1:
        raise click.UsageError("Choose one of --write, --markdown and --html.")
    if target is not None and target.exists():
        raise click.UsageError(f"{target} is there already. Choose another name, or remove it first.")
    try:
        phone = load(menu, start=start)
        parts = plan(phone)
    except Unchecked as error:
        raise click.UsageError(str(error)) from None
    if not any(part.calls for part in parts):
        raise click.UsageError("This menu has no entry, so it cannot be called.")
    if target is not None:
        from ivrcheck.cli.writing import write

        write(target.as_posix(), plan_calls(phone.facts, parts).encode())
        say(f"{sum(len(part.calls) for part in parts)} calls written to {target.as_posix()}.\n")
    elif markdown or as_html:
        say((plan_html if as_html else plan_markdown)(phone.facts, parts))
    else:
        say(render_plan(phone.facts, parts, paint))
