"""Random calls to random menus, held against what the checker says can happen."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from random import Random

import pytest

from ivrcheck.analysis.callers import Caller, Office, TopicCaller
from ivrcheck.analysis.seconds import Lines
from ivrcheck.analysis.solve import can_reach, goals
from ivrcheck.callgraph.move import Outcome
from ivrcheck.simulate.answers import Answer, Question
from ivrcheck.simulate.call import Call
from ivrcheck.simulate.habits import place_call
from ivrcheck.simulate.phone import Phone
from ivrcheck.simulate.system import System
from tests.analysis.test_agrees_with_player import facts_of
from tests.judges.random_menus import moments, random_menu

MOST_ACTS = 25
KEYS = "0123459*#"
ANSWERS = {Office.ANSWERED: "always", Office.NOTHING: "never"}


def random_phone(rng: Random) -> Phone:
    """A phone for a random menu."""
    return Phone([System(facts_of(random_menu(rng, rng.randint(3, 9), 2)))])


def random_call(rng: Random, phone: Phone, moment: datetime) -> Call:
    """A call in which everybody does what they like, and the caller sooner or later nothing any more."""

    def office(question: Question) -> str:
        return rng.choice(question.choices)

    answer: Answer = ("always", "never", office)[rng.randrange(3)]
    call = phone.call(
        moment, rng.choice(list(phone.system.graph.entries)), answer, stepwise=rng.random() < 0.3
    )
    for _ in range(rng.randint(0, MOST_ACTS)):
        if call.outcome is not None:
            break
        if call.is_callers_turn:
            act(rng, call)
        else:
            call.go_on()
    return call.finish()


def act(rng: Random, call: Call) -> None:
    """Something a caller can do."""
    draw = rng.random()
    if draw < 0.25:
        call.wait()
    elif draw < 0.27:
        call.hang_up()
    else:
        listed = [key for key in call.keys if key[0] in KEYS]
        some = "".join(rng.choice(KEYS) for _ in range(rng.choice([1, 1, 1, 2, 4, 5])))
        call.press(rng.choice([*listed, some]), rng.choice([None, None, 0.0, 1.5, 60.0]))


def impossible(phone: Phone, call: Call) -> str:
    """What is wrong with how a call went; nothing, as a rule."""
    facts, period = phone.facts, phone.facts.calendar.period_at(call.moment)
    assert period is not None and call.outcome is not None
    start = facts.graph.entries[call.number]
    here = start
    for move in call.moves:
        if move.source != here or not move.periods >> period & 1:
            return f"the move {move} cannot happen at {here}"
        here = move.target
    if call.outcome is Outcome.ENDLESS and here >= 0:
        return "" if here in {start, *(move.target for move in call.moves[:-1])} else "nothing came round"
    if here != call.outcome:
        return f"it ended at {here}, not {call.outcome}"
    end: Outcome = call.outcome
    ways = facts.once(("ways", end), lambda: can_reach(facts.graph, goals(facts.graph, [end])))
    return "" if ways.get(start, 0) >> period & 1 else f"{end} is impossible"


def wrong_clock(call: Call) -> str:
    """Whether the events of a call do not follow each other, or do not add up to its seconds."""
    at = 0.0
    for event in call.events:
        if event.at != pytest.approx(at, abs=1e-6):
            return f"{event} should begin at {at}"
        at += event.seconds
        if call.outcome is not None and at >= call.seconds - 1e-9 and event.kind == "tone":
            return ""
    return "" if at == pytest.approx(call.seconds, abs=1e-6) else f"{at} seconds, not {call.seconds}"


def fixed_callers(phone: Phone, moment: datetime) -> Iterator[str]:
    """Where fixed callers do not end as the checker says, or not at the second it says."""
    facts, period = phone.facts, phone.facts.calendar.period_at(moment)
    assert period is not None
    for number, node in facts.graph.entries.items():
        for caller in Caller:
            for office, answer in ANSWERS.items():
                call = place_call(phone, caller, moment, number, answer)
                ends = [one for one in Outcome if facts.ends(caller, office, one).get(node, 0) >> period & 1]
                said = ends[0] if ends else Outcome.ENDLESS
                seconds = sum(map(facts.watch.seconds, call.moves))
                if call.outcome is not said or call.seconds != pytest.approx(seconds):
                    found = f"{call.outcome} at {call.seconds}, not {said} at {seconds}"
                    yield f"{caller} {office} at {number}, {moment}: {found}"


def topic_callers(phone: Phone, moment: datetime) -> Iterator[str]:
    """The same for those who call about something."""
    facts, period = phone.facts, phone.facts.calendar.period_at(moment)
    assert period is not None
    for topic in facts.topics:
        for caller in TopicCaller:
            lines = Lines(facts, caller, topic)
            for number in facts.graph.entries:
                [line] = lines.lines(number, 1 << period)
                call = place_call(phone, caller, moment, number, topic=topic)
                if (call.outcome, tuple(call.moves)) != (line.end, line.moves):
                    yield f"{caller} {topic.id} at {number}, {moment}: {call.outcome}, not {line.end}"
                elif call.seconds != pytest.approx(line.seconds):
                    yield f"{caller} {topic.id} at {number}, {moment}: {call.seconds}, not {line.seconds}"


def disagreements(seed: int, calls: int) -> Iterator[str]:
    """One line for each thing about some calls to one random menu that the checker would not say."""
    rng = Random(seed)
    phone = random_phone(rng)
    for moment in moments(rng, calls):
        call = random_call(rng, phone, moment)
        for fault in (impossible(phone, call), wrong_clock(call)):
            if fault:
                yield f"seed {seed}, {moment}: {fault}"
    for moment in moments(rng, 2):
        for fault in (*fixed_callers(phone, moment), *topic_callers(phone, moment)):
            yield f"seed {seed}: {fault}"
