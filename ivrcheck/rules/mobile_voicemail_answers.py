"""An outside phone is rung, and whoever picks up need not say that they are a person.

An outside phone is that of somebody who has a “phone:” and no “extension:”. A cover who stands in counts too.

Why it matters

A mobile that is switched off answers after all: with its own voicemail. To the phone system that is an
answer. The caller leaves a message that lands beside somebody's private ones, with no owner and no promise,
and the mailbox the office reads every morning never hears of it.

Bad

    van: {kind: ring, who: finn, for: 25s, no_answer: messages}

Good

    van: {kind: ring, who: finn, for: 25s, confirm: true, no_answer: messages}

How to mend it

Add “confirm: true”: whoever picks up must press 1 to take the call, which no voicemail does. If the phone is
in truth an extension of your own system, write “extension:”.

Source

This project's own reasoning, from what small offices tell: the story stands in menus/plumber-trapped.yaml.
Written on 2026-11-21.
"""

from __future__ import annotations

from collections.abc import Iterator

from ivrcheck.analysis.facts import Facts
from ivrcheck.analysis.people import who_may_answer
from ivrcheck.callgraph.move import Deed
from ivrcheck.finding import Severity
from ivrcheck.hours.words import join_words
from ivrcheck.menu.kinds import AnyStep, Queue, Ring
from ivrcheck.rules.calling import call_until
from ivrcheck.rules.hit import Hit

CODE = "IVR511"
LEVEL = Severity.WARNING
DEPTH = 3

_SHOWN = 3


def find(facts: Facts) -> Iterator[Hit]:
    """Every ring and queue without ``confirm`` that an outside phone may answer."""
    outside: dict[str, list[str]] = {}
    for step, body in facts.menu.steps.items():
        if body.kind not in ("ring", "queue") or body.confirm or step not in facts.reachable:
            continue
        who = _rung(body)
        if who not in outside:
            outside[who] = _outside(facts, who)
        come = facts.arrives(step) or facts.everything
        if people := [id for id in outside[who] if facts.calendar.answered_by(id)[who] & come]:
            yield _hit(facts, step, people)


def _hit(facts: Facts, step: str, people: list[str]) -> Hit:
    shown = [facts.menu.people[id].name for id in people[:_SHOWN]]
    names = join_words([*shown, f"{len(people) - _SHOWN} more"] if len(people) > _SHOWN else shown)
    phones, takes = ("phone", "its") if len(people) == 1 else ("phones", "their")
    who = _rung(facts.menu.steps[step])
    bits = facts.calendar.answered_by(people[0])[who]
    path = call_until(facts, step, lambda move: move.deed is Deed.ANSWER and bool(move.periods & bits), bits)
    return Hit(
        facts.at("steps", step, key=True),
        f"“{step}” rings the outside {phones} of {names}: when nobody picks up, {takes} own voicemail does, "
        "and the message stays there.",
        f"Add “confirm: true” to “{step}”: whoever picks up presses 1, which no voicemail does.",
        call=facts.tell(path, f"Or the voicemail of {shown[0]} does, and the call counts as answered."),
        cause=f"{step}:confirm",
        step=step,
    )


def _rung(body: AnyStep) -> str:
    return body.who if isinstance(body, Ring) else body.team if isinstance(body, Queue) else ""


def _outside(facts: Facts, who: str) -> list[str]:
    """The people with outside phones who at some time may answer when somebody is rung."""
    people = facts.menu.people
    outside = (id for id in who_may_answer(facts.menu, who) if not people[id].extension)
    return [id for id in outside if facts.calendar.answered_by(id).get(who)]
