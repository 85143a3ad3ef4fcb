"""Two keys of a menu lead to each other's places, by all that the words say.

It compares what the prompt and the labels say of two keys with the names at their other ends: the ids and
labels of the steps, and who is rung or answers for them there. Only a clear cross is found: the words of each
key name the other one's place and not its own. Ids that say nothing, such as “step_7”, say nothing here.

Why it matters

After a change two keys are easily mixed up. A person answers in either place, so no one is trapped and nobody
in the office notices; but everybody who calls about a bill talks to the workshop first.

Bad

    prompt: For a repair, press 1. For a bill, press 2. To speak with someone, press 0.
    keys: {1: billing, 2: repairs, 0: repairs}

Good

    prompt: For a repair, press 1. For a bill, press 2. To speak with someone, press 0.
    keys: {1: repairs, 2: billing, 0: repairs}

How to mend it

Give each key the other one's place, or say in the prompt what they lead to. If the keys are right, give the
steps ids or labels that say what they are for.

Source

This project's own reasoning: what a menu says and what it does have to be the same.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from ivrcheck.analysis.evidence import Path
from ivrcheck.analysis.facts import Facts
from ivrcheck.analysis.naming import Named, all_words_at, named_options
from ivrcheck.analysis.offers import all_offers, options_of
from ivrcheck.callgraph.move import Deed
from ivrcheck.finding import Label, Severity
from ivrcheck.menu.kinds import Menu
from ivrcheck.menu.spoken.telling import share
from ivrcheck.rules.hit import Hit

CODE = "IVR223"
LEVEL = Severity.WARNING
DEPTH = 1


def find(facts: Facts) -> Iterator[Hit]:
    """Every pair of keys whose words and places stand crosswise."""
    for offers in all_offers(facts):
        if isinstance(offers.body, Menu):
            options = named_options(facts, offers, options_of(offers.body))
            for one, other in combinations(options, 2):
                if _is_crosswise(facts, one, other):
                    yield _hit(facts, offers.step, one, other)


def _is_crosswise(facts: Facts, one: Named, other: Named) -> bool:
    """Whether the words of each name the other's place and not its own, by words that tell the two apart."""
    if one.said.isdisjoint(other.named) or other.said.isdisjoint(one.named):
        return False  # most pairs: nothing is alike, not even how words begin
    own, theirs = one.words - other.words, other.words - one.words
    here, there = one.there - other.there, other.there - one.there
    if not (share(own, there) and share(theirs, here)):
        return False
    all_here, all_there = (all_words_at(facts, each.to) for each in (one, other))
    return not (share(own, all_here - all_there) or share(theirs, all_there - all_here))


def _hit(facts: Facts, step: str, one: Named, other: Named) -> Hit:
    return Hit(
        facts.at("steps", step, "keys", one.key),
        f"In “{step}” the keys {one.key} and {other.key} look swapped: {one.key} leads to “{one.to}” and "
        f"{other.key} to “{other.to}”, but what callers hear of them says the opposite.",
        f"Lead {one.key} to “{other.to}” and {other.key} to “{one.to}”, or change what the prompt says.",
        labels=(Label(facts.at("steps", step, "keys", other.key), "the other key"),),
        call=facts.tell(_call(facts, step, one.key)),
        cause=f"{step}:keys.{'0' if '0' in (one.key, other.key) else one.key}",
        step=step,
    )


def _call(facts: Facts, step: str, key: str) -> Path | None:
    """The shortest call that presses a key of a step."""
    moves = (move for node in facts.graph.nodes_of(step) for move in facts.graph.out[node])
    for move in moves:
        is_it = move.deed is Deed.KEY and move.detail == key
        if is_it and (path := facts.search.path(move.source, move.periods)):
            return path.then(move)
    return None
