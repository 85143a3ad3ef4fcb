"""What a report is made from: what was found, and for some formats the facts behind it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ivrcheck.finding import Call, Finding, Report, Severity
from ivrcheck.report.command import call_command
from ivrcheck.report.text import span_of, visible, without_times
from ivrcheck.source import lines_of

if TYPE_CHECKING:
    from ivrcheck.analysis.facts import Facts


@dataclass(frozen=True, slots=True)
class Material:
    """One run, ready to be told."""

    report: Report
    fail_on: Severity | None = None
    """From which level on findings make the exit status 1, where the command line says so."""
    facts: Mapping[str, Facts] = field(default_factory=dict)
    """By menu file; only for formats that ask for it."""

    @property
    def status(self) -> int:
        """The exit status of the run."""
        return self.report.exit_status(self.fail_on)

    @property
    def aside(self) -> list[Finding]:
        """What was found and does not count: what is accepted, then what a baseline holds."""
        report = self.report
        return [*(one.finding for one in report.suppressed), *(one.finding for one in report.held)]

    def fails(self, finding: Finding) -> bool:
        """Whether a finding is bad enough to make the exit status 1."""
        return finding.severity >= (self.fail_on or self.report.fails_on(finding))

    def fingerprints(self, findings: Sequence[Finding]) -> list[str]:
        """A name for each finding that stays the same when lines above it come and go."""
        return fingerprints(findings, self.report.sources)


def fingerprints(findings: Sequence[Finding], sources: Mapping[str, str]) -> list[str]:
    """Each is made of the rule, the file and the step, or the words of the line where there is no step.

    Where several findings have all these in common, they are counted.
    """
    from hashlib import sha256

    lines = {file: lines_of(text) for file, text in sources.items()}
    seen: dict[tuple[str, ...], int] = {}
    found = []
    for finding in findings:
        at = span_of(finding)
        there = lines.get(at.file, ())
        line = there[at.line - 1].strip() if at.line <= len(there) else ""
        words = (finding.code, at.file, finding.step, "" if finding.step else line)
        seen[words] = seen.get(words, 0) + 1
        found.append(
            sha256("\n".join((*words, str(seen[words]))).encode("utf-8", "replace")).hexdigest()[:32]
        )
    return found


def told(finding: Finding) -> str:
    """A finding in full as plain lines: its sentence, its call, what to do, and how else it shows."""
    lines = [finding.message]
    if finding.call:
        lines += ["", "The call that shows it:", *(f"- {line}" for line in finding.call.lines)]
        if command := try_it(finding.call):
            lines.append(f"Try it: {command}")
    if finding.help:
        lines += ["", f"What to do: {finding.help}"]
    if finding.folded:
        lines += ["", "The same fault also shows as:"]
        lines += [f"- {line}" for line in folded_lines(finding)]
    return "\n".join(lines)


def folded_lines(finding: Finding) -> list[str]:
    """A line for each further finding with the same cause."""
    return [
        f"{one.code} {one.name} (line {span_of(one).line}): {without_times(one.message, finding.message)}"
        for one in finding.folded
    ]


def try_it(call: Call) -> str:
    """The command that makes a call again; empty where there is none that could be copied."""
    command = call_command(call.again) if call.again else ""
    return command if visible(command) == command else ""
