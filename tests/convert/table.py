"""``python -m tests.convert.table``: how much of real exports is understood.

The exports are in ``../shared/corpora``, or in the folder that ``IVRCHECK_CORPORA`` names; nobody here wrote
them.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from ivrcheck.convert.draft import Treated
from ivrcheck.convert.read import Converted, convert
from ivrcheck.finding import Unchecked
from ivrcheck.report.imported import percent
from tests.convert.cases import corpora, exports

_UNKNOWN = (Treated.QUESTION, Treated.UNKNOWN_END)


def table() -> Iterator[str]:
    """A line for each phone system, and one for all: files, constructs, understood, unknown."""
    yield "| phone system | files | constructs | understood | questions, unknown ends | others | share |"
    yield "|---|---|---|---|---|---|---|"
    made: dict[str, list[Converted]] = {}
    for path in exports():
        if one := _read(path):
            made.setdefault(one.system.name, []).append(one)
    for name, all_of in [*sorted(made.items()), ("all", [one for some in made.values() for one in some])]:
        yield _row(name, all_of)


def _read(path: Path) -> Converted | None:
    try:
        return convert([path])
    except Unchecked:
        return None


def _row(name: str, made: list[Converted]) -> str:
    understood = sum(one.draft.understood for one in made)
    constructs = sum(one.draft.constructs for one in made)
    unknown = sum(note.treated in _UNKNOWN for one in made for note in one.draft.notes)
    share = percent(understood / constructs if constructs else 1)
    cells = (name, len(made), constructs, understood, unknown, constructs - understood - unknown, share)
    return f"| {' | '.join(map(str, cells))} |"


def unread() -> Iterator[str]:
    """The exports that could not be read at all, with the reason."""
    for path in exports():
        try:
            convert([path])
        except Unchecked as error:
            yield str(error)


def main() -> int:
    if corpora() is None:
        sys.stdout.write("There is no ../shared/corpora here, and IVRCHECK_CORPORA is not set.\n")
        return 1
    for line in table():
        sys.stdout.write(f"{line}\n")
    for line in unread():
        sys.stdout.write(f"not read: {line}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
