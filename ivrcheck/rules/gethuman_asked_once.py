"""Callers are asked again for something they have typed already.

Also where the call comes back to the same question by itself, such as after a phone has rung in vain. To be
asked again because a number was not found, or after choosing to go back, does not count.

Why it matters

Typing fourteen digits is work. To be asked for them a second time says that the first time was for nothing.

Bad

    again_account:
      kind: collect
      prompt: Type your policy number.
      digits: 8
      asks_for: policy number

Good

    account:
      kind: collect
      prompt: Type your policy number.
      digits: 8
      asks_for: policy number

How to mend it

Ask once, before the ways part, and pass on what was typed.

Source

GetHuman standard, version 1.0 (gethuman.com/standard/v1.0.html), point 3 (never asked to repeat what they
have given). Read on 2026-11-21 in a stored copy. A voluntary standard of a consumers' site: it binds nobody.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from ivrcheck.analysis.evidence import Path, Search
from ivrcheck.analysis.facts import Facts
from ivrcheck.callgraph.graph import components
from ivrcheck.callgraph.move import Deed, Move
from ivrcheck.finding import Severity
from ivrcheck.menu.kinds import Collect
from ivrcheck.rules import asked_twice
from ivrcheck.rules.hit import Hit

CODE = "IVR706"
LEVEL = Severity.WARNING
DEPTH = 6
PROFILE = "gethuman"

_CHOSEN = {Deed.KEY, Deed.DIAL, Deed.LOOKUP, Deed.ERROR}
"""After these a question that comes again is one the caller went back to, or answered wrongly."""


def find(facts: Facts) -> Iterator[Hit]:
    """The questions asked in two steps; then those to which a call comes back by itself."""
    for hit in asked_twice.find(facts):
        message = f"“{hit.step}” would not meet the GetHuman standard: callers have typed the same before."
        yield replace(hit, message=message)
    for step, path in _round(facts):
        yield Hit(
            facts.at("steps", step, key=True),
            f"“{step}” would not meet the GetHuman standard: callers who have answered are asked again.",
            "Let the call go on to a step behind the question, such as a mailbox.",
            call=facts.tell(path, f"“{step}” asks once more."),
            cause=f"{step}:asks_for",
            step=step,
        )


def _round(facts: Facts) -> Iterator[tuple[str, Path]]:
    """The steps to which a call comes back after the answer, each with a call that does."""
    asked = [step for step, body in facts.menu.steps.items() if isinstance(body, Collect)]
    if not asked:
        return
    group: dict[int, int] = {}
    for number, nodes in enumerate(components(_onward(facts))):
        group.update(dict.fromkeys(nodes, number))
    for step in asked:
        for node in facts.graph.nodes_of(step):
            typed = next(move for move in facts.graph.out[node] if move.deed is Deed.TYPE)
            path = _path(facts, typed) if group[node] == group[typed.target] else None
            if path:
                yield step, path
                break


def _onward(facts: Facts) -> dict[int, list[int]]:
    """Where each node leads without the caller choosing, and without anything being looked up."""
    out = facts.graph.out
    return {
        node: [move.target for move in moves if move.target >= 0 and _by_itself(move)]
        for node, moves in out.items()
    }


def _by_itself(move: Move) -> bool:
    return move.deed not in _CHOSEN


def _path(facts: Facts, typed: Move) -> Path | None:
    """The shortest call that answers a question and comes to it again."""
    path = facts.search.path(typed.source, facts.everything)
    if path is None:
        return None
    start = [(path.number, typed.target, path.periods)]
    onward = Search(facts.graph, facts.watch, start, _by_itself).path(typed.source, path.periods)
    return Path(path.number, (*path.moves, typed, *onward.moves), onward.periods) if onward else None
