"""The language server: what an editor asks, and the answers to it."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from lsprotocol import types
from pygls.lsp.server import LanguageServer
from pygls.uris import to_fs_path

from ivrcheck import __version__
from ivrcheck.editor import jump
from ivrcheck.editor.actions import FIX_ALL, actions
from ivrcheck.editor.complete import complete
from ivrcheck.editor.convert import Converter, completion
from ivrcheck.editor.desk import Desk
from ivrcheck.editor.hover import as_markdown, as_plain, hover
from ivrcheck.editor.positions import tidy
from ivrcheck.editor.project import Checked, Texts, clean_path, text_of
from ivrcheck.source import Span

Say = Callable[[str], None]
"""Says a sentence where nobody takes it for an answer to the editor."""

Handler = Callable[["Server", Any], Any]
"""What answers a question (those that wait are coroutines) or takes note of something."""

DELAY = 0.25
"""How many seconds nobody may type before a check begins."""

_WATCHED = ("**/*.yaml", "**/*.yml", "**/ivrcheck.toml", "**/pyproject.toml")


class Server(LanguageServer):
    """A language server with a desk of open menus."""

    def __init__(self, say: Say) -> None:
        # the whole text with each change: there is nothing in it that could be counted in two ways
        super().__init__("ivrcheck", __version__, types.TextDocumentSyncKind.Full)
        self.say = say
        self.desk = Desk(self._show, self.failed, DELAY)
        self.asking = ThreadPoolExecutor(1, "ask")
        self.uris: dict[Path, str] = {}
        """The addresses of open files as the editor writes them."""
        self.was_asked_to_end = False

    def report_server_error(self, error: Exception, source: Any) -> None:
        """Say what went wrong between the editor and us, and go on."""
        self.say(f"a message of the editor could not be used ({type(error).__name__}).")

    def failed(self, what: str, error: Exception) -> None:
        """Say that something of ours went wrong, and go on."""
        self.say(f"something went wrong while {what} ({type(error).__name__}). Please report it.")

    @property
    def encoding(self) -> str:
        return str(getattr(self.workspace.position_encoding, "value", self.workspace.position_encoding))

    def uri_of(self, path: Path) -> str:
        return self.uris.get(path) or path.as_uri()

    def converter(self, texts: Texts | None = None) -> Converter:
        return Converter(self.desk.texts if texts is None else texts, self.encoding, self.uri_of)

    def asked(self, path: Path) -> jump.Asked:
        """A file as a question about it sees it."""
        desk = self.desk
        texts = dict(desk.texts)
        menus = desk.project.menus_of(path, texts)
        facts = tuple(desk.facts[menu] for menu in menus if menu in desk.facts)
        return jump.Asked(path, texts, tuple(desk.project.files_of(path, texts)), facts)

    def _show(self, path: Path, checks: list[Checked], texts: Texts) -> None:
        version = texts[path].version if path in texts else None
        found = self.converter(texts).diagnostics(path, checks)
        self.text_document_publish_diagnostics(
            types.PublishDiagnosticsParams(self.uri_of(path), found, version)
        )

    def end(self) -> None:
        """Let nothing go on when the editor is gone."""
        self.desk.close()
        self.asking.shutdown(wait=False, cancel_futures=True)


def make_server(say: Say) -> Server:
    """The server; ``say`` is told of what goes wrong."""
    logging.getLogger("pygls").addHandler(logging.NullHandler())
    logging.getLogger("pygls").propagate = False  # it writes tracebacks
    server = Server(say)
    for name, (what, handler, options) in _FEATURES.items():
        server.feature(name, options)(_guarded(server, what, handler))
    return server


def _guarded(server: Server, what: str, handler: Handler) -> Callable[[Any], Any]:
    """A handler that never fails: the editor gets no answer then, and what happened is said."""

    async def answer(params: Any) -> Any:
        try:
            return await handler(server, params)
        except Exception as error:
            server.failed(what, error)
            return None

    def note(params: Any) -> None:
        try:
            handler(server, params)
        except Exception as error:
            server.failed(what, error)

    return answer if asyncio.iscoroutinefunction(handler) else note


def path_of(uri: str) -> Path | None:
    """The file of an address; None for what is no file."""
    found = to_fs_path(uri) if uri.startswith("file:") else None
    return clean_path(found) if found else None


def _initialize(ls: Server, params: types.InitializeParams) -> None:
    folders = [one.uri for one in params.workspace_folders or ()] or [params.root_uri or ""]
    ls.desk.project.top = tuple(path for uri in folders if (path := path_of(uri)))
    options = params.initialization_options
    delay = options.get("delay") if isinstance(options, dict) else getattr(options, "delay", None)
    if isinstance(delay, int | float) and 0 <= delay <= 60_000:
        ls.desk.delay = delay / 1000


async def _initialized(ls: Server, params: types.InitializedParams) -> None:
    """Ask to be told when settings and files change that are not open."""
    workspace = ls.client_capabilities.workspace
    watched = workspace.did_change_watched_files if workspace else None
    if watched and watched.dynamic_registration:
        watchers = [types.FileSystemWatcher(glob) for glob in _WATCHED]
        options = types.DidChangeWatchedFilesRegistrationOptions(watchers)
        name = types.WORKSPACE_DID_CHANGE_WATCHED_FILES
        asked = types.Registration("ivrcheck.files", name, options)
        await ls.client_register_capability_async(types.RegistrationParams([asked]))


def _did_open(ls: Server, params: types.DidOpenTextDocumentParams) -> None:
    document = params.text_document
    if path := path_of(document.uri):
        ls.uris[path] = document.uri
        ls.desk.opened(path, tidy(document.text), document.version)


def _did_change(ls: Server, params: types.DidChangeTextDocumentParams) -> None:
    path = path_of(params.text_document.uri)
    if path is not None and path in ls.desk.texts:
        text = ls.workspace.get_text_document(params.text_document.uri).source
        ls.desk.typed(path, tidy(text), params.text_document.version)


def _did_close(ls: Server, params: types.DidCloseTextDocumentParams) -> None:
    if path := path_of(params.text_document.uri):
        ls.desk.closed(path)
        ls.uris.pop(path, None)


def _did_save(ls: Server, params: types.DidSaveTextDocumentParams) -> None:
    ls.desk.look_again(ls.desk.texts)


def _files_changed(ls: Server, params: types.DidChangeWatchedFilesParams) -> None:
    ls.desk.look_again(ls.desk.texts, ls.desk.delay)


def _shutdown(ls: Server, params: None) -> None:
    ls.was_asked_to_end = True


def _folders_changed(ls: Server, params: types.DidChangeWorkspaceFoldersParams) -> None:
    ls.desk.project.top = tuple(path for uri in ls.workspace.folders if (path := path_of(uri)))


async def _hover(ls: Server, params: types.HoverParams) -> types.Hover | None:
    path, texts = path_of(params.text_document.uri), dict(ls.desk.texts)
    if path is None or path not in texts:
        return None
    converter = ls.converter(texts)
    place = converter.ruler(path).place((params.position.line, params.position.character))
    asked = ls.asked(path)
    # it may take a while in a large menu, and typing must not wait for it
    found = await asyncio.get_running_loop().run_in_executor(ls.asking, lambda: hover(asked, *place))
    if found is None:
        return None
    word, lines = found
    markdown = _reads_markdown(ls)
    kind = types.MarkupKind.Markdown if markdown else types.MarkupKind.PlainText
    told = types.MarkupContent(kind, as_markdown(lines) if markdown else as_plain(lines))
    return types.Hover(told, converter.range(path, word))


def _reads_markdown(ls: Server) -> bool:
    document = ls.client_capabilities.text_document
    formats = document.hover.content_format if document and document.hover else None
    return types.MarkupKind.Markdown in (formats or ())


def _place(
    ls: Server, params: types.DefinitionParams | types.ReferenceParams | types.CompletionParams
) -> tuple[jump.Asked, Converter, int, int] | None:
    """The file and the place a question is about."""
    path = path_of(params.text_document.uri)
    if path is None or path not in ls.desk.texts:
        return None
    converter = ls.converter()
    line, column = converter.ruler(path).place((params.position.line, params.position.character))
    return ls.asked(path), converter, line, column


async def _definition(ls: Server, params: types.DefinitionParams) -> types.Location | None:
    if (place := _place(ls, params)) is None:
        return None
    asked, converter, line, column = place
    found = jump.definition(asked, line, column)
    return converter.location(*found) if found else None


async def _references(ls: Server, params: types.ReferenceParams) -> list[types.Location]:
    if (place := _place(ls, params)) is None:
        return []
    asked, converter, line, column = place
    found = jump.references(asked, line, column, params.context.include_declaration)
    return [converter.location(path, word) for path, word in found]


async def _symbols(ls: Server, params: types.DocumentSymbolParams) -> list[types.DocumentSymbol]:
    path = path_of(params.text_document.uri)
    if path is None or path not in ls.desk.texts:
        return []
    converter = ls.converter()
    return [converter.symbol(path, one) for one in jump.symbols(text_of(path, ls.desk.texts))]


async def _completion(ls: Server, params: types.CompletionParams) -> list[types.CompletionItem]:
    if (place := _place(ls, params)) is None:
        return []
    asked, converter, line, column = place
    found, typed = complete(asked, line, column)
    at = Span("", line, column - len(typed), line, column)
    replaced = converter.range_of_edit(asked.path, at)
    return [completion(one, number, replaced) for number, one in enumerate(found)]


async def _actions(ls: Server, params: types.CodeActionParams) -> list[types.CodeAction]:
    path = path_of(params.text_document.uri)
    if path is None or path not in ls.desk.texts:
        return []
    await ls.desk.settled()  # of a text that has changed since, no edit would fit
    checks = [one for one in ls.desk.checked.values() if path in one.files]
    return actions(path, checks, ls.converter(), params)


_FEATURES: dict[str, tuple[str, Handler, Any]] = {
    types.SHUTDOWN: ("ending", _shutdown, None),
    types.INITIALIZE: ("starting", _initialize, None),
    types.INITIALIZED: ("starting", _initialized, None),
    types.TEXT_DOCUMENT_DID_OPEN: ("opening a file", _did_open, None),
    types.TEXT_DOCUMENT_DID_CHANGE: ("reading a change", _did_change, None),
    types.TEXT_DOCUMENT_DID_CLOSE: ("closing a file", _did_close, None),
    types.TEXT_DOCUMENT_DID_SAVE: ("looking at a saved file", _did_save, types.SaveOptions(False)),
    types.WORKSPACE_DID_CHANGE_WATCHED_FILES: ("looking at changed files", _files_changed, None),
    types.WORKSPACE_DID_CHANGE_WORKSPACE_FOLDERS: ("looking at folders", _folders_changed, None),
    types.TEXT_DOCUMENT_HOVER: ("telling about a word", _hover, None),
    types.TEXT_DOCUMENT_DEFINITION: ("looking for a definition", _definition, None),
    types.TEXT_DOCUMENT_REFERENCES: ("looking for references", _references, None),
    types.TEXT_DOCUMENT_DOCUMENT_SYMBOL: ("listing a file", _symbols, None),
    types.TEXT_DOCUMENT_COMPLETION: (
        "completing a word",
        _completion,
        types.CompletionOptions(trigger_characters=[" ", "[", ","]),
    ),
    types.TEXT_DOCUMENT_CODE_ACTION: (
        "looking for mends",
        _actions,
        types.CodeActionOptions([types.CodeActionKind.QuickFix, FIX_ALL]),
    ),
}
