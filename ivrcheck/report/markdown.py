"""A report as Markdown, for a comment on a pull request: a small table, then each finding with its call."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ivrcheck.finding import Accepted, Coverage, Finding, Gone, Held, Report, Severity
from ivrcheck.report.aside import aside_count, gone_words
from ivrcheck.report.material import Material, folded_lines, try_it
from ivrcheck.report.text import counts_words, coverage_sentence, last_sentence, span_of, visible

MOST = 60_000
"""Characters that fit into a comment, with something to spare."""

_MARKS = re.compile(r"[\\`*\[\]#|~<>&$^{}]|(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])|^[-+=:]|(?<=^\d)[.)]")
_CALLS = re.compile(r"@|&#35;|:(?=//|[a-z0-9_+-]+:)|(?<=www)\.", re.IGNORECASE)
"""What a service would turn into a name, a number of an issue, a link or a picture."""
_SIGNS = {Severity.ERROR: "🛑 error", Severity.WARNING: "⚠️ warning", Severity.ADVICE: "💡 advice"}


def render(material: Material) -> str:
    """The whole report; what does not fit into a comment is counted."""
    report = material.report
    lines = [
        "## Phone menus",
        "",
        f"**{plain_words(last_sentence(report))}**" if report.files else "Nothing was checked.",
    ]
    lines += (
        [f"\n{_files(report)}: {counts_words(report.findings)}{aside_count(report)}."] if report.files else []
    )
    lines += [f"\n- Could not check: {plain_words(sentence)}" for sentence in report.unchecked]
    table = list(_table(report.findings))
    lines += fitting(table, MOST // 3, "rows")
    if len(report.coverage) > 1:
        lines += ["", "| Menu | Callers can reach a person |", "|---|---|"]
        lines += fitting(list(map(_coverage, report.coverage)), MOST // 10, "menus")
    blocks = ["\n".join(_details(one)) for one in report.findings]
    blocks += ["\n".join(_accepted(one)) for one in report.suppressed]
    blocks += ["\n".join(_held(one)) for one in report.held]
    blocks += ["\n".join(_gone(report.gone))] if report.gone else []
    lines += fitting(blocks, MOST - sum(map(len, lines)), "findings")
    return "\n".join(lines) + "\n"


def fitting(blocks: Sequence[str], room: int, what: str) -> list[str]:
    """As many blocks as there is room for, and how many more there are."""
    shown: list[str] = []
    for number, block in enumerate(blocks):
        room -= len(block) + 1
        if room < 0:
            return [*shown, "", f"… and {len(blocks) - number} more {what}, which do not fit here."]
        shown.append(block)
    return shown


def _files(report: Report) -> str:
    return f"{len(report.files)} menu{'s' if len(report.files) != 1 else ''} checked"


def _table(findings: Sequence[Finding]) -> Iterator[str]:
    if findings:
        yield from ("", "| | Where | What happens to callers |", "|---|---|---|")
    for one in findings:
        yield f"| {_SIGNS[one.severity]} | {_place(one)} | {plain_words(one.message)} |"


def _coverage(one: Coverage) -> str:
    sentence = coverage_sentence(one).removeprefix("Callers can reach a person ")
    return f"| {plain_words(one.file)} | {plain_words(sentence)} |"


def _place(finding: Finding) -> str:
    return plain_words(f"{finding.at.file}:{span_of(finding).line}")


def _details(finding: Finding) -> Iterator[str]:
    """A finding in full; the service folds it until somebody opens it."""
    title = f"{finding.code} {finding.name}, {finding.at.file}:{span_of(finding).line}"
    yield from ("", f"<details><summary>{plain_words(title)}</summary>", "", plain_words(finding.message))
    if finding.call:
        yield from ("", "The call that shows it:", "")
        yield from (f"1. {plain_words(line)}" for line in finding.call.lines)
        if command := try_it(finding.call):
            yield from ("", f"Try it: <code>{plain_words(command)}</code>")
    if finding.help:
        yield from ("", f"**What to do:** {plain_words(finding.help)}")
    if finding.folded:
        yield from ("", "The same fault also shows as:", "")
        yield from (f"- {plain_words(line)}" for line in folded_lines(finding))
    yield from ("", "</details>")


def _accepted(one: Accepted) -> Iterator[str]:
    finding = one.finding
    title = f"Accepted by {one.by} until {one.until.isoformat()}: {finding.code} {finding.name}"
    yield from ("", f"<details><summary>{plain_words(title)}</summary>", "", plain_words(finding.message))
    yield from ("", f"The reason: {plain_words(one.reason)}", "", "</details>")


def _held(one: Held) -> Iterator[str]:
    finding = one.finding
    at = f"{finding.at.file}:{span_of(finding).line}"
    title = f"In the baseline {one.baseline}: {finding.code} {finding.name}, {at}"
    yield from ("", f"<details><summary>{plain_words(title)}</summary>", "", plain_words(finding.message))
    yield from (f"\n- {plain_words(line)}" for line in folded_lines(finding))
    yield from ("", "</details>")


def _gone(gone: Sequence[Gone]) -> Iterator[str]:
    """What can be taken out of the baselines."""
    title = "In the baseline, and no longer found"
    yield from ("", f"<details><summary>{title}: {len(gone)}</summary>", "")
    yield from (f"- {plain_words(f'{gone_words(one)} ({one.baseline})')}" for one in gone)
    yield from ("", "</details>")


def plain_words(text: str) -> str:
    """A text in one line in which nothing is a mark, a tag, a link, or calls anybody by name."""
    shown = _MARKS.sub(lambda match: f"&#{ord(match[0])};", " ".join(visible(text).split()))
    return _CALLS.sub(r"\g<0><!-- -->", shown)
