"""The reader gives the tree that PyYAML's own plain loader gives."""

from __future__ import annotations

from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from ivrcheck.config import Limits
from ivrcheck.menu.locate import lines_of, locate
from ivrcheck.menu.reader import Stop, TreeReader
from tests.menu.trees import Tree, Writer, trees


def read(text: str, **limits: int) -> Any:
    """The tree of a text."""
    return TreeReader("menu.yaml", text, Limits(**limits)).read()


def emptied(tree: Any) -> Any:
    """A tree with empty texts in place of what was left open, as PyYAML's plain loader has it."""
    if isinstance(tree, dict):
        return {key: emptied(value) for key, value in tree.items()}
    if isinstance(tree, list):
        return [emptied(one) for one in tree]
    return "" if tree is None else tree


@given(trees(), st.integers(0, 10**6))
def test_same_tree_as_the_plain_loader(tree: dict[str, Tree], seed: int) -> None:
    text = Writer(seed).write(tree)
    assert read(text) == tree == yaml.load(text, Loader=yaml.BaseLoader)


@given(trees())
def test_same_tree_from_what_pyyaml_writes(tree: dict[str, Tree]) -> None:
    for flow in (True, False, None):
        text = yaml.safe_dump(tree, default_flow_style=flow, allow_unicode=True)
        assert read(text) == yaml.load(text, Loader=yaml.BaseLoader)


@pytest.mark.parametrize(
    "word", ["no", "010", "9:00", "1e3", "null", "~", "2026-12-24", "0x1F", "<<", "+1 845"]
)
def test_every_word_stays_as_it_is_written(word: str) -> None:
    assert read(f"a: {word}\nb: [{word}]\n") == {"a": word, "b": [word]}


def test_what_is_left_open_is_nothing_and_what_is_empty_is_empty() -> None:
    text = "a:\nb: ''\nc: [ '', x]\nd: {e: }\n"
    assert read(text) == {"a": None, "b": "", "c": ["", "x"], "d": {"e": None}}
    assert emptied(read(text)) == yaml.load(text, Loader=yaml.BaseLoader)


def test_repeated_keys_are_noted_with_both_places() -> None:
    reader = TreeReader("menu.yaml", "a: 1\nb:\n  - {c: 2, c: 3}\na: 4\n", Limits())
    reader.read()
    messages = [one.message for one in reader.problems]
    assert [one.code for one in reader.problems] == ["IVR002", "IVR002"]
    assert "“c” stands twice in the same place, on line 3" in messages[0]
    assert "“a” stands twice in the same place, on line 1 and on line 4" in messages[1]


def test_repeated_keys_are_noted_before_the_text_breaks_off() -> None:
    reader = TreeReader("menu.yaml", "a: 1\na: 2\nb: [\n", Limits())
    with pytest.raises(yaml.YAMLError):
        reader.read()
    assert [one.code for one in reader.problems] == ["IVR002"]


@pytest.mark.parametrize(
    ("text", "limits", "words"),
    [
        ("a: [[[[]]]]\n", {"depth": 3}, "more than 3 deep"),
        ("a: [1, 2, 3]\n", {"values": 4}, "more than 4 words and groups"),
        ("a: [{}, {}, {}]\n", {"values": 4}, "more than 4 words and groups"),
        ("a: 1\n---\nb: 2\n", {}, "second document"),
        ("? [a]\n: b\n", {}, "A list or a group stands where"),
    ],
)
def test_reading_stops(text: str, limits: dict[str, int], words: str) -> None:
    with pytest.raises(Stop) as stop:
        read(text, **limits)
    assert words in stop.value.finding.message
    assert stop.value.finding.unread


def test_values_up_to_the_limit_are_read() -> None:
    assert read("a: [1, 2, 3]\n", values=6, depth=2) == {"a": ["1", "2", "3"]}


@given(st.lists(st.sampled_from(["\n", "\r\n", "\r", "\x85", "\u2028", "\u2029"]), max_size=8))
def test_lines_are_counted_as_yaml_counts_them(breaks: list[str]) -> None:
    text = "".join(f"# note{one}" for one in breaks)
    place = locate("f", f"{text}z: 1", [("z",)])["z",].key
    assert place.line == len(breaks) + 1 == len(lines_of(f"{text}z: 1"))
    assert lines_of("a\x0bb\x0cc\x1cd") == ["a\x0bb\x0cc\x1cd"]
