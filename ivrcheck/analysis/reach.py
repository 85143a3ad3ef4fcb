"""Who gets where: the shortest call from each number, for each topic, to a person or to a step, and when."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from ivrcheck.analysis.evidence import Path, Search
from ivrcheck.analysis.facts import Facts
from ivrcheck.analysis.people import rung_by, who_may_answer
from ivrcheck.analysis.solve import forward
from ivrcheck.analysis.topics import Honest, Topic
from ivrcheck.callgraph.move import Deed, Move, Outcome
from ivrcheck.menu.numbers import Directory, Line

Goals = Mapping[int, tuple[int, Move | None]]
"""Where a call is meant to come: nodes, each with its periods and the move that then ends the call."""


@dataclass(frozen=True, slots=True)
class Way:
    """What callers to a number with a topic (None: with any) have to do to get there."""

    number: str
    topic: Topic | None
    periods: int
    """When they can; 0 where they never can."""
    path: Path | None
    seconds: float


def person_goals(facts: Facts, person_id: str) -> dict[int, tuple[int, Move | None]]:
    """The moves by which a person answers a call, in their own place or as a cover."""
    answers = facts.calendar.answered_by(person_id)
    phone = _phone_of(facts, person_id)
    found: dict[int, tuple[int, Move | None]] = {}
    for node, moves in facts.graph.out.items():
        for move in moves:
            if move.deed is Deed.ANSWER and move.target == Outcome.PERSON:
                bits = move.periods & _who_answers(facts, move, answers, phone)
                if bits:
                    found[node] = (bits, move)
    return found


def _who_answers(facts: Facts, move: Move, answers: Mapping[str, int], phone: Directory) -> int:
    step = facts.graph.kind_of(move.source)
    if step.kind == "transfer":
        own = facts.graph.step_of(move.source) not in facts.graph.links
        return facts.everything if own and phone.find(step.number, facts.menu.country, "") else 0
    return answers.get(move.detail or getattr(step, "who", "") or getattr(step, "team", ""), 0)


def _phone_of(facts: Facts, person_id: str) -> Directory:
    """Their own telephone, which a transfer may dial."""
    phone = facts.menu.people[person_id].phone
    return Directory([Line("", phone, facts.menu.country)] if phone else [])


def step_goals(facts: Facts, step: str) -> dict[int, tuple[int, Move | None]]:
    """The nodes at which calls come to a step."""
    return dict.fromkeys(facts.graph.nodes_of(step), (facts.everything, None))


def rung_at(facts: Facts, person_id: str) -> list[str]:
    """The steps that ring a person: by name, in a team, or as a cover."""
    return [
        step
        for step, body in facts.menu.steps.items()
        if any(person_id in who_may_answer(facts.menu, who) for who in rung_by(body))
    ]


def owned_by(facts: Facts, person_id: str) -> list[str]:
    """The mailboxes and call backs that are a person's to answer, alone or with a team."""
    teams = {id for id, team in facts.menu.teams.items() if person_id in team.members}
    return [
        step
        for step, body in facts.menu.steps.items()
        if {getattr(body, "owner", None), getattr(body, "backup", None)} & {person_id, *teams}
    ]


def ways(facts: Facts, goals: Goals) -> Iterator[Way]:
    """For each number and each topic of its callers the shortest call. Callers do not pretend."""
    callers = [Honest(facts.graph, topic) for topic in facts.topics]
    for number, node in facts.graph.entries.items():
        start = (number, node, facts.everything)
        if not callers:
            yield _way(facts, goals, start, None, None)
        for honest in callers:
            if honest.dials(number) is not None:
                yield _honest_way(facts, goals, start, honest)


def way_to_person(facts: Facts, number: str, topic: Topic | None, periods: int) -> Path | None:
    """The shortest call to a number in some periods that anybody answers; without a topic, by any option."""
    ends = facts.graph.into[Outcome.PERSON]
    goals: Goals = {move.source: (move.periods, move) for move in ends}
    start = (number, facts.graph.entries[number], periods)
    if topic is None:
        return _way(facts, goals, start, None, None).path
    return _honest_way(facts, goals, start, Honest(facts.graph, topic)).path


def _honest_way(facts: Facts, goals: Goals, start: tuple[str, int, int], honest: Honest) -> Way:
    """The way of a caller with a topic, at first without the options open only once the topic is known."""
    own = {node: (when, move) for node, (when, move) in goals.items() if not move or honest.answers(move)}
    way = _way(facts, own, start, honest.topic, _open_to(honest, False))
    return way if way.path else _way(facts, own, start, honest.topic, _open_to(honest, True))


def _open_to(honest: Honest, named: bool) -> Callable[[Move], bool]:
    """The moves of a caller with a topic, who has (or has not) chosen an option with that topic by then."""

    def allowed(move: Move) -> bool:
        open = honest.for_all(move)
        return open if open is not None else honest.follows(move, named) is not None

    return allowed


def _way(
    facts: Facts,
    goals: Goals,
    start: tuple[str, int, int],
    topic: Topic | None,
    allowed: Callable[[Move], bool] | None,
) -> Way:
    number, node, always = start
    arrived = forward(facts.graph, {node: always}, allowed)
    periods = 0
    for goal, (when, _) in goals.items():
        periods |= arrived.get(goal, 0) & when
    search = Search(facts.graph, facts.watch, [start], allowed)
    best, seconds = _shortest(facts, goals, search) if periods else (None, 0.0)
    return Way(number, topic, periods, best, seconds)


def _shortest(facts: Facts, goals: Goals, search: Search) -> tuple[Path | None, float]:
    """The call with the fewest moves, and of these the shortest in seconds."""
    found = []
    for goal, (when, move) in goals.items():
        if path := search.path(goal, when):
            moves = (*path.moves, move) if move else path.moves
            seconds = sum(map(facts.watch.seconds, moves))
            found.append((len(moves), seconds, Path(path.number, moves, path.periods)))
    best = min(found, key=lambda one: one[:2], default=None)
    return (best[2], best[1]) if best else (None, 0.0)
