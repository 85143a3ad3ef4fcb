"""Places: as editors count them, and what is being written at them in texts that are no YAML yet."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ivrcheck.editor.cursor import cursor_at
from ivrcheck.editor.guide import SECTIONS_OF, guide
from ivrcheck.editor.positions import Ruler, tidy
from ivrcheck.editor.scan import ids_in, scan
from ivrcheck.menu.locate import lines_of
from tests.cli.run import ROOT

TEXTS = st.text(alphabet="ab \n\r\x85\u2028é😀\t", max_size=40)
TYPED = """\
ivrcheck: 1
people:
  rosa: {name: Rosa, ¦1}
teams:
  front: {members: [rosa, ¦2], hours: office}
  back:
    members:
      - rosa
      - ¦3
hours:
  office:
    mon-fri: 08:00-17:00
    ¦4
    seasons:
      - dates: 2027-01-01
        ¦5
accept:
  - {rule: ¦6, by: x}
  - rule: x
    ¦7
entry:
  "+1 555 0100": ¦8
  "+1 555 0101": {to: x, topics: [¦9]}
steps:
  main:
    kind: menu
    prompt: Hello
      there ¦A
    keys:
      1: {to: desk, ¦B}
      "*": ma¦C
    no_in¦D
  desk: {kind: ring, who: ¦E, no_answer: main}
  box: {kind: voicemail,
    owner: ¦F,
    keys: {1: ¦G}}
  line:
    ¦H
    kind: queue
    announce:
      ¦I
    note: 'don''t ¦J'  # say ¦K
  ¦L
¦M
"""
EXPECTED = {
    "1": (("people", "rosa"), True, ""),
    "2": (("teams", "front", "members", "1"), False, ""),
    "3": (("teams", "back", "members", "1"), False, ""),
    "4": (("hours", "office"), True, ""),
    "5": (("hours", "office", "seasons", "0"), True, ""),
    "6": (("accept", "0", "rule"), False, ""),
    "7": (("accept", "1"), True, ""),
    "8": (("entry", "+1 555 0100"), False, ""),
    "9": (("entry", "+1 555 0101", "topics", "0"), False, ""),
    "B": (("steps", "main", "keys", "1"), True, "menu"),
    "C": (("steps", "main", "keys", "*"), False, "menu"),
    "D": (("steps", "main"), True, "menu"),
    "E": (("steps", "desk", "who"), False, "ring"),
    "F": (("steps", "box", "owner"), False, "voicemail"),
    "G": (("steps", "box", "keys", "1"), False, "voicemail"),
    "H": (("steps", "line"), True, "queue"),
    "I": (("steps", "line", "announce"), True, "queue"),
    "L": (("steps",), True, ""),
    "M": ((), True, ""),
}
"""What is being written at each mark: where, whether it is a name, and in which kind of step."""


def place_of(mark: str) -> tuple[str, int, int]:
    """The text without marks, and where one of them was."""
    before, _, _ = TYPED.partition(f"¦{mark}")
    bare = re.sub("¦.", "", before)
    return re.sub("¦.", "", TYPED), bare.count("\n") + 1, len(bare.rpartition("\n")[2]) + 1


@pytest.mark.parametrize("mark", EXPECTED)
def test_the_lines_alone_tell_what_is_being_written(mark: str) -> None:
    cursor = cursor_at(*place_of(mark))
    assert cursor is not None
    assert (cursor.route, cursor.is_key, cursor.kind) == EXPECTED[mark]


@pytest.mark.parametrize("mark", ["A", "J", "K"])
def test_words_for_callers_and_notes_are_no_place_for_suggestions(mark: str) -> None:
    assert cursor_at(*place_of(mark)) is None


def test_fields_beside_the_place_are_known_in_braces_and_in_lines() -> None:
    for mark, beside in (
        ("1", {"name"}),
        ("B", {"to"}),
        ("5", {"dates"}),
        ("H", {"kind", "announce", "note"}),
    ):
        cursor = cursor_at(*place_of(mark))
        assert cursor is not None and {*cursor.beside} == beside, mark


@given(TEXTS, st.sampled_from(["utf-8", "utf-16", "utf-32"]))
def test_every_place_is_found_again_from_its_position(text: str, encoding: str) -> None:
    ruler = Ruler(text, encoding)
    for line, words in enumerate(lines_of(text), 1):
        for column in range(1, len(words) + 2):
            position = ruler.position(line, column)
            # what lies right behind a line with a break that only YAML knows has one place of two
            assert ruler.position(*ruler.place(position)) == position


@given(TEXTS)
def test_positions_count_as_the_protocol_does(text: str) -> None:
    ruler = Ruler(text)
    theirs = re.split("\r\n|\n|\r", text)
    offset = 0
    for line, words in enumerate(lines_of(text), 1):
        before = re.split("\r\n|\n|\r", text[:offset])
        assert ruler.position(line, 1) == (len(before) - 1, len(before[-1].encode("utf-16-le")) // 2)
        offset += len(words)
        offset += len(re.match("\r\n|[\n\r\x85\u2028\u2029]|$", text[offset:])[0])  # type: ignore[index]
    assert ruler.position(999, 1)[0] == len(theirs) - 1


def test_halves_of_characters_are_replaced_one_for_one() -> None:
    assert tidy("a\ud83db") == "a\ufffdb" and tidy("a😀b") == "a😀b"


def test_ids_are_found_below_the_place_where_the_text_breaks_off() -> None:
    text = (ROOT / "menus" / "clinic.yaml").read_text(encoding="utf-8")
    whole = ids_in(text)
    broken = text.replace("members: [", "members: [[", 1)
    assert scan(broken).stopped and not scan(text).stopped
    assert whole.keys() == ids_in(broken).keys() and ("steps", "desk_messages") in whole
    for id, word in ids_in(broken).items():
        assert lines_of(broken)[word.line - 1][word.column - 1 :].lstrip('"').startswith(id[1])


def test_the_schema_sorts_every_id_of_a_menu() -> None:
    sorts = set(SECTIONS_OF)
    for field, sort in {
        ("managed_by",): "who_id", ("business_hours",): "hours_id", ("people", "a", "cover"): "who_id",
        ("teams", "a", "members", "0"): "person_id", ("teams", "a", "supervisor"): "who_id",
        ("entry", "+1"): "step_id", ("entry", "+1", "topics"): "topic_id", ("accept", "0", "by"): "person_id",
        ("accept", "0", "step"): "step_id", ("steps", "s", "team"): "team_id",
    }.items():  # fmt: skip
        leaf = guide().leaf(field, "queue")
        assert leaf and leaf.name == sort and sort in sorts, field
