"""It takes callers longer to speak with a person than the settings allow.

The rule is silent until a limit is set: “max_seconds” in the settings, or --max-seconds on the command
line. It takes the seconds in working time, everything answered: of callers who call for the first time
and press what they hear named, and of those who know the keys and press at once. Where the wait of a
queue is not known (“expected_wait”), it counts as nothing and is said.

Why it matters

Callers do not count menus, they count minutes. Each announcement, each option before theirs and each
phone that rings in vain is part of the wait, and most of it lies in the hands of who writes the menu.

Bad

    welcome:
      kind: play
      prompt: >
        Thank you for calling Linden Optics, where four generations of opticians have looked after your
        eyes since 1931. In our shop you find the new autumn collection, and our workshop mends most
        frames while you wait.
      then: main

Good

    welcome: {kind: play, prompt: Linden Optics., then: main}

How to mend it

Shorten what is heard before the first option, move the option forward, let the phone ring less long
before the next one, and give queues an “expected_wait”.

Source

This project's own reasoning; the limit is the office's own. Related: Spain's Ley 10/2025 on customer
service, art. 8, wants calls answered within three minutes on average; in force since 2025-12-28,
companies in its scope have until 2026-12-28 to adapt, and it binds nobody else. Summaries of the law read
on 2026-11-21.
"""

from __future__ import annotations

from collections.abc import Iterator
from math import ceil

from ivrcheck.analysis.callers import TopicCaller
from ivrcheck.analysis.facts import Facts
from ivrcheck.analysis.seconds import Line, lines_of
from ivrcheck.analysis.topics import Topic
from ivrcheck.callgraph.move import Outcome
from ivrcheck.finding import Label, Severity
from ivrcheck.rules.hit import Hit
from ivrcheck.rules.words import listed

CODE = "IVR222"
LEVEL = Severity.WARNING
DEPTH = 5

_WHO = {
    TopicCaller.FIRST_TIME: "Somebody who calls for the first time about {}",
    TopicCaller.HURRIED: "Even somebody who calls about {} and knows the keys",
}


def find(facts: Facts) -> Iterator[Hit]:
    """One hit for each number and topic, for the quickest sort of caller that takes too long."""
    most = facts.config.thresholds.max_seconds
    if most is None:
        return
    hits: list[tuple[float, Hit]] = []
    for topic in facts.topics:
        found: dict[str, tuple[TopicCaller, Line]] = {}
        for caller in TopicCaller:
            for line in lines_of(facts, caller, topic):
                if line.end is Outcome.PERSON and line.seconds > most:
                    _keep(found, caller, line)
        for number, (caller, line) in found.items():
            hits.append((line.seconds, _hit(facts, number, topic, caller, line, most)))
    hits.sort(key=lambda pair: -pair[0])  # the longest wait is the one that is told
    yield from (hit for _, hit in hits)


def _keep(found: dict[str, tuple[TopicCaller, Line]], caller: TopicCaller, line: Line) -> None:
    """Keep the longest call of the last caller looked at."""
    known = found.get(line.number)
    if known is None or known[0] is not caller or line.seconds > known[1].seconds:
        found[line.number] = (caller, line)


def _hit(facts: Facts, number: str, topic: Topic, caller: TopicCaller, line: Line, most: float) -> Hit:
    wait = f", plus the wait in {listed(line.waits)}" if line.waits else ""
    who = _WHO[caller].format(listed([topic.words]))
    step, key = topic.option or ("", "")
    route = ("steps", step, "keys", key) if step else ("topics", topic.id)
    return Hit(
        facts.at(*route, key=True),
        f"{who} needs {ceil(line.seconds)} seconds until a person answers"
        f"{wait}; at most {most:g} are allowed ({facts.when(line.periods)}).",
        "Shorten what is said before their option, move it forward, or let phones ring less long.",
        labels=(Label(facts.at("entry", number, key=True), "this number is dialled"),),
        call=facts.tell(line.path, f"That took {ceil(line.seconds)} seconds{wait}."),
        cause=f"seconds:{number}",
    )
