"""The text of an exported dialplan: it can be read, every jump lands, and no words of a menu get into it."""

from __future__ import annotations

import csv
import re
from io import StringIO
from pathlib import Path
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ivrcheck.convert.asterisk_out.dialplan import plain, short
from ivrcheck.convert.exported import Exported
from tests.convert.build import ROOT, asterisk, graph_at, graph_of
from tests.convert.dialplan import is_there, jumps, read
from tests.judges.random_menus import random_menu
from tests.menu.mutations import dumped
from tests.switch.menus import example_paths

MARK = "zqx"
TRICKS = (
    f"a; {MARK}",
    f"a, {MARK}(b)",
    f"${{SHELL(touch {MARK})}}",
    f"$[1 + {MARK}]",
    f"{MARK})\nexten => 9,1,System({MARK})",
    f"\n[{MARK}]\nexten => s,1,System({MARK})",
    f"#exec {MARK}\n#include {MARK}",
    f";-- {MARK} --;",
    f"\\; {MARK}\\",
    f'"{MARK}" = "',
    f"{MARK}|{MARK}=1,2",
    f"=HYPERLINK({MARK})",
    f"\u2028{MARK}\x85\x0b\x1b[31m",
)
words = st.sampled_from(TRICKS)


def hostile(said: dict[str, str]) -> str:
    """A menu of every kind of step in which every free text tries to get out."""
    say = said["prompt"]
    to = {"no_input": "end", "no_match": "end"}
    return dumped({
        "ivrcheck": "1", "name": said["name"], "country": "US", "timezone": "America/New_York",
        "languages": ["en", "es"],
        "people": {
            "ann": {"name": said["person"], "role": said["name"], "extension": "1", "email": said["email"]},
            "bob": {"name": said["person"], "phone": "+1 845 555 0111"},
        },
        "teams": {"desk": {"members": ["ann", "bob"], "hours": "office"}},
        "hours": {"office": {"mon-fri": "08:00-12:00"}},
        "entry": {"+1 845 555 0134": "start"},
        "steps": {
            "start": {"kind": "play", "prompt": {"en": say}, "then": "main", "label": said["label"]},
            "main": {
                "kind": "menu", "prompt": {"text": say, "audio": said["audio"]},
                "keys": {"1": {"to": "ring", "label": said["label"]}, "2": "queue", "3": "out", "4": "mail",
                         "5": "call", "6": "number", "7": "data", "8": "round", "9": "list", "0": "tongue"},
                **to, "note": said["label"],
            },
            "ring": {"kind": "ring", "who": "desk", "prompt": say, "confirm": "yes", "no_answer": "open"},
            "open": {"kind": "hours", "hours": "office", "open": "end", "closed": "end"},
            "queue": {"kind": "queue", "team": "desk", "prompt": say, "keys": {"1": "end"}, "capacity": "2",
                      "confirm": "yes"},
            "out": {"kind": "transfer", "number": said["number"], "no_answer": "end"},
            "mail": {"kind": "voicemail", "prompt": say, "owner": "ann", "notify": "desk", "then": "end"},
            "call": {"kind": "callback", "prompt": say, "owner": "ann"},
            "number": {"kind": "collect", "prompt": say, "digits": "4-8", "asks_for": said["label"],
                       "then": "end", "no_match": {"to": "end", "prompt": say}},
            "data": {"kind": "lookup", "question": said["label"], "answers": {said["answer"]: "end"},
                     "error": "main"},
            "round": {"kind": "retry", "times": "1", "again": "end", "then": "end"},
            "list": {"kind": "directory", "prompt": say, "who": ["ann"], "operator": "end", **to},
            "tongue": {"kind": "language", "set": "es", "then": "end"},
            "end": {"kind": "hangup", "prompt": say},
        },
    })  # fmt: skip


FIELDS = ("name", "person", "label", "prompt", "audio", "number", "answer", "email")


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(said=st.fixed_dictionaries(dict.fromkeys(FIELDS, words)))
def test_no_words_of_a_menu_get_into_the_dialplan(said: dict[str, str]) -> None:
    made = asterisk(graph_of(hostile(said)))
    plan = read(made.files["extensions.conf"])
    code = [line for context in plan.values() for exten in context.values() for line in exten.lines]
    assert len(code) > 100
    assert not [line for line in code if MARK in line.data or line.app in ("System", "Exec", "TrySystem")]
    assert not any(MARK in name for context, extens in plan.items() for name in (context, *extens))
    for name in ("queues.conf", "voicemail.conf"):
        for line in made.files[name].splitlines():
            assert not line.startswith(("#", ";--", f"[{MARK}")), line
            assert ";" not in line[1:] and "${" not in line, line


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(said=st.fixed_dictionaries(dict.fromkeys(FIELDS, words)))
def test_hostile_words_change_nothing_but_notes_and_recordings(said: dict[str, str]) -> None:
    tame = dict.fromkeys(FIELDS, "Good day") | {"number": "5551234", "answer": "answer-1"}
    other = dict(said, number="5551234", person="Good day")  # names are dialled, so they do count
    plans = [read(asterisk(graph_of(hostile(one))).files["extensions.conf"]) for one in (tame, other)]
    assert plans[0] == plans[1]


@settings(max_examples=30, deadline=None)
@given(said=words)
def test_no_prompt_is_a_formula_or_breaks_its_row(said: str) -> None:
    made = asterisk(graph_of(hostile(dict.fromkeys(FIELDS, said))))
    rows = list(csv.reader(StringIO(made.files["prompts.csv"])))
    assert {len(row) for row in rows} == {5}
    assert not [cell for row in rows for cell in row if cell.startswith(("=", "+", "-", "@"))]


@pytest.mark.parametrize("path", example_paths(), ids=lambda path: path.stem)
def test_every_jump_of_an_example_lands(path: Path) -> None:
    lands(asterisk(graph_at(path)))


@pytest.mark.parametrize("seed", range(60))
def test_every_jump_of_a_random_menu_lands(seed: int) -> None:
    rng = Random(seed)
    lands(asterisk(graph_of(random_menu(rng, 9, 2))))


def lands(made: Exported) -> None:
    plan = read(made.files["extensions.conf"])
    found = list(jumps(plan))
    assert len(found) > 5
    assert not [jump for jump in found if not is_there(plan, *jump[1:])]
    local = re.findall(r"Local/([^@/]+)@([^/),\s]+)", "".join(made.files.values()))
    assert not [one for one in local if not is_there(plan, one[1], one[0], "1")]


def test_every_phone_behind_a_confirmation_is_there() -> None:
    lands(asterisk(graph_of(hostile(dict.fromkeys(FIELDS, "Good day")))))
    lands(asterisk(graph_of(_CONFIRMED)))


_CONFIRMED = """
ivrcheck: 1
name: Confirmed
people: {ann: {name: Ann, phone: "+1 845 555 0111"}}
teams: {desk: {members: [ann]}}
entry: {"+1 845 555 0134": hold}
steps: {hold: {kind: queue, team: desk, confirm: yes}}
"""


def test_the_same_menu_is_the_same_bytes() -> None:
    path = ROOT / "menus" / "hospital.yaml"
    assert asterisk(graph_at(path)).files == asterisk(graph_at(path)).files


def test_long_names_are_cut_and_stay_apart() -> None:
    names = {short("ivrcheck-menu-" + "a" * 100 + end) for end in ("", "b", "c")}
    assert len(names) == 3
    assert all(len(name) <= 79 for name in names)
    assert short("ivrcheck-menu-main") == "ivrcheck-menu-main"


def test_notes_keep_what_people_read() -> None:
    assert plain("Für Termine, drücken Sie die 1.") == "Für Termine, drücken Sie die 1."
    assert plain("  two\nlines ; three ") == "two lines three"
    assert plain("a" * 200) == "a" * 99 + "…"
