"""Callers pass more than two menus before a person can answer.

More than two are too many, or more than the settings allow (“max_depth”). It counts, in working time, the
fewest menus on an honest caller's way to a person, for each of the file's topics; without topics, on any
caller's way. A choice of language does not count.

Why it matters

Each menu is a new chance to choose wrongly, and there is no going back by wishing. In the third one
callers have forgotten what they chose in the first, and wonder whether a person comes at all.

Bad

    parts:
      kind: menu
      prompt: For brakes, press 1. For anything else, press 2.
      keys: {1: {to: brakes, topics: [parts]}, 2: {to: workshop, topics: [parts]}}
      no_input: parts_messages
      no_match: parts_messages

Good

    main:
      kind: menu
      prompt: For service, press 1. For parts, press 2. To speak with someone, press 0.
      keys:
        1: {to: workshop, topics: [service]}
        2: {to: parts, topics: [parts]}
        0: workshop

How to mend it

Let a person answer earlier: behind the second menu, or at 0 in each. What one has to choose in the third
menu, a person can ask in one sentence.

Source

This project's own reasoning. Huitema and Virzi (1997, “Evidence that broader is better than deeper”) and
Commarford and others (Human Factors 50, 2008, pages 77 to 89) found that callers get along worse with a
menu behind a menu than with one longer menu. Abstracts read on 2026-11-21; research, it binds nobody. The
number two is this project's own choice.
"""

from __future__ import annotations

from collections.abc import Iterator

from ivrcheck.analysis.depth import Deep, deep_ways, shallowest
from ivrcheck.analysis.evidence import Path
from ivrcheck.analysis.facts import Facts
from ivrcheck.callgraph.move import Party
from ivrcheck.finding import Label, Severity
from ivrcheck.rules.hit import Hit
from ivrcheck.rules.words import listed

CODE = "IVR210"
LEVEL = Severity.WARNING
DEPTH = 4


def find(facts: Facts) -> Iterator[Hit]:
    """One hit for each menu that is one too many, with the topics it is true of."""
    most = facts.config.thresholds.max_depth
    groups: dict[tuple[str, int, int], list[Deep]] = {}
    paths: dict[tuple[str, int, int], Path] = {}
    for deep in deep_ways(facts, most):
        found = shallowest(facts, deep)
        if found:
            path, menus = found
            group = (_one_too_many(facts, path, most), menus, deep.periods)
            groups.setdefault(group, []).append(deep)
            paths.setdefault(group, path)
    for group, ways in groups.items():
        yield _hit(facts, *group, ways, paths[group])


def _one_too_many(facts: Facts, path: Path, most: int) -> str:
    """The first menu on a way that is more than allowed."""
    menus = [
        facts.graph.step_of(move.source)
        for move in path.moves
        if move.party is Party.CALLER and facts.graph.kind_of(move.source).kind == "menu"
    ]
    return menus[most] if len(menus) > most else menus[-1]


def _hit(facts: Facts, step: str, menus: int, periods: int, ways: list[Deep], path: Path) -> Hit:
    topics = [way.topic for way in ways if way.topic]
    who = f"Callers about {listed([topic.words for topic in topics])}" if topics else "Callers"
    labels = [Label(facts.at("topics", topic.id, key=True), "callers about this") for topic in topics]
    return Hit(
        facts.at("steps", step, key=True),
        f"{who} have to get through {menus} menus before a person answers ({facts.when(periods)}).",
        f"Let somebody answer before “{step}”, for instance at 0 in each menu; a person can ask the rest.",
        labels=tuple(labels[:4]),
        call=facts.tell(path),
        cause=f"{step}:depth",
        step=step,
    )
