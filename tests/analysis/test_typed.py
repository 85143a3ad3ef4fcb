"""What is asked for again, against following every set of typed numbers in one period at a time."""

from __future__ import annotations

from random import Random

import pytest

from ivrcheck.analysis.facts import Facts
from ivrcheck.analysis.typed import Typed, asked_for
from ivrcheck.callgraph.move import Deed
from ivrcheck.menu.kinds import Collect
from tests.analysis.test_agrees_with_player import facts_of

HEAD = """
ivrcheck: 1
name: Typed at random
country: US
timezone: America/New_York
people: {dana: {name: Dana, extension: 20}}
hours:
  office: {mon-fri: "09:00-17:00", holidays: none}
  desk: {mon-sat: "08:00-12:00", holidays: none}
entry: {"+1 845 555 0134": s0}
steps:
"""


def random_facts(seed: int, size: int = 9) -> Facts:
    """A random menu of numbers to type, opening hours, lookups and announcements."""
    rng = Random(seed)

    def to() -> str:
        return f"s{rng.randrange(size)}"

    def step() -> str:
        kind = rng.choice(("collect", "collect", "collect", "hours", "play", "lookup", "ring"))
        what = {
            "collect": f"prompt: Type., digits: 4, asks_for: {rng.choice(('card', 'name'))}, then: {to()}, "
            f"no_input: {to()}, no_match: {to()}",
            "hours": f"hours: {rng.choice(('office', 'desk'))}, open: {to()}, closed: {to()}",
            "play": f"prompt: Hear., then: {to()}",
            "lookup": f"question: So, answers: {{a: {to()}, b: {to()}}}, error: {to()}",
            "ring": f"who: dana, no_answer: {to()}",
        }
        return f"{{kind: {kind}, {what[kind]}}}"

    return facts_of(HEAD + "".join(f"  s{number}: {step()}\n" for number in range(size)))


def played(facts: Facts, period: int) -> set[str]:
    """The steps that ask again in one period, by following every set of steps typed in."""
    graph, found = facts.graph, set[str]()
    start = (next(iter(graph.entries.values())), frozenset[str]())
    todo, seen = [start], {start}
    while todo:
        node, typed = todo.pop()
        for move in graph.out[node]:
            if move.target < 0 or not move.periods >> period & 1:
                continue
            then = typed | {graph.step_of(node)} if move.deed is Deed.TYPE else typed
            step = graph.step_of(move.target)
            if asks_again(facts, step, then) and not was_not_found(facts, node):
                found.add(step)
            if (move.target, then) not in seen:
                seen.add((move.target, then))
                todo.append((move.target, then))
    return found


def asks_again(facts: Facts, step: str, typed: frozenset[str]) -> bool:
    body, steps = facts.menu.steps[step], facts.menu.steps
    return isinstance(body, Collect) and any(
        one != step and getattr(steps[one], "asks_for", None) == body.asks_for for one in typed
    )


def was_not_found(facts: Facts, node: int) -> bool:
    kinds = {facts.graph.kind_of(move.source).kind for move in facts.graph.into[node]}
    kind = facts.graph.kind_of(node).kind
    return kind == "lookup" or (kind == "play" and bool(kinds) and kinds == {"lookup"})


@pytest.mark.parametrize("seed", range(150))
def test_agrees_with_following_every_set(seed: int) -> None:
    facts = random_facts(seed)
    starts = dict.fromkeys(facts.graph.entries.values(), facts.everything)
    again = Typed(facts.graph, asked_for(facts.graph), starts).again()
    for period in range(facts.calendar.count):
        ours = {one.step for one in again if one.periods >> period & 1}
        assert ours == played(facts, period)


def test_that_is_a_real_question() -> None:
    asked = [bool(played(random_facts(seed), 0)) for seed in range(40)]
    assert 5 < sum(asked) < 38
