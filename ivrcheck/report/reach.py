"""Who can reach a person, or come to a step, as text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ivrcheck.analysis.facts import Facts
from ivrcheck.analysis.reach import Goals, Way, owned_by, rung_at
from ivrcheck.report.text import Paint, plain, visible
from ivrcheck.rules.words import a_week, listed


def render_reach(
    facts: Facts, person: str | None, step: str, goals: Goals, ways: Sequence[Way], paint: Paint = plain
) -> str:
    """The answer: who is meant, then for each number and topic the shortest call."""
    lines = list(_person(facts, person, goals) if person else _step(facts, step))
    number = ""
    for way in ways:
        if way.number != number:
            number = way.number
            lines += ["", paint(f"Callers to {number}", "bold")]
        lines += _way(facts, way)
    return "\n".join(map(visible, lines)) + "\n" if paint is plain else "\n".join(lines) + "\n"


def _person(facts: Facts, person: str, goals: Goals) -> Iterator[str]:
    name = facts.menu.people[person].name
    steps = list(dict.fromkeys(facts.graph.step_of(node) for node in goals if node in facts.arrivals))
    if steps:
        yield f"{name} can answer calls at {listed(steps)}."
    else:
        yield f"No call can ever reach {name}."
        if not facts.menu.people[person].can_be_rung:
            yield f"{name} has neither an extension nor a phone, so nobody can ring there."
        elif rung := rung_at(facts, person):
            yield f"{name} is rung at {listed(rung)}, but is never on duty when callers come there."
        else:
            yield f"No step rings {name}."
    if mailboxes := owned_by(facts, person):
        yield f"Messages left at {listed(mailboxes)} are for {name} to answer."


def _step(facts: Facts, step: str) -> Iterator[str]:
    if bits := facts.arrives(step):
        yield f"Calls can come to “{step}”: {facts.when(bits)}."
    else:
        yield f"No caller can ever get to “{step}”."


def _way(facts: Facts, way: Way) -> Iterator[str]:
    who = f"  about “{way.topic.words}”" if way.topic else "  whatever they call about"
    call = facts.tell(way.path)
    if call is None:
        yield f"{who}: never."
        return
    yield f"{who}: {_keys(call.keys)}, {way.seconds:.0f} seconds at best"
    yield f"    {_capital(facts.when(way.periods))} ({a_week(facts, way.periods)})"
    yield from (f"    - {line}" for line in call.lines)


def _keys(keys: Sequence[str]) -> str:
    """``by pressing 2, then 1``; the caller may also have to wait."""
    if all(key == "wait" for key in keys):
        return "without pressing anything"
    return "by pressing " + ", then ".join("nothing" if key == "wait" else key for key in keys)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
