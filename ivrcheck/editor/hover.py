"""What is said about the word somebody points at: who gets to a step, who a person is, what a field means."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from ivrcheck.analysis.facts import Facts
from ivrcheck.analysis.reach import owned_by, rung_at, step_goals, ways
from ivrcheck.callgraph.move import Deed, Move, Outcome
from ivrcheck.draw.words import ENDS, KINDS, deed_words, whole
from ivrcheck.editor.guide import guide
from ivrcheck.editor.jump import Asked, kind_at, named_by, word_at
from ivrcheck.editor.scan import Word
from ivrcheck.hours.words import date_words, join_words
from ivrcheck.menu.model import PhoneSystem
from ivrcheck.menu.scalars import Dates
from ivrcheck.report.reach import render_reach
from ivrcheck.report.text import visible
from ivrcheck.rules.words import a_week, listed

_SIGNS = re.compile(r"([\\`*_{}\[\]<>#|])")
_UNSAID = {Deed.HANG_UP, Deed.END}
_MOST = 12
"""So many ways to a step are told at most."""


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence or a point of a list."""

    text: str
    title: bool = False
    point: bool = False


def hover(asked: Asked, line: int, column: int) -> tuple[Word, list[Line]] | None:
    """The word at a place and what there is to say about it."""
    text = asked.text
    word = word_at(text, line, column)
    if word is None:
        return None
    lines = list(_about(asked, word, text))
    return (word, lines) if lines else None


def as_markdown(lines: list[Line]) -> str:
    """Lines as Markdown; nothing in them can be taken for more than words."""
    told = []
    for line in lines:
        words = _SIGNS.sub(r"\\\1", visible(line.text))
        told.append(f"**{words}**\n" if line.title else f"- {words}" if line.point else f"\n{words}\n")
    return "\n".join(told).strip()


def as_plain(lines: list[Line]) -> str:
    """Lines for an editor that shows texts as they are."""
    return "\n".join(f"- {visible(line.text)}" if line.point else visible(line.text) for line in lines)


def _about(asked: Asked, word: Word, text: str) -> Iterator[Line]:
    if sections := named_by(word, text):
        for section in sections:
            for facts in asked.facts:
                if word.text in getattr(facts.menu, section):
                    yield from _THINGS[section](facts, word.text)
                    return
    elif "accept" in word.route and word.route[-1] == "rule" and not word.is_key:
        yield from _rule(word.text)
    elif not word.is_key and word.route[-1:] == ("kind",) and word.text in guide().kinds():
        yield Line(word.text, title=True)
        yield Line(guide().kinds()[word.text])
    elif word.is_key and (said := guide().said(word.route, kind_at(word, text))):
        yield Line(word.text, title=True)
        yield Line(said)


def _rule(name: str) -> Iterator[Line]:
    from ivrcheck.rules.registry import rule_named

    if rule := rule_named(name):
        yield Line(f"{rule.code} {rule.name} ({rule.severity.word})", title=True)
        for part in rule.text.split("\n\n")[:2]:
            yield Line(" ".join(part.split()))


def _step(facts: Facts, id: str) -> Iterator[Line]:
    """What a caller hears at a step, what can happen there, and who comes to it and when."""
    body = facts.menu.steps[id]
    yield Line(f"{id}: {KINDS[body.kind]}", title=True)
    if told := whole(facts.menu, body):
        yield Line(told.replace("?.", "?"))
    yield from _moves(facts, id)
    yield from _reached(facts, id)


def _moves(facts: Facts, id: str) -> Iterator[Line]:
    """Where calls can go from a step, as the moves of the call graph have it."""
    found: dict[str, dict[str, None]] = {}
    for node in sorted(facts.graph.stages[id]):
        here = facts.arrivals.get(node, facts.everything if id not in facts.reachable else 0)
        for move in facts.graph.out[node]:
            if move.periods & here and move.deed not in _UNSAID and facts.graph.leads_on(move):
                words = deed_words(facts.menu, move, facts.menu.steps[id]) or "then"
                found.setdefault(_target(facts, move), {}).setdefault(words)
    if then := facts.graph.afterwards(id):
        found.setdefault(f"“{then}”", {}).setdefault("afterwards")
    yield from (Line(f"{', '.join(words)}: {target}", point=True) for target, words in found.items())


def _target(facts: Facts, move: Move) -> str:
    if move.target >= 0:
        return f"“{facts.graph.step_of(move.target)}”"
    return ENDS[Outcome(move.target)]


def _reached(facts: Facts, id: str) -> Iterator[Line]:
    """The answer of ``ivrcheck reach`` about a step, without the calls themselves."""
    goals = step_goals(facts, id)
    found = list(ways(facts, goals))
    told = render_reach(facts, None, id, goals, found[:_MOST]).splitlines()
    points: list[str] = []
    for line in told:
        if line.startswith("    - "):
            continue
        if line.startswith("    "):
            points[-1] += f". {line.strip()}"
            continue
        yield from (Line(point, point=True) for point in points)
        points = []
        if line.startswith("  "):
            points.append(line.strip())
        elif line:
            yield Line(line)
    yield from (Line(point, point=True) for point in points)
    if len(found) > _MOST:
        yield Line(f"… and {len(found) - _MOST} more ways.")


def _person(facts: Facts, id: str) -> Iterator[Line]:
    person = facts.menu.people[id]
    yield Line(person.name + (f", {person.role}" if person.role else ""), title=True)
    extension = f"Extension {person.extension}" if person.extension else None
    if where := [one for one in (extension, person.phone, person.email) if one]:
        yield Line(f"{', '.join(where)}.")
    teams = [name for name, team in facts.menu.teams.items() if id in team.members]
    if teams:
        yield Line(f"In {_teams(teams)}.")
    yield from _on_duty(facts, id, person.name)
    if person.away:
        days = join_words([_dates(one) for one in person.away])
        yield Line(f"Away: {days}.{_cover(facts.menu, person.cover)}")
    if rung := rung_at(facts, id):
        yield Line(f"Rung at {listed(rung)}.")
    if owned := owned_by(facts, id):
        yield Line(f"Answers messages left at {listed(owned)}.")


def _teams(names: list[str]) -> str:
    return f"the team{'s' if len(names) > 1 else ''} {listed(names)}"


def _dates(days: Dates) -> str:
    words = f"{date_words(days.first)} {days.first.year}"
    return words if days.first == days.last else f"{words} to {date_words(days.last)} {days.last.year}"


def _cover(menu: PhoneSystem, cover: str | None) -> str:
    return f" {_capital(menu.name_of(cover))} stands in." if cover else ""


def _on_duty(facts: Facts, id: str, name: str) -> Iterator[Line]:
    """When somebody can be rung; of those who cannot, when they are at work."""
    bits = facts.calendar.duty(id)
    if bits:
        yield Line(f"Can be rung: {facts.when(bits)} ({a_week(facts, bits)}).")
    elif present := facts.calendar.present(id):
        yield Line(f"At work: {facts.when(present)} ({a_week(facts, present)}). Cannot be rung.")
    else:
        yield Line(f"{_capital(name)} is never on duty in this year.")


def _team(facts: Facts, id: str) -> Iterator[Line]:
    team = facts.menu.teams[id]
    yield Line(f"{id}: team", title=True)
    yield Line(f"{join_words([facts.menu.name_of(one) for one in team.members])}.")
    yield from _on_duty(facts, id, f"the team “{id}”")
    if team.supervisor:
        yield Line(f"Unhappy callers go to {facts.menu.name_of(team.supervisor)}.")


def _hours(facts: Facts, id: str) -> Iterator[Line]:
    yield Line(f"{id}: opening hours", title=True)
    if open := facts.calendar.open[id]:
        yield Line(f"Open {facts.when(open)} ({a_week(facts, open)}).")
    else:
        yield Line("Never open in this year.")
    if holiday := facts.calendar.holiday[id]:
        yield Line(f"Public holidays: {facts.when(holiday)}.")


def _topic(facts: Facts, id: str) -> Iterator[Line]:
    yield Line(facts.menu.topics[id], title=True)
    bits = 0
    for way in facts.honest:
        bits |= way.person if way.topic.id == id else 0
    if bits:
        yield Line(f"Callers about it can reach a person: {facts.when(bits)} ({a_week(facts, bits)}).")
    else:
        yield Line("Callers about it never reach a person.")


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


_THINGS: dict[str, Callable[[Facts, str], Iterator[Line]]] = {
    "steps": _step,
    "people": _person,
    "teams": _team,
    "hours": _hours,
    "topics": _topic,
}
