"""Write the outputs under the commands of the pages anew: ``python -m tests.docs.update``.

Where a page leaves lines out (``…``), the new output leaves out the same ones, as far as they can be told.
Read the difference before you keep it.
"""

from __future__ import annotations

from collections.abc import Sequence
from difflib import SequenceMatcher
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.docs.page import LEFT_OUT, ROOT, Block, blocks, commands, is_as_shown, pages
from tests.docs.shell import Shell, is_run

ALIKE = 0.6
"""From which likeness on a line is taken for the one that was shown before."""


def main() -> None:
    """Rewrite every page whose outputs are not what they were."""
    for path in pages():
        old = path.read_text(encoding="utf-8")
        with TemporaryDirectory() as folder:
            new = updated(old, Shell(Path(folder)))
        if new != old:
            path.write_text(new, encoding="utf-8")
            print(f"changed: {path.relative_to(ROOT)}")


def updated(text: str, shell: Shell) -> str:
    """A page with the outputs its commands print now."""
    for block in blocks(text):
        if block.file:
            shell.save(block.file, block.body)
        if block.kind == "console":
            text = text.replace(f"\n{block.body}```", f"\n{_console(block, shell)}```", 1)
    return text


def _console(block: Block, shell: Shell) -> str:
    lines = []
    for command in commands(block.body):
        lines.append(f"$ {command.words}")
        printed = shell.run(command.words) if is_run(command.words) else []
        changed = command.shown and not is_as_shown(command.shown, printed)
        lines += shortened(command.shown, printed) if changed else command.shown
    return "".join(f"{line}\n" for line in lines)


def shortened(shown: Sequence[str], printed: Sequence[str]) -> list[str]:
    """The new lines, with those left out that were left out before."""
    pieces = _pieces(shown)
    spans = []
    start = 0
    for piece in pieces:
        found = _find(piece, printed, start)
        if found:
            spans.append(found)
            start = found[1]
    if not spans:
        return [*printed]
    if shown[0].strip() != LEFT_OUT:
        spans[0] = (0, spans[0][1])
    if shown[-1].strip() != LEFT_OUT:
        spans[-1] = (spans[-1][0], len(printed))
    return _joined(spans, printed)


def _pieces(shown: Sequence[str]) -> list[list[str]]:
    """The runs of lines between those left out."""
    pieces: list[list[str]] = [[]]
    for line in shown:
        if line.strip() == LEFT_OUT:
            pieces.append([])
        else:
            pieces[-1].append(line)
    return [piece for piece in pieces if piece]


def _find(piece: Sequence[str], printed: Sequence[str], start: int) -> tuple[int, int] | None:
    """Where a run of lines is now: from what its first line has become to what its last line has."""
    places: list[int] = []
    for line in filter(str.strip, piece):
        after = places[-1] + 1 if places else start
        alike = [_likeness(line, one) for one in printed[after:]]
        if alike and max(alike) >= ALIKE:
            places.append(after + alike.index(max(alike)))
    return (places[0], places[-1] + 1) if places else None


def _likeness(one: str, other: str) -> float:
    return 1.0 if one == other else SequenceMatcher(None, one, other, autojunk=False).ratio()


def _joined(spans: Sequence[tuple[int, int]], printed: Sequence[str]) -> list[str]:
    lines: list[str] = []
    end = 0
    for first, last in spans:
        lines += [LEFT_OUT] if first > end else []
        lines += printed[first:last]
        end = last
    return [*lines, LEFT_OUT] if end < len(printed) else lines


if __name__ == "__main__":
    main()
