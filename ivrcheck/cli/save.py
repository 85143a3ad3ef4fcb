"""Writing files: all of a file, or nothing of it."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from tempfile import NamedTemporaryFile

import click


def save(path: Path, text: str) -> None:
    """Write a file under another name first, so that nobody ever finds half of it. Raises a usage error."""
    unfinished = None
    try:
        with NamedTemporaryFile(
            "w", dir=path.parent, prefix=f".{path.name}.", encoding="utf-8", newline="\n", delete=False
        ) as file:
            unfinished = Path(file.name)
            file.write(text)
        unfinished.chmod(0o666 & ~_mask())
        unfinished.replace(path)
    except OSError as error:
        if unfinished:
            with suppress(OSError):
                unfinished.unlink()
        reason = (error.strerror or "unknown reason").lower()
        raise click.UsageError(f"{path.as_posix()} could not be written ({reason}).") from None


def _mask() -> int:
    """What new files are not allowed to be; it can only be read by setting it."""
    mask = os.umask(0)
    os.umask(mask)
    return mask
