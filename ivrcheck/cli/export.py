"""``ivrcheck export``: a menu as a phone system reads it."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ivrcheck.cli.console import say, say_error
from ivrcheck.cli.params import Day
from ivrcheck.convert.exported import RECORDINGS
from ivrcheck.convert.targets import TARGETS, Target

if TYPE_CHECKING:
    from ivrcheck.check import Options
    from ivrcheck.convert.exported import Exported, Loss
    from ivrcheck.menu.files import Loaded

_PICTURE = Target("Mermaid", "", ("%% Written by ivrcheck",))
"""No phone system: the diagram that ``draw`` makes, for wikis and pull requests."""
_SYSTEMS = {**TARGETS, "mermaid": _PICTURE}


@click.command("export", short_help="Write a menu for a phone system.")
@click.argument("menu", type=click.Path(path_type=Path))
@click.option("--to", "system", type=click.Choice([*_SYSTEMS]), help="The phone system it is for.")
@click.option("-o", "--output", type=click.Path(path_type=Path), metavar="FOLDER", help="Where the files go.")
@click.option(
    "--lossy", is_flag=True, help="Write it even where the system cannot do all of it, and list that."
)
@click.option("--start", type=Day(), help="First day of the year whose dates are written (default: today).")
@click.pass_context
def command(
    context: click.Context,
    menu: Path,
    system: str | None,
    output: Path | None,
    lossy: bool,
    start: date | None,
) -> None:
    """Write a menu as files that a phone system reads, to behave there as it was checked.

    Nothing is left out unsaid: what the system cannot do is named, and then nothing is written.

    Example: ivrcheck export menus/clinic.yaml --to asterisk -o switch
    """
    from ivrcheck.callgraph.build import build_graph
    from ivrcheck.cli.asking import read_menu
    from ivrcheck.hours.calendar import build_calendar, zone_of

    if system is None:
        raise click.UsageError(f"Say for which phone system, like --to {next(iter(TARGETS))}.")
    if output is None:
        raise click.UsageError("Say in which folder the files should be, like -o switch.")
    target = _SYSTEMS[system]
    loaded, there, options = read_menu(menu, start)
    if not there.entry:
        raise click.UsageError("This menu has no entry, so no call can come in to it.")
    first = options.start or _today(zone_of(there))
    calendar = build_calendar(there, first)
    if target is _PICTURE:
        made = _picture(loaded, options, _stem(menu))
    else:
        made = target.export(build_graph(there, calendar), _stem(menu), options.config.pace)
    if made.losses and not lossy:
        say_error(f"{target.name} cannot do all that this menu says, so nothing was written:")
        _list(made.losses)
        say("Change these, or add --lossy to write it all the same.\n", sys.stderr)
        context.exit(2)
    _write(target, output, made)
    say(_told(target, output, made, calendar.last - timedelta(days=1)))
    if made.losses:
        say_error(f"{target.name} will not do all that this menu says:")
        _list(made.losses)


def _picture(loaded: Loaded, options: Options, stem: str) -> Exported:
    """The diagram, as ``draw`` makes it where nothing else is asked for."""
    from dataclasses import replace

    from ivrcheck.check import check_loaded
    from ivrcheck.convert.exported import Exported
    from ivrcheck.draw.files import drawn
    from ivrcheck.draw.outline import outline
    from ivrcheck.draw.sketch import View

    facts, report = check_loaded(loaded, replace(options, timed=False))
    text = drawn(outline(facts, report.findings, View()), "mermaid").decode()
    return Exported({f"{stem}.mmd": f"{_PICTURE.marks[0]}\n{text}"}, (), 0, dated=False)


def _today(zone: object) -> date:
    from datetime import datetime, tzinfo

    assert isinstance(zone, tzinfo)
    return datetime.now(zone).date()


def _stem(menu: Path) -> str:
    """What the menu is called on the switch: as its file, or, where that says nothing, as its folder."""
    name = menu.resolve()
    return name.parent.name if name.stem in ("main", "menu", "index") else name.stem


def _write(target: Target, folder: Path, made: Exported) -> None:
    """Write all files, or none where one of them is somebody else's."""
    from ivrcheck.cli.writing import write

    if folder.exists() and not folder.is_dir():
        raise click.UsageError(f"{folder.as_posix()} is a file; name a folder for the files to be in.")
    foreign = [name for name in made.files if not _is_ours(target, folder / name)]
    if foreign:
        raise click.UsageError(
            f"{(folder / foreign[0]).as_posix()} is there already, and ivrcheck did not write it. "
            "Choose another folder."
        )
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        reason = (error.strerror or "unknown reason").lower()
        raise click.UsageError(f"The folder {folder.as_posix()} could not be made ({reason}).") from None
    for name, text in made.files.items():
        write((folder / name).as_posix(), text.encode())


def _is_ours(target: Target, path: Path) -> bool:
    """Whether a file can be written: it is new, or was written by an export before."""
    if not path.exists():
        return True
    try:
        with path.open(encoding="utf-8", errors="replace") as file:
            first = file.readline()
            return any(mark in first for mark in target.marks)
    except OSError:
        return False


def _list(losses: Sequence[Loss]) -> None:
    """What is lost, each on a line of the error stream."""
    from ivrcheck.report.text import visible

    for loss in losses:
        step = f"“{loss.step}”: " if loss.step else ""
        say(f"  {step}{visible(loss.reason)}\n", sys.stderr)


def _told(target: Target, folder: Path, made: Exported, last: date) -> str:
    from ivrcheck.hours.words import date_words

    names = list(made.files)
    listed = " and ".join(filter(None, (", ".join(names[:-1]), names[-1])))
    lines = [f"Written to {folder.as_posix()}: {listed}."]
    if RECORDINGS in names:
        count = made.recordings
        lines.append(f"{count} recording{'' if count == 1 else 's'} to make; {RECORDINGS} says which.")
    if made.dated:
        lines.append(
            f"Its dates are good until {date_words(last)} {last.year}. "
            "Export it again before that, and after each change."
        )
    else:
        lines.append("Export it again after each change.")
    return "".join(f"{line}\n" for line in lines)
