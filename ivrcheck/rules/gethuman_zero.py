"""Pressing 0 does not bring a person, somewhere in the menus, while people are at work.

Every menu counts, however deep, and a choice of language too.

Why it matters

The standard asks for one key that always works: whoever wants a person presses 0 and need not listen first.
One menu without it is enough to make callers doubt all the others.

Bad

    claims:
      kind: menu
      prompt: For a new claim, press 1. For an open claim, press 2.

Good

    claims:
      kind: menu
      prompt: For a new claim, press 1. For an open claim, press 2. To speak with someone, press 0.

How to mend it

Give every menu a 0 that rings somebody, and let it lead to whoever is on duty at that hour.

Source

GetHuman standard, version 1.0 (gethuman.com/standard/v1.0.html), point 1 (0, at all times, queues for a
person). Read on 2026-11-21 in a stored copy. A voluntary standard of a consumers' site: it binds nobody.
"""

from __future__ import annotations

from collections.abc import Iterator

from ivrcheck.analysis.callers import Caller, Office
from ivrcheck.analysis.facts import Facts
from ivrcheck.callgraph.move import Move, Outcome, Party
from ivrcheck.finding import Call, Severity
from ivrcheck.menu.kinds import Menu
from ivrcheck.rules.hit import Hit
from ivrcheck.rules.no_route_to_person import cause_at
from ivrcheck.rules.onward import follow

CODE = "IVR701"
LEVEL = Severity.WARNING
DEPTH = 6
PROFILE = "gethuman"


def find(facts: Facts) -> Iterator[Hit]:
    """The menus in which 0 does not come to a person, though somebody could be reached at that hour."""
    answered = facts.ends(Caller.ZERO, Office.ANSWERED, Outcome.PERSON)
    for step, body in facts.menu.steps.items():
        for node in facts.graph.nodes_of(step) if isinstance(body, Menu) else ():
            working = facts.arrivals.get(node, 0) & facts.working & facts.attended
            if bits := working & ~answered.get(node, 0):
                yield _hit(facts, step, node, bits)
                break


def _hit(facts: Facts, step: str, node: int, bits: int) -> Hit:
    return Hit(
        facts.at("steps", step, "keys", key=True),
        f"“{step}” would not meet the GetHuman standard: pressing 0 there does not bring a person, though "
        f"people are at work ({facts.when(bits)}).",
        f"Let 0 in “{step}” ring somebody who is on duty then.",
        call=_call(facts, node, bits),
        cause=cause_at(facts, step) or f"{step}:keys.0",
        step=step,
    )


def _call(facts: Facts, node: int, bits: int) -> Call | None:
    """Zero pressed again and again, with everything answered."""
    does, office = facts.does(Caller.ZERO), facts.office(Office.ANSWERED)

    def picks(move: Move) -> bool:
        return does(move) and (move.party is not Party.OFFICE or office[move.source] is move)

    return facts.tell(follow(facts, node, bits, picks))
