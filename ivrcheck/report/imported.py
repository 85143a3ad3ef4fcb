"""The report of an import: what of a phone system's files is in the menu, and what is not."""

from __future__ import annotations

from collections.abc import Iterator

from ivrcheck.convert.draft import Note, Treated
from ivrcheck.convert.read import Converted
from ivrcheck.report.text import visible

_ORDER = (Treated.UNKNOWN_END, Treated.QUESTION, Treated.GUESSED, Treated.ASKED_FOR, Treated.LEFT_OUT)
_HEADS = {
    Treated.UNKNOWN_END: "The call leaves, and these files do not say where to",
    Treated.QUESTION: "Something else decides; every answer is followed",
    Treated.GUESSED: "Guessed; look at these",
    Treated.ASKED_FOR: "To be filled in (TODO)",
    Treated.LEFT_OUT: "Left out; callers notice nothing of it",
}


def render_imported(made: Converted, todo: int) -> str:
    """The report as lines of text; ``todo``: how many things are still to be filled in."""
    return "\n".join(_lines(made, todo)) + "\n"


def _lines(made: Converted, todo: int) -> Iterator[str]:
    draft = made.draft
    steps = len(draft.tree["steps"])
    files = ", ".join(visible(source.file) for source in made.sources)
    yield f"{files}: {draft.system}, {steps} step{'s' if steps != 1 else ''}."
    yield f"{draft.understood} of {draft.constructs} constructs understood ({percent(draft.share)})."
    for treated in _ORDER:
        if notes := [note for note in draft.notes if note.treated is treated]:
            yield ""
            yield f"{_HEADS[treated]}:"
            yield from _noted(notes)
    for one in made.unmatched:
        yield ""
        yield f"{_where(one.at)}: nothing is called “{visible(one.name)}”. {one.hint}".rstrip()
    if todo:
        yield ""
        yield f"{todo} thing{'s are' if todo > 1 else ' is'} to be filled in: look for TODO in the menu."


def _noted(notes: list[Note]) -> Iterator[str]:
    """The notes of one sort; those that say the same of the same thing in one line."""
    groups: dict[tuple[str, str], list[Note]] = {}
    for note in notes:
        groups.setdefault((note.what, note.why), []).append(note)
    for (what, why), alike in groups.items():
        more = f" and {len(alike) - 1} more" if len(alike) > 1 else ""
        yield f"  {_where(alike[0].at)}{more}: {visible(what)}: {visible(why)}"


def _where(at: object) -> str:
    file, line = getattr(at, "file", ""), getattr(at, "line", 0)
    return f"{visible(file)}:{line}"


def percent(share: float) -> str:
    """A share in whole per cent; never 100 where something is missing, nor 0 where something is there."""
    return f"{min(99, max(1, round(share * 100))) if 0 < share < 1 else round(share * 100)} %"
