"""A menu has no option to speak with a person while people are at work, or does not say so.

The first menu callers meet must announce it; the others must have a key that leads to a person.

Why it matters

The law gives callers the right to a person at any moment of the call, and wants that option among those of
the main menu. Callers cannot use a right they do not hear of.

Bad

    prompt: Para facturas, pulse 1. Para averías, pulse 2.

Good

    prompt: Para facturas, pulse 1. Para averías, pulse 2. Para hablar con una persona, pulse 0.

How to mend it

Add a key such as 0 that rings somebody to every menu, and name it in the prompt: “Para hablar con una
persona, pulse 0.”

Source

Ley 10/2025 of 26 December 2025 on customer service (Spain), art. 8.2 (personal attention among the options of
the main menu, and at any moment). In force since 2025-12-28. Companies in its scope (basic services such as
water, energy, transport, post and telephone; others from 250 employees, 50 million euros of turnover or 43
million of balance on) have until 2026-12-28 to adapt. It binds nobody else. Summaries of the law were read on
2026-11-21 in stored copies (notariosyregistradores.com, uria.com, legaltoday.com), not its text in the
official gazette.
"""

from __future__ import annotations

from collections.abc import Iterator

from ivrcheck.analysis.facts import Facts
from ivrcheck.analysis.solve import Bits, can_reach, goals
from ivrcheck.analysis.topics import first_menus
from ivrcheck.callgraph.move import Deed, Outcome, Party
from ivrcheck.finding import Severity
from ivrcheck.menu.kinds import Menu
from ivrcheck.menu.spoken import LANGUAGES, offers_person
from ivrcheck.rules.after_hours import chooses_language
from ivrcheck.rules.hit import Hit
from ivrcheck.rules.no_route_to_person import cause_at

CODE = "IVR741"
LEVEL = Severity.WARNING
DEPTH = 6
PROFILE = "spain"

_NOBODY = "no key there leads to a person, though people are at work"
_UNSAID = "callers meet it first, and it does not say how to speak with a person"


def find(facts: Facts) -> Iterator[Hit]:
    """The menus without a person on a key, and the first ones that do not name it."""
    first = set(first_menus(facts.graph))
    for step, body in facts.menu.steps.items():
        if not isinstance(body, Menu) or chooses_language(facts, body):
            continue
        for node in facts.graph.nodes_of(step):
            bits = facts.arrivals.get(node, 0) & facts.working & facts.attended
            if missing := bits & ~_person_on_a_key(facts, node):
                yield _hit(facts, step, node, missing, _NOBODY)
            elif bits and step in first and not _named(facts, body, node):
                yield _hit(facts, step, node, bits, _UNSAID)
            else:
                continue
            break


def _person_on_a_key(facts: Facts, node: int) -> int:
    """When some key comes to a person without any further choice."""
    straight = facts.once("straight to a person", lambda: _straight(facts))
    bits = 0
    for move in facts.graph.out[node]:
        if move.deed in (Deed.KEY, Deed.DIAL):
            bits |= move.periods & straight.get(move.target, 0)
    return bits


def _straight(facts: Facts) -> Bits:
    """When a person can be reached from each node though the caller does nothing more than hold."""
    wanted = goals(facts.graph, [Outcome.PERSON])
    held = (Deed.HOLD, Deed.DIAL)
    return can_reach(facts.graph, wanted, lambda move: move.party is not Party.CALLER or move.deed in held)


def _named(facts: Facts, body: Menu, node: int) -> bool:
    """Whether the prompt offers a person; what cannot be read may well do so."""
    heard_in = facts.graph.language_of(node)
    for spoken in body.prompt.heard(heard_in):
        language = spoken.language or heard_in
        if spoken.text is None or language.partition("-")[0] not in LANGUAGES:
            return True
        if offers_person(spoken.text, language):
            return True
    return False


def _hit(facts: Facts, step: str, node: int, bits: int, what: str) -> Hit:
    return Hit(
        facts.at("steps", step, key=True),
        f"“{step}” would not meet Spain's Ley 10/2025 where it applies: {what} ({facts.when(bits)}).",
        "Add a key such as 0 that rings somebody, and name it in the prompt.",
        call=facts.tell(facts.search.path(node, bits), f"“{step}” offers no person."),
        cause=cause_at(facts, step) or f"{step}:keys.0",
        step=step,
    )
