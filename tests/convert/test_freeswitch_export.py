"""Menus written for FreeSWITCH: every way lands, the clock says what the checker says, words stay words."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from xml.etree.ElementTree import Element, fromstring

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ivrcheck.callgraph.graph import CallGraph
from ivrcheck.callgraph.seconds import tries_of
from ivrcheck.config import Pace
from ivrcheck.convert.exported import Exported
from ivrcheck.convert.freeswitch_out.xml import between
from ivrcheck.convert.targets import TARGETS
from tests.convert.build import ROOT, graph_at, graph_of
from tests.convert.test_dialplan import FIELDS, MARK, hostile, words
from tests.judges.random_menus import random_menu
from tests.switch.menus import example_paths

APPLICATIONS = {"answer", "set", "transfer", "playback", "hangup", "ivr", "bridge", "voicemail", "sleep"}
TRICKS = words | st.sampled_from(['"/><action application="system" data="zqx"/>', "--> <x> zqx", "$${zqx}"])


def freeswitch(graph: CallGraph) -> Exported:
    """A menu written for FreeSWITCH."""
    return TARGETS["freeswitch"].export(graph, "menu", Pace())


def extensions(made: Exported) -> list[Element]:
    return list(fromstring(made.files["dialplan.xml"]).iter("extension"))


def actions(extension: Element) -> list[tuple[str, str]]:
    """What an extension may do."""
    tags = ("action", "anti-action")
    return [(one.get("application", ""), one.get("data", "")) for one in extension.iter() if one.tag in tags]


def lands(made: Exported) -> None:
    """Every way leads to an extension or a menu that is there, and nothing else is run."""
    expressions = [one.find("condition").get("expression", "") for one in extensions(made)]  # type: ignore[union-attr]
    menus = fromstring(made.files["ivr_menus.xml"])
    names = {menu.get("name") for menu in menus}
    lost = {loss.step for loss in made.losses}
    done = [one for extension in extensions(made) for one in actions(extension)]
    assert {application for application, _ in done} <= APPLICATIONS
    told = [data for application, data in done if application == "transfer"]
    told += [str(entry.get("param")).removeprefix("transfer ") for entry in menus.iter("entry")]
    assert told
    for data in told:
        for target, context in re.findall(r"(?:^|[?:] )([\w~+$\{\}-]+) XML ([\w-]+)", data) or [("", data)]:
            if context == "default":
                assert target.removeprefix("ivrcheck-menu-") in lost
            elif target != "${ivr_first}":
                assert sum(bool(re.fullmatch(one, target)) for one in expressions) == 1, data
                assert context == "ivrcheck-menu"
    assert {data for application, data in done if application == "ivr"} == names
    boxes = {user.get("id") for user in fromstring(made.files["directory.xml"])}
    assert {data.split()[-1] for application, data in done if application == "voicemail"} == boxes


@pytest.mark.parametrize("path", example_paths(), ids=lambda path: path.stem)
def test_every_way_of_an_example_lands(path: Path) -> None:
    lands(freeswitch(graph_at(path)))
    assert freeswitch(graph_at(path)).files == freeswitch(graph_at(path)).files


@pytest.mark.parametrize("seed", range(60))
def test_every_way_of_a_random_menu_lands(seed: int) -> None:
    lands(freeswitch(graph_of(random_menu(Random(seed), 9, 2))))


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(said=st.fixed_dictionaries(dict.fromkeys(FIELDS, TRICKS)))
def test_no_words_of_a_menu_are_xml_or_dialplan(said: dict[str, str]) -> None:
    made = freeswitch(graph_of(hostile(said)))
    lands(made)
    for name in ("dialplan.xml", "ivr_menus.xml", "directory.xml"):
        for element in fromstring(made.files[name]).iter():
            assert MARK not in str(element.attrib) + (element.text or "") + (element.tail or "")
        assert not re.search(r"<!--[^ ]|<!--.*\$\{.*-->|X-PRE", made.files[name])


def test_a_menu_gives_up_after_its_tries_of_each_sort() -> None:
    graph = graph_of((ROOT / "menus" / "dentist.yaml").read_text("utf-8"))
    [menu] = fromstring(freeswitch(graph).files["ivr_menus.xml"])
    body = graph.menu.steps["main"]
    tries = [str(tries_of(body, silent)) for silent in (False, True)]
    assert [menu.get("max-failures"), menu.get("max-timeouts")] == tries
    assert [entry.get("digits") for entry in menu] == [*body.keys]  # type: ignore[union-attr,misc]


@given(one=st.integers(0, 9999), other=st.integers(0, 9999), asked=st.integers(0, 9999))
def test_an_expression_for_numbers_between_two(one: int, other: int, asked: int) -> None:
    low, high = sorted((one, other))
    pattern = between(f"{low:04}", f"{high:04}")
    for number in (asked, low, high, max(low - 1, 0), min(high + 1, 9999)):
        assert bool(re.fullmatch(pattern, f"{number:04}")) == (low <= number <= high)


def clock(extension: Element, moment: datetime) -> dict[str, str]:
    """The variables that are set as a call comes in; knows of conditions and ``set``, and nothing else."""
    found: dict[str, str] = {}

    def filled(text: str) -> str:
        if text.startswith("${strftime_tz("):
            return f"{moment:{text.rstrip(')}').split()[-1]}}"
        return re.sub(r"\$\{([\w.-]+)\}", lambda name: found.get(name[1], ""), text)

    for condition in extension.iter("condition"):
        field = condition.get("field", "")
        if (
            not field
            or field == "destination_number"
            or re.search(condition.get("expression", ""), filled(field))
        ):
            for action in condition.iter("action"):
                name, is_set, value = action.get("data", "").partition("=")
                if action.get("application") == "set" and is_set:
                    assert action.get("inline") == "true"
                    found[name] = filled(value)
    return found


@pytest.mark.parametrize("name", ["clinic", "vet", "dentist", "law-firm", "two-site/main"])
def test_the_clock_says_what_the_checker_says(name: str) -> None:
    graph = graph_at(ROOT / "menus" / f"{name}.yaml")
    [extension] = [one for one in extensions(freeswitch(graph)) if one.get("name") == "~clock"]
    rng = Random(name)
    first = datetime.combine(graph.calendar.start, datetime.min.time(), UTC) + timedelta(days=1)
    for moment in (first + timedelta(minutes=rng.randrange(363 * 1440)) for _ in range(300)):
        local = moment.astimezone(graph.calendar.zone)
        period = graph.calendar.period_at(local)
        assert period is not None
        said = clock(extension, local)
        assert any(key.startswith("ivr_on.") for key in said)
        assert any(key.startswith("ivr_open.") for key in said)
        for hours, opened in graph.calendar.open.items():
            assert said.get(f"ivr_open.{hours}") in (None, str(opened >> period & 1)), (local, hours)
        for who in (*graph.menu.teams, *graph.menu.people):
            for person in graph.menu.people:
                on = said.get(f"ivr_on.{who}.{person}")
                bits = graph.calendar.answered_by(person).get(who, 0)
                assert on in (None, str(bits >> period & 1)), (local, who, person)


def test_ids_that_look_alike_stay_apart() -> None:
    menu = """
ivrcheck: 1
name: Alike
people: {b-c: {name: Ann, extension: 201}, c: {name: Bob, extension: 202}, b_c: {name: Cat, extension: 203}}
teams: {a: {members: [b-c, b_c]}, a_b: {members: [c]}, a-b: {members: [c]}}
entry: {"+1 845 555 0134": r-1}
steps:
  r-1: {kind: ring, who: a, no_answer: r_1}
  r_1: {kind: ring, who: a_b, no_answer: end}
  end: {kind: ring, who: a-b}
"""
    graph = graph_of(menu)
    [here] = [one for one in extensions(freeswitch(graph)) if one.get("name") == "~clock"]
    assert {"ivr_on.a.b-c", "ivr_on.a.b_c", "ivr_on.a_b.c", "ivr_on.a-b.c"} <= {
        *clock(here, datetime(2026, 12, 1))
    }
    flow = TARGETS["twilio"].export(graph, "menu", Pace()).files
    assert {'"a"', '"a_b"', '"a_H_b"', '"PHONE_b_H_c"', '"PHONE_b_c"'} <= {
        *re.findall(r'"\w+"', flow["clock.js"])
    }
    names = re.findall(r'"name": "(\w+)"', flow["flow.json"])
    assert {"r_1", "r_1_2"} <= {*names}
    assert len(names) == len({*names})
