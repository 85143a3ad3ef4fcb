"""Printing: only what the console can show, and colour only where it is wanted."""

from __future__ import annotations

import os
import sys
from typing import TextIO

import click

_SIMPLE = str.maketrans({
    "“": '"', "”": '"', "‘": "'", "’": "'", "–": "-", "—": "-", "…": "...", "→": "->", "·": "-", "•": "-", "│": "|",
})  # fmt: skip
_STYLES: dict[str, dict[str, object]] = {
    "error": {"fg": "red", "bold": True},
    "warning": {"fg": "yellow", "bold": True},
    "advice": {"fg": "cyan"},
    "dim": {"dim": True},
    "bold": {"bold": True},
}


def printable(text: str, encoding: str | None) -> str:
    """A text in characters that an encoding has: simpler signs for typographic ones, ``?`` for the rest."""
    encoding = encoding or "ascii"
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        return text.translate(_SIMPLE).encode(encoding, "replace").decode(encoding)
    except LookupError:
        return text.translate(_SIMPLE).encode("ascii", "replace").decode("ascii")
    return text


def say(text: str, stream: TextIO | None = None) -> None:
    """Print a text that ends with a line break."""
    stream = stream or sys.stdout
    click.echo(printable(text, stream.encoding), file=stream, nl=False, color=wants_colour(stream))


def say_error(sentence: str) -> None:
    """Print a sentence to the error stream."""
    say(f"ivrcheck: {sentence}\n", sys.stderr)


def wants_colour(stream: TextIO) -> bool:
    """Colour on a terminal, unless ``NO_COLOR`` is set."""
    return stream.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def paint(text: str, style: str) -> str:
    """A text in a style, as escape codes; ``say`` takes them out where they are not wanted."""
    return click.style(text, **_STYLES[style])  # type: ignore[arg-type]
