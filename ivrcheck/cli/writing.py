"""Files that commands write: what form a name asks for, and writing all of a file or none of it."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from tempfile import mkstemp

import click

from ivrcheck.cli.console import let_go


def form_of(output: str | None, form: str | None, suffixes: Mapping[str, str], example: str) -> str:
    """The form a file is written in, by its name unless somebody says otherwise."""
    if form is not None:
        return form
    if output is None:
        raise click.UsageError(f"Say where to write it, like {example}; “-” is the standard output.")
    if output == "-":
        return next(iter(suffixes.values()))
    suffix = Path(output).suffix.lower()
    if suffix not in suffixes:
        known = ", ".join(suffixes)
        ends = f"ends in “{suffix}”" if suffix else "has no ending"
        one = "one of " if len(suffixes) > 1 else ""
        raise click.UsageError(f"“{output}” {ends}; choose a name that ends in {one}{known}.")
    return suffixes[suffix]


def write(output: str, made: bytes) -> None:
    """Write a file, or to the standard output. A file is there as a whole or not at all."""
    if output == "-":
        _print(made)
        return
    path = Path(os.path.realpath(output))  # what a link leads to is written, and the link stays
    if not path.parent.is_dir():
        raise click.UsageError(f"{path.as_posix()} could not be written: there is no such folder.")
    try:
        _replace(path, made)
    except OSError as error:
        reason = (error.strerror or "unknown reason").lower()
        raise click.UsageError(f"{path.as_posix()} could not be written ({reason}).") from None


def _print(made: bytes) -> None:
    if sys.stdout is None:
        return
    try:
        sys.stdout.flush()
        sys.stdout.buffer.write(made)
        sys.stdout.buffer.flush()
    except BrokenPipeError:  # whoever reads has seen enough
        let_go(sys.stdout)


def _replace(path: Path, made: bytes) -> None:
    """Write beside the file under another name, and take its place at once."""
    if path.is_dir():
        raise IsADirectoryError(21, "it is a folder")
    if path.exists() and not path.is_file():  # a pipe or a device cannot be replaced
        path.write_bytes(made)
        return
    handle, name = mkstemp(prefix=f".{path.name}.", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(made)
        Path(name).chmod(_rights(path))
        Path(name).replace(path)
    except BaseException:
        with suppress(OSError):
            Path(name).unlink()
        raise


def _rights(path: Path) -> int:
    """The rights the file has, or that a new one would get."""
    if path.exists():
        return path.stat().st_mode & 0o777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
