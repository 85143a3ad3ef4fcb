"""A running switch: started, told what to do over its own socket, watched in its log, and stopped."""

from __future__ import annotations

import os
import socket
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from itertools import count
from time import monotonic, sleep

from tests.switch.folder import make
from tests.switch.settings import remove, write_settings

_NUMBER = count()
_PATIENCE = 30.0
"""Seconds until the switch must have started."""


class Switch:
    """Asterisk in a folder of its own, for as long as the ``with`` lasts."""

    def __init__(self, files: Mapping[str, str], sounds: set[str], more: Sequence[str] = ()) -> None:
        """``more``: modules beside the usual ones."""
        chroot = make()
        self._inside = f"/ivrcheck/{os.getpid()}-{next(_NUMBER)}"
        self.root = chroot / self._inside[1:]
        remove(self.root)
        write_settings(self.root, self._inside, files, sounds, more)
        self._chroot = chroot
        self._half = b""

    def __enter__(self) -> Switch:
        config = f"{self._inside}/etc/asterisk.conf"
        command = ["nice", "chroot", str(self._chroot), "asterisk", "-C", config, "-f"]
        with (self.root / "output").open("wb") as output:
            self._process = subprocess.Popen(command, stdout=output, stderr=output, stdin=subprocess.DEVNULL)
        until = monotonic() + _PATIENCE
        while not self._is_ready():
            if self._process.poll() is not None or monotonic() > until:
                self.__exit__()
                raise RuntimeError(f"the switch did not start: {self._last_words()}")
            sleep(0.1)
        self._log = (self.root / "log" / "full").open("rb")
        self._line = socket.socket(socket.AF_UNIX)
        self._line.connect(str(self.root / "run" / "asterisk.ctl"))
        self._line.setblocking(False)
        return self

    def __exit__(self, *_: object) -> None:
        if self._process.poll() is None:
            self._process.terminate()
            try:
                self._process.wait(10)
            except subprocess.TimeoutExpired:
                self._process.kill()
                self._process.wait()
        with suppress(AttributeError):
            self._line.close()
            self._log.close()
        if not os.environ.get("IVRCHECK_SWITCH_KEEP"):
            remove(self.root)

    def _is_ready(self) -> bool:
        log = self.root / "log" / "full"
        return log.is_file() and b"Asterisk Ready." in log.read_bytes()

    def _last_words(self) -> str:
        output = self.root / "output"
        return output.read_text(errors="replace")[-2000:] if output.is_file() else "nothing"

    def tell(self, command: str) -> None:
        """A command of its command line. What it answers is thrown away: its log says more."""
        with suppress(BlockingIOError):
            while self._line.recv(65536):
                pass
        self._line.sendall(command.encode() + b"\0")

    def said(self) -> Iterator[str]:
        """The new lines of its log."""
        while piece := self._log.read(1 << 20):
            *whole, self._half = (self._half + piece).split(b"\n")
            for line in whole:
                yield line.decode(errors="replace")
