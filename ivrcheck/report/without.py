"""What breaks while somebody is away, as text."""

from __future__ import annotations

from collections.abc import Iterator

from ivrcheck.compare.away import Loss, Without
from ivrcheck.finding import Finding
from ivrcheck.hours.naming import moment_words
from ivrcheck.hours.words import date_words, dates_words
from ivrcheck.menu.scalars import Dates
from ivrcheck.report.text import Paint, plain, span_of, visible
from ivrcheck.rules.words import listed


def render_without(away: Without, paint: Paint = plain) -> str:
    """The times lost, then what is found then and not otherwise."""
    lines = [paint(f"While {visible(away.name)} is away, {_dates(away.dates)}:", "bold")]
    for loss in away.losses:
        lines += _loss(loss)
    for finding in away.findings:
        lines += ["", *_finding(finding, paint)]
    if not away.losses:
        lines.insert(1, "  Callers can reach a person at the same times as otherwise.")
    if not away.findings:
        lines += ["", "Nothing is found then that is not found otherwise."]
    return "\n".join(lines) + "\n"


def _dates(dates: Dates) -> str:
    """``21 to 31 December 2026``, ``21 December 2026 to 2 January 2027``."""
    first, last = dates.first, dates.last
    if first.year == last.year:
        return f"{dates_words(first, last)} {last.year}"
    return f"{date_words(first)} {first.year} to {date_words(last)} {last.year}"


def _loss(loss: Loss) -> Iterator[str]:
    who = f"callers about {listed(loss.topics)}" if loss.topics else "callers"
    who = visible(who[:1].upper() + who[1:])
    yield f"  {who} to {loss.number} cannot reach a person for {_hours(loss.hours)}:"
    yield f"    {loss.times} (for the first time on {moment_words(loss.first)})"


def _hours(hours: float) -> str:
    number = f"{hours:,.1f}".removesuffix(".0")
    return f"{number} hour{'s' if number != '1' else ''}"


def _finding(finding: Finding, paint: Paint) -> Iterator[str]:
    at, level = span_of(finding), finding.severity.word
    yield f"{at.file}:{at.line}:{at.column}: {paint(level, level)} {finding.code} {finding.name}"
    yield f"  {visible(finding.message)}"
    if finding.help:
        yield f"  {paint('What to do:', 'bold')} {visible(finding.help)}"
