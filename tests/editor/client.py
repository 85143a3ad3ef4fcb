"""An editor in the tests: a real client of the protocol, with the server as a process of its own."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from lsprotocol import types
from pygls.lsp.client import LanguageClient

from tests.cli.run import ROOT, environment

T = TypeVar("T")
PATIENCE = 30
START = "start = 2026-11-23\n"
"""The settings that pin the first day of the year."""


@dataclass
class Editor:
    """Open files, and what the server has said of each."""

    client: LanguageClient
    folder: Path
    published: dict[str, list[types.PublishDiagnosticsParams]] = field(default_factory=dict)
    news: asyncio.Condition = field(default_factory=asyncio.Condition)
    capabilities: types.ServerCapabilities | None = None
    versions: dict[str, int] = field(default_factory=dict)
    registered: list[types.Registration] = field(default_factory=list)
    """What the server has asked to be told."""

    def uri(self, name: str) -> str:
        return (self.folder / name).as_uri()

    def document(self, name: str) -> types.TextDocumentIdentifier:
        return types.TextDocumentIdentifier(self.uri(name))

    def open(self, name: str, text: str | None = None) -> None:
        """Open a file as it is on disk, or with another text that is not saved."""
        text = (self.folder / name).read_bytes().decode() if text is None else text
        self.versions[name] = 1
        item = types.TextDocumentItem(self.uri(name), "yaml", 1, text)
        self.client.text_document_did_open(types.DidOpenTextDocumentParams(item))

    def type(self, name: str, text: str) -> int:
        """Change a whole text; its version."""
        self.versions[name] += 1
        self.client.text_document_did_change(
            types.DidChangeTextDocumentParams(
                types.VersionedTextDocumentIdentifier(self.versions[name], self.uri(name)),
                [types.TextDocumentContentChangeWholeDocument(text)],
            )
        )
        return self.versions[name]

    def close(self, name: str) -> None:
        self.client.text_document_did_close(types.DidCloseTextDocumentParams(self.document(name)))

    async def found(self, name: str, version: int | None = 1, after: int = 0) -> list[types.Diagnostic]:
        """What is said of a file, once it is said of this version (None: of what is on disk).

        ``after``: how often something was said of it before.
        """
        said = self.published.setdefault(self.uri(name), [])
        async with self.news:
            await asyncio.wait_for(
                self.news.wait_for(lambda: len(said) > after and said[-1].version == version), PATIENCE
            )
        return list(said[-1].diagnostics)

    async def codes(self, name: str, version: int | None = 1) -> list[str]:
        return sorted({str(one.code) for one in await self.found(name, version)})

    def at(self, name: str, text: str, mark: str) -> dict[str, Any]:
        """The document and the position of a mark in a text, for questions."""
        before = text[: text.index(mark)]
        place = types.Position(before.count("\n"), len(before.rpartition("\n")[2].encode("utf-16-le")) // 2)
        return {"text_document": self.document(name), "position": place}

    async def ask(self, question: Callable[[Any], Awaitable[T]], params: Any) -> T:
        return await asyncio.wait_for(question(params), PATIENCE)

    async def completed(self, name: str, marked: str) -> list[str]:
        """What is suggested at the sign ¦ in a text, which is typed without it."""
        self.type(name, marked.replace("¦", ""))
        params = types.CompletionParams(**self.at(name, marked, "¦"))
        found = await self.ask(self.client.text_document_completion_async, params)
        assert isinstance(found, list)
        return [item.label for item in found]


def capabilities(encodings: list[str] | None, markdown: bool) -> types.ClientCapabilities:
    """What the editor says it can do."""
    watching = types.DidChangeWatchedFilesClientCapabilities(dynamic_registration=True)
    formats = [types.MarkupKind.Markdown] if markdown else [types.MarkupKind.PlainText]
    return types.ClientCapabilities(
        general=types.GeneralClientCapabilities(position_encodings=list(encodings)) if encodings else None,
        workspace=types.WorkspaceClientCapabilities(did_change_watched_files=watching),
        text_document=types.TextDocumentClientCapabilities(
            hover=types.HoverClientCapabilities(content_format=formats)
        ),
    )


@asynccontextmanager
async def editor(
    folder: Path,
    delay: int = 0,
    encodings: list[str] | None = None,
    markdown: bool = True,
    env: Mapping[str, str] | None = None,
) -> AsyncIterator[Editor]:
    """An editor with a server that has said hello; both end with the block."""
    client = LanguageClient("editor-of-the-tests", "1")
    here = Editor(client, folder)

    async def published(params: types.PublishDiagnosticsParams) -> None:
        here.published.setdefault(params.uri, []).append(params)
        async with here.news:
            here.news.notify_all()

    async def registers(params: types.RegistrationParams) -> None:
        here.registered += params.registrations

    client.feature(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)(published)
    client.feature(types.CLIENT_REGISTER_CAPABILITY)(registers)
    own = environment({"PYTHONPATH": str(ROOT), **(env or {})})
    await client.start_io(sys.executable, "-m", "ivrcheck", "lsp", cwd=folder, env=own)
    hello = types.InitializeParams(
        capabilities=capabilities(encodings, markdown),
        workspace_folders=[types.WorkspaceFolder(folder.as_uri(), folder.name)],
        initialization_options={"delay": delay},
    )
    try:
        answer = await here.ask(client.initialize_async, hello)
        here.capabilities = answer.capabilities
        client.initialized(types.InitializedParams())
        yield here
        await here.ask(client.shutdown_async, None)
        client.exit(None)
        await asyncio.wait_for(process(here).wait(), PATIENCE)
    finally:
        if process(here).returncode is None:
            process(here).kill()
        stop: Callable[[], Awaitable[None]] = client.stop  # it has no types
        await stop()


def process(here: Editor) -> asyncio.subprocess.Process:
    """The server's process."""
    server = here.client._server
    assert server is not None
    return server


async def said_aside(here: Editor) -> str:
    """Everything the server has written to its error stream, once it has ended."""
    stream = process(here).stderr
    assert stream is not None
    return (await stream.read()).decode()


def run(work: Callable[[], Awaitable[None]]) -> None:
    """Run a test that waits."""

    async def all_of_it() -> None:
        await work()

    asyncio.run(all_of_it())
