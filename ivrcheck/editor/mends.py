"""Mends: changes to the text of a menu for what has exactly one right answer."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from ivrcheck.editor.order import in_order
from ivrcheck.finding import Finding, Report
from ivrcheck.menu.locate import lines_of
from ivrcheck.menu.quotes import as_written, is_written, with_quotes
from ivrcheck.menu.scalars import clip
from ivrcheck.source import Span


@dataclass(frozen=True, slots=True)
class Edit:
    """What is to be written in place of a piece of a file."""

    span: Span
    new: str


@dataclass(frozen=True, slots=True)
class Mend:
    """What mends one finding."""

    title: str
    """What it does, as an instruction such as “Write … instead of …”; after its verb stands what is new."""
    code: str
    """The code of the finding."""
    at: Span
    """The place of the finding."""
    edits: tuple[Edit, ...]
    """None of them overlaps another."""


def mends(report: Report) -> list[Mend]:
    """The mends of all that is found, as far as there are any, in the order of the findings.

    Two mends may want to change the same piece of a file; then only one of them can be made.
    """
    return [mend for _, mend in mended_findings(report)]


def mended_findings(report: Report) -> list[tuple[Finding, Mend]]:
    """The same, each with the finding that it mends."""
    make = _Maker(report.sources)
    return [(finding, mend) for finding in report.findings for mend in make.of(finding)]


class _Maker:
    """Makes mends out of findings; splits each text into lines once."""

    def __init__(self, sources: Mapping[str, str]) -> None:
        self.sources = sources
        self._lines: dict[str, list[str]] = {}

    def of(self, finding: Finding) -> Iterator[Mend]:
        at = finding.at
        if not isinstance(at, Span) or at.file not in self.sources:
            return
        make = _BY_CODE.get(finding.code, _Maker._word if finding.instead else None)
        if make and (made := make(self, finding, at)):
            title, edits = made
            yield Mend(title, finding.code, at, edits)

    def line(self, at: Span) -> str:
        """The line in which a place begins."""
        if at.file not in self._lines:
            self._lines[at.file] = lines_of(self.sources[at.file])
        lines = self._lines[at.file]
        return lines[at.line - 1] if at.line <= len(lines) else ""

    def _word(self, finding: Finding, at: Span) -> _Made:
        """A word in place of another, or a second time that it stands in a list."""
        if not finding.instead or at.line != at.end_line:
            return None
        written, right, is_yaml = finding.instead
        line = self.line(at)
        raw = line[at.column - 1 : at.end_column - 1]
        if not is_written(written, raw):
            return None  # it stands there in another form than was read, such as on two lines
        if not right:
            edit = _without_item(line, at)
            return (f"Write “{clip(written)}” once instead of twice", (edit,)) if edit else None
        new = right if is_yaml else as_written(right, raw)
        return f"Write “{clip(right)}” instead of “{clip(written)}”", (Edit(at, new),)

    def _quotes(self, finding: Finding, at: Span) -> _Made:
        """Quotation marks around a key, or around a prompt."""
        piece = with_quotes(self.line(at), at.column - 1)
        if piece is None:
            return None
        start, end, new = piece
        what = f"{new[1]}" if len(new) == 3 else "the whole prompt"
        span = Span(at.file, at.line, start + 1, at.line, end + 1)
        return f"Put {what} in quotation marks", (Edit(span, new),)

    def _order(self, finding: Finding, at: Span) -> _Made:
        """The options of a prompt in the order of their keys."""
        pieces = in_order(self.sources[at.file], at.file, finding.route)
        edits = tuple(Edit(span, new) for span, new in pieces)
        return ("Say the options in the order of their keys", edits) if edits else None


_Made = tuple[str, tuple[Edit, ...]] | None
_BY_CODE: dict[str, Callable[[_Maker, Finding, Span], _Made]] = {
    "IVR007": _Maker._quotes,
    "IVR208": _Maker._order,
}


def _without_item(line: str, at: Span) -> Edit | None:
    """Leaves out an item of a list, with its comma or its whole line; None where a note stands behind it."""
    before, after = line[: at.column - 1], line[at.end_column - 1 :]
    if before.strip() == "-" and not after.strip():
        return Edit(Span(at.file, at.line, 1, at.line + 1, 1), "")
    if (bare := before.rstrip()).endswith(","):
        return Edit(Span(at.file, at.line, len(bare), at.line, at.end_column), "")
    return None
