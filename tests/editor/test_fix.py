"""Slips are mended, and nothing else is touched."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from random import Random
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ivrcheck.check import Options, check_paths
from ivrcheck.editor.fix import Fixed, fix
from tests.editor.slips import SLIPS, bases, slipped
from tests.menu.small import SMALL, saved
from tests.rules.cases import cases

OPTIONS = Options(date(2026, 11, 23))
BASES = dict(bases())


def tree(text: str) -> Any:
    """What a text means as YAML, every word a text."""
    return yaml.load(text, Loader=yaml.BaseLoader)


def mended(folder: Path, text: str) -> tuple[Fixed, str]:
    """What mending a text comes to, and the text then."""
    path = saved(folder, text)
    fixed = fix([path], OPTIONS)
    return fixed, fixed.files[0].after if fixed.files else text


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sampled_from(sorted(BASES)), st.integers(0, 10**9), st.integers(1, 8))
def test_whatever_slips_there_are_the_menu_is_as_before(
    tmp_path: Path, name: str, seed: int, times: int
) -> None:
    base = BASES[name]
    wrong, touched = slipped(Random(seed), base, times)
    _, after = mended(tmp_path, wrong)
    assert tree(after) == tree(base)
    before_lines, after_lines = wrong.split("\n"), after.split("\n")
    assert len(before_lines) == len(after_lines)
    changed = {
        number
        for number, lines in enumerate(zip(before_lines, after_lines, strict=True))
        if len({*lines}) > 1
    }
    assert changed <= touched
    assert mended(tmp_path, after)[0].files == []


@pytest.mark.parametrize("name", SLIPS)
def test_each_kind_of_slip_is_made_and_mended(name: str, tmp_path: Path) -> None:
    random = Random(1)
    made = 0
    for base in BASES.values():
        lines = base.split("\n")
        for number, line in enumerate(lines):
            if (wrong := SLIPS[name](random, line)) and wrong != line:
                lines[number] = wrong
                _, after = mended(tmp_path, "\n".join(lines))
                assert tree(after) == tree(base), wrong
                made += 1
                break
    assert made > 1


@pytest.mark.parametrize("name", BASES)
def test_nothing_is_mended_where_nothing_is_wrong(name: str, tmp_path: Path) -> None:
    assert mended(tmp_path, BASES[name])[0].files == []


@pytest.mark.parametrize("case", cases("bad"), ids=str)
def test_the_examples_of_the_rules(case: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is mended is found no more, and a second time there is nothing to do."""
    monkeypatch.chdir(case.path.parent)
    fixed = fix([Path(case.path.name)], OPTIONS)
    from ivrcheck.menu.files import texts_over

    over = texts_over({Path(one.file): one.after for one in fixed.files})
    again = fix([Path(case.path.name)], Options(date(2026, 11, 23), read=over))
    assert again.files == []
    assert again.report.findings == fixed.report.findings


def test_a_person_who_left_is_not_taken_for_a_colleague(tmp_path: Path) -> None:
    """With her in the team already, “rosa” cannot be what “rose” was to be."""
    text = SMALL.replace("members: [rosa, dana]", "members: [rosa, dana, rose]")
    assert mended(tmp_path, text)[0].files == []


def test_two_that_are_equally_near(tmp_path: Path) -> None:
    text = SMALL.replace("who: desk", "who: desq")
    assert mended(tmp_path, text)[1] == SMALL
    two = text.replace("  desk: {members", "  dest: {members: [dana]}\n  desk: {members")
    assert mended(tmp_path, two)[0].files == []


def test_a_field_that_is_there_already_is_not_written_twice(tmp_path: Path) -> None:
    text = SMALL.replace("no_answer: messages", "no_answer: messages, no_anwser: messages")
    assert mended(tmp_path, text)[0].files == []


def test_a_file_that_stays_unreadable_is_left_alone(tmp_path: Path) -> None:
    text = SMALL.replace("    no_input", "      *: ring_desk\n   no_input").replace(
        "keys: {1: {to", "keys: {1: {to"
    )
    fixed, after = mended(tmp_path, text.replace("who: desk", "who: dsek"))
    assert fixed.files == [] and "dsek" in after


def test_what_stops_it_is_named(tmp_path: Path) -> None:
    text = SMALL.replace(
        "keys: {1: {to: ring_desk, topics: [bill]}, 0: ring_desk}", "keys:\n      *: main\n   0: x"
    )
    fixed, _ = mended(tmp_path, text)
    (sentence,) = fixed.left_alone
    assert "even mended it could not be read as a menu. Line " in sentence


STARS = "".join(
    f"  m{number}:\n    kind: menu\n    prompt: Press star.\n    keys:\n      *: messages\n"
    for number in range(60)
)


def test_many_stars(tmp_path: Path) -> None:
    """YAML shows one at a time."""
    _, after = mended(tmp_path, SMALL + STARS)
    assert after.count('"*": messages') == 60


def test_a_mistake_in_an_included_file_is_mended_there(tmp_path: Path) -> None:
    people = "  dana: {name: Dana Ortiz, extension: 200}\n  rosa: {name: Rosa Lee, extension: 201}\n"
    menu = SMALL.replace(f"people:\n{people}", "include: [poeple.yaml]\n")
    saved(tmp_path, f"people:\n{people}".replace("extension: 201", "extention: 201"), "people.yaml")
    fixed, _ = mended(tmp_path, menu)
    assert {Path(one.file).name for one in fixed.files} == {"menu.yaml", "people.yaml"}
    assert fixed.report.findings == []


def test_what_would_break_another_menu_is_left_alone(tmp_path: Path) -> None:
    """Two menus share a part; each has another step under the name that it uses."""
    part = "steps:\n  ring_desk: {kind: ring, who: desk, no_answer: messages}\n"
    own = SMALL.replace("  ring_desk: {kind: ring, who: desk, no_answer: messages}\n", "")
    own = own.replace("people:", "include: [part.yaml]\npeople:", 1)
    saved(tmp_path, part, "part.yaml")
    saved(tmp_path, own.replace("  messages:", "  mesages:"), "a.yaml")
    saved(tmp_path, own, "b.yaml")
    fixed = fix([tmp_path], OPTIONS)
    assert fixed.files == []
    assert "another menu that includes it" in fixed.left_alone[0]


@pytest.mark.parametrize(
    ("prompt", "right"),
    [
        ("For bills, press 2. For rooms, press 1.", "For rooms, press 1. For bills, press 2."),
        ('"Hello. For bills, press 2.  For rooms, press 1. Thank you."',
         '"Hello. For rooms, press 1.  For bills, press 2. Thank you."'),
        ("{en: 'For bills, press 2. For rooms, press 1.'}",
         "{en: 'For rooms, press 1. For bills, press 2.'}"),
        ("[{text: For bills press 2. For rooms press 1., language: en}]",
         "[{text: For rooms press 1. For bills press 2., language: en}]"),
        ("For bills, press 2. For anything else, press 1.", None),
        ("For bills, press 2. Dr. Lee is new. For rooms, press 1.", None),
        ("For bills, press 2. For rooms, press 1", None),
        ("{text: 'For bills, press 2. For rooms, press 1.', audio: a.wav}", None),
        ("For bills, press 3. For rooms, press 1.", None),
    ],
)  # fmt: skip
def test_options_in_the_order_of_their_keys(tmp_path: Path, prompt: str, right: str | None) -> None:
    text = SMALL.replace("prompt: For a bill, press 1. For anyone, press 0.", f"prompt: {prompt}")
    text = text.replace("0: ring_desk}", "2: messages, 3: messages}")
    _, after = mended(tmp_path, text)
    assert after == (text.replace(prompt, right) if right else text)


def test_what_is_accepted_is_not_mended(tmp_path: Path) -> None:
    order = "For a bill, press 2. For anyone, press 1."
    text = SMALL.replace("For a bill, press 1. For anyone, press 0.", order)
    text = text.replace(
        "keys: {1: {to: ring_desk, topics: [bill]}, 0: ring_desk}", "keys: {1: ring_desk, 2: messages}"
    )
    accept = "    accept: [{rule: keys-out-of-order, reason: a, by: dana, until: 2027-03-31}]\n    no_input"
    assert mended(tmp_path, text)[1] != text
    assert mended(tmp_path, text.replace("    no_input", accept))[0].files == []


def test_the_report_is_about_what_is_left(tmp_path: Path) -> None:
    text = SMALL.replace("who: desk", "who: dsek").replace("managed_by: dana\n", "")
    fixed, after = mended(tmp_path, text)
    assert [one.code for one in fixed.report.findings] == ["IVR601"]
    assert check_paths([saved(tmp_path, after)], options=OPTIONS).findings == fixed.report.findings
