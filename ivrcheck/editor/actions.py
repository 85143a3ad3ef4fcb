"""What an editor offers to do about findings: each mend, and all of them at once."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from lsprotocol import types

from ivrcheck.editor.convert import SOURCE, Converter
from ivrcheck.editor.mends import Edit, Mend, mends
from ivrcheck.editor.project import Checked, clean_path

FIX_ALL = f"{types.CodeActionKind.SourceFixAll.value}.{SOURCE}"


def actions(
    path: Path, checks: Iterable[Checked], converter: Converter, params: types.CodeActionParams
) -> list[types.CodeAction]:
    """The mends at a place of a file, and all those of the file together; of the sorts that are asked for."""
    found = _mends(path, checks)
    only = [str(getattr(kind, "value", kind)) for kind in params.context.only or ()]
    offered = []
    if _wanted(types.CodeActionKind.QuickFix.value, only):
        here = [mend for mend in found if _touches(converter.range(path, mend.at), params.range)]
        offered += [converter.quickfix(path, mend, params.context.diagnostics) for mend in here]
    if found and _wanted(FIX_ALL, only):
        edits = _apart(edit for mend in found for edit in mend.edits)
        title = "Mend everything in this file that has one right answer"
        offered.append(types.CodeAction(title, FIX_ALL, edit=converter.changes(edits)))
    return offered


def _mends(path: Path, checks: Iterable[Checked]) -> list[Mend]:
    """The mends for what was found in a file, each once."""
    found = [mend for one in checks for mend in mends(one.report) if clean_path(mend.at.file) == path]
    return list(dict.fromkeys(found))


def _wanted(kind: str, only: Iterable[str]) -> bool:
    """Whether a sort of action is among those asked for; ``source`` asks for all that begin with it."""
    wishes = list(only)
    return not wishes or any(kind == wish or kind.startswith(f"{wish}.") for wish in wishes)


def _touches(one: types.Range, other: types.Range) -> bool:
    return one.start <= other.end and other.start <= one.end


def _apart(edits: Iterable[Edit]) -> list[Edit]:
    """The edits that do not touch each other, in the order of the text."""
    kept: list[Edit] = []
    for edit in sorted(dict.fromkeys(edits), key=lambda edit: edit.span):
        last = kept[-1].span if kept else None
        at = edit.span
        apart = (
            last is None or last.file != at.file or (last.end_line, last.end_column) <= (at.line, at.column)
        )
        if apart:
            kept.append(edit)
    return kept
