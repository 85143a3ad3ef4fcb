"""By day, callers with a topic can only leave a message, though people are at work who take such calls.

By day means: the business hours are open, and somebody whom such callers reach at other times is on duty; if
nobody ever takes their calls, somebody whom the menu rings for others. An honest caller counts: one who uses
the option for their own topic, 0, silence, and whatever repeats the menu or leads back.

Why it matters

A mailbox is for the time in which nobody is there. While people are at their desks, a message costs both
sides a second call, and half of the calls back end in the caller's own mailbox.

Bad

    billing_open: {kind: hours, hours: billing, open: desk, closed: billing_messages}

Good

    billing_open: {kind: hours, hours: office, open: desk, closed: billing_messages}

How to mend it

Ring somebody first and let the mailbox be what follows when nobody answers, or give the mailbox a key that
rings somebody.

Source

This project's own reasoning. GetHuman standard, version 1.0, point 4 (a message or a call back where there is
no service at that time), read on 2026-11-21 in a stored copy, says when a mailbox is right; it is voluntary
and binds nobody.
"""

from __future__ import annotations

from collections.abc import Iterator

from ivrcheck.analysis.daytime import by_day
from ivrcheck.analysis.evidence import Path
from ivrcheck.analysis.facts import Facts
from ivrcheck.analysis.honest import HonestCallers, HonestWay
from ivrcheck.analysis.walks import Stride, fewest
from ivrcheck.callgraph.move import Outcome
from ivrcheck.finding import Severity
from ivrcheck.rules.hit import Hit
from ivrcheck.rules.only_through_another_topic import cause_of_topics, through_others
from ivrcheck.rules.words import listed

CODE = "IVR310"
LEVEL = Severity.WARNING
DEPTH = 4


def find(facts: Facts) -> Iterator[Hit]:
    """One hit for each entry and time, with the topics it is true of."""
    causes = {
        (number, way.topic.id): cause_of_topics(number, ways)
        for (number, _), ways in through_others(facts).items()
        for way in ways
    }
    groups: dict[tuple[str, int, str], list[HonestWay]] = {}
    for way in facts.honest:
        if bits := _only_mailbox(facts, way):
            cause = causes.get((way.number, way.topic.id), "")
            groups.setdefault((way.number, bits, cause), []).append(way)
    for (number, bits, cause), ways in groups.items():
        yield _hit(facts, number, bits, ways, cause)


def _only_mailbox(facts: Facts, way: HonestWay) -> int:
    """When nothing but a mailbox is left, though the same number leads others to a person.

    Where an outside line takes the calls at its own hours, these are the topic's working time.
    """
    if way.person and not way.working:
        return 0
    others = facts.person.get(facts.graph.entries[way.number], 0)
    at_work = (way.working or facts.working) & by_day(facts) & others
    return at_work & way.message & ~(way.person | way.resolved)


def _hit(facts: Facts, number: str, bits: int, ways: list[HonestWay], cause: str) -> Hit:
    path = _path(facts, ways[0], bits)
    step = facts.graph.step_of(path.moves[-1].source) if path else ""
    where = f" in “{step}”" if step else ""
    return Hit(
        facts.at("steps", step, key=True) if step else facts.at("entry", number, key=True),
        f"While people are at work ({facts.when(bits)}), callers about "
        f"{listed([way.topic.words for way in ways])} can only leave a message{where}.",
        "Ring somebody before the mailbox, or give the mailbox a key that rings somebody.",
        call=facts.tell(path),
        cause=cause or f"mailbox:{number}:{step}",
        step=step,
        severity=Severity.WARNING if ways[0].topic.declared else Severity.ADVICE,
    )


def _path(facts: Facts, way: HonestWay, bits: int) -> Path | None:
    """The honest call with the fewest moves that ends in the mailbox, at the first time it can be made."""
    period = bits & -bits
    callers = HonestCallers(facts.graph, [way.topic], facts.duty)

    def onward(state: tuple[int, int]) -> Iterator[Stride[tuple[int, int]]]:
        node, told = state
        for move, then, _ in callers.onward(node, told, period):
            if moves := facts.search.with_rounds(move, period):
                yield (move.target, then), moves

    start = (facts.graph.entries[way.number], int(bool(callers.start(way.number)[1])))
    moves = fewest(start, onward, lambda state: state[0] == Outcome.MESSAGE)
    return Path(way.number, moves, period) if moves else None
