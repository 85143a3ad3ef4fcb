"""How callers with fixed habits fare in the year: as text, Markdown and JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from itertools import groupby
from textwrap import wrap
from typing import Any

from ivrcheck.analysis.callers import Caller
from ivrcheck.analysis.facts import Facts
from ivrcheck.analysis.topics import Topic
from ivrcheck.callgraph.move import Outcome
from ivrcheck.report.text import Paint, cells, clipped, plain, visible
from ivrcheck.rules.words import a_week
from ivrcheck.simulate.callers import End, Row, Table, Time

_ENDS = {
    Outcome.PERSON: "a person",
    Outcome.MESSAGE: "a message",
    Outcome.CALLBACK: "a call back",
    Outcome.RESOLVED: "the answer",
    Outcome.HANDED_OVER: "put through",
    Outcome.UNOWNED_MESSAGE: "message for nobody",
    Outcome.CUT_OFF: "cut off",
    Outcome.ENDLESS: "without end",
    Outcome.GAVE_UP: "the end",
}
_HABITS = {
    Caller.SILENT: "presses nothing",
    Caller.ZERO: "presses 0",
    Caller.WRONG_KEY: "presses a wrong key",
}
ANSWERED, UNANSWERED, _ALIKE = "everybody answers", "nobody answers", "whoever answers"
_LONGEST_TOPIC = 25
_WIDE = 80
MOST_TIMES = 12
"""So many times are told at a number; what is left are odd days."""

Line = tuple[str, list[End], list[End]]
"""What stands at the beginning of a line; the ends if everybody answers, and if nobody does."""


def render_callers(facts: Facts, tables: Sequence[Table], paint: Paint = plain) -> str:
    """The year on one screen."""
    lines = [
        paint(f"{visible(facts.menu.name)}: how calls end, after how many minutes and seconds", "bold"),
        *key_words(tables),
    ]
    for table in tables:
        if len(tables) > 1:
            lines += ["", paint(visible(f"Calls to {', '.join(table.numbers)}"), "bold")]
        for time in table.times[:MOST_TIMES]:
            lines += ["", *_time(facts, time, paint)]
        if len(table.times) > MOST_TIMES:
            lines += ["", f"… and {len(table.times) - MOST_TIMES} more times; --json has them all."]
    return "\n".join(lines) + "\n"


def key_words(tables: Sequence[Table]) -> list[str]:
    """What two ends beside each other mean, where there are any."""
    if any(row.who.topic for table in tables for time in table.times for row in time.rows):
        return ["With a topic: somebody who calls for the first time / who knows the keys."]
    return []


def _time(facts: Facts, time: Time, paint: Paint) -> Iterator[str]:
    lines = list(time_lines(time))
    alike = all(first == second for _, first, second in lines)
    labels = [clipped(visible(label), _LONGEST_TOPIC) for label, _, _ in lines]
    wide = max(map(cells, labels))
    first_wide = max(len(_ALIKE if alike else ANSWERED), *(len(ends_words(first)) for _, first, _ in lines))
    yield from (paint(line, "bold") for line in wrap(visible(when_words(facts, time)), _WIDE))
    second = "" if alike else UNANSWERED
    yield paint(f"  {'':{wide}}  {_ALIKE if alike else ANSWERED:{first_wide}}  {second}".rstrip(), "dim")
    for label, (_, answered, unanswered) in zip(labels, lines, strict=True):
        left = f"  {label}{' ' * (wide - cells(label))}  "
        gap = " " * (first_wide - len(ends_words(answered)) + 2)
        right = "" if alike else gap + _painted(unanswered, paint)
        yield left + _painted(answered, paint) + right


def time_lines(time: Time) -> Iterator[Line]:
    """A line for each habit, and one for each topic with its two callers."""
    for topic, together in groupby(time.rows, key=lambda row: row.who.topic):
        rows = list(together)
        if topic is None:
            yield from ((_name(row), [row.answered], [row.unanswered]) for row in rows)
        else:
            yield topic.words, [row.answered for row in rows], [row.unanswered for row in rows]


def _name(row: Row) -> str:
    assert isinstance(row.who.caller, Caller)
    return _HABITS[row.who.caller]


def when_words(facts: Facts, time: Time) -> str:
    words = facts.when(time.bits)
    return f"{words[:1].upper()}{words[1:]} ({a_week(facts, time.bits)})"


def ends_words(ends: Sequence[End]) -> str:
    """``a person 0:31``, ``a person 0:31 / 0:12 + queue``, ``a person 0:31 / a message 0:12``."""
    parts = []
    for end, together in groupby(ends, key=lambda end: (end.outcome, end.queued)):
        outcome, queued = end
        clocks = [f"{one.seconds // 60}:{one.seconds % 60:02}" for one in together]
        # of a call without end there is nothing to say after how long it ends
        when = "" if outcome is Outcome.ENDLESS else f" {' / '.join(clocks)}{' + queue' if queued else ''}"
        parts.append(_ENDS[outcome] + when)
    return " / ".join(parts)


def _painted(ends: Sequence[End], paint: Paint) -> str:
    bad = any(not end.outcome.served for end in ends)
    return paint(ends_words(ends), "error") if bad else ends_words(ends)


def callers_markdown(facts: Facts, tables: Sequence[Table]) -> str:
    """The same as tables in Markdown."""
    lines = [
        f"# {_cell(facts.menu.name)}: how calls end, after how many minutes and seconds",
        *key_words(tables),
    ]
    for table in tables:
        if len(tables) > 1:
            lines += ["", f"## Calls to {_cell(', '.join(table.numbers))}"]
        for time in table.times:
            lines += ["", f"**{_cell(when_words(facts, time))}**", ""]
            lines += [f"| caller | {ANSWERED} | {UNANSWERED} |", "|---|---|---|"]
            lines += [
                f"| {_cell(label)} | {ends_words(one)} | {ends_words(two)} |"
                for label, one, two in time_lines(time)
            ]
    lines[1:1] = [""] if key_words(tables) else []
    return "\n".join(lines) + "\n"


def _cell(text: str) -> str:
    return "".join(f"\\{sign}" if sign in "\\`*_[]<>#|&" else sign for sign in visible(text))


def callers_json(facts: Facts, tables: Sequence[Table]) -> str:
    """The same for programs; seconds are rounded."""
    found = {
        "menu": facts.menu.name,
        "start": str(facts.calendar.start),
        "tables": [
            {"numbers": list(table.numbers), "times": [_time_json(facts, time) for time in table.times]}
            for table in tables
        ],
    }
    return json.dumps(found, ensure_ascii=False, indent=2) + "\n"


def _time_json(facts: Facts, time: Time) -> dict[str, Any]:
    return {
        "when": facts.when(time.bits),
        "hours_a_week": round(facts.hours_a_week(time.bits), 2),
        "callers": [
            {
                "caller": row.who.caller.value,
                "topic": _topic(row.who.topic),
                "answered": _end_json(row.answered),
                "unanswered": _end_json(row.unanswered),
            }
            for row in time.rows
        ],
    }


def _topic(topic: Topic | None) -> str | None:
    return None if topic is None else topic.id if topic.declared else topic.words


def _end_json(end: End) -> dict[str, Any]:
    return {
        "outcome": end.outcome.word,
        "served": end.outcome.served,
        "seconds": end.seconds,
        "queue": end.queued,
    }
