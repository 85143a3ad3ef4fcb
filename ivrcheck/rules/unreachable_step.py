"""No caller can ever get to this step.

Nothing leads there at any time of the year. Where another step has nearly the same name and calls do come to
that one, the finding says so: one may have been written for the other.

Why it matters

Either somebody meant to lead callers there and mistyped, so they end up elsewhere; or it is left over from an
old menu, and the next person who changes the file will waste an hour on it.

Bad

    keys: {1: desk, 2: building_messages, 0: desk}

Good

    bills: {kind: ring, who: nina, no_answer: billing_messages}

How to mend it

Lead a key or another step there, or remove the step. A step that is heard only on holidays, only after a
message, or only when a line closes while callers hold, does count as one that calls come to.

Source

This project's own reasoning: what nobody can hear is a mistake or a leftover. Written on 2026-11-21.
"""

from __future__ import annotations

from collections.abc import Iterator

from ivrcheck.analysis.facts import Facts
from ivrcheck.finding import Label, Severity
from ivrcheck.menu.near import nearest
from ivrcheck.rules.hit import Hit
from ivrcheck.rules.loose_ends import cause_of_lost_step

CODE = "IVR111"
LEVEL = Severity.WARNING
DEPTH = 4


def find(facts: Facts) -> Iterator[Hit]:
    """The unreachable steps no other unreachable step leads to, the ones behind them as further places."""
    reached = facts.reachable
    missing = [step for step in facts.menu.steps if step not in reached]
    if missing:
        undecided = _when_full(facts)
        missing = [step for step in missing if step not in undecided]
    if missing:
        sources = _sources(facts)
        for root, behind in _roots(facts, missing).items():
            yield _hit(facts, root, behind, reached, sources)


def _when_full(facts: Facts) -> set[str]:
    """The steps behind queues that may be full: how many callers may hold there is still to be filled in."""
    found: set[str] = set()
    for section, step, *field in (route for route in facts.loaded.todo if len(route) == 3):
        body = facts.menu.steps.get(step) if section == "steps" else None
        if field == ["capacity"] and body and body.kind == "queue" and body.full and step in facts.reachable:
            found |= {body.full, *_behind(facts, body.full, set(facts.menu.steps) - set(facts.reachable))}
    return found


def _roots(facts: Facts, missing: list[str]) -> dict[str, list[str]]:
    """Each step that must be mended by itself, with the steps that come back with it."""
    lost = set(missing)
    pointed = {to for step in missing for _, to in facts.menu.steps[step].targets() if to != step}
    ordered = sorted(missing, key=pointed.__contains__)
    roots: dict[str, list[str]] = {}
    taken: set[str] = set()
    for step in ordered:
        if step not in taken:
            behind = _behind(facts, step, lost - taken)
            taken |= {step, *behind}
            roots[step] = behind
    return roots


def _behind(facts: Facts, root: str, lost: set[str]) -> list[str]:
    found, todo = [], [root]
    seen = {root}
    while todo:
        for _, to in facts.menu.steps[todo.pop()].targets():
            if to in lost and to not in seen:
                seen.add(to)
                found.append(to)
                todo.append(to)
    return found


def _sources(facts: Facts) -> dict[str, tuple[str, ...]]:
    """For each id that is led to: a place that leads there."""
    places: dict[str, tuple[str, ...]] = {}
    for step, body in facts.menu.steps.items():
        for keys, to in body.targets():
            places.setdefault(to, ("steps", step, *keys))
    return places


def _hit(
    facts: Facts, step: str, behind: list[str], reached: set[str], sources: dict[str, tuple[str, ...]]
) -> Hit:
    small = len(reached) < 5000
    near = nearest(step, [id for id in sources if id != step and id in reached]) if small else None
    labels = [Label(facts.at("steps", one, key=True), "only reached through it") for one in behind[:3]]
    help = f"Lead a key or another step to “{step}”, or remove it."
    if near and _alike(step, near):
        help = f"Was “{near}” meant to be “{step}” somewhere? The two are easily mixed up. If not, remove it."
        labels.append(Label(facts.at(*sources[near]), f"leads to “{near}”"))
    return Hit(
        facts.at("steps", step, key=True),
        f"No caller can ever get to “{step}”{_and_behind(behind)}.",
        help,
        labels=tuple(labels),
        cause=_cause(facts, step),
        step=step,
    )


def _alike(one: str, other: str) -> bool:
    """Whether two ids differ in so little that a slip is likely."""
    from difflib import SequenceMatcher

    return SequenceMatcher(None, one, other).ratio() >= 0.8


def _and_behind(behind: list[str]) -> str:
    if not behind:
        return ""
    return f", nor to the {len(behind)} steps behind it" if len(behind) > 1 else ", nor to the step behind it"


def _cause(facts: Facts, step: str) -> str:
    """A branch of an hours step that never comes is the cause of what lies behind it.

    So is a key that is offered for just this and leads nowhere.
    """
    idle = facts.once("idle branches", lambda: dict(_idle(facts)))
    return idle.get(step) or cause_of_lost_step(facts, step) or f"{step}:unreachable"


def _idle(facts: Facts) -> Iterator[tuple[str, str]]:
    """The steps that branches lead to which never come, each with its hours as the cause."""
    for id, body in facts.menu.steps.items():
        if body.kind == "hours" and facts.arrives(id):
            open = facts.calendar.open[body.hours]
            if not open:
                yield body.open, f"hours:{body.hours}"
            elif open == facts.everything:
                yield from ((to, f"hours:{body.hours}") for to in (body.closed, body.holiday) if to)
