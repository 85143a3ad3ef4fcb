"""Whatever is wrong with a menu, it is said in plain words and at its place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path
from random import Random
from time import process_time
from typing import Any, get_args

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ivrcheck.config import Limits
from ivrcheck.finding import INTERNAL_ERROR, Finding, Severity, Unchecked
from ivrcheck.menu.kinds import AnyStep
from ivrcheck.menu.known import field_names
from ivrcheck.menu.load import decode, load_text
from ivrcheck.menu.locate import lines_of
from ivrcheck.place import with_spans
from ivrcheck.report.text import render
from ivrcheck.source import Pointer, Span
from tests.menu.mutations import MENUS, dumped, mutated, spots, valid_trees
from tests.menu.small import check, read, saved

SEEDS = st.integers(0, 10**9)
FORBIDDEN = re.compile(
    r"Input should|validation error|pydantic|\b(str|dict|NoneType|None|tuple|int|bool|float|dataclass)\b|"
    r"(?<!\ba )(?<!\bthe )\blist\b(?! or a group)|<class|Traceback|\[type=",
)
SMALL_TREE = valid_trees()[0]
REQUIRED = [
    ("name",), ("ivrcheck",), ("people", "dana", "name"), ("teams", "desk", "members"),
    ("steps", "main", "kind"),
    ("steps", "main", "prompt"), ("steps", "main", "keys"), ("steps", "main", "keys", "1", "to"),
    ("steps", "ring_desk", "who"), ("steps", "messages", "prompt"),
]  # fmt: skip


def plain(findings: list[Finding]) -> Iterator[str]:
    """Every sentence of findings, without what is quoted from the file."""
    for one in findings:
        for sentence in (one.message, one.help, *(label.text for label in one.labels)):
            yield re.sub("“[^”]*”", "“…”", sentence)


def check_words_and_places(text: str) -> list[Finding]:
    """Load a text, and see that all that is said is plain and stands somewhere."""
    began = process_time()
    loaded = read(text)
    assert process_time() - began < 2
    for sentence in plain(loaded.problems):
        assert not FORBIDDEN.search(sentence), sentence
        assert "\n" not in sentence
        assert len(sentence) < 600, sentence
    assert all(isinstance(one.at, Pointer | Span) for one in loaded.problems)
    placed = with_spans(loaded.problems, loaded.texts)
    lines = lines_of(text)
    for one in placed:
        assert isinstance(one.at, Span)
        assert 1 <= one.at.line <= len(lines)
        assert 1 <= one.at.column <= len(lines[one.at.line - 1]) + 1
    assert (loaded.menu is None) == bool(loaded.problems)
    return placed


@settings(max_examples=250, deadline=None)
@given(SEEDS, st.integers(1, 4), st.sampled_from([True, False, None]))
def test_every_mistake_is_said_in_plain_words(seed: int, times: int, flow: bool | None) -> None:
    check_words_and_places(dumped(mutated(seed, times), flow))


@settings(max_examples=100, deadline=None)
@given(SEEDS)
def test_a_list_where_one_word_belongs_is_found(seed: int) -> None:
    random = Random(seed)
    tree = deepcopy(random.choice(valid_trees()))
    words = [(box, key) for box, key in spots(tree) if isinstance(box, dict) and isinstance(box[key], str)]
    box, key = random.choice(words)
    box[key] = [["zzz"]]
    assert check_words_and_places(dumped(tree))


@settings(max_examples=100, deadline=None)
@given(SEEDS)
def test_a_field_nobody_knows_is_found_at_its_place(seed: int) -> None:
    random = Random(seed)
    tree = deepcopy(random.choice(valid_trees()))
    fixed = [tree, *(group for name in ("people", "teams", "steps") for group in tree.get(name, {}).values())]
    random.choice(fixed)["zzzqqq"] = "zzz"
    placed = check_words_and_places(dumped(tree))
    assert [one.code for one in placed] == ["IVR003"]
    at = placed[0].at
    assert isinstance(at, Span)
    assert lines_of(dumped(tree))[at.line - 1][at.column - 1 :].startswith("zzzqqq:")


@pytest.mark.parametrize("route", REQUIRED, ids=".".join)
def test_what_must_be_there_is_missed(route: tuple[str, ...]) -> None:
    tree = deepcopy(SMALL_TREE)
    owner = tree
    for key in route[:-1]:
        owner = owner[key]
    del owner[route[-1]]
    (found,) = check_words_and_places(dumped(tree))
    assert found.code == "IVR004"
    assert route[-1] in found.message or "what kind of step" in found.message


@pytest.mark.parametrize("route", REQUIRED, ids=".".join)
@pytest.mark.parametrize("value", [None, [], {}, [[]], {"zzz": "zzz"}, [{"a": "b"}]], ids=str)
def test_what_must_be_there_is_not_what_it_should_be(route: tuple[str, ...], value: object) -> None:
    tree = deepcopy(SMALL_TREE)
    owner = tree
    for key in route[:-1]:
        owner = owner[key]
    owner[route[-1]] = value
    assert {one.code for one in check_words_and_places(dumped(tree))} <= {"IVR003", "IVR004"}


@pytest.mark.parametrize("kind", get_args(AnyStep), ids=lambda kind: str(kind.__name__).lower())
@pytest.mark.parametrize("value", [None, [[]], {"zzz": ["zzz"]}, ["", None], "A/B"], ids=str)
def test_every_field_of_every_kind_of_step(kind: type, value: object) -> None:
    """Each field alone, filled with nonsense, is noticed and said in plain words."""
    fields = [name for name in field_names(kind) if name not in ("note", "label", "asks_for", "question")]
    for name in fields:
        if name in ("prompt", "number") and value in (None, "A/B"):
            continue  # a text may be anything, and what may be left out may be left empty
        step = {"kind": kind.__name__.lower(), name: value}
        tree = deepcopy(SMALL_TREE) | {"steps": SMALL_TREE["steps"] | {"odd": step}}
        assert check_words_and_places(dumped(tree)), name


@pytest.mark.parametrize("path", MENUS, ids=lambda path: str(path.stem))
def test_the_examples_have_no_mistakes(path: Path) -> None:
    assert check_words_and_places(path.read_text(encoding="utf-8")) == []


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=300))
def test_any_text_is_read_or_is_a_finding(text: str) -> None:
    check_words_and_places(text)


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet="abkeysprompt :#-,'\"{}[]*&!|>%@`?\t\n.\ud800\x00\x85", max_size=80))
def test_any_signs_are_read_or_are_a_finding(text: str) -> None:
    loaded = load_text(text, "menu.yaml", Path("menu.yaml"))
    assert loaded.menu is None
    assert loaded.problems


@settings(max_examples=200, deadline=None)
@given(SEEDS, st.integers(1, 6))
def test_damaged_bytes_are_refused_or_read(seed: int, times: int) -> None:
    random = Random(seed)
    data = bytearray(random.choice(MENUS).read_bytes())
    for _ in range(times):
        at = random.randrange(len(data))
        piece = bytes(
            random.choice([[], [0], [9], [255], [0xC3], *([ord(sign)] for sign in "#:*\"'{[}]&-\n\r ")])
        )
        data[at : at + random.choice([0, 1, 1, 40])] = piece
    try:
        text = decode(bytes(data), "menu.yaml")
    except Unchecked as error:
        assert str(error).startswith("menu.yaml: ") and str(error).endswith(".")
    else:
        check_words_and_places(text)


TEN = """\
ivrcheck: 1
nam: Ten
country: usa
managed_by: dan
hours:
  office: {mon-fri: 08:00-17:00, hollidays: US, monday: 09:00-10:00}
people:
  dana: {name: Dana, extension: 200, away: [2026-13-01], hours: offise}
teams:
  desk: {members: [dana], hours: office}
topics: {bill: A bill}
entry: {"+1 845 555 0134": welcom}
steps:
  welcome: {kind: play, prompt: Hi, then: mian, barge_in: maybe}
  main:
    kind: menu
    keys: {1: {to: dek, topics: [bil]}, x: desk, 0: desk}
    wait: soon
  desk: {kind: ring, who: dsk, no_anser: end}
  end: {kind: hangup}
  vm: {kind: voicemal, prompt: Leave a message.}
"""


def test_all_mistakes_are_said_in_one_run() -> None:
    """Also those in a step that has another mistake, or lacks what it must have."""
    placed = check_words_and_places(TEN)
    lines = lines_of(TEN)
    spans = sorted(one.at for one in placed if isinstance(one.at, Span))
    words = [lines[at.line - 1][at.column - 1 : at.end_column - 1] for at in spans]
    assert words == [
        "nam", "usa", "dan", "hollidays", "monday", "2026-13-01", "offise", "welcom", "mian", "maybe",
        "main", "dek", "bil", "x", "soon", "dsk", "no_anser", "voicemal",
    ]  # fmt: skip


def test_after_a_syntax_error_what_a_look_at_the_text_can_tell() -> None:
    lines = "".join(f"  s{number}: x\n" for number in range(5))
    text = f"ivrcheck: 1\nname: x\nname: y\nsteps:\n  m:\n    keys:\n      #: desk\n{lines}  a: 'open\n"
    assert [one.code for one in read(text).problems] == ["IVR002", "IVR001", "IVR007"]


@pytest.mark.parametrize(
    ("wrong", "right", "hint"),
    [
        ("managed_by", "manged_by", "Did you mean “managed_by”?"),
        ("managed_by: dana", "managed_by: dona", "Did you mean “dana”?"),
        ("members: [rosa", "members: [roza", "Did you mean “rosa”?"),
        ("who: desk", "who: dsek", "Did you mean “desk”?"),
        ("hours: office}\nhours", "hours: ofice}\nhours", "Did you mean “office”?"),
        ("topics: [bill]", "topics: [bil]", "Did you mean “bill”?"),
        ("no_answer: messages", "no_answer: mesages", "Did you mean “messages”?"),
        ("kind: ring", "kind: rinng", "Did you mean “ring”?"),
        ("no_answer", "no_anwser", "Did you mean “no_answer”?"),
        ("extension: 200", "extention: 200", "Did you mean “extension”?"),
        ("holidays: US", "hollidays: US", "Did you mean “holidays”?"),
        ("mon-fri:", "weekdays:", "Write mon-fri."),
        ("mon-fri:", "Monday to Friday:", "Write mon-fri."),
        ("mon-fri:", "monday:", "Write mon."),
        ("mon-fri:", "mon - fri:", "Write mon-fri."),
        ("America/New_York", "America/New York", "Write America/New_York."),
        ("callback_within: 1 business day", "prompt_within: x", "“prompt_within” is not"),
    ],
)
def test_did_you_mean(wrong: str, right: str, hint: str) -> None:
    text = dumped(SMALL_TREE, None) if wrong == "" else yaml_small().replace(wrong, right)
    assert text != yaml_small()
    (found,) = check_words_and_places(text)
    assert hint in f"{found.message} {found.help}"


def yaml_small() -> str:
    """The small menu as a person wrote it."""
    from tests.menu.small import SMALL

    return SMALL


def test_a_misspelt_language() -> None:
    text = yaml_small() + "  speak: {kind: language, set: ess, then: main}\n"
    (found,) = check_words_and_places(text)
    assert found.help == "Did you mean “es”?"


def test_days_may_begin_with_a_capital_letter() -> None:
    assert check_words_and_places(yaml_small().replace("mon-fri", "Mon-Fri")) == []


def test_two_names_of_one_key() -> None:
    text = yaml_small().replace("{1: {", "{star: messages, '*': ring_desk, 1: {")
    (found,) = check_words_and_places(text)
    assert found.message == "“keys”: “star” and “*” are the same key."


@pytest.mark.parametrize(
    "prompt", ["{seconds: 4}", "{}", "[]", "''", "[{language: en}]", "{en: {seconds: 3}}"]
)
def test_a_prompt_must_say_something(prompt: str) -> None:
    text = yaml_small().replace("Leave a message. We call back within one business day.", prompt)
    assert check_words_and_places(text)


@pytest.mark.parametrize(
    ("field", "words"),
    [
        ("tries: 1001", "1,001 times is more than any caller has patience for"),
        ("tries: 0", "0 tries would mean that the caller is never asked"),
        ("wait: 9999d", "“9999d” is longer than a year"),
        ("accept: [{rule: a, reason: b, by: dana, until: 0001-01-01}]", "“0001-01-01” is too far away"),
    ],
)
def test_numbers_without_reason(field: str, words: str) -> None:
    text = yaml_small().replace("    no_input:", f"    {field}\n    no_input:")
    (found,) = check_words_and_places(text)
    assert words in found.message


def test_very_many_mistakes_are_described_in_part() -> None:
    """More than are described one by one: the first are, and none of them comes from cutting the tree."""
    lines = "".join(f"  s{number}: {{kind: play, prompt: x, then: [a]}}\n" for number in range(21_000))
    loaded = read(yaml_small() + lines)
    assert loaded.menu is None
    assert len(loaded.problems) > Limits().reported
    assert {one.message for one in loaded.problems} == {"“then” should be a single word or text."}


def test_the_words_that_are_forbidden_would_be_noticed() -> None:
    for sentence in (
        "Input should be a valid string",
        "a valid dict",
        "got NoneType",
        "1 validation error",
        "list",
    ):
        assert FORBIDDEN.search(sentence)
    assert not FORBIDDEN.search("“x” should be a list; a list or a group of lines stands here.")


def load_any(text: str) -> Any:
    """A text as YAML, every word a text."""
    return yaml.load(text, Loader=yaml.BaseLoader)


def test_what_is_dumped_is_what_is_read() -> None:
    assert load_any(dumped(SMALL_TREE)) == SMALL_TREE


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(SEEDS, st.integers(0, 2))
def test_no_mistake_breaks_the_check_itself(tmp_path: Path, seed: int, times: int) -> None:
    report = check(saved(tmp_path, dumped(mutated(seed, times))))
    assert report.unchecked == []
    assert INTERNAL_ERROR not in {one.code for one in report.findings}
    assert report.exit_status(Severity.ADVICE) in (0, 1)
    assert render(report)
