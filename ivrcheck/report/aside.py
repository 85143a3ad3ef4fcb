"""What a report holds beside its findings: what is accepted or known, and what a baseline is rid of."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from ivrcheck.finding import Accepted, Finding, Gone, Report
from ivrcheck.source import Span

_MOST = 10
"""How many lines of a kind a terminal shows."""


def aside_count(report: Report) -> str:
    """`` (2 accepted, 6 in the baseline)``, or nothing."""
    words = [f"{report.accepted} accepted"] if report.accepted else []
    words += [f"{len(report.held)} in the baseline"] if report.held else []
    return f" ({', '.join(words)})" if words else ""


def aside_lines(report: Report) -> Iterator[str]:
    """All of it as plain lines, those of many alike as one."""
    if report.suppressed:
        yield "Accepted, and not counted:"
        yield from _some([f"{_place(one.finding)}: {accepted_words(one)}" for one in report.suppressed])
    for baseline in sorted({one.baseline for one in report.held}):
        yield f"In the baseline {baseline}, and not counted:"
        yield from _some(list(_by_menu([one.finding for one in report.held if one.baseline == baseline])))
    for baseline in sorted({one.baseline for one in report.gone}):
        yield f"In the baseline {baseline}, and no longer found (--prune-baseline takes it out):"
        yield from _some([gone_words(one) for one in report.gone if one.baseline == baseline])


def _some(lines: Sequence[str]) -> Iterator[str]:
    yield from (f"  {line}" for line in lines[:_MOST])
    if more := len(lines) - _MOST:
        yield from [f"  … and {more} more"] * (more > 0)


def _by_menu(findings: Sequence[Finding]) -> Iterator[str]:
    """``menus/clinic.yaml: IVR201 (2), IVR301``."""
    menus: dict[str, Counter[str]] = {}
    for finding in findings:
        menus.setdefault(finding.of_menu, Counter()).update(one.code for one in finding.parts)
    for menu, codes in menus.items():
        counted = (f"{code} ({count})" if count > 1 else code for code, count in sorted(codes.items()))
        yield f"{menu}: {', '.join(counted)}"


def accepted_words(one: Accepted) -> str:
    """``IVR301 voicemail-without-owner until 2027-03-31 (Ada Moss: The new rota comes in spring)``."""
    finding = one.finding
    return f"{finding.code} {finding.name} until {one.until.isoformat()} ({one.by}: {one.reason})"


def gone_words(one: Gone) -> str:
    """``menus/clinic.yaml: IVR201 zero-loops-back in “main”``."""
    where = f" in “{one.step}”" if one.step else ""
    return f"{one.file}: {one.code} {one.name}{where}{f' ({one.count})' if one.count > 1 else ''}"


def _place(finding: Finding) -> str:
    at = finding.at
    return f"{at.file}:{at.line}:{at.column}" if isinstance(at, Span) else at.file
