"""Pressing 0 only plays this menu, or an earlier one, again.

Leading 0 back to the main menu is fine where 0 works in the main menu.

Why it matters

Whoever presses 0 wants a person. To play them the menu again says: no. They press 0 once more, hear it once
more, and hang up.

Bad

    main:
      kind: menu
      prompt: For appointments, press 1. To speak with someone, press 0.
      keys: {1: desk, 0: main}

Good

    main:
      kind: menu
      prompt: For appointments, press 1. To speak with someone, press 0.
      keys: {1: desk, 0: desk}

How to mend it

Lead 0 to somebody who answers, such as the front desk. To repeat the menu, use 9 or the star key.

Source

GetHuman standard, version 1.0 (gethuman.com/standard/v1.0.html), point 1. Read on 2026-11-21 in a
stored copy. A voluntary standard of a consumers' site: it binds nobody.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ivrcheck.analysis.callers import Caller
from ivrcheck.analysis.evidence import Path
from ivrcheck.analysis.facts import Facts
from ivrcheck.analysis.plain import ends_by_zero
from ivrcheck.analysis.solve import can_reach
from ivrcheck.analysis.traps import loop_cause
from ivrcheck.callgraph.move import Outcome, Party
from ivrcheck.finding import Severity
from ivrcheck.menu.kinds import Menu
from ivrcheck.rules.hit import Hit
from ivrcheck.rules.words import listed

CODE = "IVR201"
LEVEL = Severity.ERROR
DEPTH = 1


def find(facts: Facts) -> Iterator[Hit]:
    """The menus whose 0 goes round in menus; those in one circle together."""
    circles: dict[str, Hit] = {}
    for step, node, bits in looping_zeros(facts):
        path = _path(facts, node, bits)
        if path is None:
            continue
        circle = _circle(facts, path)
        cause = loop_cause(circle)
        if cause not in circles or (step in circle and circles[cause].step not in circle):
            circles[cause] = _hit(facts, step, bits, path, cause)
    yield from circles.values()


def looping_zeros(facts: Facts) -> Iterator[tuple[str, int, int]]:
    """Each menu with a 0 that never leaves the menus, with its node and when calls come to it."""
    found: list[tuple[str, int, int]] = facts.once("looping zeros", lambda: list(_looping_zeros(facts)))
    yield from found


def _looping_zeros(facts: Facts) -> Iterator[tuple[str, int, int]]:
    for step, body in facts.menu.steps.items():
        if isinstance(body, Menu) and "0" in body.keys:
            for node in facts.graph.nodes_of(step):
                if ends_by_zero(facts, node):
                    continue
                leaves = facts.once("leaves by 0", lambda: _leaves(facts))
                bits = facts.arrivals.get(node, 0) & ~leaves.get(node, 0)
                if bits:
                    yield step, node, bits
                    break


def _leaves(facts: Facts) -> Mapping[int, int]:
    """When pressing 0 again and again comes to anything but menus and announcements."""
    wanted: dict[int, int] = {int(outcome): facts.everything for outcome in Outcome}
    for node, moves in facts.graph.out.items():
        if moves[0].party is Party.OFFICE or facts.graph.kind_of(node).kind in _ARRIVED:
            wanted[node] = facts.everything
    return can_reach(facts.graph, wanted, facts.does(Caller.ZERO))


_ARRIVED = {"ring", "queue", "transfer", "voicemail", "callback", "collect", "directory", "hangup"}


def _path(facts: Facts, node: int, bits: int) -> Path | None:
    """The shortest call to the menu, and 0 pressed until it comes round."""
    path = facts.search.path(node, bits)
    if path is None:
        return None
    return facts.search.follow(path, facts.does(Caller.ZERO))


def _circle(facts: Facts, path: Path) -> tuple[str, ...]:
    return tuple({facts.graph.step_of(move.source) for move in path.moves[path.circle :]})


def _hit(facts: Facts, step: str, bits: int, path: Path, cause: str) -> Hit:
    steps = _circle(facts, path)
    circle = [name for name in steps if isinstance(facts.menu.steps[name], Menu)] or list(steps)
    again = "plays the same menu again"
    if step in circle and len(set(circle)) > 1:
        again = f"goes round and round between {listed(sorted(set(circle)))}"
    elif step not in circle:
        again = f"leads to {listed(sorted(set(circle)))}, where 0 goes round and round"
    return Hit(
        facts.at("steps", step, "keys", "0"),
        f"Pressing 0 in “{step}” only {again}: it never leads to a person ({facts.when(bits)}).",
        "Lead 0 to somebody who answers, such as the front desk.",
        call=facts.tell(path),
        cause=cause,
        step=step,
    )
