"""Printing: only what the console can show, and colour only where it is wanted."""

from __future__ import annotations

import codecs
import errno
import io
import os
import sys
from contextlib import suppress
from typing import TextIO

import click

_SIMPLE = str.maketrans({
    "“": '"', "”": '"', "‘": "'", "’": "'", "–": "-", "—": "-", "…": "...", "→": "->", "·": "-",
    "•": "-", "│": "|",
})  # fmt: skip
_STYLES: dict[str, dict[str, object]] = {
    "error": {"fg": "red", "bold": True},
    "warning": {"fg": "yellow", "bold": True},
    "advice": {"fg": "cyan"},
    "dim": {"dim": True},
    "bold": {"bold": True},
}


def _simplify(error: UnicodeError) -> tuple[str, int]:
    """For what an encoding has not: simpler signs for typographic ones, ``?`` for the rest."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    simple = error.object[error.start : error.end].translate(_SIMPLE)
    return "".join(sign if sign.isascii() else "?" for sign in simple), error.end


codecs.register_error("ivrcheck.simple", _simplify)


def printable(text: str, encoding: str | None) -> str:
    """A text in characters that an encoding has."""
    try:
        return text.encode(encoding or "ascii", "ivrcheck.simple").decode(encoding or "ascii")
    except LookupError:
        return printable(text, "ascii")


def prepare() -> None:
    """Let nothing that is printed fail because the console has no sign for it, not even click's own words."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="ivrcheck.simple")


def say(text: str, stream: TextIO | None = None) -> None:
    """Print a text that ends with a line break. That a reader has gone away is no error."""
    stream = stream or sys.stdout
    if stream is None:  # started without a console, or with a closed output
        return
    try:
        click.echo(printable(text, stream.encoding), file=stream, nl=False, color=wants_colour(stream))
    except OSError as error:
        let_go(stream)
        if error.errno not in (errno.EPIPE, errno.EINVAL):  # Windows says EINVAL of a closed pipe
            raise


def let_go(stream: TextIO | None) -> None:
    """Send what is left in a stream nowhere: Python would fail again when it ends."""
    if stream is not None:
        with suppress(OSError, ValueError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def say_error(sentence: str) -> None:
    """Print a sentence to the error stream."""
    say(f"ivrcheck: {sentence}\n", sys.stderr)


def wants_colour(stream: TextIO) -> bool:
    """Colour on a terminal, unless ``NO_COLOR`` is set."""
    return stream.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def paint(text: str, style: str) -> str:
    """A text in a style, as escape codes; ``say`` takes them out where they are not wanted."""
    return click.style(text, **_STYLES[style])  # type: ignore[arg-type]
