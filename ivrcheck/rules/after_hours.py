"""What the rules of the healthcare profile share: closed hours, and who has been told what to dial."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from ivrcheck.analysis.facts import Facts
from ivrcheck.analysis.solve import Bits, forward
from ivrcheck.callgraph.move import Move, Party
from ivrcheck.menu.emergency import instructs
from ivrcheck.menu.kinds import AnyStep, Menu

URGENT = 1_800
"""Within how many seconds an urgent call is to be returned."""


def closed_hours(facts: Facts) -> int:
    """When the office is closed: outside business hours, or else those of the first hours step."""
    hours = facts.menu.business_hours
    for step in facts.menu.steps.values():
        if hours is None and step.kind == "hours":
            hours = step.hours
    open = facts.calendar.open[hours] if hours else facts.working
    return facts.everything & ~open


def untold(facts: Facts, language: str) -> Bits:
    """Where callers with a language come to in closed hours before they are told what to dial."""
    return facts.once(("untold", language), lambda: _untold(facts, language))


def _untold(facts: Facts, language: str) -> Bits:
    starts = dict.fromkeys(facts.graph.entries.values(), closed_hours(facts))
    return forward(facts.graph, starts, still_untold(facts, language))


def still_untold(facts: Facts, language: str) -> Callable[[Move], bool]:
    """Whether a caller with a language has heard nothing of it yet after a move, and was asked nothing."""
    told: dict[int, bool] = {}

    def allowed(move: Move) -> bool:
        node = move.source
        if node not in told:
            told[node] = instruction(facts, node, language) is not None
        return not told[node] and _passes(facts, move)

    return allowed


def instruction(facts: Facts, node: int, language: str) -> int | None:
    """Where in the prompt of a node callers are told in a language what to dial; None where they are not."""
    prompt = getattr(facts.graph.kind_of(node), "prompt", None)
    if prompt is None:
        return None
    menu, heard_in = facts.menu, facts.graph.language_of(node)
    return instructs(prompt, heard_in, language, menu.languages[0], menu.country)


def _passes(facts: Facts, move: Move) -> bool:
    """Whether a move asks nothing of the caller but the choice of a language."""
    if move.party is not Party.CALLER:
        return True
    step = facts.graph.kind_of(move.source)
    if not isinstance(step, Menu):
        return False
    to_language = move.target >= 0 and facts.graph.kind_of(move.target).kind == "language"
    return to_language or chooses_language(facts, step)


def asked_untold(facts: Facts, language: str) -> Mapping[int, int]:
    """The nodes at which callers are asked for something, or let go, without having been told."""
    return {
        node: bits
        for node, bits in untold(facts, language).items()
        if node >= 0
        and bits
        and facts.graph.language_of(node) == language
        and _asks(facts, node)
        and instruction(facts, node, language) is None
    }


def _asks(facts: Facts, node: int) -> bool:
    step = facts.graph.kind_of(node)
    if isinstance(step, Menu) and chooses_language(facts, step):
        return False
    return step.kind == "hangup" or facts.graph.out[node][0].party is Party.CALLER


def chooses_language(facts: Facts, step: Menu) -> bool:
    """Whether a menu only offers languages, with or without a 0.

    The key for the language it begins in may lead on as silence does.
    """
    targets = {option.to for key, option in step.keys.items() if key != "0"}
    others = {to for to in targets if facts.menu.steps[to].kind != "language"}
    silence = step.no_input.to if step.no_input else None
    return len(others) < len(targets) and others <= {silence}


def is_urgent_mailbox(step: AnyStep) -> bool:
    """Whether a message left here, or a call back booked, has somebody who answers it within half an hour."""
    if step.kind not in ("voicemail", "callback", "transfer"):
        return False
    promise = step.callback_within if step.owner else None
    return promise is not None and promise.unit == "clock" and promise.amount <= URGENT
