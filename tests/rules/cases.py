"""The example files of the rules: ``tests/rules/<rule-name>/bad*.yaml`` and ``good*.yaml``.

Beside each bad file lies what a check of it prints (``bad*.txt``). Files named ``inc*.yaml`` are only
included by others; files named ``other*.yaml`` are other phone systems, checked together with each example.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator
from contextlib import chdir
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from ivrcheck.check import Options, check_paths
from ivrcheck.finding import Finding, Report
from ivrcheck.menu.files import BESIDE
from ivrcheck.menu.load import decode
from ivrcheck.report.text import render
from ivrcheck.rules.registry import Rule, all_rules

HERE = Path(__file__).parent
START = date(2026, 11, 23)
HEADINGS = ("Why it matters", "Bad", "Good", "How to mend it", "Source")
LEFT_OUT = "…"
"""A line of its own in an excerpt, for lines of the file that are not shown."""


@dataclass(frozen=True, slots=True)
class Case:
    """One example file of one rule."""

    rule: Rule
    path: Path

    @property
    def golden(self) -> Path:
        return self.path.with_suffix(".txt")

    def __str__(self) -> str:
        return f"{self.rule.name}/{self.path.name}"


def folder(rule: Rule) -> Path:
    """Where the examples of a rule lie."""
    return HERE / rule.name


def cases(kind: str) -> list[Case]:
    """The ``bad`` or the ``good`` files of all rules."""
    return [Case(rule, path) for rule in all_rules() for path in files(rule, kind)]


def files(rule: Rule, kind: str) -> list[Path]:
    """The ``bad`` or the ``good`` files of one rule, ``bad.yaml`` first."""
    found = [path for path in folder(rule).glob(f"{kind}*.yaml") if not path.name.endswith(BESIDE)]
    return sorted(found, key=lambda path: path.stem)


def checked(path: Path) -> Report:
    """What a check says of a file and the other systems beside it, called by bare names in their folder."""
    names = [path.name, *sorted(other.name for other in path.parent.glob("other*.yaml"))]
    with chdir(path.parent):
        return check_paths([Path(name) for name in names], options=Options(start=START))


def printed(path: Path) -> str:
    """What ``ivrcheck check --start 2026-11-23 FILE`` prints, with the other systems beside it named too."""
    return render(checked(path))


def found(report: Report) -> Iterator[Finding]:
    """All findings, the folded ones too."""
    for finding in report.findings:
        yield finding
        yield from finding.folded


def sections(rule: Rule) -> dict[str, str]:
    """The parts of a rule's documentation under their headings; what comes before them under ``""``."""
    parts: dict[str, list[str]] = {"": []}
    heading = ""
    for line in rule.text.splitlines():
        if line in HEADINGS:
            heading = line
            parts[heading] = []
        else:
            parts[heading].append(line)
    return {name: "\n".join(lines).strip("\n") for name, lines in parts.items()}


def blocks(section: str) -> list[str]:
    """The indented excerpts of a section, without the indentation."""
    found = re.findall(r"(?:^(?: {4}.*|\s*)\n)*^ {4}.*", section, re.MULTILINE)
    return [textwrap.dedent(one.strip("\n")) for one in found]


def stands_in(excerpt: str, text: str) -> bool:
    """Whether an excerpt is in a file word for word; all its lines may be indented further there."""
    lines = text.splitlines()
    return all(_stands(part.splitlines(), lines) for part in _parts(excerpt))


def _parts(excerpt: str) -> list[str]:
    split = re.split(rf"^\s*{LEFT_OUT}\s*$", excerpt, flags=re.MULTILINE)
    return [textwrap.dedent(part.strip("\n")) for part in split if part.strip()]


def _stands(wanted: list[str], lines: list[str]) -> bool:
    for start in range(len(lines) - len(wanted) + 1):
        indent = len(lines[start]) - len(lines[start].lstrip(" ")) - _indent(wanted[0])
        if indent >= 0 and [_pushed(one, indent) for one in wanted] == [
            one.rstrip() for one in lines[start : start + len(wanted)]
        ]:
            return True
    return False


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _pushed(line: str, indent: int) -> str:
    return f"{' ' * indent}{line}".rstrip()


def text_of(path: Path) -> str:
    """An example file as text."""
    return decode(path.read_bytes(), path.name)


def shown_in(excerpt: str, rule: Rule, kind: str) -> Path | None:
    """The example file that an excerpt is taken from."""
    beside = folder(rule).glob(f"{kind}*{BESIDE}")
    return next((path for path in (*files(rule, kind), *beside) if stands_in(excerpt, text_of(path))), None)
