"""The greeting promises a call back sooner than the office has set itself, or one that nobody makes.

The words of the prompt are held against “callback_within:”. Only a time that is said for sure counts: not
“as soon as possible”, not “we try to”. A mailbox without an owner that says “we call back” is wrong whatever
the time.

Why it matters

The caller believes what they hear; nobody reads them the settings. Whoever was told “within two hours” has
given up on the office by the time the office thinks it is punctual.

Bad

    prompt: Leave your name and number. We call you back within 2 working hours.
    owner: ida
    callback_within: 1 business day

Good

    prompt: Leave your name and number. We call you back by the end of the next business day.
    owner: ida
    callback_within: 1 business day

How to mend it

Say in the prompt what “callback_within:” says, in every language. Where nobody owns the mailbox, name an
owner.

Source

This project's own reasoning: what is promised and what is planned have to be the same.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from ivrcheck.analysis.facts import Facts
from ivrcheck.analysis.offers import Said, versions_of
from ivrcheck.analysis.promises import longest_day
from ivrcheck.callgraph.move import Deed
from ivrcheck.finding import Call, Label, Severity
from ivrcheck.menu.kinds import Callback, Voicemail
from ivrcheck.menu.scalars import Promise
from ivrcheck.menu.spoken import promised, promises_call_back
from ivrcheck.rules.hit import Hit

CODE = "IVR304"
LEVEL = Severity.ERROR
DEPTH = 3

_HOUR, _DAY = 3600, 86400


def find(facts: Facts) -> Iterator[Hit]:
    """Mailboxes and call backs whose words and settings differ."""
    for step, body in facts.menu.steps.items():
        if isinstance(body, Voicemail | Callback) and step in facts.reachable:
            said = [one for version in versions_of(body.prompt, facts.menu.languages) for one in version.said]
            hit = (
                _unowned(facts, step, body, said) if body.owner is None else _sooner(facts, step, body, said)
            )
            if hit:
                yield hit


def _unowned(facts: Facts, step: str, body: Voicemail | Callback, said: list[Said]) -> Hit | None:
    """“We call back” where nobody is named to do so; the same fault as the missing owner."""
    if not any(promises_call_back(one.text, language) for one in said for language in one.languages):
        return None
    return Hit(
        facts.at("steps", step, "prompt", key=True),
        f"“{step}” tells callers that somebody calls back, but nobody is named to do it.",
        f"Add “owner:” to “{step}”, the person or team who calls back.",
        call=_call(facts, step, "The caller waits for the call back that was promised."),
        cause=f"{step}:owner",
        step=step,
    )


def _sooner(facts: Facts, step: str, body: Voicemail | Callback, said: list[Said]) -> Hit | None:
    within = body.callback_within
    if within is None:
        return None
    for one in said:
        for language in one.languages:
            promise = promised(one.text, language)
            if promise and is_sooner(promise, within, lambda: longest_day(facts, body.owner) * 60):
                return _mismatch(facts, step, promise, within)
    return None


def is_sooner(spoken: Promise, planned: Promise, day: Callable[[], int]) -> bool:
    """Whether some message is promised an answer earlier than planned; ``day``: seconds of a working day.

    Two kinds of time are compared only as far as it holds whatever the week looks like: a working hour takes
    an hour at least, a business day ends about a day after a message of the same hour.
    """
    if spoken.unit == planned.unit:
        return spoken.amount < planned.amount
    if spoken.unit == "clock":
        return spoken.amount <= (planned.amount if planned.unit == "working" else planned.amount * _DAY)
    if spoken.unit == "working":
        most = planned.amount if planned.unit == "clock" else planned.amount * day()
        return spoken.amount < most
    if planned.unit == "clock":
        return planned.amount >= 2 * _DAY * max(spoken.amount, 1)
    return planned.amount > day() * (spoken.amount + 1)


def _mismatch(facts: Facts, step: str, promise: Promise, within: Promise) -> Hit:
    words = promise.words.strip()
    return Hit(
        facts.at("steps", step, "prompt", key=True),
        f"“{step}” promises callers a call back “{words}”, but the office has given itself {within.words}.",
        f"Say in the prompt what “callback_within:” says ({within.words}), or set what the prompt says.",
        labels=(Label(facts.at("steps", step, "callback_within"), "what the office has set itself"),),
        call=_call(facts, step, f"The caller expects the call “{words}”; it is planned for {within.words}."),
        cause=f"{step}:callback_within",
        step=step,
    )


def _call(facts: Facts, step: str, more: str) -> Call | None:
    """The shortest call that leaves a message or books the call back."""
    for node in facts.graph.stages[step]:
        for move in facts.graph.out[node]:
            if move.deed in (Deed.MESSAGE, Deed.BOOK) and (path := facts.search.path(node, move.periods)):
                moves = (*path.moves, move)
                return facts.tell(type(path)(path.number, moves, path.periods & move.periods), more)
    return None
