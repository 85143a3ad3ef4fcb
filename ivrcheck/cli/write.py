"""Writing files: whole or not at all."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from tempfile import NamedTemporaryFile


def write_file(path: Path, text: str) -> None:
    """Put a text into a file, in UTF-8. Raises ``OSError``; then what was there before is still there."""
    data = text.encode("utf-8", "replace")
    target = path.resolve()
    if target.exists() and not target.is_file():  # a device or a pipe; renaming would replace it
        target.write_bytes(data)
        return
    mode = target.stat().st_mode & 0o777 if target.exists() else 0o666 & ~_umask()
    with NamedTemporaryFile(dir=target.parent, prefix=f".{target.name[:100]}.", delete=False) as new:
        temporary = Path(new.name)
        try:
            new.write(data)
            new.close()
            temporary.chmod(mode)
            temporary.replace(target)
        except BaseException:
            new.close()
            with suppress(OSError):
                temporary.unlink()
            raise


def _umask() -> int:
    """Which permissions new files do not get; it can only be read by setting it."""
    mask = os.umask(0o022)
    os.umask(mask)
    return mask
