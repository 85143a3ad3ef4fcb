"""A call that nobody answers passes from phone to phone for more than a minute and a half.

The seconds of all phones on the way are added up, until the caller hears something they can act on: a menu,
a queue, a mailbox. Phones that lead to each other in a circle ring without end. How long is too long is set
by “max_ringing” (90 seconds).

Why it matters

To the office each phone rings for a short time only. To the caller it is one long ringing tone, and after a
minute nobody believes any more that somebody will come. Most hang up just before the mailbox.

Bad

    counter: {kind: ring, who: mara, for: 40s, no_answer: workshop}
    workshop: {kind: ring, who: finn, for: 40s, no_answer: stock_room}
    stock_room: {kind: ring, who: nola, for: 40s, no_answer: messages}

Good

    counter: {kind: ring, who: mara, for: 20s, no_answer: workshop}
    workshop: {kind: ring, who: finn, for: 20s, no_answer: stock_room}
    stock_room: {kind: ring, who: nola, for: 20s, no_answer: messages}

How to mend it

Let the phones of a team ring at the same time, let each ring for 20 seconds, or lead to a mailbox after the
second phone.

Source

This project's own reasoning. Written on 2026-11-21.
"""

from __future__ import annotations

from collections.abc import Iterator

from ivrcheck.analysis.evidence import Path
from ivrcheck.analysis.facts import Facts
from ivrcheck.analysis.ringing import Chain, chains, rings_for, until_rung
from ivrcheck.analysis.story import length
from ivrcheck.analysis.traps import loop_cause, traps
from ivrcheck.finding import Label, Severity
from ivrcheck.rules.hit import Hit
from ivrcheck.rules.words import listed

CODE = "IVR510"
LEVEL = Severity.WARNING
DEPTH = 3


def find(facts: Facts) -> Iterator[Hit]:
    """Each group of phones that lead to one another, once."""
    for chain in chains(facts.graph, facts.arrivals, facts.config.thresholds.max_ringing):
        phones = _phones(facts, chain)
        if len(phones) > 1:  # one phone that rings too long is for IVR509
            yield _hit(facts, chain, list(dict.fromkeys(phones)))


def _phones(facts: Facts, chain: Chain) -> list[str]:
    """The steps that ring, in their order, as often as they ring."""
    rung = (move for move in chain.moves if rings_for(facts.graph, move))
    return [facts.graph.step_of(move.source) for move in rung]


def _hit(facts: Facts, chain: Chain, phones: list[str]) -> Hit:
    first, last = phones[0], phones[-1]
    goes = f"from phone to phone ({listed(phones)})" if len(phones) > 1 else f"again and again in “{first}”"
    most = length(facts.config.thresholds.max_ringing)
    return Hit(
        facts.at("steps", first, key=True),
        f"A call that nobody answers rings {goes} for more than {most}, and the caller can only wait.",
        f"Let them ring at the same time or shorter, or lead “no_answer” of “{last}” to a mailbox sooner."
        if len(phones) > 1
        else f"Lead the call to a mailbox with an owner after “{first}” has rung once or twice.",
        labels=tuple(Label(facts.at("steps", phone, key=True), "rings next") for phone in phones[1:5]),
        call=facts.tell(_call(facts, chain)),
        cause=_cause(facts, phones) or f"{first}:ringing",
        step=first,
    )


def _call(facts: Facts, chain: Chain) -> Path | None:
    """The shortest call to the first phone, and on from there."""
    path = facts.search.path(chain.moves[0].source, chain.periods)
    most = facts.config.thresholds.max_ringing
    return path and until_rung(facts.graph, path, chain, most)


def _cause(facts: Facts, phones: list[str]) -> str:
    """Phones in a circle that traps callers are that circle's fault (IVR102)."""
    for trap in traps(facts):
        if trap.move is None and not set(phones).isdisjoint(trap.steps):
            return loop_cause(trap.steps)
    return ""
