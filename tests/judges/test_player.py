"""The player itself, on menus solved by hand, and the judges' independence of what they judge."""

from __future__ import annotations

import ast
import time
from datetime import datetime
from pathlib import Path
from random import Random
from typing import get_args
from zoneinfo import ZoneInfo

import pytest
import yaml

from tests.judges.player import LOST, SERVED, Caller, Game, Office, read
from tests.judges.random_menus import FIRST_DAY, LAST_MINUTE, moments, random_menu
from tests.judges.random_steps import KINDS
from tests.judges.rules_of_play import Target

MONDAY_TEN = datetime(2026, 11, 23, 10, 0, tzinfo=ZoneInfo("America/New_York"))
MONDAY_NIGHT = MONDAY_TEN.replace(hour=22)
HEAD = """
ivrcheck: 1
name: Hand-solved
country: US
timezone: America/New_York
people: {dana: {name: Dana, extension: 200}}
teams: {desk: {members: [dana], hours: office}}
hours: {office: {mon-fri: "09:00-17:00", holidays: none}}
topics: {billing: A bill}
entry: {"+1 845 555 0134": start}
steps:
  owned: {kind: voicemail, prompt: Speak., owner: dana}
  nobodys: {kind: voicemail, prompt: Speak., backup: dana}
  bye: {kind: hangup}
"""


def game(steps: str, moment: datetime = MONDAY_TEN) -> Game:
    return Game(read(HEAD + "\n".join(f"  {line.strip()}" for line in steps.strip().splitlines())), moment)


SAFETY = {
    "ring and menu in a circle": (
        False, """start: {kind: ring, who: desk, no_answer: main}
                  main: {kind: menu, prompt: Hi., keys: {1: start}, no_input: start, no_match: start}"""),
    "only lookups back to itself": (
        False, """start: {kind: menu, prompt: Hi., keys: {1: look}, no_input: look, no_match: look}
                  look: {kind: lookup, question: So, answers: {yes: start, no: start}, error: start}"""),
    "an owned mailbox is the only way": (True, "start: {kind: play, prompt: Hi., then: owned}"),
    "a mailbox nobody owns": (False, "start: {kind: play, prompt: Hi., then: nobodys}"),
    "endless queue with a key out": (
        True, "start: {kind: queue, team: desk, prompt: Hold., keys: {1: owned}}"),
    "endless queue": (False, "start: {kind: queue, team: desk, prompt: Hold.}"),
    "queue that times out": (
        True, "start: {kind: queue, team: desk, prompt: Hold., max_wait: 10m, timeout: owned}"),
    "full queue cuts off": (
        False, "start: {kind: queue, team: desk, prompt: Hold., capacity: 2, keys: {1: owned}}"),
    "retry, then an owned mailbox": (
        True, """start: {kind: ring, who: desk, no_answer: more}
                 more: {kind: retry, times: 2, again: start, then: owned}"""),
    "retry, then a hangup": (
        False, """start: {kind: ring, who: desk, no_answer: more}
                  more: {kind: retry, times: 2, again: start, then: bye}"""),
    "2 for the mailbox, silence for a hangup": (
        True, "start: {kind: menu, prompt: Hi., keys: {2: owned}, no_input: bye}"),
    "ring without no_answer": (False, "start: {kind: ring, who: desk}"),
    "busy goes elsewhere": (False, "start: {kind: ring, who: desk, no_answer: owned, busy: bye}"),
    "blind transfer": (
        False, 'start: {kind: transfer, number: "+1 845 555 0150", mode: blind, no_answer: owned}'),
    "bridged transfer": (True, 'start: {kind: transfer, number: "+1 845 555 0150", no_answer: owned}'),
    "callback": (True, "start: {kind: callback, prompt: Press 1., owner: dana}"),
    "lookup with an error": (False, "start: {kind: lookup, question: Is it so, answers: {yes: owned}}"),
    "dialled extension, again and again": (
        False, "start: {kind: menu, prompt: Hi., keys: {1: bye}, extensions: [dana]}"),
    "directory": (True, "start: {kind: directory, prompt: Spell., who: [dana], no_answer: owned}"),
    "hangup that resolves": (True, "start: {kind: hangup, resolves: [billing]}"),
    "announcement for some": (
        False, "start: {kind: play, prompt: Hi., then: bye, resolves: [billing]}"),
    "announcement for all": (True, "start: {kind: play, prompt: Hi., then: bye, resolves: any}"),
}  # fmt: skip


@pytest.mark.parametrize("name", SAFETY)
def test_safety_solved_by_hand(name: str) -> None:
    safe, steps = SAFETY[name]
    assert game(steps).is_safe("start") is safe


def test_night_has_no_luck() -> None:
    steps = "start: {kind: queue, team: desk, prompt: Hold.}"
    assert game(steps).can_reach_person("start")
    night = game(steps, MONDAY_NIGHT)
    assert not night.can_reach_person("start") and not night.can_be_served("start")
    assert night.outcome_of("silent", "answered", "start") == "endless"


def test_closed_queue_and_hours() -> None:
    steps = """start: {kind: hours, hours: office, open: line, closed: bye, holiday: owned}
               line: {kind: queue, team: desk, prompt: Hold., closed: owned}"""
    assert game(steps).can_reach_person("start")
    night = game(steps, MONDAY_NIGHT)
    assert night.outcome_of("silent", "answered", "start") == "cut_off"
    assert night.outcome_of("silent", "answered", "line") == "message"


def test_topic_decides_what_resolves() -> None:
    steps = """start: {kind: play, prompt: Hi., then: bye, resolves: [billing]}
               other: {kind: hangup, resolves: [billing]}"""
    solved = game(steps)
    assert not solved.can_be_served("start") and solved.is_safe("start", "billing")
    assert solved.is_safe("other") and not solved.is_safe("other", "repair")


FIXED = {
    "silence hangs up": ("start: {kind: menu, prompt: Hi., keys: {0: owned}, no_input: bye}",
                         ("cut_off", "message", "cut_off")),
    "a key hangs up": ("start: {kind: menu, prompt: Hi., keys: {0: bye}, no_input: owned, no_match: start}",
                       ("message", "gave_up", "endless")),
    "callback": ("start: {kind: callback, prompt: Hi., owner: dana, declined: bye, no_input: owned}",
                 ("message", "gave_up", "gave_up")),
    "directory": ("start: {kind: directory, prompt: Hi., who: [dana], operator: owned, no_match: nobodys}",
                  ("cut_off", "message", "unowned_message")),
    "collect one": ("start: {kind: collect, prompt: Hi., digits: 1, then: owned, no_match: nobodys}",
                    ("cut_off", "message", "unowned_message")),
    "collect four": ("start: {kind: collect, prompt: Hi., digits: 4-8, then: owned, no_match: nobodys}",
                     ("cut_off", "unowned_message", "unowned_message")),
    "zero at the tone": ("start: {kind: voicemail, prompt: Hi., owner: dana, keys: {0: bye}}",
                         ("message", "gave_up", "message")),
}  # fmt: skip


@pytest.mark.parametrize("name", FIXED)
def test_fixed_callers_solved_by_hand(name: str) -> None:
    steps, outcomes = FIXED[name]
    solved = game(steps)
    assert tuple(solved.outcome_of(caller, "answered", "start") for caller in get_args(Caller)) == outcomes
    lost = tuple(solved.lost_at_worst(caller, "start") for caller in get_args(Caller))
    assert lost == tuple(outcome in LOST - {"gave_up"} for outcome in outcomes)


def test_office_decides_the_line() -> None:
    steps = """start: {kind: lookup, question: Is it so, answers: {yes: line, no: bye}, error: nobodys}
               line: {kind: ring, who: desk, no_answer: more}
               more: {kind: retry, times: 2, again: line, then: owned}"""
    solved = game(steps)
    assert solved.outcome_of("silent", "answered", "start") == "person"
    assert solved.outcome_of("silent", "nothing", "start") == "unowned_message"
    assert solved.outcome_of("silent", "nothing", "line") == "message"
    assert solved.lost_at_worst("silent", "start") and not solved.lost_at_worst("silent", "line")


def test_wrong_key_caller_with_every_key_listed_is_silent() -> None:
    keys = ", ".join(f'"{key}": owned' for key in "0123456789*#")
    solved = game(f"start: {{kind: menu, prompt: Hi., keys: {{{keys}}}, no_input: bye, no_match: owned}}")
    assert solved.outcome_of("wrong-key", "answered", "start") == "cut_off"


@pytest.mark.parametrize("seed", range(60))
def test_answers_agree_with_each_other(seed: int) -> None:
    rng = Random(seed)
    menu = read(random_menu(rng, rng.randint(3, 9)))
    for moment in moments(rng, 3):
        played = Game(menu, moment)
        for step in played.steps:
            check_one_step(played, step)


def check_one_step(played: Game, step: str) -> None:
    """What must hold between the answers whatever the menu."""
    assert played.can_be_served(step) or not (played.is_safe(step) or played.can_reach_person(step))
    for caller in get_args(Caller):
        lines = {played.outcome_of(caller, office, step) for office in get_args(Office)}
        assert lines <= SERVED | LOST
        assert played.can_be_served(step) or not lines & SERVED
        if not played.lost_at_worst(caller, step):
            assert lines <= SERVED | {"gave_up"}
            assert played.is_safe(step) or "gave_up" in _possible_ends(played, step)


def _possible_ends(played: Game, step: str) -> set[str]:
    """Every way calls from a step can end, whatever anybody does."""
    graph, found = played.positions(), set[str]()
    todo: list[Target] = [played.rules(None).arrival(step)]
    seen: set[Target] = set(todo)
    while todo:
        at = todo.pop()
        if isinstance(at, str):
            found.add(at)
            continue
        new = {move.target for move in graph[at]} - seen
        seen |= new
        todo += new
    return found


def test_random_menus_are_varied_and_read_alike() -> None:
    kinds: set[str] = set()
    for seed in range(150):
        text = random_menu(Random(seed), 9)
        assert text == random_menu(Random(seed), 9) and "&" not in text
        plain = yaml.load(text, Loader=yaml.BaseLoader)  # takes every scalar as text
        assert as_text(yaml.safe_load(text)) == plain
        kinds |= {step["kind"] for step in plain["steps"].values()}
    assert kinds == set(KINDS)


def as_text(value: object) -> object:
    if isinstance(value, dict):
        return {as_text(key): as_text(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [as_text(inner) for inner in value]
    return str(value).lower() if isinstance(value, bool) else str(value)


def test_moments_lie_in_the_year() -> None:
    assert all(FIRST_DAY <= moment <= LAST_MINUTE for moment in moments(Random(1), 500))


def test_player_is_fast_enough() -> None:
    began = time.process_time()
    for seed in range(30):
        rng = Random(seed)
        menu = read(random_menu(rng, 9))
        for moment in moments(rng, 6):
            played = Game(menu, moment)
            assert all(played.is_safe(step) in (True, False) for step in played.steps)
    assert time.process_time() - began < 10  # measured at about a tenth of that


def test_no_judge_imports_the_product() -> None:
    for path in Path(__file__).parent.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            assert not [name for name in names if name.split(".")[0] == "ivrcheck"], path
