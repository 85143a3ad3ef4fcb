"""A person at a real (pseudo) terminal: reads what is shown, and presses keys."""

from __future__ import annotations

import os
import select
import subprocess
from time import monotonic

from tests.cli.run import PROGRAM, ROOT, environment

PATIENCE = 30.0


class Terminal:
    """One run of the program at a terminal of its own."""

    def __init__(self, *words: str, program: list[str] = PROGRAM) -> None:
        import pty  # not on Windows

        self.ours, theirs = pty.openpty()
        self.child = subprocess.Popen(
            [*program, *words], cwd=ROOT, env=environment({"NO_COLOR": "1"}), stdin=theirs, stdout=theirs,
            stderr=theirs, close_fds=True, start_new_session=True, preexec_fn=_take_terminal,
        )  # fmt: skip
        os.close(theirs)
        self.text = ""
        self.seen = 0

    def until(self, words: str) -> str:
        """Wait for some words to appear; all that appeared up to them since the last time."""
        end = monotonic() + PATIENCE
        while words not in self.text[self.seen :]:
            assert monotonic() < end, f"no “{words}” in: {self.text[self.seen :]}"
            assert self._read(end - monotonic()), f"it ended before “{words}”: {self.text[self.seen :]}"
        first = self.seen
        self.seen = self.text.index(words, first) + len(words)
        return self.text[first : self.seen]

    def press(self, keys: str) -> None:
        os.write(self.ours, keys.encode())

    def end(self) -> int:
        """Wait for the end; the exit status."""
        end = monotonic() + PATIENCE
        while monotonic() < end and self._read(end - monotonic()):
            pass
        os.close(self.ours)
        return self.child.wait(PATIENCE)

    def _read(self, seconds: float) -> bool:
        if not select.select([self.ours], [], [], max(0.0, seconds))[0]:
            return False
        try:
            piece = os.read(self.ours, 65536)
        except OSError:  # Linux says so when the other end is closed
            return False
        self.text += piece.decode("utf-8", "replace").replace("\r\n", "\n")
        return bool(piece)


def _take_terminal() -> None:
    """Make the terminal that of the new session, so that Ctrl-C pressed there comes as a signal."""
    import fcntl
    import signal
    import termios

    signal.signal(signal.SIGINT, signal.SIG_DFL)  # the tests themselves may run in the background
    fcntl.ioctl(0, termios.TIOCSCTTY, 0)
