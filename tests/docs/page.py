"""A page of documentation as its fenced blocks, and the commands in them.

What stands behind the three backticks says what a block is:

- ``yaml file=NAME``: a file, saved under that name for the blocks below it;
- ``yaml fragment``: a piece of a menu; it must fit into the first whole menu of its page;
- ``yaml workflow``: the settings of a CI service, whose ``run:`` lines (of GitLab: ``script:``) are commands;
- ``yaml pre-commit``: the settings of pre-commit, which a test of its own uses;
- ``yaml action``: a workflow with our action in it, which ``tests/gate`` runs;
- ``json``, ``lua``: settings for editors (see ``test_editors``);
- ``console``: commands behind ``$ ``, each with what it prints; a line ``…`` stands for lines left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
LEFT_OUT = "…"
_FENCE = re.compile(r"^```(?P<info>[^\n`]*)\n(?P<body>.*?)^```$", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True)
class Block:
    """A fenced block: the words behind its backticks, its text, and its line in the page."""

    words: tuple[str, ...]
    body: str
    line: int

    @property
    def kind(self) -> str:
        return self.words[0] if self.words else ""

    @property
    def file(self) -> str:
        """The name it is saved under, or nothing."""
        return next((word.removeprefix("file=") for word in self.words if word.startswith("file=")), "")

    @property
    def is_whole(self) -> bool:
        """Whether it is a whole menu file."""
        return self.kind == "yaml" and "\nivrcheck: 1\n" in f"\n{self.body}"


@dataclass(frozen=True)
class Command:
    """A command and the lines shown under it."""

    words: str
    shown: tuple[str, ...]


def pages() -> list[Path]:
    """README.md, CONTRIBUTING.md and everything in docs but the pages that are written from the rules."""
    docs = sorted((ROOT / "docs").rglob("*.md"))
    found = [path for path in docs if "rules" not in path.relative_to(ROOT / "docs").parts]
    return [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *found]


def blocks(text: str) -> list[Block]:
    """The fenced blocks of a page, in order."""
    return [
        Block(tuple(match["info"].split()), match["body"], text.count("\n", 0, match.start()) + 1)
        for match in _FENCE.finditer(text)
    ]


def commands(body: str) -> Iterator[Command]:
    """The commands of a console block."""
    parts = re.split(r"^\$ ", body, flags=re.MULTILINE)
    assert not parts[0].strip(), f"a console block begins with “$ ”: {parts[0]!r}"
    for part in parts[1:]:
        words, _, shown = part.partition("\n")
        yield Command(words.strip(), tuple(shown.rstrip("\n").split("\n")) if shown.strip() else ())


def is_as_shown(shown: tuple[str, ...], printed: list[str]) -> bool:
    """Whether lines are what is shown, with any number of lines for each ``…``."""
    pattern = "".join(
        "(?:.*\n)*?" if line.strip() == LEFT_OUT else re.escape(line.rstrip()) + "\n" for line in shown
    )
    return re.fullmatch(pattern, "".join(f"{line.rstrip()}\n" for line in printed)) is not None
