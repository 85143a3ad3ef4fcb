"""Edits as an editor is sent them, and handlers that fail."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

from lsprotocol import types

from ivrcheck.editor.actions import _apart, _touches, _wanted
from ivrcheck.editor.convert import Converter
from ivrcheck.editor.mends import Edit, Mend
from ivrcheck.editor.project import Opened
from ivrcheck.editor.server import Server, _guarded, make_server
from ivrcheck.source import Span

PATH = Path("/menus/a.yaml")
TEXT = "name: 😀 #\nsteps:\n  a: {kind: rnig, who: b}\n"


def place(line: int, column: int, end: int) -> Span:
    return Span(str(PATH), line, column, line, end)


def edited(text: str, edits: list[types.TextEdit]) -> str:
    """The text after some edits, put in as editors do, from the end on; positions are in UTF-16."""
    lines = text.split("\n")
    for one in sorted(edits, key=lambda one: one.range.start, reverse=True):
        line = lines[one.range.start.line].encode("utf-16-le")
        start, end = one.range.start.character * 2, one.range.end.character * 2
        new = line[:start].decode("utf-16-le") + one.new_text + line[end:].decode("utf-16-le")
        lines[one.range.start.line] = new
    return "\n".join(lines)


def test_edits_change_exactly_what_they_say_and_belong_to_their_finding() -> None:
    mend = Mend(
        "Write “ring”", "IVR004", place(3, 13, 17),
        (Edit(place(3, 13, 17), "ring"), Edit(place(1, 9, 10), '"#"'), Edit(place(1, 1, 1), "# ")),
    )  # fmt: skip
    converter = Converter({PATH: Opened(TEXT, 1)}, "utf-16", Path.as_uri)
    at = converter.range(PATH, mend.at)
    shown = [
        types.Diagnostic(at, "not a kind", code="IVR004"),
        types.Diagnostic(at, "something else", code="IVR205"),
    ]
    action = converter.quickfix(PATH, mend, shown)
    assert action.diagnostics == shown[:1] and action.kind == types.CodeActionKind.QuickFix
    assert action.edit and action.edit.changes
    (edits,) = action.edit.changes.values()
    assert edited(TEXT, list(edits)) == '# name: 😀 "#"\nsteps:\n  a: {kind: ring, who: b}\n'


def test_of_edits_that_overlap_the_first_is_kept() -> None:
    one, over, beside = (Edit(place(1, *columns), "x") for columns in ((1, 4), (3, 5), (4, 6)))
    assert _apart([beside, over, one, one]) == [one, beside]


def test_only_what_is_asked_for_is_offered() -> None:
    assert _wanted("quickfix", []) and _wanted("source.fixAll.ivrcheck", ["source.fixAll"])
    assert not _wanted("quickfix", ["source"]) and not _wanted("source.fixAll.ivrcheck", ["source.fix"])
    here = types.Range(types.Position(1, 2), types.Position(1, 6))
    assert _touches(here, types.Range(types.Position(1, 6), types.Position(1, 6)))
    assert not _touches(here, types.Range(types.Position(1, 7), types.Position(2, 0)))


def test_a_handler_that_fails_is_said_in_a_sentence_and_answers_nothing() -> None:
    said: list[str] = []
    server = make_server(said.append)

    async def wait(ls: Server, params: Any) -> str:
        raise LookupError(params)

    def note(ls: Server, params: Any) -> None:
        raise ValueError(params)

    assert asyncio.run(_guarded(server, "telling about a word", wait)(None)) is None
    assert _guarded(server, "opening a file", note)(None) is None
    assert said == [
        "something went wrong while telling about a word (LookupError). Please report it.",
        "something went wrong while opening a file (ValueError). Please report it.",
    ]
    server.end()
