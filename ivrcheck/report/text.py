"""A report as text for a terminal: the sentence, the place, the call that shows it, what to do."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from math import ceil

from ivrcheck.finding import Call, Coverage, Finding, Report, Severity, Timing, Wait
from ivrcheck.report.aside import aside_count, aside_lines
from ivrcheck.report.command import call_command
from ivrcheck.source import Span, lines_of, whole_file

Paint = Callable[[str, str], str]
"""Puts a style (``error``, ``warning``, ``advice``, ``dim``, ``bold``) on a text."""

_WIDE = 96
_WEEK = 168
_IN_BRACKETS = re.compile(r" \([^()]{5,}\)")


def plain(text: str, style: str) -> str:
    """No style at all."""
    return text


def render(report: Report, paint: Paint = plain) -> str:
    """The whole report, ending with the summary."""
    lines: list[str] = []
    sources = {file: lines_of(text) for file, text in report.sources.items()}
    for finding in report.findings:
        lines += [*finding_lines(finding, sources, paint), ""]
    lines += [paint("could not check", "error") + f"  {visible(sentence)}" for sentence in report.unchecked]
    if report.unchecked:
        lines.append("")
    if aside := [visible(line) for line in aside_lines(report)]:
        lines += [*aside, ""]
    lines += summary_lines(report, paint)
    return "\n".join(lines) + "\n"


def finding_lines(finding: Finding, sources: Mapping[str, Sequence[str]], paint: Paint) -> Iterator[str]:
    """One finding. ``sources``: the lines of the files it may point into."""
    at = span_of(finding)
    level = finding.severity.word
    yield f"{paint(_place(at), 'bold')}: {paint(level, level)} {finding.code} {finding.name}"
    yield f"  {visible(finding.message)}"
    yield from _excerpt(at, sources.get(at.file, ()), paint, level)
    for label in finding.labels:
        place = label.at if isinstance(label.at, Span) else whole_file("")
        yield paint(f"    see {_place(place)}: {visible(label.text)}", "dim")
    if finding.call:
        yield from _call(finding.call, paint)
    if finding.help:
        yield f"  {paint('What to do:', 'bold')} {visible(finding.help)}"
    if finding.folded:
        yield f"  {paint('The same fault also shows as:', 'bold')}"
    for inner in finding.folded[:_FOLDED]:
        message = without_times(inner.message, finding.message)
        yield f"    {inner.code} {inner.name} (line {span_of(inner).line}): {visible(message)}"
    if (more := len(finding.folded) - _FOLDED) > 0:
        yield f"    … and in {more} more place{'s' * (more > 1)}."


_FOLDED = 10
"""How many findings with the same cause are shown under a finding."""


def _place(at: Span) -> str:
    return f"{visible(at.file)}:{at.line}:{at.column}"


def without_times(message: str, headline: str) -> str:
    """A folded sentence without the times in brackets that the headline has said already."""
    for times in _IN_BRACKETS.findall(message):
        if times in headline:
            message = message.replace(times, "", 1)
    return message


def _call(call: Call, paint: Paint) -> Iterator[str]:
    yield f"  {paint('The call that shows it:', 'bold')}"
    for line in call.lines:
        yield f"    - {visible(line)}"
    command = call_command(call.again) if call.again else ""
    if command and visible(command) == command:
        yield f"  {paint('Try it:', 'bold')} {command}"


def span_of(finding: Finding) -> Span:
    """Where a finding is; by the time it is shown its place has been found."""
    return finding.at if isinstance(finding.at, Span) else whole_file(finding.at.file)


def _excerpt(at: Span, lines: Sequence[str], paint: Paint, level: str) -> Iterator[str]:
    line = lines[at.line - 1] if at.line <= len(lines) else ""
    if not line.strip():
        return
    end = at.end_column if at.end_line == at.line else len(line) + 1
    start, shown = _window(line, at.column - 1)
    before = visible(shown[: at.column - 1 - start])
    marked = visible(shown[at.column - 1 - start : max(end - 1 - start, at.column - start)])
    number = f"{at.line:>6}"
    left, right = "…" * (start > 0), "…" * (start + len(shown) < len(line))
    yield f"{paint(f'{number} |', 'dim')} {left}{visible(shown)}{right}"
    carets = paint("^" * max(1, cells(marked)), level)
    yield f"{paint('       |', 'dim')} {' ' * (cells(before) + len(left))}{carets}"


def _window(line: str, column: int) -> tuple[int, str]:
    """The part of a long line around a column, and where it begins."""
    start = max(0, column - _WIDE // 2) if len(line) > _WIDE and column > _WIDE // 2 else 0
    return start, line[start : start + _WIDE]


def visible(text: str) -> str:
    """A text with nothing in it that could move the cursor, turn the line round, or hide."""
    if text.isprintable():  # which letters and quotation marks of every language are
        return text
    return "".join(_visible_character(character) for character in text)


def _visible_character(character: str) -> str:
    if character == "\t":
        return " "
    if character == "\u200d" or unicodedata.category(character) not in ("Cc", "Cf", "Cs", "Zl", "Zp"):
        return character
    return f"<U+{ord(character):04X}>"


def cells(text: str) -> int:
    """How many columns of a terminal a text takes."""
    if text.isascii():
        return len(text)
    none = [unicodedata.category(character) in ("Mn", "Me", "Cf") for character in text]
    wide = [unicodedata.east_asian_width(character) in "WF" for character in text]
    return sum(0 if nothing else 2 if double else 1 for nothing, double in zip(none, wide, strict=True))


def summary_lines(report: Report, paint: Paint = plain) -> list[str]:
    """How much was checked, what was found, and one plain sentence."""
    if not report.files:
        return ["Nothing was checked."]
    files = f"{len(report.files)} menu{'s' if len(report.files) != 1 else ''} checked"
    lines = [f"{files}: {counts_words(report.findings)}{aside_count(report)}."]
    if len(report.coverage) > 1:
        width = max(len(visible(one.file)) for one in report.coverage)
        lines += [f"  {visible(one.file):<{width}}  {coverage_sentence(one)}" for one in report.coverage]
    elif len(report.files) == 1:
        lines += [line for timing in report.timings for line in timing_lines(timing)]
    lines.append(paint(last_sentence(report), "bold"))
    return lines


def timing_lines(timing: Timing) -> Iterator[str]:
    """A small table: how many seconds callers about each topic need until a person answers."""
    rows = [(visible(row.topic), wait_words(row.first_time), wait_words(row.hurried)) for row in timing.rows]
    topics = [clipped(topic) for topic, _, _ in rows]
    titles = ("first time", "knows the keys")
    wide = max(map(cells, topics))
    first = max(len(words) for words in (titles[0], *(one for _, one, _ in rows)))
    yield (
        f"Seconds until a person answers, in working time, if everybody picks up "
        f"({timing.words_per_minute:g} words a minute, {timing.key:g} s a key):"
    )
    yield f"  {' ' * wide}  {titles[0]:<{first}}  {titles[1]}"
    for topic, (_, slow, quick) in zip(topics, rows, strict=True):
        yield f"  {topic}{' ' * (wide - cells(topic))}  {slow:<{first}}  {quick}"
    if timing.more:
        yield f"  … and {timing.more} more topics"


def wait_words(wait: Wait) -> str:
    """``18``, ``18–31 + the queue``, ``18, or a message``, ``nobody``."""
    instead = _INSTEAD.get(wait.instead, "nobody")
    if wait.shortest is None or wait.longest is None:
        return instead
    low, high = f"{ceil(wait.shortest)}", f"{ceil(wait.longest)}"
    span = low if low == high else f"{low}–{high}"
    return f"{span}{' + the queue' if wait.queued else ''}{f', or {instead}' if wait.instead else ''}"


_INSTEAD = {"resolved": "a recording", "message": "a message", "callback": "a call back"}


def clipped(text: str, most: int = 44) -> str:
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"


def counts_words(findings: Sequence[Finding]) -> str:
    words = []
    for severity in sorted(Severity, reverse=True):
        count = sum(one.severity is severity for one in findings)
        if count:
            plural = "s" if count != 1 and severity is not Severity.ADVICE else ""
            words.append(f"{count} {severity.word}{plural}")
    return ", ".join(words) or "nothing to mend"


def coverage_sentence(one: Coverage) -> str:
    """``Callers can reach a person 38 of 168 hours a week; 2 traps.``"""
    traps = f"{one.traps} trap{'s' if one.traps != 1 else ''}" if one.traps else "no traps"
    least = f" (only {_hours(one.least[1])} on {one.least[0]})" if one.least else ""
    return f"Callers can reach a person {_hours(one.hours)} of {_WEEK} hours a week{least}; {traps}."


def _hours(hours: float) -> str:
    return f"{hours:.1f}".rstrip("0").rstrip(".")


def last_sentence(report: Report) -> str:
    if len(report.coverage) == 1 and len(report.files) == 1:
        return coverage_sentence(report.coverage[0])
    unread = len(report.files) - len(report.coverage)
    if not report.coverage:
        return "Mend what stands above first; then it can be said where callers get stuck."
    trapped = sum(one.traps > 0 for one in report.coverage)
    more = f" {unread} could not be understood yet." if unread else ""
    if not trapped:
        return f"Callers are trapped in none of the {len(report.coverage)} menus.{more}"
    return f"Callers are trapped in {trapped} of {len(report.coverage)} menus.{more}"
