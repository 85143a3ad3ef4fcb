"""Menus written for Twilio Studio: widgets as Twilio documents them, the clock run, and read again."""

from __future__ import annotations

import json
import shutil
import subprocess
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ivrcheck.callgraph.graph import CallGraph
from ivrcheck.config import Pace
from ivrcheck.convert.exported import Exported
from ivrcheck.convert.targets import TARGETS
from ivrcheck.convert.twilio_out.flow import key
from tests.convert.again import both
from tests.convert.build import ROOT, graph_at, graph_of
from tests.convert.flowcheck import wrong_with
from tests.convert.test_dialplan import FIELDS, MARK, hostile, words
from tests.judges.random_menus import random_menu
from tests.switch.menus import example_paths

TRICKS = words | st.sampled_from(["{{{{flow.variables.x}}}}", "{% if 1 %}{{{", "<break/>{{", '"}]}{{x}}'])
REASONS = {
    "IVR102": "what is lost: callers hold on without end; and numbers typed wrong end in a split",
    "IVR104": "a number of the wrong length is sorted out by a split behind it, a question",
    "IVR105": "the same; and where a menu speaks two languages, its tries are retry steps",
    "IVR109": "somebody dialled by name is a step of their own",
    "IVR110": "the menu's own number is not dialled, the call goes on there at once",
    "IVR111": "what a step beside the flow stands for leaves a widget behind that no call comes to",
    "IVR112": "the language is said by each widget, and is no step",
    "IVR201": "with nobody on duty nothing rings, so a key leads back at once",
    "IVR202": "keys out of a queue or a mailbox are a menu before it",
    "IVR205": "people dialled by name are keys of a menu",
    "IVR209": "the same",
    "IVR213": "that menu waits one second",
    "IVR214": "the menu's own number is not dialled, so its keys count as the same call's",
    "IVR218": "a number of the wrong length is sorted out by a split behind it, a question",
    "IVR220": "the language is said by each widget, and is no step",
    "IVR301": "a step in a second language is a widget of its own, of which nothing is said beside the flow",
    "IVR308": "where two mailboxes have the same, it is said once for both",
    "IVR309": "what is lost: mailboxes are never full",
    "IVR508": "somebody dialled by name is a step of their own",
}
"""Why something is found in a menu and not in what is read again, or the other way round."""
SAME = {"clinic-trapped", "dentist", "plumber", "plumber-trapped", "shop", "town-hall-trapped"}
"""The menus in which nothing differs."""


def twilio(graph: CallGraph) -> Exported:
    """A menu written for Twilio."""
    return TARGETS["twilio"].export(graph, "menu", Pace())


def export(path: Path) -> Exported:
    """A menu file written for Twilio."""
    return twilio(graph_at(path))


@pytest.mark.parametrize("path", example_paths(), ids=lambda path: path.stem)
def test_an_example_is_a_flow_as_twilio_takes_it(path: Path) -> None:
    assert wrong_with(export(path).files["flow.json"]) == []
    assert export(path).files == export(path).files


@pytest.mark.parametrize("seed", range(60))
def test_a_random_menu_is_a_flow_as_twilio_takes_it(seed: int) -> None:
    assert wrong_with(twilio(graph_of(random_menu(Random(seed), 9, 2))).files["flow.json"]) == []


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(said=st.fixed_dictionaries(dict.fromkeys(FIELDS, TRICKS)))
def test_no_words_of_a_menu_are_liquid_markup_or_program(said: dict[str, str]) -> None:
    made = twilio(graph_of(hostile(said)))
    assert wrong_with(made.files["flow.json"]) == []
    assert all(MARK not in text for name, text in made.files.items() if name.endswith(".js"))


@pytest.mark.parametrize("path", example_paths(), ids=lambda path: path.stem)
def test_read_again_the_same_is_found(path: Path, tmp_path: Path) -> None:
    gone, new = both(path, tmp_path, export)
    codes = {code for code, _ in gone | new}
    assert codes <= REASONS.keys(), codes - REASONS.keys()
    if path.stem in SAME:
        assert codes == set()


def test_a_flow_that_is_written_wrong_is_noticed() -> None:
    text = export(ROOT / "menus" / "clinic.yaml").files["flow.json"]
    wrong = [
        text.replace('"next": "main_Keys"', '"next": "main_Kees"'),
        text.replace('"event": "timeout"', '"event": "silence"'),
        text.replace('"say": "', '"say": "{{x}}', 1),
        text.replace('"name": "main_Wrong"', '"name": "main"'),
        text.replace('"input"', '"asks"', 1),
    ]
    assert all(one != text and wrong_with(one) for one in wrong)


@pytest.mark.skipif(not shutil.which("node"), reason="there is no node to run a Function with")
@pytest.mark.parametrize("name", ["clinic", "vet", "dentist", "law-firm", "two-site/main"])
def test_the_clock_says_what_the_checker_says(name: str, tmp_path: Path) -> None:
    graph = graph_at(ROOT / "menus" / f"{name}.yaml")
    (tmp_path / "clock.js").write_text(twilio(graph).files["clock.js"], "utf-8")
    rng = Random(name)
    zone = graph.calendar.zone
    first = datetime.combine(graph.calendar.start, datetime.min.time(), UTC) + timedelta(days=1)
    moments = [first + timedelta(minutes=rng.randrange(363 * 1440)) for _ in range(1000)]
    phones = {f"PHONE_{key(id)}": id for id in graph.menu.people}
    stamps = [int(moment.timestamp() * 1000) for moment in moments]
    code = f"""
      const {{ answer }} = require({json.dumps(str(tmp_path / "clock.js"))});
      const settings = {json.dumps(phones)};
      console.log(JSON.stringify({json.dumps(stamps)}.map((at) => answer(new Date(at), settings))));
    """
    ran = subprocess.run(["node", "-e", code], capture_output=True, check=True)
    for moment, said in zip(moments, json.loads(ran.stdout), strict=True):
        period = graph.calendar.period_at(moment.astimezone(zone))
        assert period is not None
        for hours, word in said["hours"].items():
            opened = next(bits for id, bits in graph.calendar.open.items() if key(id) == hours)
            assert (word == "open") == bool(opened >> period & 1), (moment, hours)
        for who, numbers in said["ring"].items():
            id = next(one for one in (*graph.menu.teams, *graph.menu.people) if key(one) == who)
            on = {
                person
                for person in graph.menu.people
                if graph.calendar.answered_by(person).get(id, 0) >> period & 1
            }
            assert (set() if numbers == "nobody" else {*numbers.split(",")}) == on, (moment, who)
