"""A phone rings or a caller holds, nobody answers, and nothing says where the call goes then.

It looks at steps that ring, at transfers that stay in our hands (“bridged”), at calls to somebody who was
found by name in a directory, and at queues whose longest wait is over: there it is “timeout:” that says where
the call goes. A key out of the queue does not help those who do as they were told and hold.

Why it matters

Everybody is busy sometimes. Without a way on, the phone rings, stops, and the line is dead. The caller thinks
something is broken, calls again, and comes to the same end.

Bad

    counter: {kind: ring, who: ana, for: 25s}

Good

    counter: {kind: ring, who: ana, for: 25s, no_answer: messages}

How to mend it

Add “no_answer:” (in a queue “timeout:”) and lead it to somebody else, or to a mailbox with an owner.

Source

This project's own reasoning: every phone goes unanswered at some time. Known defaults that drop these
callers: Twilio Studio ends the call where a box of the flow is not connected to a next one (noted for this
project on 2026-11-21; in force as far as known). GetHuman standard, version 1.0, point 4, asks for a message
or a call back when nobody is available (read on 2026-11-21 in a stored copy; voluntary, it binds nobody).
"""

from __future__ import annotations

from collections.abc import Iterator

from ivrcheck.analysis.evidence import Path
from ivrcheck.analysis.facts import Facts
from ivrcheck.callgraph.move import Deed, Outcome
from ivrcheck.finding import Severity
from ivrcheck.rules.hit import Hit

CODE = "IVR109"
LEVEL = Severity.ERROR
DEPTH = 0

_UNANSWERED = (Deed.NO_ANSWER, Deed.OFF_DUTY, Deed.CLOSED, Deed.TIMEOUT)


def find(facts: Facts) -> Iterator[Hit]:
    """Every step that rings, or holds callers, without saying what comes when nobody answers."""
    for step, body in facts.menu.steps.items():
        rings = body.kind in ("ring", "directory") or (body.kind == "transfer" and body.mode == "bridged")
        if rings and body.no_answer is None and step in facts.reachable and not _always_answers(facts, step):  # type: ignore[union-attr]
            yield _hit(facts, step)
        elif body.kind == "queue" and body.max_wait is not None and body.timeout is None:
            yield from _held(facts, step)


def _always_answers(facts: Facts, step: str) -> bool:
    """Whether a transfer leads to a phone menu of this run, at all times: a menu picks up."""
    return step in facts.graph.links and facts.menu.steps[step].hours is None  # type: ignore[union-attr]


def _hit(facts: Facts, step: str) -> Hit:
    return Hit(
        facts.at("steps", step, key=True),
        f"When nobody answers at “{step}”, the caller is cut off: nothing says where the call goes then.",
        f"Add “no_answer:” to “{step}”, leading to a mailbox with an owner or to somebody else.",
        call=facts.tell(_call(facts, step)),
        cause=f"{step}:no_answer",
        step=step,
    )


def _held(facts: Facts, step: str) -> Iterator[Hit]:
    """A queue in which callers can hold to the end of the longest wait, with nothing behind it."""
    if path := _call(facts, step):
        yield Hit(
            facts.at("steps", step, key=True),
            f"Whoever holds in “{step}” to the end of the longest wait is cut off: "
            "nothing says where the call goes then.",
            f"Add “timeout:” to “{step}”, leading to a mailbox with an owner or to somebody else.",
            call=facts.tell(path),
            cause=f"{step}:timeout",
            step=step,
        )


def _call(facts: Facts, step: str) -> Path | None:
    """The shortest call that nobody answers there."""
    found = []
    for node in facts.graph.stages[step]:
        for move in facts.graph.out[node]:
            if move.deed in _UNANSWERED and move.target == Outcome.CUT_OFF:
                found.append((node, move))
    found.sort(key=lambda pair: pair[1].deed is not Deed.NO_ANSWER)
    for node, move in found:
        if path := facts.search.path(node, move.periods):
            return path.then(move)
    return None
