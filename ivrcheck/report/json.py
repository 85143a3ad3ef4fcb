"""A report for programs. ``report.schema.json`` beside this file describes it.

Version 1 keeps its promise: what is there keeps its name, its kind and its meaning. New fields may come.
"""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from ivrcheck import __version__
from ivrcheck.finding import (
    Accepted,
    Call,
    Coverage,
    Finding,
    Gone,
    Held,
    Place,
    Report,
    Severity,
    Timing,
    Wait,
)
from ivrcheck.report.encode import encode
from ivrcheck.report.material import Material, try_it
from ivrcheck.source import Span, whole_file

VERSION = 1
_WEEK = 168


def render(material: Material) -> str:
    """The whole report."""
    report = material.report
    names = iter(material.fingerprints([*report.findings, *material.aside]))
    return encode(
        {
            "version": VERSION,
            "tool": {"name": "ivrcheck", "version": __version__},
            "status": material.status,
            "summary": _summary(report),
            "menus": [_menu(file, report) for file in report.files],
            "findings": [_finding(one, next(names)) for one in report.findings],
            "accepted": [_accepted(one, next(names)) for one in report.suppressed],
            "baseline": [_held(one, next(names)) for one in report.held],
            "gone": list(map(_gone, report.gone)),
            "unchecked": report.unchecked,
        }
    )


def _summary(report: Report) -> dict[str, int]:
    counts = {
        name: sum(one.severity is level for one in report.findings)
        for name, level in (
            ("errors", Severity.ERROR),
            ("warnings", Severity.WARNING),
            ("advice", Severity.ADVICE),
        )
    }
    aside = {"accepted": report.accepted, "baseline": len(report.held), "gone": len(report.gone)}
    return {"menus": len(report.files), **counts, **aside}


def _menu(file: str, report: Report) -> dict[str, Any]:
    """What is said of one menu file; one that could not be understood has no more than its name."""
    coverage = next((one for one in report.coverage if one.file == file), None)
    examined = report.examined.get(file)
    timing = next((one for one in report.timings if one.file == file), None)
    if coverage is None or examined is None:
        return {"file": file, "understood": False}
    return {
        "file": file,
        "understood": True,
        "name": coverage.name,
        "first_day": examined.first.isoformat(),
        "last_day": examined.last.isoformat(),
        "rules": list(examined.rules),
        "person": _coverage(coverage),
        "traps": coverage.traps,
        "seconds_to_person": _timing(timing) if timing else None,
    }


def _coverage(coverage: Coverage) -> dict[str, Any]:
    least = coverage.least
    fewest = {"number": least[0], "hours": round(least[1], 3)} if least else None
    return {"hours": round(coverage.hours, 3), "of_hours": _WEEK, "fewest": fewest}


def _timing(timing: Timing) -> dict[str, Any]:
    return {
        "words_per_minute": timing.words_per_minute,
        "seconds_per_key": timing.key,
        "topics": [
            {
                "topic": row.topic,
                "first_time": wait_json(row.first_time),
                "knows_the_keys": wait_json(row.hurried),
            }
            for row in timing.rows
        ],
        "more_topics": timing.more,
    }


def wait_json(wait: Wait) -> dict[str, Any]:
    return {
        "shortest": None if wait.shortest is None else round(wait.shortest, 3),
        "longest": None if wait.longest is None else round(wait.longest, 3),
        "otherwise": wait.instead or None,
        "queue": wait.queued,
    }


def _finding(finding: Finding, fingerprint: str) -> dict[str, Any]:
    also = [_alone(inner) for inner in finding.folded]
    return {**_alone(finding), "fingerprint": fingerprint, "also": also}


def _alone(finding: Finding) -> dict[str, Any]:
    """A finding without the others that have the same cause."""
    return {
        "code": finding.code,
        "name": finding.name,
        "level": finding.severity.word,
        "menu": finding.of_menu,
        "place": place_json(finding.at),
        "step": finding.step or None,
        "message": finding.message,
        "help": finding.help or None,
        "related": [{"place": place_json(label.at), "message": label.text} for label in finding.labels],
        "call": call_json(finding.call) if finding.call else None,
    }


def _accepted(accepted: Accepted, fingerprint: str) -> dict[str, Any]:
    why = {"reason": accepted.reason, "by": accepted.by, "until": accepted.until.isoformat()}
    return {**_finding(accepted.finding, fingerprint), "acceptance": why}


def _held(held: Held, fingerprint: str) -> dict[str, Any]:
    return {**_finding(held.finding, fingerprint), "baseline": held.baseline}


def _gone(gone: Gone) -> dict[str, Any]:
    return {**asdict(gone), "step": gone.step or None}


def call_json(call: Call) -> dict[str, Any]:
    """A call in words, shortened, and complete as data."""
    trace = call.trace
    return {
        "moment": trace.moment,
        "number": trace.number,
        "keys": list(call.keys),
        "lines": list(call.lines),
        "command": try_it(call) or None,
        "turns": [{"step": turn.step, "deed": turn.deed, "detail": turn.detail} for turn in trace.turns],
        "end": trace.end or None,
        "circle": trace.circle,
    }


def place_json(place: Place) -> dict[str, Any]:
    return asdict(place if isinstance(place, Span) else whole_file(place.file))
