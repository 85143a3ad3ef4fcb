"""No person can be reached from an entry or a menu while the office is at work."""

from __future__ import annotations

from collections.abc import Iterator

from ivrcheck.analysis.facts import Facts
from ivrcheck.finding import Severity
from ivrcheck.rules.hit import Hit
from ivrcheck.rules.words import a_week

CODE = "IVR101"
LEVEL = Severity.ERROR
DEPTH = 3


def find(facts: Facts) -> Iterator[Hit]:
    """Entries from which nobody is ever reached in working time, then menus behind entries that are fine."""
    bare = set()
    for number, node in facts.graph.entries.items():
        bits = _missing(facts, node)
        if bits:
            bare.add(node)
            yield _at_entry(facts, number, node, bits)
    for step, body in facts.menu.steps.items():
        if body.kind != "menu":
            continue
        for node in facts.graph.nodes_of(step):
            bits = _missing(facts, node)
            if bits and not _explained(facts, bare, bits):
                yield _at_menu(facts, step, node, bits)
                break


def _missing(facts: Facts, node: int) -> int:
    """The working time of what lies behind a node, if no person is reached in any of it."""
    working = facts.working_below.get(node, 0) or facts.working
    bits = facts.arrivals.get(node, 0) & working
    return 0 if facts.person.get(node, 0) & bits else bits


def _explained(facts: Facts, bare: set[int], bits: int) -> bool:
    """Whether every entry is already reported, so that the menu adds nothing."""
    return bool(bare) and all(node in bare for node in facts.graph.entries.values())


def _at_entry(facts: Facts, number: str, node: int, bits: int) -> Hit:
    route = ("entry", number)
    return Hit(
        facts.at(*route, key=True),
        f"Callers to {number} can never reach a person, not even in working time "
        f"({facts.when(bits)}; {a_week(facts, bits)}).",
        "Add a way to a person: a key such as 0 that rings somebody, or silence that does.",
        call=facts.tell(facts.search.path(node, bits), "Whatever the caller presses from here, nobody ever answers."),
        cause=_cause(facts, node, f"entry:{number}"),
    )


def _at_menu(facts: Facts, step: str, node: int, bits: int) -> Hit:
    return Hit(
        facts.at("steps", step, key=True),
        f"From the menu “{step}” no person can be reached, not even in working time "
        f"({facts.when(bits)}; {a_week(facts, bits)}).",
        "Give the menu a key such as 0 that rings somebody, or a way back to a menu that has one.",
        call=facts.tell(facts.search.path(node, bits), f"Whatever the caller presses in “{step}”, nobody ever answers."),
        cause=_cause(facts, node, f"{step}:person"),
        step=step,
    )


def _cause(facts: Facts, node: int, otherwise: str) -> str:
    """Where everybody who could be rung is never on duty, that is the cause."""
    if facts.working_below.get(node, 0):
        return otherwise
    from ivrcheck.rules.nobody_in_team import never_there

    there = never_there(facts)
    return f"never:{next(iter(there))}" if there else otherwise
