"""Our findings, places and suggestions in the words of the language server protocol."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

from lsprotocol import types

from ivrcheck.editor import complete, jump
from ivrcheck.editor.mends import Edit, Mend
from ivrcheck.editor.positions import Ruler, ruler
from ivrcheck.editor.project import Checked, Texts, clean_path, text_of
from ivrcheck.editor.scan import Word
from ivrcheck.finding import Finding, Severity
from ivrcheck.report.text import span_of, visible
from ivrcheck.source import Span

SOURCE = "ivrcheck"
_LEVELS = {
    Severity.ERROR: types.DiagnosticSeverity.Error,
    Severity.WARNING: types.DiagnosticSeverity.Warning,
    Severity.ADVICE: types.DiagnosticSeverity.Information,
}
_SORTS = {
    complete.FIELD: types.CompletionItemKind.Field,
    complete.KIND: types.CompletionItemKind.EnumMember,
    complete.ID: types.CompletionItemKind.Reference,
    complete.RULE: types.CompletionItemKind.Constant,
    complete.VALUE: types.CompletionItemKind.Value,
}


class Converter:
    """Turns what is known of some texts into what an editor is sent."""

    def __init__(self, texts: Texts, encoding: str, uri_of: Callable[[Path], str]) -> None:
        self.texts = texts
        self.encoding = encoding
        self.uri_of = uri_of

    def ruler(self, path: Path) -> Ruler:
        """How places of a file are counted."""
        return ruler(text_of(path, self.texts), self.encoding)

    def range(self, path: Path, at: Span | Word) -> types.Range:
        """A piece of a file. What is about a whole file is shown at its first line."""
        found = self.ruler(path)
        start = found.position(at.line, at.column)
        end = found.position(at.end_line, at.end_column)
        if start == end:
            end = found.position(at.line + 1, 1) if at.column == 1 else (start[0], start[1] + 1)
        return types.Range(types.Position(*start), types.Position(*end))

    def location(self, path: Path, at: Span | Word) -> types.Location:
        return types.Location(self.uri_of(path), self.range(path, at))

    def diagnostics(self, path: Path, checks: Iterable[Checked]) -> list[types.Diagnostic]:
        """What checks found in a file, each thing once, as it stands in the file."""
        found: dict[tuple[object, ...], types.Diagnostic] = {}
        for checked in checks:
            for one in self._about(path, checked):
                start = one.range.start
                found.setdefault((start.line, start.character, one.code or "", one.message), one)
        return [found[key] for key in sorted(found, key=lambda key: tuple(map(_sortable, key)))]

    def _about(self, path: Path, checked: Checked) -> Iterator[types.Diagnostic]:
        for finding in checked.report.findings:
            if clean_path(span_of(finding).file) == path:
                yield self._diagnostic(path, finding)
        if path == checked.menu:
            for sentence in checked.report.unchecked:
                at = self.range(path, Span("", 1, 1, 1, 1))
                yield types.Diagnostic(at, visible(sentence), types.DiagnosticSeverity.Error, source=SOURCE)

    def _diagnostic(self, path: Path, finding: Finding) -> types.Diagnostic:
        return types.Diagnostic(
            range=self.range(path, span_of(finding)),
            message=message_of(finding),
            severity=_LEVELS[finding.severity],
            code=finding.code,
            source=SOURCE,
            related_information=list(self._related(finding)) or None,
        )

    def _related(self, finding: Finding) -> Iterator[types.DiagnosticRelatedInformation]:
        """The further places of a finding, and what follows from the same cause."""
        places = [(label.at, label.text) for label in finding.labels]
        places += [(span_of(one), f"{one.code} {one.message}") for one in finding.folded]
        for at, text in places:
            if isinstance(at, Span):
                where = self.location(clean_path(at.file), at)
                yield types.DiagnosticRelatedInformation(where, visible(text))

    def edits(self, path: Path, edits: Sequence[Edit]) -> list[types.TextEdit]:
        """The edits of mends that are in one file."""
        own = [edit for edit in edits if clean_path(edit.span.file) == path]
        return [types.TextEdit(self.range_of_edit(path, edit.span), edit.new) for edit in own]

    def range_of_edit(self, path: Path, at: Span) -> types.Range:
        """Exactly the piece that is replaced, which may be empty."""
        found = self.ruler(path)
        start, end = found.position(at.line, at.column), found.position(at.end_line, at.end_column)
        return types.Range(types.Position(*start), types.Position(*end))

    def changes(self, edits: Sequence[Edit]) -> types.WorkspaceEdit:
        """Edits of any files, as one change."""
        paths = dict.fromkeys(clean_path(edit.span.file) for edit in edits)
        return types.WorkspaceEdit(changes={self.uri_of(path): self.edits(path, edits) for path in paths})

    def quickfix(self, path: Path, mend: Mend, shown: Sequence[types.Diagnostic]) -> types.CodeAction:
        """A mend to choose at its finding; ``shown``: the findings the editor asks about."""
        at = self.range(path, mend.at)
        meant = [one for one in shown if one.code == mend.code and one.range.start == at.start]
        return types.CodeAction(
            title=visible(mend.title),
            kind=types.CodeActionKind.QuickFix,
            diagnostics=meant or None,
            edit=self.changes(mend.edits),
        )

    def symbol(self, path: Path, one: jump.Symbol) -> types.DocumentSymbol:
        """A section or something in it, for the outline."""
        name = self.range(path, one.word)
        end = types.Position(*self.ruler(path).position(*one.last))
        kind = types.SymbolKind.Key if one.inner or not one.detail else types.SymbolKind.Object
        inner = [self.symbol(path, each) for each in one.inner]
        return types.DocumentSymbol(
            name=visible(one.word.text) or "…",
            kind=kind,
            range=types.Range(name.start, max(end, name.end)),
            selection_range=name,
            detail=visible(one.detail) or None,
            children=inner or None,
        )


def message_of(finding: Finding) -> str:
    """A finding in words: what is wrong, what to do, and the call that shows it."""
    lines = [visible(finding.message)]
    if finding.help:
        lines.append(f"What to do: {visible(finding.help)}")
    if finding.call:
        lines.append("The call that shows it:")
        lines += [f"- {visible(line)}" for line in finding.call.lines]
    return "\n".join(lines)


def completion(one: complete.Suggestion, place: int, replaced: types.Range) -> types.CompletionItem:
    """A suggestion; ``place``: its number in the order in which they are to stand."""
    told = types.MarkupContent(types.MarkupKind.PlainText, visible(one.told)) if one.told else None
    return types.CompletionItem(
        label=one.label,
        kind=_SORTS[one.sort],
        detail=visible(one.detail) or None,
        documentation=told,
        sort_text=f"{place:05}",
        filter_text=one.label,
        text_edit=types.TextEdit(replaced, one.new),
    )


def _sortable(value: object) -> tuple[int, object]:
    return (0, value) if isinstance(value, int) else (1, str(value))
