"""Callers hold in a queue when the office closes, and nothing says where they go then.

It looks at queues whose team goes home at some time, in which callers can hold for more than two minutes, and
that have no “closed:”.

Why it matters

At one minute to six a caller is third in line. At six the lights go out, and the music plays on: the phone
system knows nothing of it unless the menu says so. The caller finds out in the end, and has lost the time
in which a message could have been left.

Bad

    workshop:
      kind: queue
      team: shop_floor
      prompt: Our hands are full. To leave a message instead, press 1.
      max_wait: 10m
      announce: {position: true, every: 60s}
      keys: {1: messages}
      timeout: messages

Good

    timeout: messages
    closed: messages

How to mend it

Add “closed:” to the queue, and lead it to a mailbox that somebody owns. Callers who still hold when the last
one goes home are then taken there.

Source

This project's own reasoning. Written on 2026-11-21.
"""

from __future__ import annotations

from collections.abc import Iterator

from ivrcheck.analysis.facts import Facts
from ivrcheck.callgraph.move import Deed
from ivrcheck.finding import Severity
from ivrcheck.menu.kinds import Queue
from ivrcheck.rules.calling import call_until
from ivrcheck.rules.hit import Hit
from ivrcheck.rules.queue_without_way_out import LONG

CODE = "IVR409"
LEVEL = Severity.WARNING
DEPTH = 2


def find(facts: Facts) -> Iterator[Hit]:
    """Every queue that callers come to while it is staffed, and that closes at some time."""
    for step, body in facts.menu.steps.items():
        if body.kind != "queue" or body.closed or not _is_long(body):
            continue
        duty = facts.calendar.duty(body.team)
        if duty != facts.everything and facts.arrives(step) & duty:
            yield _hit(facts, step, body)


def _is_long(body: Queue) -> bool:
    return body.max_wait is None or body.max_wait > LONG or body.timeout is None


def _hit(facts: Facts, step: str, body: Queue) -> Hit:
    team = facts.menu.name_of(body.team)
    path = call_until(facts, step, lambda move: move.deed is Deed.HOLD)
    return Hit(
        facts.at("steps", step, key=True),
        f"Whoever still holds in “{step}” when work ends for {team} goes on holding, and nobody answers.",
        f"Add “closed:” to “{step}”, leading to a mailbox with an owner.",
        call=facts.tell(path, f"Then work ends for {team}. The caller goes on holding."),
        cause=_cause(step, body),
        step=step,
    )


def _cause(step: str, body: Queue) -> str:
    """Where holding never ends, or ends in a cut-off, that is the cause of the rest."""
    if body.max_wait is None and not body.keys:
        return f"{step}:max_wait"
    return f"{step}:closed" if body.timeout or body.max_wait is None else f"{step}:timeout"
