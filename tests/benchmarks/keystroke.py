"""An editor that types into one large menu: how long until the server says what it finds in the new text."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import IO, Any

from tests.benchmarks.probes import ROOT

KEYSTROKES = 7
"""The first is not counted: what is imported late is imported with it."""


class Server:
    """The language server in a process of its own, spoken to without a library, which would cost time."""

    def __init__(self, menu: Path) -> None:
        self.uri = menu.as_uri()
        self._process = subprocess.Popen(
            [sys.executable, "-m", "ivrcheck", "lsp"],
            cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
        )  # fmt: skip
        # nobody waits for the end of typing here: what is measured begins with the key
        hello = {
            "processId": None,
            "rootUri": None,
            "capabilities": {},
            "initializationOptions": {"delay": 0},
        }
        self.send("initialize", hello, id=1)
        self.receive()
        self.send("initialized", {})

    def send(self, method: str, params: Any, **more: Any) -> None:
        """Send a message."""
        body = json.dumps({"jsonrpc": "2.0", "method": method, "params": params, **more}).encode()
        stream = _there(self._process.stdin)
        stream.write(b"Content-Length: %d\r\n\r\n" % len(body) + body)
        stream.flush()

    def receive(self) -> Any:
        """The next message of the server."""
        stream, length = _there(self._process.stdout), 0
        while header := stream.readline().strip():
            if header.startswith(b"Content-Length: "):
                length = int(header.partition(b": ")[2])
        if not length:
            raise SystemExit("the server has ended")
        return json.loads(stream.read(length))

    def type(self, text: str, version: int) -> list[Any]:
        """Send a new text; what is found in it."""
        name = {"uri": self.uri, "version": version}
        if version == 1:
            document = {**name, "languageId": "yaml", "text": text}
            self.send("textDocument/didOpen", {"textDocument": document})
        else:
            self.send("textDocument/didChange", {"textDocument": name, "contentChanges": [{"text": text}]})
        while True:
            params = self.receive().get("params", {})
            if params.get("uri") == self.uri and params.get("version") == version:
                found: list[Any] = params["diagnostics"]
                return found

    def end(self) -> None:
        self.send("shutdown", None, id=2)
        self.receive()
        self.send("exit", None)
        self._process.wait(60)


def _there(stream: IO[bytes] | None) -> IO[bytes]:
    assert stream is not None
    return stream


def keystroke(menu: Path) -> dict[str, float]:
    """Seconds from a key to the findings, the median of several; a mistake typed last must be found."""
    text = menu.read_text(encoding="utf-8")
    server = Server(menu)
    server.type(text, 1)
    seconds = []
    for number in range(KEYSTROKES):
        new = f"{text}# {'k' * number}\n"
        begin = perf_counter()
        server.type(new, number + 2)
        seconds.append(perf_counter() - begin)
    found = server.type(f"{text}mistake: 1\n", KEYSTROKES + 2)
    server.end()
    if [one["code"] for one in found] != ["IVR003"]:
        raise SystemExit("the server did not look at what was typed")
    return {"seconds": median(seconds[1:])}
