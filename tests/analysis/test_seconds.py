"""Seconds to a person, against values worked out by hand, at 160 words a minute."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

from ivrcheck.analysis.callers import TopicCaller
from ivrcheck.analysis.facts import Facts
from ivrcheck.analysis.seconds import Line, lines_of, timing
from ivrcheck.callgraph.move import Deed, Outcome
from ivrcheck.cli.check import command
from tests.analysis.test_agrees_with_player import facts_of
from tests.analysis.test_evidence import replay

HEAD = """
ivrcheck: 1
name: Timed by hand
country: US
timezone: America/New_York
languages: [en, es]
people: {dana: {name: Dana, extension: 20, hours: office}}
teams: {fixers: {members: [dana], hours: office}}
hours:
  office: {mon-fri: "09:00-17:00", holidays: none}
  morning: {mon-fri: "09:00-12:00", holidays: none}
topics: {bill: A bill, repair: A repair, job: A job}
entry: {"+1 845 555 0134": welcome}
steps:
  welcome: {kind: play, prompt: Thank you for calling us., then: main}
  mail: {kind: voicemail, prompt: Speak., owner: dana}
"""
MAIN = """
  main:
    kind: menu
    prompt: For a bill, press 1. For repairs, press 2. To speak with someone, press 0.
    keys: {1: {to: billing, topics: [bill]}, 2: {to: repairs, topics: [repair]}, 0: desk}
    no_input: desk
    no_match: desk
  billing: {kind: ring, who: dana, for: 20s, no_answer: mail}
  desk: {kind: ring, who: dana, for: 30s, no_answer: mail}
  repairs: {kind: queue, team: fixers, prompt: Please hold., max_wait: 5m, timeout: mail, closed: mail}
"""
WELCOME = 5 * 60 / 160
WHOLE = 15 * 60 / 160 + 2 * 0.5
"""The whole prompt of the menu: fifteen words, three sentences."""

FIRST, HURRIED = TopicCaller


def facts_about(steps: str) -> Facts:
    return facts_of(HEAD + steps)


def calls(facts: Facts, caller: TopicCaller, topic: str) -> list[Line]:
    return list(lines_of(facts, caller, next(one for one in facts.topics if one.id == topic)))


def only(steps: str, caller: TopicCaller, topic: str) -> Line:
    [line] = calls(facts_about(steps), caller, topic)
    return line


@pytest.mark.parametrize(
    ("caller", "topic", "seconds"),
    [
        (FIRST, "bill", WELCOME + 5 * 60 / 160 + 1 + 10),
        (HURRIED, "bill", WELCOME + 1 + 10),
        (FIRST, "repair", WELCOME + 9 * 60 / 160 + 0.5 + 1 + 2 * 60 / 160),
        (HURRIED, "repair", WELCOME + 1 + 2 * 60 / 160),
        (FIRST, "job", WELCOME + WHOLE + 1 + 15),
        (HURRIED, "job", WELCOME + 1 + 15),
    ],
)
def test_one_menu(caller: TopicCaller, topic: str, seconds: float) -> None:
    line = only(MAIN, caller, topic)
    assert line.end is Outcome.PERSON
    assert line.seconds == pytest.approx(seconds)
    assert line.waits == (("repairs",) if topic == "repair" else ())


DEAF = MAIN.replace("kind: menu", "kind: menu\n    barge_in: no")
TYPED = MAIN.replace(
    "  billing:",
    "  billing: {kind: collect, prompt: Your number please., digits: 4-8, then: ledger}\n  ledger:",
)
VARIANTS = {
    "a menu that cannot be interrupted": (
        DEAF, HURRIED, "bill", WELCOME + WHOLE + 1 + 10),
    "the same for the first-time caller": (
        DEAF, FIRST, "bill", WELCOME + WHOLE + 1 + 10),
    "a wait that is known": (
        MAIN.replace("max_wait: 5m", "max_wait: 5m, expected_wait: 90s"), HURRIED, "repair",
        WELCOME + 1 + 0.75 + 90),
    "a recording nobody has written down": (
        MAIN.replace("prompt: For a bill, press 1. For repairs, press 2. To speak with someone, press 0.",
                     "prompt: {audio: main.wav, seconds: 20}"), FIRST, "bill", WELCOME + 20 + 1 + 10),
    "the key before what it is for": (
        MAIN.replace("For a bill, press 1.", "Press 1 for a bill."), FIRST, "bill",
        WELCOME + 5 * 60 / 160 + 1 + 10),
    "an option that is not announced": (
        MAIN.replace("For a bill, press 1. ", ""), FIRST, "bill", WELCOME + 10 * 60 / 160 + 0.5 + 1 + 15),
    "which those who know it press": (
        MAIN.replace("For a bill, press 1. ", ""), HURRIED, "bill", WELCOME + 1 + 10),
    "without 0, three silent tries": (
        MAIN.replace(" To speak with someone, press 0.", "").replace(", 0: desk", ""), FIRST, "job",
        WELCOME + 3 * (9 * 60 / 160 + 0.5 + 5) + 15),
    "a retry step is gone round as often as it says": (
        MAIN.replace("  billing: {kind: ring, who: dana, for: 20s, no_answer: mail}",
                     "  billing: {kind: retry, times: 2, again: joke, then: desk}\n"
                     "  joke: {kind: play, prompt: One moment please., then: billing}"), HURRIED, "bill",
        WELCOME + 1 + 2 * 3 * 60 / 160 + 15),
    "a number to type, with the key that ends it": (
        TYPED, FIRST, "bill", WELCOME + 5 * 60 / 160 + 1 + 3 * 60 / 160 + (4 + 1) + 10),
    "and to type at once": (
        TYPED, HURRIED, "bill", WELCOME + 1 + (4 + 1) + 10),
}  # fmt: skip


@pytest.mark.parametrize("name", VARIANTS)
def test_variants(name: str) -> None:
    steps, caller, topic, seconds = VARIANTS[name]
    line = only(steps, caller, topic)
    assert line.end is Outcome.PERSON
    assert line.seconds == pytest.approx(seconds)


def test_in_a_choice_of_language_callers_keep_theirs() -> None:
    choice = """
  choice: {kind: menu, prompt: "For English, press 1. Español, oprima 2.", keys: {1: english, 2: spanish}}
  english: {kind: language, set: en, then: main}
  spanish: {kind: language, set: es, then: main}
"""
    facts = facts_of(HEAD.replace("us., then: main", "us., then: choice") + choice + MAIN)
    [line] = calls(facts, FIRST, "bill")
    assert [move.detail for move in line.moves if move.deed is Deed.KEY] == ["1", "1"]


SHORTER_BEFORE_NOON = MAIN.replace(
    "  billing:",
    """  billing: {kind: hours, hours: morning, open: ledger, closed: sorry}
  sorry: {kind: play, prompt: One moment please., then: ledger}
  ledger:""",
)


def test_the_clock_parts_a_call() -> None:
    facts = facts_about(SHORTER_BEFORE_NOON)
    lines = sorted(calls(facts, HURRIED, "bill"), key=lambda line: line.seconds)
    assert [line.seconds for line in lines] == pytest.approx([WELCOME + 11, WELCOME + 11 + 3 * 60 / 160])
    morning, afternoon = (line.periods for line in lines)
    assert morning == facts.calendar.open["morning"]
    assert morning | afternoon == facts.calendar.open["office"]
    assert not morning & afternoon


@pytest.mark.parametrize("steps", [MAIN, SHORTER_BEFORE_NOON, *(variant[0] for variant in VARIANTS.values())])
def test_each_line_is_a_call_that_can_be_made(steps: str) -> None:
    facts = facts_about(steps)
    for caller in TopicCaller:
        for topic in facts.topics:
            for line in lines_of(facts, caller, topic):
                assert replay(facts, line.path) == int(line.end)


def test_going_round_ends() -> None:
    round_ = MAIN.replace(
        "  billing: {kind: ring, who: dana, for: 20s, no_answer: mail}",
        "  billing: {kind: play, prompt: One, then: more}\n  more: {kind: play, prompt: Two, then: billing}",
    )
    assert only(round_, HURRIED, "bill").end is Outcome.ENDLESS


def test_the_summary_has_the_shortest_and_the_longest() -> None:
    table = timing(facts_about(SHORTER_BEFORE_NOON))
    assert table is not None
    row = table.rows[0]
    assert (row.topic, row.hurried.instead, row.hurried.queued) == ("A bill", "", False)
    assert row.hurried.shortest == pytest.approx(WELCOME + 11)
    assert row.hurried.longest == pytest.approx(WELCOME + 11 + 3 * 60 / 160)
    assert table.rows[1].first_time.queued
    assert (table.words_per_minute, table.key) == (160, 1)


def test_the_command_line_prints_the_table_and_holds_callers_to_a_limit(tmp_path: Path) -> None:
    menu = tmp_path / "menu.yaml"
    menu.write_text(HEAD + MAIN, "utf-8")
    common = [str(menu), "--start", str(date(2026, 11, 23)), "--select", "IVR222"]
    fine = CliRunner().invoke(command, [*common, "--max-seconds", "30"])
    assert fine.exit_code == 0
    assert "160 words a minute, 1 s a key" in fine.output
    assert "  A repair  8 + the queue  4 + the queue\n" in fine.output
    late = CliRunner().invoke(command, [*common, "--max-seconds", "24"])
    assert late.exit_code == 1
    assert late.output.count("IVR222") == 1
    assert "“A job” needs 25 seconds until a person answers; at most 24 are allowed" in late.output
