"""Single key presses at a terminal, without Enter: the only place that knows how each system does that."""

from __future__ import annotations

import sys
from contextlib import suppress
from time import monotonic, sleep
from types import TracebackType
from typing import Any

_ESCAPE = "\x1b"
_LINE = ("\r", "\n")
_LEAVE = ("\x03", "\x04", "")
_PATIENCE = 0.02
"""Seconds between two looks at a Windows console."""


class Keys:
    """Reads keys while it is entered; what is typed is not shown by the terminal itself."""

    def __enter__(self) -> Keys:
        self._kept: Any = None
        if sys.platform != "win32":
            import termios
            import tty

            self._kept = termios.tcgetattr(sys.stdin.fileno())
            tty.setcbreak(sys.stdin.fileno(), termios.TCSADRAIN)  # what is typed ahead stays
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if sys.platform != "win32" and self._kept:
            import termios

            with suppress(termios.error, OSError):
                termios.tcsetattr(sys.stdin.fileno(), termios.TCSADRAIN, self._kept)

    def read(self, seconds: float | None = None) -> str | None:
        """The next key, ``\\n`` for Enter; None where none comes in time (without ``seconds``, it waits).

        Ctrl-C, Ctrl-D and a terminal that has gone away raise ``KeyboardInterrupt``.
        """
        key = _windows_key(seconds) if sys.platform == "win32" else _posix_key(seconds)
        if key is not None and key in _LEAVE:
            raise KeyboardInterrupt
        return "\n" if key in _LINE else key


def _posix_key(seconds: float | None) -> str | None:
    import os
    import select

    descriptor = sys.stdin.fileno()
    if not select.select([descriptor], [], [], seconds)[0]:
        return None
    try:
        pressed = os.read(descriptor, 1).decode("utf-8", "replace")
    except OSError:  # Linux says so when a terminal has gone away
        return ""
    if pressed == _ESCAPE:  # an arrow or the like: several characters at once, and no key of a phone
        while select.select([descriptor], [], [], 0)[0]:
            if (last := os.read(descriptor, 1)) not in (b"[", b"O") and not last.isdigit() and last != b";":
                break
    return pressed


def _windows_key(seconds: float | None) -> str | None:
    if sys.platform != "win32":
        return None
    import msvcrt

    end = None if seconds is None else monotonic() + seconds
    while not msvcrt.kbhit():
        if end is not None and monotonic() >= end:
            return None
        sleep(_PATIENCE)
    pressed = msvcrt.getwch()
    if pressed in ("\x00", "\xe0"):  # an arrow or the like: a second character follows
        msvcrt.getwch()
        return _ESCAPE
    return pressed
