"""Outside working time a caller is offered no message, no call back, no outside line and no answer.

It is an error where callers get nothing at all, and a warning where they are only told that the office is
closed. Where the file says what people call about (“topics:”), each topic is looked at by itself.

Why it matters

Most hours of a week are nights and weekends, and many people find the time to call only then. “Please call
again” makes them do the work twice, and for some it is the only free minute of their day.

Bad

    night: {kind: hangup, prompt: The bakery is closed. Please call again.}

Good

    night: {kind: play, prompt: The bakery is closed. We open at 7., then: messages}

How to mend it

Lead closed hours to a mailbox with an owner, to an offer to call back, or to an outside line where people
answer. If the recording tells callers all they called about, say so with “resolves:” and the topic.

Source

GetHuman standard, version 1.0 (gethuman.com/standard/v1.0.html), point 4 (where
there is no service day and night, the caller can leave a message). Read on 2026-11-21 in a
stored copy. A voluntary standard of a consumers' site: it binds nobody.
Health plans ask more of doctors' offices: California Health & Wellness, “After-Hours Requirements” of
2017-08-22 (read on 2026-11-21 in a stored copy; it binds its contracted practices, and whether it is still in
force was not checked).
"""

from __future__ import annotations

from collections.abc import Iterator

from ivrcheck.analysis.callers import Caller
from ivrcheck.analysis.evidence import Path, Search
from ivrcheck.analysis.facts import Facts
from ivrcheck.analysis.solve import can_reach, goals
from ivrcheck.analysis.traps import into_trap, traps
from ivrcheck.callgraph.move import Outcome
from ivrcheck.finding import Severity
from ivrcheck.menu.model import ANY
from ivrcheck.rules.hit import Hit
from ivrcheck.rules.words import listed

CODE = "IVR107"
LEVEL = Severity.ERROR
DEPTH = 1

_HELP = (
    "Lead closed hours to a mailbox with an owner, to a call back or to an outside line that answers, "
    "or say what callers need to know."
)

_NO_MESSAGE = {Severity.ERROR: (), Severity.WARNING: ("No message could be left.",)}


def find(facts: Facts) -> Iterator[Hit]:
    """Each entry, for callers in general or for those with a topic."""
    closed = facts.everything & ~facts.working
    if not closed:
        return
    if facts.topics:
        yield from _by_topic(facts, closed)
    else:
        yield from _for_all(facts, closed)


def _for_all(facts: Facts, closed: int) -> Iterator[Hit]:
    """Without topics: can anything at all be had, with choice and luck?"""
    wanted = [Outcome.PERSON, Outcome.MESSAGE, Outcome.CALLBACK, Outcome.HANDED_OVER]
    offers = can_reach(facts.graph, goals(facts.graph, wanted))
    for number, node in facts.graph.entries.items():
        bits = closed & ~offers.get(node, 0)
        nothing = bits & ~facts.served.get(node, 0)
        if nothing:
            yield _hit(facts, number, "callers", nothing, Severity.ERROR)
        elif bits and not _resolves_more(facts):
            yield _hit(facts, number, "callers", bits, Severity.WARNING)


def _resolves_more(facts: Facts) -> bool:
    """Whether an announcement answers more than “we are closed”."""
    return any(set(getattr(step, "resolves", ())) - {ANY} for step in facts.menu.steps.values())


def _by_topic(facts: Facts, closed: int) -> Iterator[Hit]:
    """With topics: what can somebody get who only chooses what is meant for them?"""
    groups: dict[tuple[str, Severity, int], list[str]] = {}
    for way in facts.honest:
        bits = closed & ~(way.person | way.offered | way.resolved)
        if nothing := bits & ~way.told:
            groups.setdefault((way.number, Severity.ERROR, nothing), []).append(way.topic.words)
        elif bits:
            groups.setdefault((way.number, Severity.WARNING, bits), []).append(way.topic.words)
    for (number, severity, bits), topics in groups.items():
        everyone = len(topics) == len(facts.topics)
        who = "callers" if everyone else f"callers about {listed(topics)}"
        yield _hit(facts, number, who, bits, severity)


def _hit(facts: Facts, number: str, who: str, bits: int, severity: Severity) -> Hit:
    if severity is Severity.ERROR:
        end, cause = worst(facts, number, bits)
        only = "get nothing: no person, no mailbox that anybody owns, no call back"
    else:
        end, cause = _told(facts, number, bits), f"closed:{number}"
        only = "are only told that the office is closed"
    return Hit(
        facts.at("entry", number, key=True),
        f"When nobody is at work ({facts.when(bits)}), {who} to {number} {only}.",
        _HELP,
        call=facts.tell(end, *_NO_MESSAGE[severity]),
        cause=cause,
        severity=severity,
    )


def worst(facts: Facts, number: str, bits: int) -> tuple[Path | None, str]:
    """The shortest call in closed hours to a step that traps it, and the cause of that trap."""
    search = Search(facts.graph, facts.watch, [(number, facts.graph.entries[number], bits)])
    best: Path | None = None
    cause = f"closed:{number}"
    for trap in traps(facts):
        for node, periods in trap.nodes.items():
            path = search.path(node, periods & bits)
            if path and (best is None or len(path.moves) < len(best.moves)):
                best, cause = into_trap(facts, path, node, trap), trap.cause(facts.graph)
    return best or Path(number, (), bits), cause


def _told(facts: Facts, number: str, bits: int) -> Path | None:
    """What somebody hears who calls then and presses nothing."""
    start = [(number, facts.graph.entries[number], bits)]
    silent = Search(facts.graph, facts.watch, start, facts.does(Caller.SILENT))
    return silent.path(int(Outcome.RESOLVED), bits) or Path(number, (), bits)
