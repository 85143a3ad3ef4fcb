"""Call plans: all that can happen is tried, in every kind of time, with few calls."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from random import Random

import pytest
import yaml

import ivrcheck
from ivrcheck.analysis.daykinds import day_kinds, kind_of
from ivrcheck.analysis.facts import Facts
from ivrcheck.analysis.solve import forward
from ivrcheck.callgraph.keypad import keypad
from ivrcheck.callgraph.move import Deed, Move
from ivrcheck.report.plan import plan_calls, plan_html, plan_markdown, render_plan
from ivrcheck.simulate.coverage import coverage
from ivrcheck.simulate.phone import Phone
from ivrcheck.simulate.plan import PlanPart, plan
from ivrcheck.simulate.script import play, read_keys
from ivrcheck.simulate.system import System
from tests.analysis.test_agrees_with_player import facts_of
from tests.cli.run import run
from tests.judges.random_menus import random_menu
from tests.judges.random_topics import random_topic_menu
from tests.menus.examples import CLEAN, ROOT, START, TRAPPED


def phone_of(text: str) -> Phone:
    return Phone([System(facts_of(text))])


def missing(facts: Facts, parts: Iterable[PlanPart]) -> list[str]:
    """The moves some call can make that no call of a plan makes, found without the planner's own books.

    Hanging up is left out, what another phone system does, and whom no keys of a telephone dial.
    """
    graph, found = facts.graph, []
    made = {
        (kind_of(facts, period).name, move)
        for part in parts
        for one in part.calls
        if (period := facts.calendar.period_at(one.call.moment)) is not None
        for move in one.call.moves
    }
    starts = dict.fromkeys(graph.entries.values(), facts.everything)
    come = forward(graph, starts, lambda move: dialled(facts, move), graph.used_up)
    for kind in day_kinds(facts):
        for node, bits in come.items():
            for move in graph.out[node] if node >= 0 else ():
                if move.deed in (Deed.HANG_UP, Deed.ELSEWHERE) or not bits & kind.bits & move.periods:
                    continue
                if dialled(facts, move) and (kind.name, move) not in made:
                    found.append(f"{kind.name}: {graph.step_of(node)} {move}")
    return found


def dialled(facts: Facts, move: Move) -> bool:
    """Whether somebody with a telephone can do it; only some people have neither extension nor name there."""
    codes = keypad(facts.menu, facts.graph.kind_of(move.source)).codes.values()
    return move.deed is not Deed.DIAL or (Deed.DIAL, move.detail) in codes


@pytest.mark.parametrize("name", [*CLEAN, *TRAPPED])
def test_the_plan_of_an_example_tries_everything(name: str) -> None:
    phone = ivrcheck.load(ROOT / name, start=START)
    parts = plan(phone)
    if name != "menus/two-site/main.yaml":
        assert not missing(phone.facts, parts)
    assert not any(part.left for part in parts)
    assert coverage(phone.facts, (one.call for part in parts for one in part.calls)).percent == 100
    for part in parts:
        assert 0 < part.fewest <= len(part.calls) <= 1.35 * part.fewest + 1


@pytest.mark.parametrize("block", range(4))
def test_the_plan_of_a_random_menu_tries_everything(block: int) -> None:
    calls = 0
    for seed in range(block, 80, 4):
        rng, size = Random(seed), 3 + seed % 8
        for text in (random_menu(rng, size, 0), random_topic_menu(rng, size, 0)):
            phone = phone_of(text)
            parts = plan(phone)
            assert not missing(phone.facts, parts), seed
            assert all(part.fewest <= len(part.calls) for part in parts)
            calls += sum(len(part.calls) for part in parts)
    assert calls > 100


@pytest.mark.parametrize("block", range(2))
def test_with_retry_steps_too(block: int) -> None:
    """Where the way through all the rounds of a retry step is not found, the plan says what is left."""
    left, moves = list[Move](), 0
    for seed in range(block, 60, 2):
        phone = phone_of(random_menu(Random(seed), 3 + seed % 8, 1 + seed % 2))
        for part in plan(phone):
            left += part.left
            moves += part.moves
    assert all(move.deed is Deed.ONWARD for move in left)
    assert len(left) <= moves / 100


def test_a_plan_is_a_page_to_print_on_which_nothing_is_markup() -> None:
    text = (ROOT / "menus" / "clinic.yaml").read_text("utf-8")
    phone = phone_of(text.replace("Hillside Internal Medicine", "<b>Hill_side</b> & Sons"))
    parts = plan(phone)
    page = plan_html(phone.facts, parts)
    assert "&lt;b&gt;Hill_side&lt;/b&gt; &amp; Sons" in page and "<b>" not in page
    assert "http" not in page and "<script" not in page
    count = sum(len(part.calls) for part in parts)
    assert page.count('type="checkbox"') == count == page.count("<section>")
    markdown = plan_markdown(phone.facts, parts)
    assert markdown.count("- [ ]") == count and r"\<b\>Hill\_side" in markdown
    assert "Press 2." in markdown and "Leave your name, number and question" in markdown


def test_a_call_that_is_written_down_goes_as_planned() -> None:
    phone = ivrcheck.load(ROOT / "menus" / "clinic.yaml", start=START)
    parts = plan(phone)
    written = yaml.safe_load(plan_calls(phone.facts, parts))["calls"]
    planned = [one for part in parts for one in part.calls]
    assert len(written) == len(planned)
    for test, one in zip(written.values(), planned, strict=True):
        office = {"*": "always", **test.get("office", {})}
        call = play(phone.call(str(test["at"]), test.get("entry"), office), read_keys(test.get("keys", "")))
        assert list(call.moves) == list(one.call.moves)
        assert call.outcome and call.outcome.word == test["expect"]["outcome"]


def test_the_command(tmp_path: Path) -> None:
    target = tmp_path / "clinic.calls.yaml"
    menu = ROOT / "menus" / "clinic.yaml"
    done = run("plan", menu, "--write", target, "--start", "2026-11-23")
    assert (done.returncode, done.stderr) == (0, b"") and b"21 calls written" in done.stdout
    again = run("plan", menu, "--write", target)
    assert again.returncode == 2 and b"is there already" in again.stderr
    both = run("plan", menu, "--html", "--markdown")
    assert both.returncode == 2 and b"Choose one of" in both.stderr
    printed = run("plan", menu, "--start", "2026-11-23").stdout.decode()
    assert printed.startswith("Hillside Internal Medicine: 21 calls try all 43 things that can happen")
    assert printed == render_plan((phone := ivrcheck.load(menu, start=START)).facts, plan(phone))
