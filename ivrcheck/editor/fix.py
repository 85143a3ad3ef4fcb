"""Makes the mends of a check, checks again, and goes on until nothing is left that can be mended."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from ivrcheck.check import Options, Progress, check_paths
from ivrcheck.editor.mends import Edit, Mend, mended_findings
from ivrcheck.finding import Finding, Report
from ivrcheck.menu.files import texts_over
from ivrcheck.source import Span, line_starts

_MOST_ROUNDS = 200
"""How often a menu is mended and checked again: YAML shows only the first star without quotation marks."""

_Sign = tuple[str, int, str, str]
"""What tells one finding from another: its file, line, code and message."""


@dataclass(frozen=True, slots=True)
class Mended:
    """One file with its mends."""

    file: str
    before: str
    after: str
    made: tuple[Mend, ...]


@dataclass(slots=True)
class Fixed:
    """What a run with mends comes to. ``report`` is about the files as they are with all mends made."""

    report: Report
    files: list[Mended] = field(default_factory=list)
    left_alone: list[str] = field(default_factory=list)
    """A sentence for each file that could be mended and yet is not."""


def fix(paths: Sequence[Path], options: Options, progress: Progress | None = None) -> Fixed:
    """Check files and folders, and mend in memory what can be mended. Nothing is written."""
    report = check_paths(paths, options=options, progress=progress)
    menus = {finding.of_menu for finding, _ in mended_findings(report)}
    if not menus:
        return Fixed(report)
    work = _Work(options, report)
    for menu in sorted(menus):
        work.mend(menu)
    while work.texts:
        checked = check_paths(paths, options=work.over(work.texts, options), progress=progress)
        harmed = work.harmed(report, checked)
        if not harmed:
            return work.fixed(checked)
        work.give_up(harmed, "another menu that includes it could no longer be understood.")
    return work.fixed(report)


class _Work:
    """The texts as they are with the mends made so far."""

    def __init__(self, options: Options, report: Report) -> None:
        self._options = options
        self._before = dict(report.sources)
        self.texts: dict[str, str] = {}
        self.made: dict[str, list[Mend]] = {}
        self.given_up: dict[str, str] = {}
        """The files that are left alone, and why."""

    def over(self, texts: Mapping[str, str], options: Options) -> Options:
        """The options of a check that reads these texts in place of the files."""
        over = {Path(file): text for file, text in texts.items()}
        return replace(options, read=texts_over(over, options.read))

    def mend(self, menu: str) -> None:
        """Mend one menu with what it includes, round by round."""
        hopeless: set[_Sign] = set()
        report = self._check(menu, self.texts)
        for _ in range(_MOST_ROUNDS):
            chosen = self._chosen(report, hopeless)
            if not chosen:
                break
            texts = self.texts | {
                file: applied(report.sources[file], made) for file, made in _by_file(chosen).items()
            }
            checked = self._check(menu, texts)
            if left := {_sign(finding) for finding, _ in chosen} & {*map(_sign, checked.findings)}:
                hopeless |= left
                continue
            self._before = report.sources | self._before
            self.texts, report = texts, checked
            for _, mend in chosen:
                self.made.setdefault(mend.at.file, []).append(mend)
        for one in report.findings:
            if one.unread and isinstance(one.at, Span) and one.at.file in self.texts:
                why = f"even mended it could not be read as a menu. Line {one.at.line}: {one.message}"
                self.give_up([one.at.file], f"{why} {one.help}")

    def _check(self, menu: str, texts: Mapping[str, str]) -> Report:
        quiet = replace(self._options, keep=None, timed=False)
        return check_paths([Path(menu)], options=self.over(texts, quiet))

    def _chosen(self, report: Report, hopeless: set[_Sign]) -> list[tuple[Finding, Mend]]:
        """The mends to be made together: none where another one is made, nor in a file left alone."""
        taken: list[Edit] = []
        chosen = []
        for finding, mend in mended_findings(report):
            free = mend.at.file not in self.given_up and _sign(finding) not in hopeless
            if free and not any(_overlap(one.span, other.span) for one in mend.edits for other in taken):
                taken += mend.edits
                chosen.append((finding, mend))
        return chosen

    def harmed(self, before: Report, after: Report) -> set[str]:
        """The mended files because of which a menu can be understood no more that could be."""
        lost = {*before.examined} - {*after.examined}
        return {one.at.file for one in after.findings if one.of_menu in lost} & {*self.texts}

    def give_up(self, files: Iterable[str], why: str) -> None:
        """Leave files as they are."""
        for file in files:
            self.given_up[file] = why
            self.texts.pop(file, None)
            self.made.pop(file, None)

    def fixed(self, report: Report) -> Fixed:
        """What there is to be written."""
        files = [
            Mended(file, self._before[file], text, tuple(sorted(self.made[file], key=lambda one: one.at)))
            for file, text in sorted(self.texts.items())
        ]
        left = [f"{file} is left as it is: {why}" for file, why in sorted(self.given_up.items())]
        return Fixed(report, files, left)


def _sign(finding: Finding) -> _Sign:
    line = finding.at.line if isinstance(finding.at, Span) else 0
    return finding.at.file, line, finding.code, finding.message


def _overlap(one: Span, other: Span) -> bool:
    """Whether two pieces share a character, or touch: then what is written at both depends on the order."""
    if one.file != other.file:
        return False
    begins, ends = (one.line, one.column), (one.end_line, one.end_column)
    return begins <= (other.end_line, other.end_column) and (other.line, other.column) <= ends


def applied(text: str, made: Iterable[Mend]) -> str:
    """A text with mends made in it, which must not overlap and be all about this text."""
    starts = line_starts(text)
    edits = sorted((edit for mend in made for edit in mend.edits), key=lambda edit: edit.span, reverse=True)
    for edit in edits:
        span = edit.span
        first = starts[span.line - 1] + span.column - 1
        last = starts[span.end_line - 1] + span.end_column - 1 if span.end_line <= len(starts) else len(text)
        text = text[:first] + edit.new + text[last:]
    return text


def _by_file(chosen: Iterable[tuple[Finding, Mend]]) -> dict[str, list[Mend]]:
    files: dict[str, list[Mend]] = {}
    for _, mend in chosen:
        files.setdefault(mend.at.file, []).append(mend)
    return files
