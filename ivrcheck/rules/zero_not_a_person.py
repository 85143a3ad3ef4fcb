"""Pressing 0 ends somewhere that is no person: an unowned mailbox, a cut-off, a dead end.

It is looked at as if everybody picked up who can. Where 0 leads to a mailbox with an owner while people are
at work, it is only advice: the message will be answered, but the caller asked for a person.

Why it matters

Whoever presses 0 wants a person. To end the call then, or to send them to a mailbox nobody listens to, is
worse than having no 0 at all.

Bad

      keys: {1: desk, 0: goodbye}
      no_input: desk
      no_match: desk
    goodbye: {kind: hangup, prompt: Nobody is free just now. Goodbye.}

Good

    keys: {1: desk, 0: desk}

How to mend it

Lead 0 to somebody who answers, such as the front desk, with a mailbox behind for when nobody picks up.

Source

GetHuman standard, version 1.0 (gethuman.com/standard/v1.0.html), point 1. Read on 2026-11-21 in a
stored copy. A voluntary standard of a consumers' site: it binds nobody.
That an owned mailbox is only worth advice is this project's own reasoning.
"""

from __future__ import annotations

from collections.abc import Iterator

from ivrcheck.analysis.callers import Caller, Office
from ivrcheck.analysis.evidence import Path
from ivrcheck.analysis.facts import Facts
from ivrcheck.analysis.plain import ends_by_zero
from ivrcheck.analysis.traps import cause_of
from ivrcheck.callgraph.move import Deed, Outcome, Party
from ivrcheck.finding import Severity
from ivrcheck.menu.kinds import Menu
from ivrcheck.rules.hit import Hit
from ivrcheck.rules.no_route_to_person import cause_at
from ivrcheck.rules.zero_loops_back import looping_zeros

CODE = "IVR203"
LEVEL = Severity.ERROR
DEPTH = 3

_BAD = {
    Outcome.UNOWNED_MESSAGE: "leads to a mailbox that belongs to nobody",
    Outcome.CUT_OFF: "gets the caller cut off",
    Outcome.GAVE_UP: "ends the call",
    Outcome.ENDLESS: "leaves the caller waiting without end",
}


def find(facts: Facts) -> Iterator[Hit]:
    """The menus whose 0 ends badly though everything is answered; then those where it ends in a mailbox."""
    looping = {step for step, _, _ in looping_zeros(facts)}
    for step, body in facts.menu.steps.items():
        if not isinstance(body, Menu) or "0" not in body.keys or step in looping:
            continue
        for node in facts.graph.nodes_of(step):
            hit = _bad(facts, step, node) or _mailbox(facts, step, node)
            if hit:
                yield hit
                break


def _bad(facts: Facts, step: str, node: int) -> Hit | None:
    for outcome, where in _BAD.items():
        bits = _ends(facts, outcome, node)
        if bits:
            path = _path(facts, node, bits)
            return Hit(
                facts.at("steps", step, "keys", "0"),
                f"Pressing 0 in “{step}” {where} ({facts.when(bits)}).",
                "Lead 0 to somebody who answers, such as the front desk.",
                call=facts.tell(path),
                cause=_cause(facts, path, step),
                step=step,
            )
    return None


def _mailbox(facts: Facts, step: str, node: int) -> Hit | None:
    bits = (_ends(facts, Outcome.MESSAGE, node) | _ends(facts, Outcome.CALLBACK, node)) & facts.working
    if not bits:
        return None
    return Hit(
        facts.at("steps", step, "keys", "0"),
        f"In working time, 0 in “{step}” leads to a mailbox instead of a person ({facts.when(bits)}).",
        "While people are at work, lead 0 to somebody who answers.",
        call=facts.tell(_path(facts, node, bits)),
        cause=cause_at(facts, step) or f"{step}:zero-mailbox",
        step=step,
        severity=Severity.ADVICE,
    )


def _ends(facts: Facts, outcome: Outcome, node: int) -> int:
    """When calls come to a menu from which 0 leads to an outcome, with everything answered."""
    if (plain := ends_by_zero(facts, node)) is not None:
        return plain.get(outcome, 0) & facts.arrivals.get(node, 0)
    return facts.ends(Caller.ZERO, Office.ANSWERED, outcome).get(node, 0) & facts.arrivals.get(node, 0)


def _path(facts: Facts, node: int, bits: int) -> Path | None:
    """The shortest call to the menu, and what 0 leads to from there with everything answered."""
    path = facts.search.path(node, bits)
    if path is None:
        return None
    does, office = facts.does(Caller.ZERO), facts.office(Office.ANSWERED)
    return facts.search.follow(
        path, lambda move: does(move) and (move.party is not Party.OFFICE or office[move.source] is move)
    )


def _cause(facts: Facts, path: Path | None, step: str) -> str:
    if path is None or path.endless:
        return f"{step}:keys.0"
    moves = [move for move in path.moves if facts.graph.kind_of(move.source).kind != "hangup"]
    last = moves[-1]
    return f"{step}:keys.0" if last.deed is Deed.KEY else cause_of(facts.graph, last)
