"""Callers type something, and later in the same call another step asks for it again.

What a step asks for stands in its “asks_for:”. To ask again because a lookup did not find what was typed
is no fault.

Why it matters

Callers type sixteen digits with one thumb, and the next step wants them once more. They conclude,
rightly, that nobody is listening.

Bad

    card_again:
      kind: collect
      prompt: To renew a book, enter your card number.
      digits: 10
      asks_for: card number

Good

    main:
      kind: menu
      prompt: To renew a book, press 1. To speak with someone, press 0.
      keys: {1: {to: card, topics: [renew]}, 0: counter}

How to mend it

Ask once, where it is first needed, and hand it on with the call. Remove the second step, or lead past it.

Source

GetHuman standard, version 1.0 (gethuman.com/standard/v1.0.html), point 3 (what was
told once is not asked again). Read on 2026-11-21 in a stored copy. A voluntary standard of a consumers'
site: it binds nobody.
"""

from __future__ import annotations

from collections.abc import Iterator

from ivrcheck.analysis.evidence import Path, Search
from ivrcheck.analysis.facts import Facts
from ivrcheck.analysis.typed import Again, Typed, asked_for
from ivrcheck.callgraph.move import Deed
from ivrcheck.finding import Label, Severity
from ivrcheck.menu.kinds import Collect
from ivrcheck.rules.hit import Hit

CODE = "IVR218"
LEVEL = Severity.WARNING
DEPTH = 0


def find(facts: Facts) -> Iterator[Hit]:
    """One hit for each thing that is asked for again, at the first step that does so."""
    same = asked_for(facts.graph)
    if not same:
        return
    starts = dict.fromkeys(facts.graph.entries.values(), facts.everything)
    found: dict[str, dict[str, Again]] = {}
    for again in Typed(facts.graph, same, starts).again():
        found.setdefault(again.asked, {}).setdefault(again.step, again)
    for asked, steps in found.items():
        yield _hit(facts, list(steps.values()), list(same[asked]))


def _hit(facts: Facts, again: list[Again], same: list[str]) -> Hit:
    first, *others = again
    body = facts.menu.steps[first.step]
    assert isinstance(body, Collect)
    elsewhere = [step for step in same if step != first.step]
    path = _path(facts, first, elsewhere)
    before = _typed_in(facts, path, elsewhere) if path else ""
    labels = [Label(facts.at("steps", before, key=True), "typed here before")] if before else []
    labels += [
        Label(facts.at("steps", one.step, key=True), "asked for again here, too") for one in others[:3]
    ]
    where = f" in “{before}”" if before else ""
    return Hit(
        facts.at("steps", first.step, key=True),
        f"Callers who have typed the {body.asks_for}{where} are asked for it again in “{first.step}”.",
        f"Ask for the {body.asks_for} once and hand it on; remove “{first.step}”, or lead past it.",
        labels=tuple(labels),
        call=facts.tell(path, f"“{first.step}” asks for the {body.asks_for} again."),
        cause=f"{first.step}:asks_for",
        step=first.step,
    )


def _path(facts: Facts, again: Again, same: list[str]) -> Path | None:
    """The shortest call that types something in one of some steps and is asked for it again."""
    best: dict[int, Path] = {}
    starts = []
    for step in same[:_LOOKED_AT]:
        for node in facts.graph.nodes_of(step):
            for move in facts.graph.out[node]:
                path = facts.search.path(node, again.periods & move.periods)
                if move.deed is Deed.TYPE and path and move.target not in best:
                    best[move.target] = Path(path.number, (*path.moves, move), path.periods & move.periods)
                    starts.append((str(move.target), move.target, best[move.target].periods))
    onward = Search(facts.graph, facts.watch, starts, until=again.node).path(again.node, again.periods)
    if onward is None:
        return None
    before = best[int(onward.number)]
    return Path(before.number, (*before.moves, *onward.moves), before.periods & onward.periods)


_LOOKED_AT = 50
"""Among how many earlier steps the shortest call is looked for."""


def _typed_in(facts: Facts, path: Path, same: list[str]) -> str:
    """The step in which a call first typed what it is asked for again."""
    steps = (facts.graph.step_of(move.source) for move in path.moves if move.deed is Deed.TYPE)
    return next((step for step in steps if step in same), "")
