"""The solved questions against exhaustive play of random small menus by a player that knows no ivrcheck."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from ivrcheck.analysis import solve
from ivrcheck.analysis.callers import Caller, Office, TopicCaller
from ivrcheck.analysis.facts import Facts
from ivrcheck.analysis.honest import HonestWay
from ivrcheck.analysis.seconds import lines_of
from ivrcheck.analysis.topics import Topic
from ivrcheck.callgraph.move import Outcome
from ivrcheck.hours.calendar import build_calendar
from ivrcheck.menu.load import load_text
from tests.judges import player, random_menus, random_topics, topic_play

START = date(2026, 11, 21)
MOMENTS = 6
TOPIC_MOMENTS = 4
Dialled = dict[str, tuple[str, bool]]


def facts_of(text: str) -> Facts:
    loaded = load_text(text, "random.yaml", Path("random.yaml"))
    assert loaded.menu is not None, [problem.message for problem in loaded.problems]
    return Facts(loaded, build_calendar(loaded.menu, START))


def disagreements(seed: int, size: int, retries: int) -> Iterator[str]:
    """One line for each question on which the two differ."""
    rng = random.Random(seed)
    text = random_menus.random_menu(rng, size, retries)
    facts, menu = facts_of(text), player.read(text)
    for moment in random_menus.moments(rng, MOMENTS):
        period = facts.calendar.period_at(moment)
        assert period is not None
        game = player.Game(menu, moment)
        for line in [*_about_steps(facts, game, period), *_about_entries(facts, game, period)]:
            yield f"seed {seed}, {moment}: {line}"


def _about_steps(facts: Facts, game: player.Game, period: int) -> Iterator[str]:
    for step in facts.menu.steps:
        node = facts.graph.node(step)
        if node not in facts.graph.out:
            continue
        solved = (facts.person, facts.served, facts.safe)
        ours = tuple(bool(fact.get(node, 0) >> period & 1) for fact in solved)
        judged = (game.can_reach_person(step), game.can_be_served(step), game.is_safe(step))
        if ours != judged:
            yield f"{step}: person, served, safe are {ours}, played {judged}"


def _about_entries(facts: Facts, game: player.Game, period: int) -> Iterator[str]:
    for number, node in facts.graph.entries.items():
        step = facts.menu.entry[number].to
        for caller in Caller:
            lost = bool(facts.lost(caller).get(node, 0) >> period & 1)
            worst = game.lost_at_worst(caller.value, step)
            if lost != worst:
                yield f"{caller.value} from {step}: lost is {lost}, played {worst}"
            for office in Office:
                ours = _end(facts, caller, office, node, period)
                judged = game.outcome_of(caller.value, office.value, step)
                if ours != judged:
                    yield f"{caller.value}, {office.value} from {step}: ends {ours}, played {judged}"


def _end(facts: Facts, caller: Caller, office: Office, node: int, period: int) -> str:
    found = [one.word for one in Outcome if facts.ends(caller, office, one).get(node, 0) >> period & 1]
    assert len(found) <= 1, found
    return found[0] if found else "endless"


def topic_disagreements(seed: int, size: int, retries: int) -> Iterator[str]:
    """The same for callers with a topic, in a menu that speaks of topics."""
    rng = random.Random(seed)
    text = random_topics.random_topic_menu(rng, size, retries)
    moments = random_menus.moments(rng, TOPIC_MOMENTS)
    for line in about_topics(text, moments):
        yield f"seed {seed}, {line}"


def about_topics(text: str, moments: list[datetime]) -> Iterator[str]:
    """One line for each thing about callers with a topic on which the two differ."""
    facts, menu = facts_of(text), player.read(text)
    for topic in facts.topics:
        ways = {way.number: way for way in facts.honest if way.topic.id == topic.id}
        dialled = topic_play.entries_for(menu, topic.id)
        if set(ways) != set(dialled):
            yield f"{topic.id}: callers dial {sorted(ways)}, played {sorted(dialled)}"
        for moment in moments:
            period = facts.calendar.period_at(moment)
            assert period is not None
            game = topic_play.TopicGame(menu, moment, topic.id)
            for number, (step, named) in dialled.items():
                honest = game.honest(step, named)
                for line in _about_way(ways[number], game, honest, period):
                    yield f"{moment}, {topic.id} from {step}: {line}"
            for line in _about_listeners(facts, topic, game, dialled, period):
                yield f"{moment}, {topic.id}: {line}"


def _about_way(
    way: HonestWay, game: topic_play.TopicGame, honest: topic_play.Honest, period: int
) -> Iterator[str]:
    solved = (way.person, way.offered, way.resolved, way.told | way.resolved)
    ours = tuple(bool(fact >> period & 1) for fact in solved)
    answered = way.topic.id in honest.heard
    judged = ("person" in honest.ends, honest.offered, answered, answered or "resolved" in honest.ends)
    if ours != judged:
        yield f"person, offered, resolved, told are {ours}, played {judged}"
    # Working time also counts whom the call rings at other times, so it may be more than what is played.
    if any(map(game.rules.staffed, honest.rings)) and not way.working >> period & 1:
        yield f"not working time, though one of {sorted(honest.rings)} is rung on duty"


def _about_listeners(
    facts: Facts, topic: Topic, game: topic_play.TopicGame, dialled: Dialled, period: int
) -> Iterator[str]:
    for caller in TopicCaller:
        for line in lines_of(facts, caller, topic):
            if line.periods >> period & 1:
                step = dialled[line.number][0]
                judged = game.outcome_of(caller.value, step)
                if line.end.word != judged:
                    yield f"{caller.value} from {step}: ends {line.end.word}, played {judged}"


def run(seeds: range, retries: int) -> list[str]:
    return [line for seed in seeds for line in disagreements(seed, 3 + seed % 7, retries)]


@pytest.mark.parametrize("retries", range(4))
@pytest.mark.parametrize("block", range(2))
def test_solved_questions_agree_with_exhaustive_play(block: int, retries: int) -> None:
    assert run(range(block * 50, block * 50 + 50), retries) == []


def test_retries_taken_together_agree_where_there_is_one(monkeypatch: pytest.MonkeyPatch) -> None:
    """Large menus do without the combinations; one retry in a circle is exact all the same."""
    monkeypatch.setattr(solve, "_MOST_WORK", 0)
    assert run(range(150), 1) == []


def test_several_retries_taken_together_seldom_differ(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(solve, "_MOST_WORK", 0)
    seeds = range(300)
    differing = {line.split(",")[0] for line in run(seeds, 3)}
    assert len(differing) <= len(seeds) // 100


TOPIC_HEAD = """
ivrcheck: 1
name: On which the two once differed
timezone: America/New_York
people:
  dana: {name: Dana, extension: 200, hours: office}
  night: {name: Night, extension: 201}
  owl: {name: Owl, extension: 202, hours: never}
hours: {office: {mon-fri: "09:00-17:00", holidays: none}, never: {mon-fri: closed, holidays: none}}
topics: {bill: A bill, repair: A repair}
entry: {"+1 845 555 0134": start}
steps:
  dana: {kind: ring, who: dana}
  mail: {kind: voicemail, prompt: Speak., owner: dana}
  told: {kind: hangup, prompt: We repair on Mondays., resolves: [repair]}
"""
DIFFERED = {
    "what resolves a repair tells callers about a bill nothing":
        "start: {kind: menu, prompt: Hi., keys: {1: told}, no_input: dana}",
    "an option to a step nearer the start goes back only for those who were there": """
  start: {kind: hours, hours: office, open: main, closed: sales}
  main: {kind: menu, prompt: Hi., keys: {1: {to: mail, topics: [repair]}}, no_input: second}
  second: {kind: menu, prompt: Or., keys: {1: {to: mail, topics: [repair]}, 2: sales}}
  sales: {kind: ring, who: night}""",
    "a retry whose way never comes back is never used up":
        "start: {kind: retry, times: 1, again: told, then: mail}",
    "nobody is ever at work, and the clock decides": """
  start: {kind: hours, hours: office, open: owl, closed: told}
  owl: {kind: ring, who: owl, no_answer: mail}""",
}  # fmt: skip
MOMENTS_THEN = [datetime(2026, 11, 23, hour, tzinfo=ZoneInfo("America/New_York")) for hour in (10, 22)]


@pytest.mark.parametrize("name", DIFFERED)
def test_menus_on_which_they_once_differed(name: str) -> None:
    assert list(about_topics(f"{TOPIC_HEAD}  {DIFFERED[name].strip()}\n", MOMENTS_THEN)) == []


def run_topics(seeds: range, retries: int) -> list[str]:
    return [line for seed in seeds for line in topic_disagreements(seed, 3 + seed % 7, retries)]


@pytest.mark.parametrize("retries", range(4))
def test_callers_with_a_topic_agree_with_exhaustive_play(retries: int) -> None:
    assert run_topics(range(retries * 100, retries * 100 + 100), retries) == []


@pytest.mark.long
@pytest.mark.parametrize("retries", range(4))
def test_solved_questions_agree_with_exhaustive_play_at_length(retries: int) -> None:
    assert run(range(1_000, 3_000), retries) == []


@pytest.mark.long
@pytest.mark.parametrize("retries", range(4))
def test_callers_with_a_topic_agree_with_exhaustive_play_at_length(retries: int) -> None:
    assert run_topics(range(1_000, 2_500), retries) == []


if __name__ == "__main__":
    import sys

    first, last, retries = map(int, sys.argv[1:])
    found = run(range(first, last), retries)
    print("\n".join(found[:40]))
    print(f"{last - first} menus, {MOMENTS} moments each: {len(found)} disagreements")
