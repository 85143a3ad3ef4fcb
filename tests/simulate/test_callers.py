"""The table of callers says of each moment what a call then really does."""

from __future__ import annotations

import json
from random import Random

import pytest

import ivrcheck
from ivrcheck.analysis.callers import Caller, Office
from ivrcheck.report.callers import callers_json, callers_markdown, render_callers
from ivrcheck.simulate.callers import callers_table
from ivrcheck.simulate.habits import place_call
from ivrcheck.simulate.phone import Phone
from ivrcheck.simulate.system import System
from tests.analysis.test_agrees_with_player import facts_of
from tests.cli.run import run
from tests.judges.random_menus import random_menu
from tests.judges.random_topics import random_topic_menu
from tests.menus.examples import CLEAN, ROOT, START, TRAPPED


def check(phone: Phone, rng: Random) -> int:
    """Hold a table against single calls, and against what the checker says of the fixed callers."""
    facts, count = phone.facts, 0
    for table in callers_table(phone):
        whole = 0
        for time in table.times:
            assert not whole & time.bits
            whole |= time.bits
            bit = rng.choice([1 << one for one in range(facts.calendar.count) if time.bits >> one & 1])
            for row in time.rows:
                for office, kind, end in (
                    ("always", Office.ANSWERED, row.answered),
                    ("never", Office.NOTHING, row.unanswered),
                ):
                    number, moment = rng.choice(table.numbers), facts.calendar.first_moment(bit)
                    call = place_call(phone, row.who.caller, moment, number, office, topic=row.who.topic)
                    assert (call.outcome, round(call.seconds)) == (end.outcome, end.seconds)
                    if isinstance(row.who.caller, Caller) and end.outcome.word != "endless":
                        ends = facts.ends(row.who.caller, kind, end.outcome)
                        assert ends.get(facts.graph.entries[number], 0) & bit
                    count += 1
        assert whole == facts.everything
    return count


@pytest.mark.parametrize("name", [*CLEAN, *TRAPPED])
def test_the_table_of_an_example(name: str) -> None:
    phone = ivrcheck.load(ROOT / name, start=START)
    assert check(phone, Random(1)) >= 12
    for line in render_callers(phone.facts, callers_table(phone)).splitlines():
        assert len(line) <= 96, line


@pytest.mark.parametrize("block", range(3))
def test_the_tables_of_random_menus(block: int) -> None:
    for seed in range(block, 45, 3):
        rng = Random(seed)
        for text in (random_menu(rng, 3 + seed % 8, seed % 3), random_topic_menu(rng, 3 + seed % 8, 0)):
            assert check(Phone([System(facts_of(text))]), rng)


def test_what_is_printed() -> None:
    phone = ivrcheck.load(ROOT / "menus" / "clinic-trapped.yaml", start=START)
    tables = callers_table(phone)
    text = render_callers(phone.facts, tables)
    assert "  presses 0                  without end" in text
    assert "message for nobody 0:18 / 0:12" in text and "whoever answers" in text
    markdown = callers_markdown(phone.facts, tables)
    assert "| presses 0 | without end | without end |" in markdown
    found = json.loads(callers_json(phone.facts, tables))["tables"]
    assert len(found) == 1 and found[0]["numbers"] == ["+1 518 555 0142"]
    zero = found[0]["times"][0]["callers"][1]
    assert (zero["caller"], zero["topic"], zero["answered"]["outcome"]) == ("zero", None, "endless")


def test_the_command() -> None:
    menu = ROOT / "menus" / "clinic.yaml"
    done = run("callers", menu, "--start", "2026-11-23")
    assert done.returncode == 0 and done.stdout.startswith(b"Hillside Internal Medicine: how calls end")
    both = run("callers", menu, "--json", "--markdown")
    assert both.returncode == 2 and b"Choose one of" in both.stderr
    gone = run("callers", ROOT / "menus" / "nothing.yaml")
    assert gone.returncode == 2 and gone.stderr.count(b"\n") == 1
