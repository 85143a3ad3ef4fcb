"""``ivrcheck import``: a menu file from what a phone system wrote."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from ivrcheck.cli.console import say


@click.command("import", short_help="Make a menu file of a phone system's own files.")
@click.argument("paths", metavar="FILES...", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("-o", "--output", metavar="FILE", help="The menu file to write; “-” prints it.")
@click.pass_context
def command(context: click.Context, paths: tuple[Path, ...], output: str | None) -> None:
    """Make a menu file of the files that a phone system wrote, and report what it could not take over.

    What no phone system holds (who answers, who calls back) stands in the menu as TODO, for you to fill in.

    Example: ivrcheck import flow.json -o menu.yaml
    """
    from ivrcheck.cli.writing import write
    from ivrcheck.convert.read import convert, loaded_of
    from ivrcheck.convert.written import written
    from ivrcheck.finding import Unchecked
    from ivrcheck.report.imported import render_imported

    if output is None:
        raise click.UsageError(f"Say where to write it, like -o {paths[0].stem.split('.')[0]}-menu.yaml.")
    target = Path(output)
    if any(target.exists() and target.samefile(path) for path in paths if path.exists()):
        raise click.UsageError(f"{output} is what the menu is read from; choose another name for -o.")
    try:
        made = convert(paths)
    except Unchecked as error:
        raise click.UsageError(str(error)) from None
    names = ", ".join(source.path.name for source in made.sources)
    system = made.draft.system
    text = written(
        made.draft, f"Made from {names} ({system}).\nFill in what is TODO: {system} does not hold it."
    )
    todo = len(loaded_of(made).todo)
    write(output, text.encode("utf-8", "surrogateescape"))
    say(render_imported(made, todo), sys.stderr if output == "-" else None)
