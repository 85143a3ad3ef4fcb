"""A menu on the standard input, in the place of a file."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ivrcheck.cli.console import say_error

if TYPE_CHECKING:
    from ivrcheck.config import Limits
    from ivrcheck.menu.files import Read

_HERE = Path("-")


def with_stdin(paths: tuple[Path, ...], name: str | None) -> tuple[tuple[Path, ...], Read]:
    """The files to check, with a name in the place of “-”, and how they are read."""
    from ivrcheck.menu.files import STANDARD_INPUT, read_text

    if _HERE not in paths:
        if name is not None:
            sentence = "--stdin-filename says what a menu on the standard input is called"
            raise click.UsageError(f"{sentence}; name “-” as the file, too.")
        return paths, read_text
    if name is not None and (not name or "\0" in name or Path(name).is_dir()):
        what = f"“{name}” is a folder" if name else "it is empty"
        raise click.UsageError(f"--stdin-filename is the name of a menu file, but {what}.")
    path = Path(name or STANDARD_INPUT)
    return tuple(path if one == _HERE else one for one in paths), _reader(path)


def _reader(path: Path) -> Read:
    """Reads the standard input as the file of that name, and all other files as they are."""
    from ivrcheck.config import DEFAULT
    from ivrcheck.menu.files import decode, read_text

    data = _input(DEFAULT.limits.file_bytes)
    own = os.path.realpath(path)

    def read(other: Path, shown: str, limits: Limits) -> str:
        if os.path.realpath(other) != own:
            return read_text(other, shown, limits)
        if len(data) > limits.file_bytes:
            from ivrcheck.finding import Unchecked

            most = limits.file_bytes // 1048576
            raise Unchecked(f"{shown}: there is more than {most} MB of it; at most {most} MB can be checked.")
        return decode(data, shown)

    return read


def _input(most: int) -> bytes:
    """What stands on the standard input: so much of it that one can tell whether it is too much."""
    if sys.stdin is None:
        raise click.UsageError("There is nothing on the standard input to check.")
    if sys.stdin.isatty():
        end = "Ctrl+Z and Enter" if os.name == "nt" else "Ctrl+D"
        say_error(f"Type the menu, or paste it; on a line of its own, {end} ends it.")
    try:
        return sys.stdin.buffer.read(most + 1)
    except OSError as error:
        reason = (error.strerror or "unknown reason").lower()
        raise click.UsageError(f"The standard input cannot be read ({reason}).") from None
