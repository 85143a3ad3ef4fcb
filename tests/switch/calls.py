"""Random calls: what the caller does, what the office does, and what the simulator says comes of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from random import Random

from ivrcheck.callgraph.graph import CallGraph
from ivrcheck.callgraph.move import Deed, Move, Outcome
from ivrcheck.menu.kinds import Queue, Ring, Transfer, Voicemail
from ivrcheck.simulate.answers import choices_at
from ivrcheck.simulate.call import Call
from ivrcheck.simulate.phone import Phone

MOST_ACTS = 12
MOST_TO_FILL = 40
"""How full a queue or a mailbox is made at most for one call."""
_KEYS = "0123456789*#"
_ENDS = {
    Deed.ANSWER: "answered",
    Deed.MESSAGE: "message",
    Deed.BOOK: "booked",
    Deed.HANG_UP: "caller hung up",
}


@dataclass(frozen=True, slots=True)
class Asked:
    """What the caller does when asked once: keys that do nothing there, then perhaps keys that count."""

    noise: tuple[str, ...]
    keys: str
    """Empty: nothing more. ``hangup``: hang up."""


@dataclass(frozen=True, slots=True)
class Planned:
    """One call, and what the simulator says of it."""

    id: str
    menu: str
    number: str
    moment: datetime
    office: Mapping[str, str]
    """By step, what the office does there."""
    acts: tuple[Asked, ...]
    """What the caller does, time after time; after that nothing any more."""
    steps: tuple[str, ...]
    """The steps the call comes to, in order. Where it goes round for ever: until it begins again."""
    circle: int
    """How many of them come before the round; as many as there are where it does not go round."""
    end: str
    """What is seen of its end: ``answered``, ``message``, ``booked``, ``hung up``, ``endless`` …"""
    outcome: str
    """The word of the simulator for it."""
    asked: int
    """How often the caller is asked something."""


def random_call(rng: Random, phone: Phone, id: str, menu: str, moment: datetime) -> Planned:
    """A call in which everybody does what they like, and the caller sooner or later nothing any more."""
    office = dict(_office(rng, phone.system.graph))
    number = rng.choice(list(phone.system.graph.entries))
    call = phone.call(moment, number, _answers(office))
    acts, most = list[Asked](), rng.randint(0, MOST_ACTS)
    while call.outcome is None and len(acts) < most:
        acts.append(_act(rng, call))
    return planned(phone.system.graph, call, id, menu, office, acts)


def made(
    phone: Phone,
    id: str,
    menu: str,
    number: str,
    moment: datetime,
    office: Mapping[str, str],
    acts: Sequence[Asked],
) -> Planned:
    """A call of which everything is said beforehand, made in the simulator."""
    call = phone.call(moment, number, _answers(office))
    for act in acts:
        for keys in act.noise:
            call.press(keys)
        if act.keys == "hangup":
            call.hang_up()
        elif act.keys:
            call.press(act.keys)
        else:
            call.wait()
    return planned(phone.system.graph, call, id, menu, office, acts)


def _answers(office: Mapping[str, str]) -> dict[str, str]:
    """What the office does, in the simulator's words: whoever does not press 1 has not answered."""
    return {step: "no" if said == "mailbox" else said for step, said in office.items()}


def planned(
    graph: CallGraph, call: Call, id: str, menu: str, office: Mapping[str, str], acts: Sequence[Asked]
) -> Planned:
    """A call in the simulator in which nothing is left to do for the caller but to wait."""
    asked = len(acts)
    while call.outcome is None:
        asked += 1
        call.waited()
    start = graph.entries[call.number]
    nodes = [start, *(move.target for move in call.moves if graph.leads_on(move) and move.target >= 0)]
    steps = tuple(map(graph.step_of, nodes))
    circle = len(nodes)
    end = _end(call.moves, call.outcome)
    if end == "endless" and call.moves[-1].deed is not Deed.FOREVER:
        circle = len(nodes) - 1 - nodes[-2::-1].index(nodes[-1]) - 1
    return Planned(
        id, menu, call.number, call.moment, office, tuple(acts), steps, circle, end, call.outcome.word, asked
    )


def _end(moves: Sequence[Move], outcome: Outcome) -> str:
    if outcome is Outcome.ENDLESS:
        return "endless"
    return _ENDS.get(moves[-1].deed, "hung up")


def _office(rng: Random, graph: CallGraph) -> Iterator[tuple[str, str]]:
    """What the office does at each step at which it decides."""
    for step in graph.steps:
        body, there = graph.menu.steps[step], choices_at(graph, step)
        room = body.capacity if isinstance(body, Queue | Voicemail) else None
        choices = [word for word in there if word != "full" or (room or 0) <= MOST_TO_FILL]
        if isinstance(body, Ring | Queue) and body.confirm:
            choices.append("mailbox")
        if isinstance(body, Transfer) and not any(one.deed is Deed.ANSWER for one in _moves(graph, step)):
            continue
        if choices:
            said = rng.choice(choices)
            yield step, "yes" if said == "room" and "yes" in there else said


def _moves(graph: CallGraph, step: str) -> Iterator[Move]:
    return (move for node in graph.stages[step] for move in graph.out[node])


def _act(rng: Random, call: Call) -> Asked:
    """Something a caller can do when asked once."""
    noise = list[str]()
    while True:
        draw, moves, asked = rng.random(), len(call.moves), call.node
        if draw < 0.25:
            call.wait()
            return Asked(tuple(noise), "")
        if draw < 0.29:
            call.hang_up()
            return Asked(tuple(noise), "hangup")
        idle = call.kind in ("queue", "voicemail")
        keys = _some_keys(rng, call)
        if idle and keys not in call.keys:
            begun = call.system.keypad(call.node).begun
            if noise or keys[0] in begun or call.system.meaning(call.node, keys[:1]).way:
                continue
            keys = keys[:1]
        call.press(keys)
        if not (idle and call.outcome is None and call.node == asked and len(call.moves) == moves):
            return Asked(tuple(noise), keys)
        noise.append(keys)


def _some_keys(rng: Random, call: Call) -> str:
    """Keys that are listed, or any: one, or several without a pause."""
    listed = [key for key in call.keys if key[0] in _KEYS]
    if call.kind == "collect" and rng.random() < 0.7:
        body = call.system.graph.kind_of(call.node)
        digits = getattr(body, "digits", None)
        assert digits is not None
        count = rng.randint(digits.fewest, digits.most)
        typed = "".join(rng.choice("0123456789") for _ in range(count))
        return typed + (getattr(body, "finish", "") if rng.random() < 0.5 else "")
    some = "".join(rng.choice(_KEYS) for _ in range(rng.choice([1, 1, 1, 2, 3])))
    return rng.choice([*listed, *listed, some])
