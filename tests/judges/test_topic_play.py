"""The player's callers with a topic, on menus solved by hand."""

from __future__ import annotations

from datetime import datetime
from random import Random
from zoneinfo import ZoneInfo

import pytest

from tests.judges.random_topics import random_topic_menu
from tests.judges.rules_of_play import read
from tests.judges.topic_play import TopicGame, entries_for

MONDAY_TEN = datetime(2026, 11, 23, 10, 0, tzinfo=ZoneInfo("America/New_York"))
HEAD = """
ivrcheck: 1
name: Hand-solved
timezone: America/New_York
people: {dana: {name: Dana, extension: 200}}
teams: {desk: {members: [dana]}}
topics: {bill: A bill, repair: A repair}
entry: {"+1 845 555 0134": start, "+1 845 555 0135": {to: start, topics: [repair]}}
steps:
  dana: {kind: ring, who: dana}
  bye: {kind: hangup}
  sub: {kind: menu, prompt: "For that, press 2.", keys: {2: {to: dana, topics: [repair]}, 3: dana}}
"""
#: Does a caller about a bill reach a person, and how do the first-time and the hurried caller end?
MENUS = {
    "their own option": ('prompt: "For a bill, press 1.", keys: {1: {to: dana, topics: [bill]}}',
                         True, "person", "person"),
    "somebody else's": ('prompt: "Press 1.", keys: {1: {to: dana, topics: [repair]}, 3: dana}',
                        False, "cut_off", "cut_off"),
    "anybody's": ('prompt: "For us, press 1.", keys: {1: {to: dana, topics: any}}', True, "person", "person"),
    "0 is everybody's": ('prompt: "Press 1.", keys: {0: {to: dana, topics: [repair]}}',
                         True, "person", "person"),
    "nobody's topic": ('prompt: "Press 1.", keys: {1: dana}', True, "cut_off", "cut_off"),
    "not announced": ('prompt: "For it, press 2.", keys: {1: {to: dana, topics: [bill]}}, no_input: bye',
                      True, "cut_off", "person"),
    "named, and then untagged": ('prompt: "For it, press 1.", keys: {1: {to: sub, topics: [bill]}}',
                                 True, "cut_off", "cut_off"),
    "not named": ('prompt: "Press 1.", keys: {1: {to: dana, topics: [repair]}}, no_input: sub',
                  False, "cut_off", "cut_off"),
    "an extension": ('prompt: "Press 1.", keys: {1: bye}, extensions: [dana]', False, "cut_off", "cut_off"),
    "a wrong key, and 0 is one": ('prompt: "Press 1.", keys: {1: bye}, no_match: dana',
                                  True, "cut_off", "cut_off"),
    "a wrong key, and 0 is none": ('prompt: "Press 1.", keys: {0: bye}, no_match: dana',
                                   False, "gave_up", "gave_up"),
}  # fmt: skip


@pytest.mark.parametrize("name", MENUS)
def test_solved_by_hand(name: str) -> None:
    start, person, first, hurried = MENUS[name]
    game = TopicGame(read(HEAD + f"  start: {{kind: menu, {start}}}\n"), MONDAY_TEN, "bill")
    assert ("person" in game.honest("start", False).ends) is person
    assert game.outcome_of("first-time", "start") == first
    assert game.outcome_of("hurried", "start") == hurried


def test_numbers_for_others_are_not_dialled() -> None:
    menu = read(HEAD)
    assert entries_for(menu, "bill") == {"+1 845 555 0134": ("start", False)}
    assert entries_for(menu, "repair")["+1 845 555 0135"] == ("start", True)


def test_random_menus_speak_of_topics() -> None:
    texts = [random_topic_menu(Random(seed), 9) for seed in range(60)]
    assert texts[0] == random_topic_menu(Random(0), 9)
    for words in ("- any", "resolves: any", "announced: false", "audio:", "oprima", "press 12."):
        assert sum(words in text for text in texts) >= 3, words
