"""Files that pass calls on to each other: what a call is worth, against one plain game over all of them."""

from __future__ import annotations

import random
from datetime import date
from pathlib import Path

import pytest

from ivrcheck.analysis.callers import Caller
from ivrcheck.analysis.together import _Office, _person, _safe, _Together, facts_together
from ivrcheck.callgraph.move import Move, Outcome, Party
from ivrcheck.check import Options, check_paths
from ivrcheck.config import DEFAULT
from ivrcheck.finding import Report
from ivrcheck.hours.joint import joint_calendars
from ivrcheck.menu.load import load_text
from ivrcheck.menu.numbers import Line, linked_groups, numbers_of
from tests.judges import random_menus

START = date(2026, 11, 21)
Place = tuple[str, int]
"""A file and a node of its graph; an outcome is the same in all files."""


def together(seed: int) -> _Together | None:
    """Two or three random menus whose transfers dial each other."""
    rng = random.Random(seed)
    loaded = []
    for number in range(rng.randint(2, 3)):
        text = random_menus.random_menu(rng, rng.randint(4, 8), 0)
        for mine in random_menus.NUMBERS:
            text = text.replace(mine, f"{mine[:-2]}{number}{mine[-1]}")
        for theirs in ("+1 845 555 0150", "+1 845 555 0151"):
            text = text.replace(
                theirs, f"{random_menus.NUMBERS[0][:-2]}{rng.randrange(3)}{random_menus.NUMBERS[0][-1]}"
            )
        loaded.append(load_text(text, f"{number}.yaml", Path(f"{number}.yaml")))
    menus = [one.menu for one in loaded if one.menu]
    assert len(menus) == len(loaded)
    by_file = {one.file: one for one in loaded}
    numbers = [numbers_of(one.file, one.menu) for one in loaded if one.menu]
    for group in linked_groups(numbers):
        systems = [by_file[file] for file in group]
        calendars = joint_calendars([one.menu for one in systems if one.menu], START)
        offices = zip(systems, group.values(), calendars, strict=True)
        return _Together([_Office((one, links), calendar) for one, links, calendar in offices])
    return None


def moves_of(whole: _Together, place: Place, period: int) -> tuple[Party, list[Place]]:
    """Who moves at a place, and where to: through a door to the other file's entry."""
    file, node = place
    office = whole.by_file[file]
    if step := office.doors.get(node):
        line = office.links[step]
        return Party.NOBODY, [(line.file, whole.by_file[line.file].graph.entries[line.number])]
    moves: list[Move] = [move for move in office.graph.out[node] if move.periods >> period & 1]
    return moves[0].party, [(file if move.target >= 0 else "", move.target) for move in moves]


def winning(whole: _Together, period: int, goals: list[Outcome], forced: bool) -> set[Place]:
    """From where a goal is reached, with luck or in spite of the office; asked until nothing changes."""
    places = [(file, node) for file, office in whole.by_file.items() for node in office.graph.out]
    won: set[Place] = {("", int(goal)) for goal in goals}
    while True:
        before = len(won)
        for place in places:
            party, following = moves_of(whole, place, period)
            reach = [one in won for one in following]
            if all(reach) if forced and party is Party.OFFICE else any(reach):
                won.add(place)
        if len(won) == before:
            return won


@pytest.mark.parametrize("block", range(4))
def test_worths_are_those_of_one_game_over_all_files(block: int) -> None:
    linked = 0
    for seed in range(block, 160, 4):
        whole = together(seed)
        if whole is None:
            continue
        linked += 1
        person, safe = whole.settled(_person, False), whole.settled(_safe, False)
        count = whole.offices[0].calendar.count
        for period in random.Random(seed).sample(range(count), min(3, count)):
            with_luck = winning(whole, period, [Outcome.PERSON], False)
            for_sure = winning(whole, period, [one for one in Outcome if one.served], True)
            for line in whole.lines:
                entry = (line.file, whole.by_file[line.file].graph.entries[line.number])
                assert (person[line] >> period & 1) == (entry in with_luck), (seed, period, line)
                assert (safe[line] >> period & 1) == (entry in for_sure), (seed, period, line)
    assert linked > 8


HEAD = """ivrcheck: 1
name: {name}
country: US
timezone: {zone}
managed_by: ann
people: {{ann: {{name: Ann Ito, extension: 1, hours: day, email: ann@example.com}}}}
hours: {{day: {{mon-fri: 09:00-17:00, holidays: US}}}}
entry: {{"{number}": first}}
steps:
"""
MESSAGES = """  messages:
    kind: voicemail
    prompt: Leave your name and number. We call back by the end of the next business day.
    owner: ann
    callback_within: 1 business day
    keys: {0: desk}
"""
RING = """  first: {kind: hours, hours: day, open: desk, closed: %s}
  desk: {kind: ring, who: ann, no_answer: %s}
"""
MENU = """  first:
    kind: menu
    prompt: For the west, press 1.
    keys: {1: west}
    no_input: desk
    no_match: desk
  desk: {kind: ring, who: ann, no_answer: messages}
"""
EAST, WEST = "+1 617 555 0100", "+1 503 555 0100"


def write(folder: Path, name: str, number: str, zone: str, steps: str) -> Path:
    path = folder / f"{name.lower()}.yaml"
    path.write_text(HEAD.format(name=name, number=number, zone=zone) + steps, encoding="utf-8")
    return path


def east(folder: Path, steps: str) -> Path:
    return write(folder, "East", EAST, "America/New_York", steps)


def west(folder: Path, steps: str) -> Path:
    return write(folder, "West", WEST, "America/Los_Angeles", steps)


def to(step: str, number: str) -> str:
    return f'  {step}: {{kind: transfer, number: "{number}"}}\n'


def checked(*paths: Path) -> Report:
    return check_paths(paths, options=Options(START))


def test_two_offices_that_only_pass_calls_to_and_fro_are_told_of_it(tmp_path: Path) -> None:
    a = east(tmp_path, RING % ("west", "west") + to("west", WEST))
    b = west(tmp_path, RING % ("east", "east") + to("east", EAST))
    found = {(one.at.file, one.code) for one in checked(a, b).findings}
    assert {(a.as_posix(), "IVR110"), (b.as_posix(), "IVR110")} <= found
    assert not {code for _, code in found} & {"IVR109", "IVR508"}


def test_a_mailbox_in_one_of_them_is_enough(tmp_path: Path) -> None:
    a = east(tmp_path, RING % ("west", "west") + to("west", WEST))
    b = west(tmp_path, RING % ("messages", "messages") + MESSAGES)
    report = checked(a, b)
    assert report.exit_status() == 0, report.findings
    assert {one.name: one.hours for one in report.coverage} == {"East": 55.0, "West": 40.0}
    assert [one.name for one in report.coverage] == ["East", "West"]


def test_a_fault_of_one_office_is_not_told_again_in_the_other(tmp_path: Path) -> None:
    a = east(tmp_path, RING % ("west", "west") + to("west", WEST))
    b = west(tmp_path, RING % ("bye", "bye") + "  bye: {kind: hangup, prompt: Call again.}\n")
    assert {one.at.file for one in checked(a, b).at_least(DEFAULT.fail_on)} == {b.as_posix()}


def test_files_without_transfers_to_each_other_are_as_they_are_alone(tmp_path: Path) -> None:
    a = east(tmp_path, RING % ("messages", "away") + to("away", "+1 212 555 0100") + MESSAGES)
    b = west(tmp_path, RING % ("messages", "messages") + MESSAGES)
    whole, alone = checked(a, b), checked(a)
    assert [one for one in whole.findings if one.at.file == a.as_posix()] == alone.findings
    assert whole.coverage[0] == alone.coverage[0]


def test_who_presses_nothing_is_sent_back_and_where(tmp_path: Path) -> None:
    paths = (
        east(tmp_path, MENU + to("west", WEST) + MESSAGES),
        west(tmp_path, RING % ("east", "east") + to("east", EAST)),
    )
    loaded = [load_text(path.read_text("utf-8"), path.name, path) for path in paths]
    links = [{"west": Line("west.yaml", WEST, "US")}, {"east": Line("east.yaml", EAST, "US")}]
    first, second = facts_together(list(zip(loaded, links, strict=True)), START, [DEFAULT, DEFAULT])
    back = first.sent_back["west"]
    assert (back.caller, back.number, back.step, back.at.file) == (Caller.SILENT, EAST, "east", "west.yaml")
    assert back.periods == first.everything
    assert second.sent_back == {}
