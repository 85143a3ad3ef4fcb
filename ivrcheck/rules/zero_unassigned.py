"""A menu has no 0, though 0 works elsewhere or nothing else in it leads to a person.

Only the time in which somebody is at work counts. A choice of language needs no 0, and neither does a menu
that callers come to only after everybody has been rung in vain.

Why it matters

Callers learn that 0 brings a person, and try it again in the next menu. There it is suddenly a mistake. Where
no key at all leads to a person, only those who happen to wait reach one.

Bad

    pharmacy:
      kind: menu
      prompt: For a refill, press 1. For a new prescription, press 2.
      keys: {1: desk, 2: desk}

Good

    pharmacy:
      kind: menu
      prompt: For a refill, press 1. For a new prescription, press 2. To speak with someone, press 0.
      keys: {1: desk, 2: desk, 0: desk}

How to mend it

Add 0 to the menu and lead it to the same desk as in the other menus.

Source

GetHuman standard, version 1.0 (gethuman.com/standard/v1.0.html), point 1 (0 at
every point of the call). Read on 2026-11-21 in a
stored copy. A voluntary standard of a consumers' site: it binds nobody.
That a menu may do without 0 where other keys lead to a person and no other menu has one is this project's own
reasoning.
"""

from __future__ import annotations

from collections.abc import Iterator

from ivrcheck.analysis.facts import Facts
from ivrcheck.analysis.solve import Bits
from ivrcheck.analysis.topics import is_language_menu
from ivrcheck.callgraph.move import Deed
from ivrcheck.finding import Severity
from ivrcheck.menu.kinds import Menu
from ivrcheck.rules.hit import Hit
from ivrcheck.rules.no_route_to_person import before_ringing, cause_at
from ivrcheck.rules.zero_loops_back import looping_zeros

CODE = "IVR202"
LEVEL = Severity.WARNING
DEPTH = 4


def find(facts: Facts) -> Iterator[Hit]:
    """The menus without a 0, in working time; choices of a language need none."""
    menus = {step: body for step, body in facts.menu.steps.items() if isinstance(body, Menu)}
    looping = {step for step, _, _ in looping_zeros(facts)}
    works = (id for id, body in menus.items() if "0" in body.keys and id not in looping)
    elsewhere = [step for step in works if _works(facts, step)]
    untried = before_ringing(facts, facts.graph.entries.values())
    for step, body in menus.items():
        bits = facts.arrives(step) & facts.working & facts.attended
        if "0" in body.keys or not bits or is_language_menu(facts.graph, body):
            continue
        if _nobody_left(facts, step, untried):
            continue
        alone = not _another_key(facts, step)
        if elsewhere or alone:
            yield _hit(facts, step, elsewhere, alone)


def _works(facts: Facts, step: str) -> bool:
    """Whether 0 in a menu leads to a person at some time."""
    return any(
        move.periods & facts.arrivals.get(node, 0) & facts.person.get(move.target, 0)
        for node in facts.graph.nodes_of(step)
        for move in facts.graph.out[node]
        if move.deed is Deed.KEY and move.detail == "0"
    )


def _nobody_left(facts: Facts, step: str, untried: Bits) -> bool:
    """Whether callers come here only after somebody was rung in vain, and there is nobody else to ring."""
    return not any(
        facts.working & (untried.get(node, 0) | facts.arrivals.get(node, 0) & facts.person.get(node, 0))
        for node in facts.graph.nodes_of(step)
    )


def _another_key(facts: Facts, step: str) -> bool:
    """Whether some key of a menu leads to a person in working time."""
    return any(
        facts.arrivals.get(node, 0) & facts.working & facts.person.get(move.target, 0)
        for node in facts.graph.nodes_of(step)
        for move in facts.graph.out[node]
        if move.deed is Deed.KEY
    )


def _hit(facts: Facts, step: str, elsewhere: list[str], alone: bool) -> Hit:
    why = "and no key there leads to a person" if alone else f"although 0 works in “{elsewhere[0]}”"
    return Hit(
        facts.at("steps", step, "keys", key=True),
        f"The menu “{step}” does not take 0, {why}. Many callers press 0 when they want a person.",
        f"Add “0:” to the keys of “{step}”, leading to somebody who answers.",
        step=step,
        cause=(alone and cause_at(facts, step)) or f"{step}:keys.0",
    )
