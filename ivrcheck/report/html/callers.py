"""How callers with fixed habits fare, all year, as tables."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ivrcheck.report.callers import (
    ANSWERED,
    MOST_TIMES,
    UNANSWERED,
    ends_words,
    key_words,
    time_lines,
    when_words,
)
from ivrcheck.report.html.markup import Html, table, tag, words
from ivrcheck.simulate.callers import End, Table, callers_table
from ivrcheck.simulate.phone import Phone


def callers_section(phone: Phone, id: str) -> Html:
    """A table for each time of the year in which callers fare alike."""
    tables = callers_table(phone)
    title = tag("h3", "How calls end", id=f"{id}-callers")
    lead = "Callers with fixed habits: the end of their call, after how many minutes and seconds. "
    lines = [tag("p", lead, *key_words(tables), class_="note")]
    return tag(
        "section", title, *lines, *(part for one in tables for part in _numbers(one, phone, len(tables) > 1))
    )


def _numbers(one: Table, phone: Phone, several: bool) -> Iterator[Html]:
    if several:
        yield tag("h4", "Calls to ", words(", ".join(one.numbers)))
    for time in one.times[:MOST_TIMES]:
        rows = [(words(label), _ends(first), _ends(second)) for label, first, second in time_lines(time)]
        yield table(("A caller", ANSWERED, UNANSWERED), rows, when_words(phone.facts, time))
    if len(one.times) > MOST_TIMES:
        yield tag(
            "p", f"… and {len(one.times) - MOST_TIMES} more times; “ivrcheck callers --json” has them all."
        )


def _ends(ends: Sequence[End]) -> Html:
    bad = any(not end.outcome.served for end in ends)
    return tag("span", ends_words(ends), class_="missing" if bad else None)
