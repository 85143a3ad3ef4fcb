"""A report as GitHub workflow commands, which annotate the lines of a pull request."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from ivrcheck.finding import Finding, Severity
from ivrcheck.report.aside import aside_lines
from ivrcheck.report.material import Material, told
from ivrcheck.report.text import span_of, summary_lines, visible

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.ADVICE: "notice"}


def render(material: Material) -> str:
    """One command on each line, and nothing else: whatever a menu says stays inside of them."""
    report = material.report
    lines = list(map(_finding, report.findings))
    lines += [_command("error", sentence, title="ivrcheck could not check") for sentence in report.unchecked]
    summary = [
        *aside_lines(report),
        *summary_lines(replace(report, timings=[])),
    ]  # a table is unreadable where it would be shown
    lines.append(_command("notice", "\n".join(summary), title="ivrcheck"))
    return "\n".join(lines) + "\n"


def _finding(finding: Finding) -> str:
    at = span_of(finding)
    place = {"file": at.file, "line": str(at.line)}
    if (at.end_line, at.end_column) != (at.line, at.column):
        place["endLine"] = str(at.end_line)
        if at.end_line == at.line:  # columns of several lines are not understood
            place |= {"col": str(at.column), "endColumn": str(at.end_column)}
    return _command(
        _COMMANDS[finding.severity], told(finding), **place, title=f"{finding.code} {finding.name}"
    )


def _command(name: str, message: str, **properties: str) -> str:
    named = ",".join(f"{key}={_property(value)}" for key, value in properties.items())
    return f"::{name} {named}::{_data(message)}"


def _data(text: str) -> str:
    """A message in one line; the service turns the marks back into what they stand for."""
    return "%0A".join(_lines(text))


def _lines(text: str) -> Iterator[str]:
    for line in text.split("\n"):
        yield visible(line).replace("%", "%25")


def _property(text: str) -> str:
    return visible(text).replace("%", "%25").replace(":", "%3A").replace(",", "%2C")
