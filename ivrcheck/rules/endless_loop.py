"""A set of steps that callers can only leave by hanging up.

Why it matters

The caller hears the same thing again and again. No key, no waiting and no luck leads anywhere else. It mostly
happens when an announcement is led back to the menu before it, and nobody asks what the caller can do next.

Bad

    we_are_closed: {kind: play, prompt: "We are closed. We bake from 7 to 3.", then: call_again}
    call_again: {kind: play, prompt: Please call again tomorrow., then: we_are_closed}

Good

    we_are_closed: {kind: play, prompt: "We are closed. We bake from 7 to 3.", then: messages}

How to mend it

Give one of the steps a way out: a key that rings somebody, or a mailbox with an owner. Hearing something
again is fine as long as there is also a way out.

Source

This project's own reasoning: a call that can only be ended by hanging up has served nobody. A known default
that makes such circles: VoiceXML, the language many large phone systems are written in, repeats a question
without limit when nothing else is said (VoiceXML 2.0, W3C Recommendation; in force; noted for this project
on 2026-11-21).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ivrcheck.analysis.evidence import Path
from ivrcheck.analysis.facts import Facts
from ivrcheck.analysis.solve import can_reach, goals
from ivrcheck.analysis.traps import loop_cause, made
from ivrcheck.callgraph.graph import components
from ivrcheck.callgraph.move import Deed, Move, Outcome
from ivrcheck.finding import Label, Severity
from ivrcheck.hours.periods import any_of
from ivrcheck.rules.hit import Hit
from ivrcheck.rules.words import listed

CODE = "IVR103"
LEVEL = Severity.ERROR
DEPTH = 1


def find(facts: Facts) -> Iterator[Hit]:
    """The circles from which no other end can be reached."""
    if not facts.unsafe:
        return
    ways_out = [outcome for outcome in Outcome if outcome is not Outcome.GAVE_UP]
    leaves = can_reach(facts.graph, goals(facts.graph, ways_out))
    caught = {node: bits & ~leaves.get(node, 0) for node, bits in facts.unsafe.items()}
    onward = {node: _onward(facts, node, caught) for node in sorted(caught) if caught[node]}
    for nodes in components(onward):
        if inside := _going_round(facts, {node: caught[node] for node in sorted(nodes)}):
            yield _hit(facts, inside)


def _onward(facts: Facts, node: int, caught: Mapping[int, int]) -> set[int]:
    """Where a call can go on to from a node, again and again, at a time when it is caught in both."""
    moves = facts.graph.out[node]
    return {one.target for one in moves if _for_ever(facts, one) & caught[node] & caught.get(one.target, 0)}


def _for_ever(facts: Facts, move: Move) -> int:
    """When a move can be made any number of times: the rounds of a retry step come to an end."""
    return made(facts.graph, move) if move.deed is not Deed.AGAIN else 0


def _going_round(facts: Facts, nodes: Mapping[int, int]) -> dict[int, int]:
    """Some nodes, each with the times at which a call can go on from it among them, and so for ever."""
    inside, todo = dict(nodes), list(nodes)
    while todo:
        node = todo.pop()
        stays = 0
        for move in facts.graph.out[node]:
            stays |= _for_ever(facts, move) & inside.get(move.target, 0)
        if inside[node] & ~stays:
            inside[node] &= stays
            todo += [move.source for move in facts.graph.into[node] if move.source in inside]
    return {node: bits for node, bits in inside.items() if bits}


def _hit(facts: Facts, inside: dict[int, int]) -> Hit:
    steps = tuple(sorted({facts.graph.step_of(node) for node in inside}))
    path = facts.search.first(inside.items())
    bits = any_of(inside.values())
    first = steps[0]
    if path:
        first = facts.graph.step_of(path.end if path.moves else facts.graph.entries[path.number])
    return Hit(
        facts.at("steps", first, key=True),
        f"From {listed(steps)} there is no way out but hanging up ({facts.when(bits)}).",
        "Add a way out: a key that rings somebody, or a mailbox with an owner.",
        labels=tuple(
            Label(facts.at("steps", step, key=True), "part of the circle") for step in steps if step != first
        )[:6],
        call=facts.tell(_round(facts, path, inside)),
        cause=loop_cause(steps),
        step=first,
    )


def _round(facts: Facts, path: Path | None, inside: dict[int, int]) -> Path | None:
    """The call that comes there and goes round; through all the rounds of a retry step, where need be."""
    if path is None:
        return None
    round_ = facts.search.follow(path, lambda move: move.target in inside and move.deed is not Deed.ANSWER)
    return round_ if round_.endless else facts.search.follow(path, lambda move: move.target >= 0)
