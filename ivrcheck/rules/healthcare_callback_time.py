"""A recording after hours does not say when the call is returned, or an urgent call takes over 30 minutes.

Urgent is a mailbox that callers come to when somebody on call was rung in vain, unless there is another one
that promises 30 minutes. A promise read from the words of the greeting counts, and so does “callback_within”;
where the words are not clear, nothing is said.

Why it matters

“Leave a message” at night may mean ten minutes or Monday. Who does not know which waits too long, or calls an
ambulance for nothing.

Bad

    on_call_messages:
      kind: voicemail
      prompt: The doctor could not pick up. Leave your number.

Good

    on_call_messages:
      kind: voicemail
      prompt: The doctor could not pick up. Leave your number. The doctor calls back within 30 minutes.

How to mend it

Say in the greeting by when the call is returned, within 30 minutes for the doctor on call, and write the same
into “callback_within”.

Source

L.A. Care Health Plan, notice to its practices of November 2017 (lacare.org, “The Annual Access to Care
Survey”): the recording says that the provider calls back within 30 minutes. It binds practices under contract
with that plan. Read on 2026-11-21 in a stored copy; whether it is still in force was not checked. New York
State Department of Health, standards for Medicaid managed care, as given by Amida Care and Fidelis Care
(messages after hours are returned within 30 minutes). They bind practices under contract with those plans.
Read on 2026-11-21 in stored copies; not checked whether in force.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ivrcheck.analysis.facts import Facts
from ivrcheck.analysis.solve import can_reach, forward
from ivrcheck.callgraph.move import Deed, Party
from ivrcheck.finding import Severity
from ivrcheck.hours.periods import any_of
from ivrcheck.menu.kinds import Callback, Voicemail
from ivrcheck.menu.scalars import Promise
from ivrcheck.menu.spoken import LANGUAGES, promised
from ivrcheck.rules.after_hours import URGENT, closed_hours, is_urgent_mailbox
from ivrcheck.rules.hit import Hit

CODE = "IVR723"
LEVEL = Severity.WARNING
DEPTH = 6
PROFILE = "healthcare"


_UNANSWERED = {Deed.NO_ANSWER, Deed.BUSY, Deed.TIMEOUT}
_VAIN = "whoever is on call was rung in vain"


def find(facts: Facts) -> Iterator[Hit]:
    """The mailboxes of closed hours that do not say when, and the urgent ones that are too slow."""
    arrivals = forward(facts.graph, dict.fromkeys(facts.graph.entries.values(), closed_hours(facts)))
    slow = facts.everything & ~_quick(facts)
    urgent = {node: bits & slow for node, bits in _after_ringing(facts, arrivals).items()}
    for step, body in facts.menu.steps.items():
        if not isinstance(body, Voicemail | Callback):
            continue
        for node in facts.graph.nodes_of(step):
            if not arrivals.get(node):
                continue
            words = _spoken(facts, body, facts.graph.language_of(node))
            hurry = bool(urgent.get(node, 0) & arrivals[node])
            if what := _wrong(body, words, hurry):
                yield _hit(facts, step, node, urgent[node] if hurry else arrivals[node], what, hurry)
                break


def _quick(facts: Facts) -> int:
    """When callers can leave a message that is answered within 30 minutes."""
    mailboxes = [step for step, body in facts.menu.steps.items() if is_urgent_mailbox(body)]
    nodes = (node for step in mailboxes for node in facts.graph.stages[step])
    ways = can_reach(facts.graph, dict.fromkeys(nodes, facts.everything))
    return any_of(ways.get(node, 0) for node in facts.graph.entries.values())


def _after_ringing(facts: Facts, arrivals: Mapping[int, int]) -> dict[int, int]:
    """When callers come to each node after somebody there was rung in vain, with no choice of theirs."""
    starts: dict[int, int] = {}
    for node, bits in arrivals.items():
        for move in facts.graph.out.get(node, ()):
            if move.party is Party.OFFICE and move.deed in _UNANSWERED and move.target >= 0:
                starts[move.target] = starts.get(move.target, 0) | bits & move.periods
    return forward(facts.graph, starts, lambda move: move.party is not Party.CALLER)


def _spoken(facts: Facts, body: Voicemail | Callback, language: str) -> Promise | str | None:
    """The promise in the greeting; None where it makes none, and some text where that cannot be known."""
    heard = body.prompt.heard(language)
    if not heard or any(one.text is None for one in heard) or language.partition("-")[0] not in LANGUAGES:
        return "not known"
    return promised(body.prompt.words(language), language)


def _wrong(body: Voicemail | Callback, words: Promise | str | None, hurry: bool) -> str:
    if words is None:
        return "the recording does not say when the call is returned"
    if hurry and isinstance(words, Promise) and not _is_soon(words):
        return f"{_VAIN}, and the recording says “{words.words}” instead of 30 minutes"
    if hurry and body.callback_within and not _is_soon(body.callback_within):
        within = body.callback_within.words
        return f"{_VAIN}, and “callback_within” says {within} instead of 30 minutes"
    return ""


def _is_soon(promise: Promise) -> bool:
    return promise.unit == "clock" and promise.amount <= URGENT


def _hit(facts: Facts, step: str, node: int, bits: int, what: str, hurry: bool) -> Hit:
    soon = ", within 30 minutes," if hurry or is_urgent_mailbox(facts.menu.steps[step]) else ""
    return Hit(
        facts.at("steps", step, key=True),
        f"“{step}” would not meet after-hours standards: {what}.",
        f"Say in the greeting by when the call is returned{soon} and write the same into “callback_within”.",
        call=facts.tell(facts.search.path(node, bits), f"“{step}” takes the message."),
        cause=f"{step}:returned",
        step=step,
    )
