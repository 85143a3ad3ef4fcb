"""The generated menus are what they say, and the table shows what was measured. No timing here."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import yaml

from tests.benchmarks.calls import with_dictionaries, with_library
from tests.benchmarks.generate import generate, small_files
from tests.benchmarks.probes import CannotMeasure, Reading, Row, measure
from tests.benchmarks.run import line, notes
from tests.judges.player import Caller, Game, read

CALLERS: tuple[Caller, ...] = ("silent", "zero", "wrong-key")
SIZES = (8, 9, 10, 11, 12, 13, 17, 25, 31, 59, 60, 61, 137, 500, 2_000)
TO = {"then", "again", "open", "closed", "holiday", "no_answer", "busy", "timeout", "full", "error"}
TO |= {"declined", "no_input", "no_match", "operator"}
WHO = {"who", "team", "owner", "backup", "notify"}
UNANSWERED = {"ring": ("no_answer",), "transfer": ("no_answer",), "directory": ("no_answer", "operator")}
NEEDED = UNANSWERED | {
    "menu": ("no_input", "no_match"),
    "collect": ("no_input", "no_match"),
    "queue": ("max_wait", "timeout", "closed", "keys"),
    "voicemail": ("owner", "backup", "callback_within"),
    "callback": ("owner", "callback_within", "declined", "no_input"),
    "lookup": ("error",),
}


def parse(text: str) -> Any:
    """The file as plain data."""
    return yaml.load(text, Loader=yaml.CSafeLoader)


def targets(step: dict[str, Any]) -> Iterator[str]:
    """Every step a step can lead to."""
    given = [step[name] for name in TO & step.keys()]
    given += [*step.get("keys", {}).values(), *step.get("answers", {}).values()]
    yield from (to["to"] if isinstance(to, dict) else to for to in given)


def reached(menu: Any) -> set[str]:
    """The steps some call can come to."""
    todo, seen = list(menu["entry"].values()), set(menu["entry"].values())
    while todo:
        new = set(targets(menu["steps"][todo.pop()])) - seen
        seen |= new
        todo += new
    return seen


def names_of_staff(step: dict[str, Any]) -> Iterator[str]:
    """Every person or team a step names."""
    for name in WHO & step.keys():
        yield from step[name] if isinstance(step[name], list) else [step[name]]


@pytest.mark.parametrize("steps", SIZES)
def test_has_exactly_the_steps_asked_for_and_all_are_reached(steps: int) -> None:
    menu = parse(generate(steps))
    assert len(menu["steps"]) == steps
    assert reached(menu) == menu["steps"].keys()


@pytest.mark.parametrize("steps", SIZES)
def test_names_only_what_exists(steps: int) -> None:
    menu = parse(generate(steps, seed=3))
    staff = menu["people"].keys() | menu["teams"].keys()
    for step in menu["steps"].values():
        assert set(targets(step)) <= menu["steps"].keys()
        assert set(names_of_staff(step)) <= staff
        assert step.get("hours", "office") in menu["hours"]
    for team in menu["teams"].values():
        assert set(team["members"]) <= menu["people"].keys() and team["hours"] in menu["hours"]


@pytest.mark.parametrize("seed", range(5))
def test_leaves_nothing_out_that_callers_need(seed: int) -> None:
    for step in parse(generate(300, seed))["steps"].values():
        assert set(NEEDED.get(step["kind"], ())) <= step.keys()
        assert step["kind"] != "menu" or step["keys"][0] == "operator"


@pytest.mark.parametrize("seed", range(5))
def test_hours_steps_agree_with_the_team_they_ring(seed: int) -> None:
    menu = parse(generate(300, seed))
    for step in menu["steps"].values():
        if step["kind"] == "hours" and not step["closed"].startswith("operator"):
            owner = menu["steps"][step["closed"]]["owner"]
            assert step["hours"] == menu["teams"][owner]["hours"]


MOMENTS = ("2026-11-23 10:00", "2026-11-23 12:30", "2026-11-23 21:00", "2026-11-24 03:00", "2026-11-26 10:00")


@pytest.mark.parametrize("moment", MOMENTS)
@pytest.mark.parametrize("steps", [8, 15, 24, 90])
def test_no_caller_is_trapped_or_lost(steps: int, moment: str) -> None:
    when = datetime.fromisoformat(moment).replace(tzinfo=ZoneInfo("America/New_York"))
    game = Game(read(generate(steps)), when)
    for step in set(game.steps) - {"goodbye"}:
        assert game.is_safe(step)
        assert not any(game.lost_at_worst(caller, step) for caller in CALLERS)


@pytest.mark.parametrize("moment", MOMENTS)
def test_zero_reaches_a_person_whenever_anybody_works(moment: str) -> None:
    when = datetime.fromisoformat(moment).replace(tzinfo=ZoneInfo("America/New_York"))
    game = Game(read(generate(90)), when)
    outcome = game.outcome_of("zero", "answered", "main")
    assert outcome == ("person" if game.can_reach_person("main") else "message")


def test_every_topic_is_carried_by_an_option_of_the_main_menu() -> None:
    menu = parse(generate(300))
    carried = [
        topic for key in menu["steps"]["main"]["keys"].values() if key != "operator" for topic in _topics(key)
    ]
    assert sorted(carried) == sorted(menu["topics"])


def _topics(key: Any) -> list[str]:
    return key["topics"] if isinstance(key, dict) else []


def test_the_same_seed_gives_the_same_file() -> None:
    assert generate(200, seed=4) == generate(200, seed=4)
    assert generate(200, seed=4) != generate(200, seed=5)
    assert list(small_files(5)) == list(small_files(5))


def test_the_mix_is_realistic() -> None:
    text = generate(4_000)
    kinds = Counter(step["kind"] for step in parse(text)["steps"].values())
    assert 0.2 < kinds["menu"] / 4_000 < 0.3
    assert len(kinds) == 13  # all kinds but a change of language
    assert 200 <= len(text) / 4_000 <= 260


@pytest.mark.parametrize("every", [10, 20])
def test_plants_one_fault_in_every_so_many_steps(every: int) -> None:
    sound, faulty = parse(generate(2_000))["steps"], parse(generate(2_000, fault_every=every))["steps"]
    assert sound.keys() == faulty.keys()
    changed = [id for id in sound if sound[id] != faulty[id]]
    assert abs(len(changed) - 2_000 // every) <= 2_000 // every // 20


def test_small_files_have_names_of_their_own_and_8_to_25_steps() -> None:
    files = dict(small_files(40))
    assert len(files) == 40
    assert all(8 <= len(parse(text)["steps"]) <= 25 for text in files.values())


def test_too_small_a_menu_is_refused() -> None:
    with pytest.raises(ValueError, match="at least 8"):
        generate(7)


def _row(left: list[Reading], bar: float) -> Row:
    readings = iter(left)
    return Row("name", "what", lambda: next(readings), lambda: {"seconds": 2.0}, len(left), bar, clean=True)


def test_a_row_is_the_median_of_the_ratios_of_its_rounds() -> None:
    result = measure(_row([{"seconds": 1.0}, {"seconds": 8.0}, {"seconds": 2.0}], bar=1.0))
    assert line(result) == "| name | what | **1.00** | 1 |  | yes | 0.50 4.00 1.00 |"
    assert not result.missed


def test_a_missed_bar_and_findings_in_a_clean_file_are_said() -> None:
    assert "| NO |" in line(measure(_row([{"seconds": 6.0}], bar=1.0)))
    spoiled = measure(_row([{"seconds": 1.0, "findings": 2, "worse": 2, "calls": 2, "IVR102": 2}], bar=1.0))
    assert "| NO, not clean |" in line(spoiled) and spoiled.missed
    assert notes(spoiled)[-1] == "name: THE CLEAN INPUT DREW IVR102 × 2"


def test_what_does_not_run_is_said_and_counts_as_missed() -> None:
    def broken() -> Reading:
        raise CannotMeasure("no such module")

    result = measure(Row("name", "what", broken, broken, 3, 1.0))
    assert "not measured" in line(result) and result.missed
    assert notes(result) == ["name: not measured: no such module"]


def test_the_library_and_the_dictionaries_make_the_same_calls() -> None:
    library, plain = with_library()(), with_dictionaries()()
    assert [end for end, _ in library] == [end for end, _ in plain]
    assert [seconds for _, seconds in library] == pytest.approx([seconds for _, seconds in plain])
