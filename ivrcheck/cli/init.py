"""``ivrcheck init``: a first menu for a small office, from a few answers."""

from __future__ import annotations

import io
import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ivrcheck.cli.console import paint, say, say_error

if TYPE_CHECKING:
    from ivrcheck.editor.answers import Answers
    from ivrcheck.editor.questions import Question
    from ivrcheck.finding import Report

_YAML = (".yaml", ".yml")


@click.command("init", short_help="Write a first menu for a small office.")
@click.argument("file", type=click.Path(path_type=Path), default=Path("menu.yaml"))
@click.option(
    "--answers",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Take the answers from this file instead of asking.",
)
@click.pass_context
def command(context: click.Context, file: Path, answers: Path | None) -> None:
    """Write a first menu for a small office: by day, at night and on holidays.

    A few questions are asked at the terminal; the Enter key takes the answer in brackets. FILE is the
    menu that is written (default: menu.yaml). A file that is there already is never overwritten.

    Example: ivrcheck init my-menu.yaml
    """
    _check_target(file)
    given = _read(answers, context) if answers else _ask()
    text, report = _written(given, file)
    _save(file, text)
    name = file.as_posix()
    say(f"{name} is written. Read it, and change what is different in your office.\n")
    if report.findings or report.unchecked:
        say(f"The settings here ask for more than it has: ivrcheck check {name}\n")
    say(f"Call it before anybody else does: {paint(f'ivrcheck call {name}', 'bold')}\n")


def _check_target(file: Path) -> None:
    """Raises a usage error for a file that cannot be written, before anything is asked."""
    name = file.as_posix()
    if file.suffix.lower() not in _YAML or file.stem.lower().endswith(".calls"):
        raise click.UsageError(f"“{name}” is not the name of a menu; let it end in .yaml, like my-menu.yaml.")
    if file.is_symlink() or file.exists():
        raise click.UsageError(f"{name} is there already, and nothing is overwritten. Choose another name.")
    if not file.parent.is_dir():
        raise click.UsageError(f"{name} could not be written: there is no such folder.")


def _read(answers: Path, context: click.Context) -> Answers:
    from ivrcheck.editor.answered import read_answers
    from ivrcheck.finding import Unchecked
    from ivrcheck.report.text import visible

    try:
        return read_answers(answers)
    except Unchecked as error:
        for sentence in str(error).splitlines():
            say_error(visible(sentence))
        context.exit(2)


def _ask() -> Answers:
    """Ask every question at the terminal."""
    if not (sys.stdin and sys.stdin.isatty() and sys.stdout and sys.stdout.isatty()):
        raise click.UsageError(
            "There is no terminal to ask questions at. Write the answers into a file: "
            "ivrcheck init my-menu.yaml --answers answers.yaml"
        )
    from ivrcheck.editor.answers import Answers
    from ivrcheck.editor.questions import QUESTIONS

    if isinstance(sys.stdin, io.TextIOWrapper):
        sys.stdin.reconfigure(errors="replace")  # a terminal may speak another encoding than Python believes
    known: dict[str, Any] = {}
    for question in QUESTIONS:
        known[question.name] = _answer(question, known)
    say("\n")
    return Answers(**known)


def _answer(question: Question, known: dict[str, Any]) -> Any:
    """Ask one question until the answer can be understood."""
    from pydantic_core import PydanticCustomError

    usual = question.usual(known)
    offered = paint(f" [{usual}]", "dim") if usual else ""
    while True:
        say(f"{paint(question.asked(known), 'bold')}{offered}\n> ")
        line = sys.stdin.readline()
        if not line:  # Ctrl-D
            raise click.exceptions.Abort
        written = line.strip() or usual
        if not written:
            say("There is no usual answer to this; please write one.\n")
            continue
        try:
            return question.read(written, known)
        except PydanticCustomError as error:
            sentence = str((error.context or {})["sentence"])
            say(f"{sentence[:1].upper()}{sentence[1:]}.\n")


def _written(answers: Answers, file: Path) -> tuple[str, Report]:
    """The menu, and what a check says of it."""
    from ivrcheck.editor.first import first_menu

    name = file.as_posix()
    text = first_menu(answers, name)
    report = _checked(text, file)
    if report.findings:  # a name such as “Press 2 Go” would sound like a key
        other = first_menu(answers, name, with_name=False)
        if len((less := _checked(other, file)).findings) < len(report.findings):
            return other, less
    return text, report


def _checked(text: str, file: Path) -> Report:
    from ivrcheck.check import Options, check_paths
    from ivrcheck.menu.files import texts_over

    return check_paths([file], options=Options(read=texts_over({file: text})))


def _save(file: Path, text: str) -> None:
    """Write a new file, as a whole or not at all; never over one that has come into being meanwhile."""
    try:
        with file.open("x", encoding="utf-8", newline="\n") as new:
            try:
                new.write(text)
            except BaseException:
                with suppress(OSError):
                    file.unlink()
                raise
    except FileExistsError:
        raise click.UsageError(f"{file.as_posix()} is there already, and nothing is overwritten.") from None
    except OSError as error:
        reason = (error.strerror or "unknown reason").lower()
        raise click.UsageError(f"{file.as_posix()} could not be written ({reason}).") from None
