"""Callers with a topic reach a person only through an option that is meant for others.

An honest caller uses the option for their own topic, 0, silence, and whatever repeats the menu or leads back.
It is an error where the file says what people call about (“topics:”), and a warning where only the labels of
the keys do.

Why it matters

Callers soon find out that the option for sales is answered and theirs is not. They choose it, explain
themselves to the wrong person, and are passed on. The honest ones, who do not, reach nobody.

Bad

    keys:
      1: {to: clerk, topics: [permits]}
      2: {to: messages, topics: [trash]}

Good

    keys:
      1: {to: clerk, topics: [permits]}
      2: {to: clerk, topics: [trash]}
      0: clerk

How to mend it

Give their own option a way to a person, or let 0, or saying nothing, ring somebody for everyone. If a
recording answers the topic, say so with “resolves:”.

Source

This project's own reasoning, after what callers tell: to get anybody on the line, they chose an option that
had nothing to do with their question. No outside source asks for it in these words. Written on 2026-11-21.
"""

from __future__ import annotations

from collections.abc import Iterator

from ivrcheck.analysis.evidence import Search
from ivrcheck.analysis.facts import Facts
from ivrcheck.analysis.honest import HonestWay
from ivrcheck.callgraph.move import Deed, Outcome
from ivrcheck.finding import Label, Severity
from ivrcheck.rules.hit import Hit
from ivrcheck.rules.words import listed

CODE = "IVR108"
LEVEL = Severity.ERROR
DEPTH = 3


def find(facts: Facts) -> Iterator[Hit]:
    """One hit for each entry and time, with the topics it is true of."""
    for (number, bits), ways in through_others(facts).items():
        yield _hit(facts, number, bits, ways)


def through_others(facts: Facts) -> dict[tuple[str, int], list[HonestWay]]:
    """By entry and time, the topics with which only an option for others leads to a person."""
    groups: dict[tuple[str, int], list[HonestWay]] = {}
    for way in facts.honest:
        node = facts.graph.entries[way.number]
        working = way.working or facts.working
        bits = working & facts.person.get(node, 0)
        if bits and not bits & (way.person | way.resolved):
            groups.setdefault((way.number, bits), []).append(way)
    return groups


def cause_of_topics(number: str, ways: list[HonestWay]) -> str:
    """What is behind callers with some topics getting nobody."""
    return f"topic:{number}:{' '.join(way.topic.words for way in ways)}"


def _hit(facts: Facts, number: str, bits: int, ways: list[HonestWay]) -> Hit:
    topics = [way.topic.words for way in ways]
    declared = ways[0].topic.declared
    start = [(number, facts.graph.entries[number], bits)]
    path = Search(facts.graph, facts.watch, start).path(int(Outcome.PERSON), bits)
    pressed = path is not None and any(move.deed is Deed.KEY for move in path.moves)
    ids = [way.topic.id for way in ways if way.topic.declared]
    labels = [Label(facts.at("topics", id, key=True), "callers about this") for id in ids]
    return Hit(
        facts.at("entry", number, key=True),
        f"Callers about {listed(topics)} can reach a person only by choosing an option meant for others.",
        "Give their own option a way to a person, or let 0 ring somebody for everyone.",
        labels=tuple(labels[:4]),
        call=facts.tell(path, *["That option was meant for somebody else."][:pressed]),
        severity=Severity.ERROR if declared else Severity.WARNING,
        cause=cause_of_topics(number, ways),
    )
