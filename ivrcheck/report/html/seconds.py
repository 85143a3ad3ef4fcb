"""How long callers wait for a person."""

from __future__ import annotations

from ivrcheck.finding import Timing
from ivrcheck.report.html.markup import Html, table, tag, words
from ivrcheck.report.text import wait_words


def seconds(timing: Timing, id: str) -> Html:
    """A table: seconds until a person answers, for each topic."""
    rows: list[tuple[str, ...]] = [
        (words(row.topic), wait_words(row.first_time), wait_words(row.hurried)) for row in timing.rows
    ]
    caption = (
        "Seconds until a person answers, in working time, if everybody picks up "
        f"({timing.words_per_minute:g} words a minute, {timing.key:g} s a key)"
    )
    made = table(("About", "A first call", "Knows the keys"), rows, caption)
    more = tag("p", f"… and {timing.more} more topics.") if timing.more else None
    title = tag("h3", "How long callers wait", id=f"{id}-seconds")
    return tag("section", title, made, more)
