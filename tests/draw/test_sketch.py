"""Diagrams show the menu: every step, every way a call can take, and what was found."""

from __future__ import annotations

from itertools import pairwise

import pytest

from ivrcheck.callgraph.move import Deed
from ivrcheck.draw.outline import outline
from ivrcheck.draw.sketch import CannotDraw, Mark, Sketch, View
from ivrcheck.draw.view import period_named, showing, way_of
from ivrcheck.finding import Finding
from tests.draw.sketches import NAMES, checked, sketch
from tests.menus.examples import CLEAN

CLINIC, TRAPPED, HOSPITAL = "menus/clinic.yaml", "menus/clinic-trapped.yaml", "menus/hospital.yaml"


def ways(drawn: Sketch) -> set[tuple[str, str]]:
    """From where to where arrows go, signs taken for what they name."""
    return {(one.source, one.meant or one.target) for one in drawn.arrows}


def marked(drawn: Sketch, mark: Mark) -> set[str]:
    return {box.id for box in drawn.boxes if box.mark is mark}


def every(found: tuple[Finding, ...]) -> list[Finding]:
    return [each for one in found for each in (one, *one.folded)]


@pytest.mark.parametrize("name", NAMES)
def test_every_step_is_drawn_once_and_every_arrow_joins_two_boxes(name: str) -> None:
    drawn = sketch(name)
    ids = [box.id for box in drawn.boxes]
    assert len(ids) == len(set(ids))
    assert set(checked(name)[0].menu.steps) <= set(ids)
    assert {end for one in drawn.arrows for end in (one.source, one.target)} <= set(ids)
    assert len({one.id for one in drawn.arrows}) == len(drawn.arrows)
    grouped = [box for group in drawn.groups for box in group.boxes]
    assert len(grouped) == len(set(grouped)) and set(grouped) <= set(ids)


@pytest.mark.parametrize("name", NAMES)
def test_the_call_of_every_finding_can_be_followed_along_the_arrows(name: str) -> None:
    facts, found = checked(name)
    there = ways(sketch(name))
    for one in every(found):
        if one.call is None:
            continue
        steps = [turn.step for turn in one.call.trace.turns if turn.deed != Deed.HANG_UP.value]
        for before, after in pairwise(steps):
            assert before == after or (before, after) in there, one.code
        shown = outline(facts, found, View(ways=[way_of(facts, one.call.trace)]))
        lit = {(arrow.source, arrow.target) for arrow in shown.arrows if arrow.lit}
        changes = {(a, b) for a, b in pairwise(steps) if a != b}
        assert changes <= lit, one.code


def test_what_is_found_stands_at_its_step() -> None:
    boxes = {box.id: box for box in sketch(TRAPPED).boxes}
    assert "IVR201" in boxes["main"].codes
    assert "IVR301" in boxes["question_messages"].codes
    assert boxes["question_messages"].mark is Mark.TRAPPED
    assert "nobody is named to answer" in boxes["question_messages"].lines
    assert boxes["question_messages.unowned_message"].kind == "lost"
    assert boxes["scheduling.person"].kind == "served"
    assert "Nobody is named" in boxes["question_messages"].told


@pytest.mark.parametrize("name", [name for name in CLEAN if name in NAMES])
def test_nothing_is_red_in_a_clean_menu(name: str) -> None:
    drawn = sketch(name)
    assert not marked(drawn, Mark.TRAPPED) and not marked(drawn, Mark.WARNED)


def test_a_step_that_nobody_comes_to_is_grey() -> None:
    drawn = sketch("tests/draw/menus/awkward.yaml")
    assert marked(drawn, Mark.UNREACHABLE) == {"edge"}
    assert "“edge”" in drawn.told


def test_only_what_exists_in_a_period_is_shown() -> None:
    facts, _ = checked(CLINIC)
    closed = sketch(CLINIC, View(period_named(facts, "closed")))
    open = sketch(CLINIC, View(period_named(facts, "open")))
    ids = [{box.id for box in drawn.boxes} & set(facts.menu.steps) for drawn in (closed, open)]
    assert "main" not in ids[0] and "night" in ids[0]
    assert "main" in ids[1] and "night" not in ids[1]
    assert ("are_we_open", "main") in ways(open) and ("are_we_open", "main") not in ways(closed)
    assert ("desk", "desk.person") not in ways(closed)
    assert ids[0] | ids[1] == set(facts.menu.steps)


def test_the_call_of_a_finding_is_highlighted_and_named() -> None:
    facts, found = checked(TRAPPED)
    view = showing(facts, found, "zero-loops-back")
    drawn = outline(facts, found, view)
    assert "IVR201" in view.caption
    assert ("main", "main") in {(one.source, one.target) for one in drawn.arrows if one.lit}
    assert {box.id for box in drawn.boxes if box.lit} >= {"entry.1", "welcome", "main"}
    assert outline(facts, found, showing(facts, found, "ivr201")) == drawn


@pytest.mark.parametrize(("word", "said"), [("IVR109", "Found were: IVR102"), ("IVR601", "not about a call")])
def test_a_finding_that_cannot_be_shown_is_said(word: str, said: str) -> None:
    with pytest.raises(CannotDraw, match=said):
        showing(*checked(TRAPPED), word)


def test_a_part_begins_at_a_step_and_says_where_it_goes_on() -> None:
    drawn = sketch(CLINIC, View(first="main", depth=1))
    ids = {box.id for box in drawn.boxes}
    assert {"main", "desk", "nurse_line", "referrals", "desk.person", "desk.more"} <= ids
    assert "welcome" not in ids and "desk_messages" not in ids


def test_a_part_of_a_large_menu_is_drawn_though_the_whole_is_refused() -> None:
    with pytest.raises(CannotDraw, match="--from STEP"):
        sketch(HOSPITAL, View(most=10))
    assert sketch(HOSPITAL, View(most=10, first="billing_open", depth=1)).boxes


def test_large_menus_have_a_frame_for_each_first_option() -> None:
    drawn = sketch(HOSPITAL)
    frames = {group.name.partition(":")[0]: group.boxes for group in drawn.groups}
    assert set(frames) == {"1", "2", "3", "4", "5"}
    assert "heart_line" in frames["2"] and "billing_line" in frames["3"]
    assert all("operator" not in boxes for boxes in frames.values())
    assert not sketch(CLINIC).groups


def test_crowds_of_arrows_to_one_step_are_signs_in_large_menus() -> None:
    drawn = sketch(HOSPITAL)
    signs = [one for one in drawn.arrows if one.meant]
    assert {one.meant for one in signs} == {"operator"} and len(signs) > 8
    names = {box.id: box.name for box in drawn.boxes}
    assert {names[one.target] for one in signs} == {"→ operator"}
