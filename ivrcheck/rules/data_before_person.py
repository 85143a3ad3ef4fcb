"""No caller reaches a person without typing a number first.

It looks at working time: every way to a person leads through a step in which callers type an account
number, a date of birth or something like it.

Why it matters

The number stands on a letter that lies at home. Those who are new have none. Those whose bill is wrong are
told to have it ready, and those who cannot see it are left outside.

Bad

    member_number:
      kind: collect
      prompt: Enter the six digits of your membership.
      digits: 6
      asks_for: membership number
      then: counter

Good

    member_number:
      kind: collect
      prompt: Enter the six digits of your membership. If you do not have it, just wait.
      digits: 6
      asks_for: membership number
      then: counter
      no_input: counter
      no_match: counter

How to mend it

Lead “no_input” and “no_match” of the step to the same people, and say so in the prompt: “if you do not
have it, just wait”. Better still, let the person who answers ask.

Source

This project's own reasoning, from what callers tell. GetHuman standard, version 1.0
(gethuman.com/standard/v1.0.html), point 1, wants a person within reach at any time, before the number as
well as after it. Read on 2026-11-21 in a stored copy. A voluntary standard of a consumers' site: it binds
nobody.
"""

from __future__ import annotations

from collections.abc import Iterator

from ivrcheck.analysis.evidence import Path, Search
from ivrcheck.analysis.facts import Facts
from ivrcheck.analysis.solve import Bits, can_reach, forward, goals
from ivrcheck.callgraph.move import Deed, Move, Outcome
from ivrcheck.finding import Severity
from ivrcheck.menu.kinds import Collect
from ivrcheck.rules.hit import Hit

CODE = "IVR219"
LEVEL = Severity.WARNING
DEPTH = 3

_FEW = 4
"""With as many numbers at most, each is followed by itself: that is quicker than solving for all steps."""


def find(facts: Facts) -> Iterator[Hit]:
    """One hit for each step that stands before all people, for the numbers at which it does."""
    if not any(isinstance(body, Collect) for body in facts.menu.steps.values()):
        return
    seen: set[str] = set()
    for number, node in facts.graph.entries.items():
        bits = facts.working & facts.person.get(node, 0)
        bits &= ~_free(facts, node, bits)
        found = _first_typed(facts, number, bits) if bits else None
        if found and (step := facts.graph.step_of(found[1].source)) not in seen:
            seen.add(step)
            yield _hit(facts, step, bits, *found)


def _free(facts: Facts, node: int, bits: int) -> int:
    """When a person can be reached without typing anything."""
    if len(facts.graph.entries) <= _FEW:
        return forward(facts.graph, {node: bits}, _types_nothing).get(int(Outcome.PERSON), 0)
    solved: Bits = facts.once(
        "person without typing",
        lambda: can_reach(facts.graph, goals(facts.graph, [Outcome.PERSON]), _types_nothing),
    )
    return solved.get(node, 0)


def _types_nothing(move: Move) -> bool:
    return move.deed is not Deed.TYPE


def _first_typed(facts: Facts, number: str, bits: int) -> tuple[Path, Move] | None:
    """The shortest call to a person, and the first number that is typed in it."""
    start = [(number, facts.graph.entries[number], bits)]
    path = Search(facts.graph, facts.watch, start).path(int(Outcome.PERSON), bits)
    typed = (move for move in (path.moves if path else ()) if move.deed is Deed.TYPE)
    first = next(typed, None)
    return (path, first) if path and first else None


def _hit(facts: Facts, step: str, bits: int, path: Path, move: Move) -> Hit:
    body = facts.menu.steps[step]
    assert isinstance(body, Collect)
    what = f"their {body.asks_for}" if body.asks_for else "a number"
    return Hit(
        facts.at("steps", step, key=True),
        f"Nobody reaches a person without typing {what} first, in “{step}” ({facts.when(bits)}).",
        f"Lead “no_input” and “no_match” of “{step}” to somebody who answers, and say so in the prompt.",
        call=facts.tell(path, "Without that number no person answers."),
        cause=f"{step}:no_input" if body.no_input is None else f"{step}:typed",
        step=step,
    )
