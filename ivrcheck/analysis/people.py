"""Who may answer: the people behind each phone, as sets of people."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from ivrcheck.callgraph.graph import VARIANTS
from ivrcheck.menu.kinds import AnyStep
from ivrcheck.menu.model import PhoneSystem

if TYPE_CHECKING:
    from ivrcheck.analysis.facts import Facts


def who_may_answer(menu: PhoneSystem, who: str) -> list[str]:
    """The people with a telephone who may answer when somebody is rung: members, and covers who stand in."""
    found: dict[str, None] = {}
    todo, seen = [who], {who}
    while todo:
        one = todo.pop(0)
        if one in menu.people and menu.people[one].can_be_rung:
            found[one] = None
        for other in _behind(menu, one):
            if other not in seen:
                seen.add(other)
                todo.append(other)
    return list(found)


def _behind(menu: PhoneSystem, who: str) -> Iterator[str]:
    """The members of a team, and the cover of somebody who can be rung."""
    if who in menu.teams:
        yield from menu.teams[who].members
        if cover := menu.teams[who].cover:
            yield cover
    elif (person := menu.people.get(who)) and person.cover and person.can_be_rung:
        yield person.cover


def rung_by(body: AnyStep) -> tuple[str, ...]:
    """The people and teams a step rings or holds for."""
    if body.kind == "menu":
        return body.extensions
    if body.kind == "directory":
        return body.who
    if body.kind == "ring":
        return (body.who,)
    return (body.team,) if body.kind == "queue" else ()


def with_phones(menu: PhoneSystem) -> list[str]:
    """The people who can be rung. In a set of people, each is the bit of their place in this list."""
    return [id for id, person in menu.people.items() if person.can_be_rung]


def outside_line(menu: PhoneSystem) -> int:
    """In a set of people, the bit that stands for people at other numbers."""
    return 1 << len(with_phones(menu))


def people_at(facts: Facts) -> Mapping[int, int]:
    """At each node that rings somebody: the set of people who may answer.

    Nobody, where calls come only while none of them is on duty.
    """
    bit = {id: 1 << place for place, id in enumerate(with_phones(facts.menu))}
    sets: dict[str, int] = {}
    found = dict.fromkeys(facts.outside, outside_line(facts.menu))
    for node, duty in facts.duty.items():
        if not duty & facts.arrivals.get(node, 0):
            continue
        who = _rung(facts, node)
        if who not in sets:
            sets[who] = sum(bit[id] for id in who_may_answer(facts.menu, who))
        found[node] = sets[who]
    return found


def _rung(facts: Facts, node: int) -> str:
    """Whom a node of ``facts.duty`` rings."""
    body = facts.graph.kind_of(node)
    if body.kind == "ring":
        return body.who
    if body.kind == "queue":
        return body.team
    listed = body.extensions if body.kind == "menu" else body.who  # type: ignore[union-attr]
    return listed[(facts.graph.stage_of(node) - VARIANTS) // 2]
