"""Where the reports of a check go: to standard output, and to files beside it."""

from __future__ import annotations

import sys
from collections.abc import Callable, Collection, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ivrcheck.cli.console import paint, say
from ivrcheck.report.formats import FORMATS, render

if TYPE_CHECKING:
    from ivrcheck.finding import Report
    from ivrcheck.report.material import Material

Written = tuple[str, Path]
"""A format, and the file it goes to."""


def check_targets(targets: Sequence[Written], taken: Path | None = None) -> None:
    """Raises a usage error for what can be known to fail before anything is checked.

    ``taken``: a file that is written too, and is no report.
    """
    seen: set[Path] = set()
    for _, path in targets:
        if taken and path.resolve() == taken.resolve():
            raise click.UsageError(f"A report and the baseline would both go to {path}; choose two names.")
        if path.resolve() in seen:
            raise click.UsageError(f"Two reports would go to {path}; give each a file of its own.")
        seen.add(path.resolve())
        if path.is_dir():
            raise click.UsageError(f"{path} is a folder; name a file in it for the report.")
        if not path.parent.is_dir():
            raise click.UsageError(
                f"{path}: the folder {path.parent} is not there, so no report can be written."
            )


def print_report(name: str, material: Material) -> None:
    """Print a report; one for programs in UTF-8, whatever the console speaks."""
    if name == "text":
        from ivrcheck.report.text import render as render_text

        say(render_text(material.report, paint))
    else:
        print_text(render(name, material))


def print_text(text: str) -> None:
    """Print a text for programs: in UTF-8, but where somebody reads it at a terminal."""
    if sys.stdout is not None and sys.stdout.isatty():
        say(text)
    else:
        from ivrcheck.cli.writing import write

        write("-", text.encode("utf-8", "replace"))


def write_reports(targets: Sequence[Written], material: Material) -> Iterator[str]:
    """Write the reports; a sentence for each that could not be written."""
    if targets:
        yield from write_texts(targets, lambda name: render(name, material), _read(material.report))


def write_texts(
    targets: Sequence[Written], made: Callable[[str], str], menus: Collection[Path]
) -> Iterator[str]:
    """Write what is ``made`` in each format; a sentence for each that could not be written."""
    if not targets:
        return
    from ivrcheck.cli.writing import write

    for name, path in targets:
        if path.resolve() in menus:
            yield f"{path} is one of the menu files; give the report another name."
            continue
        try:
            write(str(path), made(name).encode("utf-8", "replace"))
        except click.UsageError as error:
            yield error.format_message()


def _read(report: Report) -> set[Path]:
    """The files that were read: nobody wants a report in their place."""
    return {Path(file).resolve() for file in (*report.files, *report.sources)}


class ReportFile(click.ParamType):  # type: ignore[type-arg]
    """A format and a file, such as ``html=report.html``."""

    name = "format=file"

    def __init__(self, formats: Collection[str] = FORMATS) -> None:
        """``formats``: the names of the formats there are."""
        self.formats = formats

    def convert(self, value: object, param: click.Parameter | None, context: click.Context | None) -> Written:
        format, _, file = str(value).partition("=")
        if format.lower() not in self.formats:
            self.fail(_no_format(str(value), format, self.formats), param, context)
        if not file:
            example = f"{format.lower()}=report{suffix(format)}"
            self.fail(f"Name the file for it too, like {example}.", param, context)
        if file == "-":
            self.fail(f"To print it, write --format {format.lower()}.", param, context)
        return format.lower(), Path(file)


def _no_format(value: str, format: str, formats: Collection[str]) -> str:
    """What to say of a report in a format that there is not."""
    from ivrcheck.menu.near import did_you_mean

    guess = Path(value).suffix.lstrip(".").lower()
    if "=" not in value and guess in formats:
        return f"Name the format too: --report {guess}={value}."
    hint = did_you_mean(format.lower(), formats) or f"The formats are {', '.join(formats)}."
    return f"“{format}” is no format of a report. {hint}"


def suffix(format: str) -> str:
    """How files of a format usually end."""
    usual = {"text": ".txt", "junit": ".xml", "markdown": ".md", "github": ".txt", "gitlab": ".gitlab.json"}
    return usual.get(format.lower(), f".{format.lower()}")
