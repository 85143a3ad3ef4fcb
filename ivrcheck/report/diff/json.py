"""A diff for programs. ``diff.schema.json`` beside the reports describes it.

Version 1 keeps its promise: what is there keeps its name, its kind and its meaning. New fields may come.
"""

from __future__ import annotations

from typing import Any

from ivrcheck import __version__
from ivrcheck.compare.model import (
    Diff,
    End,
    EndChange,
    FindingChange,
    MenuDiff,
    PersonChange,
    PromiseChange,
    SecondsChange,
    When,
)
from ivrcheck.finding import Call
from ivrcheck.report.diff.summary import summary
from ivrcheck.report.encode import encode
from ivrcheck.report.json import call_json, place_json, wait_json

VERSION = 1


def render(diff: Diff, status: int = 0) -> str:
    """The whole diff."""
    return encode(
        {
            "version": VERSION,
            "tool": {"name": "ivrcheck", "version": __version__},
            "status": status,
            "old": diff.old,
            "new": diff.new,
            "first_day": diff.start.isoformat() if diff.start else None,
            "summary": summary(diff),
            "worse": any(menu.worse for menu in diff.menus),
            "menus_looked_at": diff.looked_at,
            "menus": [
                _menu(menu) for menu in diff.menus if menu.changed or menu.renamed or not menu.compared
            ],
            "unchecked": list(diff.unchecked),
        }
    )


def _menu(menu: MenuDiff) -> dict[str, Any]:
    return {
        "old": menu.old,
        "new": menu.new,
        "name": menu.name or None,
        "compared": menu.compared,
        "worse": menu.worse,
        "numbers_gone": [{"number": one, "answered_by": other or None} for one, other in menu.numbers_gone],
        "numbers_new": list(menu.numbers_new),
        "topics_gone": list(menu.topics_gone),
        "topics_new": list(menu.topics_new),
        "persons": list(map(_person, menu.persons)),
        "ends": list(map(_end, menu.ends)),
        "promises": list(map(_promise, menu.promises)),
        "seconds": list(map(_seconds, menu.seconds)),
        "findings_new": list(map(_finding, menu.found)),
        "findings_gone": list(map(_finding, menu.gone)),
        "renamed": [{"old": old, "new": new} for old, new in menu.renamed],
    }


def _when(when: When) -> dict[str, Any]:
    return {
        "words": when.words,
        "hours_a_week": round(when.hours_a_week, 3),
        "hours_a_year": round(when.hours, 3),
        "first": when.first.isoformat(timespec="minutes"),
    }


def _person(one: PersonChange) -> dict[str, Any]:
    return {
        "change": "gained" if one.gained else "lost",
        "numbers": list(one.numbers),
        "topics": list(one.topics),
        "any_option": one.untold,
        "when": _when(one.when),
        "call_before": _call(one.before),
        "call_after": _call(one.after),
    }


def _end(one: EndChange) -> dict[str, Any]:
    return {
        "worse": one.worse,
        "numbers": list(one.numbers),
        "callers": [{"caller": who.caller.value, "topic": who.topic or None} for who in one.callers],
        "office": one.office.value if one.office else None,
        "before": _end_at(one.before),
        "after": _end_at(one.after),
        "when": _when(one.when),
        "call_before": _call(one.call_before),
        "call_after": _call(one.call_after),
    }


def _end_at(end: End) -> dict[str, Any]:
    return {"outcome": end.outcome.word, "step": end.place or None, "who": end.who or None}


def _promise(one: PromiseChange) -> dict[str, Any]:
    return {
        "step": one.step,
        "what": one.what,
        "before": one.before or None,
        "after": one.after or None,
        "worse": one.worse,
    }


def _seconds(one: SecondsChange) -> dict[str, Any]:
    return {
        "topic": one.topic,
        "caller": one.caller.value,
        "before": wait_json(one.before),
        "after": wait_json(one.after),
    }


def _finding(one: FindingChange) -> dict[str, Any]:
    finding = one.finding
    return {
        "code": finding.code,
        "name": finding.name,
        "level": finding.severity.word,
        "level_otherwise": one.level.word if one.level else None,
        "place": place_json(finding.at),
        "step": finding.step or None,
        "message": finding.message,
        "help": finding.help or None,
        "call": _call(finding.call),
        "calendar": one.calendar,
        "accepted": one.accepted or None,
        "worse": one.worse,
    }


def _call(call: Call | None) -> dict[str, Any] | None:
    return call_json(call) if call else None
