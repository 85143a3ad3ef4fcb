"""Nobody is named to call back: the message belongs to nobody.

It also looks at messages that are left at another number, outside this menu. Somebody who stands in
(“backup:”) is not enough: somebody must be named for whom they stand in.

Why it matters

“Leave a message” is a promise. If everybody thinks that somebody else listens to the mailbox, nobody does.
The caller waits, calls again, and leaves another message in the same place.

Bad

    messages:
      kind: voicemail
      prompt: Leave your name and number after the tone.

Good

    messages:
      kind: voicemail
      prompt: Leave your name and number. We call back by the end of the next business day.
      owner: ana
      callback_within: 1 business day

How to mend it

Add “owner:” with the person or the team who calls back, and “callback_within:” with the time they have.
“backup:” is a good third: who does it when the owner is away.

Source

This project's own reasoning: a message counts only where somebody has to answer it. GetHuman standard,
version 1.0, point 4, asks for a call back on the following business day (read on 2026-11-21 in a stored
copy; voluntary, it binds nobody), which needs somebody who makes it.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from ivrcheck.analysis.evidence import Path
from ivrcheck.analysis.facts import Facts
from ivrcheck.callgraph.move import Deed, Move, Outcome
from ivrcheck.finding import Severity
from ivrcheck.rules.hit import Hit

CODE = "IVR301"
LEVEL = Severity.ERROR
DEPTH = 0


def find(facts: Facts) -> Iterator[Hit]:
    """Every mailbox a message can be left in that has no owner."""
    for step, body in facts.menu.steps.items():
        if step not in facts.reachable or step in facts.graph.links:  # a menu that is checked too answers
            continue
        if body.kind == "voicemail" and body.owner is None:
            yield _hit(facts, step, "Nobody is named to call back the people who leave a message in")
        elif body.kind == "callback" and body.owner is None:
            yield _hit(facts, step, "Nobody is named to call back the people who ask for it in")
        elif body.kind == "transfer" and body.reaches == "voicemail" and body.owner is None:
            yield _hit(facts, step, "Nobody here answers for the messages left at the other end of")


def _hit(facts: Facts, step: str, who: str) -> Hit:
    path = _path(facts, step)
    return Hit(
        facts.at("steps", step, key=True),
        f"{who} “{step}”.",
        f"Add “owner:” to “{step}”, the person or team who calls back, and “callback_within:”, by when.",
        call=facts.tell(path, *_again(facts, path, step)),
        cause=f"{step}:{'reaches' if facts.menu.steps[step].kind == 'transfer' else 'owner'}",
        step=step,
    )


def _path(facts: Facts, step: str) -> Path | None:
    """The shortest call that leaves a message there."""
    for node in facts.graph.stages[step]:
        for move in facts.graph.out[node]:
            if move.target == Outcome.UNOWNED_MESSAGE and (path := facts.search.path(node, move.periods)):
                return path.then(move)
    return None


def _again(facts: Facts, path: Path | None, step: str) -> tuple[str, ...]:
    """The second call, a day later: whoever does the same again comes to the same mailbox."""
    if path is None:
        return ()
    later = facts.calendar.first_moment(path.periods) + timedelta(days=1)
    period = facts.calendar.period_at(later)
    if period is None or not _same(path.moves, 1 << period):
        return ()
    return (
        f"On {facts.moment_words(later)}, a day later, nobody has called back. "
        f"The caller calls again, does the same, and ends in “{step}” again.",
    )


def _same(moves: tuple[Move, ...], period: int) -> bool:
    """Whether the same call can be made in another period."""
    return all(move.periods & period or move.deed is Deed.HANG_UP for move in moves)
