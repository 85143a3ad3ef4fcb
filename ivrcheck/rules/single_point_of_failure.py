"""Only one person answers callers about something: while they are away, nobody does.

It looks at each topic, or at the whole file if it has none. A cover counts as a second person, and
so does an outside line that people answer. An office with a single person is left in peace.

Why it matters

One person is ill on one day, and everybody who calls about that thing gets a mailbox. Nobody had planned it;
it just grew that way.

Bad

    teams:
      counter: {members: [mara, nola], hours: shop, supervisor: mara}
      workshop: {members: [finn], hours: shop, supervisor: mara}

Good

Somebody who stands in:

    workshop: {members: [finn], hours: shop, supervisor: mara, cover: nola}

How to mend it

Put a second person into the team, name a “cover:”, or let an unanswered call go on to somebody else.

Source

This project's own reasoning. Written on 2026-11-21.
"""

from __future__ import annotations

from collections.abc import Iterator

from ivrcheck.analysis.facts import Facts
from ivrcheck.analysis.people import outside_line, with_phones
from ivrcheck.finding import Severity
from ivrcheck.rules.hit import Hit
from ivrcheck.rules.words import listed

CODE = "IVR604"
LEVEL = Severity.ADVICE
DEPTH = 5


def find(facts: Facts) -> Iterator[Hit]:
    """Each person who alone stands behind some topics, or behind the whole file."""
    ids, outside = with_phones(facts.menu), outside_line(facts.menu)
    alone: dict[str, list[str]] = {}
    for words, people in _by_topic(facts, outside) if len(ids) > 1 else ():
        if people.bit_count() == 1 and people != outside:
            alone.setdefault(ids[people.bit_length() - 1], []).append(words)
    for id, topics in alone.items():
        yield _hit(facts, id, [words for words in topics if words])


def _hit(facts: Facts, id: str, topics: list[str]) -> Hit:
    name = facts.menu.people[id].name
    about = f"callers about {listed(topics)}" if topics else "callers"
    return Hit(
        facts.at("people", id, key=True),
        f"Only {name} answers {about}: while {name} is away, nobody does.",
        f"Name somebody who stands in (“cover: …” for “{id}”), or let a second phone ring.",
        cause=f"alone:{id}",
    )


def _by_topic(facts: Facts, outside: int) -> Iterator[tuple[str, int]]:
    """The people behind each topic, or (with no words) behind the whole file.

    A recording that answers the topic at all times counts as an ``outside`` line.
    """
    if not facts.topics:
        people = 0
        for node, bits in facts.people.items():
            people |= bits if node in facts.arrivals else 0
        yield "", people
        return
    found: dict[str, int] = {}
    for way in facts.honest:
        recording = outside if way.resolved == facts.everything else 0
        people = way.people if way.person else 0  # nobody is missed whom such callers never reach
        found[way.topic.words] = found.get(way.topic.words, 0) | people | recording
    yield from found.items()
