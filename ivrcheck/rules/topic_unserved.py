"""The file says that people call about something, and nothing in the menu is for them.

No key, number, queue or announcement that callers come to carries the topic. An office in which everybody is
simply put through to somebody needs no keys, and no topics on them.

Why it matters

These callers hear the whole menu and find nothing that fits. They guess, or press 0, or hang up; and whether
they reach anybody cannot be told.

Bad

    topics:
      repair: A repair
      sale: Buying a bike
      …
      keys:
        1: {to: counter, topics: [repair]}
        0: counter

Good

    keys:
      1: {to: counter, topics: [repair]}
      2: {to: counter, topics: [sale]}
      0: counter

How to mend it

Add the topic to the key, the number or the queue that is meant for these callers (“topics:”), or to the
announcement that answers them (“resolves:”). If 0 is meant for them, put it there. If nobody calls about it
any more, take it out of “topics:”.

Source

This project's own reasoning. Written on 2026-11-21.
"""

from __future__ import annotations

from collections.abc import Iterator

from ivrcheck.analysis.facts import Facts
from ivrcheck.analysis.solve import forward
from ivrcheck.callgraph.move import SERVED
from ivrcheck.finding import Label, Severity
from ivrcheck.menu.model import ANY
from ivrcheck.rules.hit import Hit
from ivrcheck.rules.loose_ends import cause_of_lost_topics
from ivrcheck.rules.words import listed

CODE = "IVR113"
LEVEL = Severity.WARNING
DEPTH = 2


def find(facts: Facts) -> Iterator[Hit]:
    """The topics nothing carries, all together."""
    carried = _carried(facts)
    missing = [id for id in facts.menu.topics if id not in carried]
    if not missing or ANY in carried or _goes_straight_through(facts):
        return
    words = [facts.menu.topics[id] for id in missing]
    yield Hit(
        facts.at("topics", missing[0], key=True),
        f"Nothing in the menu is for callers about {listed(words)}: no key, number, queue or announcement.",
        "Add “topics:” to the key or queue that is meant for them, or “resolves:” to what answers them.",
        labels=tuple(Label(facts.at("topics", id, key=True), "nor for these") for id in missing[1:4]),
        cause=_cause(facts, missing, words),
    )


def _carried(facts: Facts) -> set[str]:
    """Every topic that something carries to which calls come."""
    found = {topic for entry in facts.menu.entry.values() for topic in entry.topics}
    for step, body in facts.menu.steps.items():
        if step not in facts.reachable:
            continue
        for option in (getattr(body, "keys", None) or {}).values():
            found.update(option.topics)
        found.update(getattr(body, "topics", ()))
        found.update(topic for topic in getattr(body, "resolves", ()) if topic != ANY)
    return found


def _goes_straight_through(facts: Facts) -> bool:
    """Whether some number is answered in working time without a menu that divides callers by topic."""
    divided = {
        id
        for id, body in facts.menu.steps.items()
        if body.kind == "menu" and any(option.topics for option in body.keys.values())
    }
    for number, node in facts.graph.entries.items():
        if not facts.menu.entry[number].topics:
            way = forward(
                facts.graph,
                {node: facts.working},
                lambda move: facts.graph.step_of(move.source) not in divided,
            )
            served = 0
            for outcome in SERVED:
                served |= way.get(int(outcome), 0)
            if facts.working and not facts.working & ~served:
                return True
    return False


def _cause(facts: Facts, missing: list[str], words: list[str]) -> str:
    """Callers who have no option of their own, and can only pretend, are the same fault (IVR108).

    So are keys that are offered for all of these and lead nowhere (IVR204, IVR206).
    """
    from ivrcheck.rules.only_through_another_topic import find as pretending

    for hit in pretending(facts):
        if hit.cause.endswith(f":{' '.join(words)}"):
            return hit.cause
    return cause_of_lost_topics(facts, missing) or "topics:unserved"
