"""The baseline of a check: which one counts, writing it, and taking out what is gone."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from ivrcheck.baseline.file import Baseline
    from ivrcheck.finding import Report


class Filed(click.ParamType):  # type: ignore[type-arg]
    """The file of a baseline."""

    name = "file"

    def convert(self, value: object, param: click.Parameter | None, context: click.Context | None) -> Path:
        if not str(value) or str(value) == "-":
            self.fail("Name a file for it, like ivrcheck-baseline.json.", param, context)
        return Path(str(value))


class Notes:
    """What is said of the baseline beside the report."""

    def __init__(self) -> None:
        self.said: list[str] = []
        self.failed: list[str] = []
        """Sentences that make the exit status 2."""


class Known:
    """What the command line wants of baselines."""

    def __init__(self, baseline: Path | None, write: Path | None, prune: bool, off: bool) -> None:
        """Raises a usage error for what can be known to fail before anything is checked."""
        _no_contradiction(baseline, write, prune, off)
        self.given = _read(baseline) if baseline else None
        """The one to compare with, where the settings do not say it."""
        self.written = _before(write) if write else None
        """What the one that is to be written holds up to now."""
        self.prune = prune
        self.off = off

    def apply(self, report: Report) -> Notes:
        """Hold back what is known, and write what is to be written."""
        notes = Notes()
        if self.written:
            self._write(self.written, report, notes)
        elif not self.off:
            self._compare(report, notes)
        return notes

    def _write(self, before: Baseline, report: Report, notes: Notes) -> None:
        from ivrcheck.baseline.hold import hold_back
        from ivrcheck.baseline.note import noted

        new = noted(report, before)
        if _saved(new, notes):
            hold_back(report, dict.fromkeys(report.files, new))
            count = len(report.held)
            written = (
                f"{count} finding{'s' * (count != 1)} written down" if count else "nothing to write down"
            )
            notes.said.append(f"{new.shown}: {written}.")

    def _compare(self, report: Report, notes: Notes) -> None:
        baselines = dict.fromkeys(report.files, self.given) if self.given else _of_settings(report)
        used = {file: one for file, one in baselines.items() if one}
        if not used:
            if self.prune and not report.unchecked:
                notes.failed.append("There is no baseline to prune; name it with --baseline FILE.")
            return
        from ivrcheck.baseline.hold import hold_back

        rest = hold_back(report, used)
        if self.prune:
            _prune(rest, report, notes)


def _no_contradiction(baseline: Path | None, write: Path | None, prune: bool, off: bool) -> None:
    others = {"--baseline": baseline, "--prune-baseline": prune, "--no-baseline": off}
    named = [name for name, value in others.items() if value]
    if write and named:
        raise click.UsageError(f"--write-baseline writes down all that is found; leave {named[0]} out.")
    if off and len(named) > 1:
        raise click.UsageError(f"--no-baseline and {named[0]} contradict each other; leave one of them out.")


def _prune(rest: list[Baseline], report: Report, notes: Notes) -> None:
    """Write the baselines without what is gone."""
    for baseline in rest:
        count = sum(one.count for one in report.gone if one.baseline == baseline.shown)
        if not count:
            notes.said.append(f"{baseline.shown}: nothing to take out.")
        elif _saved(baseline, notes):
            report.gone = [one for one in report.gone if one.baseline != baseline.shown]
            notes.said.append(f"{baseline.shown}: {count} finding{'s' * (count != 1)} taken out.")


def _saved(baseline: Baseline, notes: Notes) -> bool:
    from ivrcheck.baseline.file import tree_of
    from ivrcheck.cli.writing import write
    from ivrcheck.report.encode import encode

    try:
        write(str(baseline.path), encode(tree_of(baseline.entries)).encode("utf-8"))
    except click.UsageError as error:
        notes.failed.append(error.format_message())
        return False
    return True


def _read(path: Path) -> Baseline:
    from ivrcheck.baseline.file import read_baseline
    from ivrcheck.finding import Unchecked

    try:
        return read_baseline(path)
    except Unchecked as error:
        raise click.UsageError(str(error)) from None


def _before(path: Path) -> Baseline:
    """What is in the file that is to be written; one that holds something else is left as it is."""
    from ivrcheck.baseline.file import Baseline

    if not path.parent.is_dir():
        raise click.UsageError(f"{path}: the folder {path.parent} is not there, so nothing can be written.")
    if not path.exists() or (path.is_file() and path.stat().st_size == 0):
        return Baseline(path)
    return _read(path)


def _of_settings(report: Report) -> dict[str, Baseline | None]:
    """The baseline of each menu, where the settings near it name one; what is wrong is said in the report."""
    read = {path: _read_for(report, Path(path)) for path in dict.fromkeys(report.baselines.values())}
    return {file: read[path] for file, path in report.baselines.items()}


def _read_for(report: Report, path: Path) -> Baseline | None:
    from ivrcheck.baseline.file import read_baseline
    from ivrcheck.finding import Unchecked

    try:
        return read_baseline(path)
    except Unchecked as error:
        report.unchecked.append(str(error))
        return None
