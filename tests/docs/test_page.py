"""How a page is read, compared and rewritten."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.docs.fragment import merged, read
from tests.docs.page import blocks, commands, is_as_shown
from tests.docs.shell import Shell
from tests.docs.update import shortened, updated

PRINTED = ["a finding", "  its place", "  its call", "", "another finding", "the summary"]


@pytest.mark.parametrize(
    ("shown", "same"),
    [
        (PRINTED, True),
        (["a finding", "…", "the summary"], True),
        (["…", "another finding", "…"], True),
        (["…"], True),
        (["a finding", "the summary"], False),
        (["a finding", "…", "another summary"], False),
        (["…", "another finding"], False),
    ],
)
def test_a_line_of_dots_stands_for_any_lines(shown: list[str], same: bool) -> None:
    assert is_as_shown(tuple(shown), PRINTED) is same


def test_a_new_output_leaves_out_what_was_left_out() -> None:
    shown = ["a finding", "  its old place", "…", "another findings", "…"]
    assert shortened(shown, PRINTED) == ["a finding", "  its place", "…", "another finding", "…"]


def test_an_output_that_has_nothing_in_common_is_shown_in_full() -> None:
    assert shortened(["…", "############"], PRINTED) == PRINTED


def test_a_page_is_rewritten_only_where_it_is_wrong(tmp_path: Path) -> None:
    page = "```console\n$ echo one\none\n$ echo two\nthree\n$ echo four\n```\n"
    assert updated(page, Shell(tmp_path)) == page.replace("three", "two")


def test_blocks_and_commands_are_found() -> None:
    (block,) = blocks("Text\n\n```console\n$ echo a\na\n\nb\n$ echo c\n```\n")
    assert (block.kind, block.line) == ("console", 3)
    assert [(one.words, one.shown) for one in commands(block.body)] == [
        ("echo a", ("a", "", "b")),
        ("echo c", ()),
    ]


def test_a_fragment_replaces_what_has_the_same_name() -> None:
    text = merged("name: A\nsteps: {a: {x: 1}, b: {x: 2}}", "name: B\nsteps: {b: {y: 010}}")
    assert read(text) == {"name": "B", "steps": {"a": {"x": "1"}, "b": {"y": "010"}}}
