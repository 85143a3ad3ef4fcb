"""What is written is read back as it was, whatever a phone system's file may hold."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from ivrcheck.config import DEFAULT
from ivrcheck.convert.draft import Draft
from ivrcheck.convert.written import written
from ivrcheck.menu.reader import TreeReader

_HOSTILE = st.sampled_from(
    [
        "no",
        "010",
        "- a",
        "a: b",
        "a #b",
        "#",
        "*",
        "&a",
        "!x",
        "{{x}}",
        "[",
        "}",
        "'",
        '"',
        "\\",
        " x ",
        "x:",
        "?",
        "| a",
        "> a",
        "%a",
        "@a",
        "`",
        "\u2028",
        "\x85",
        "\ufeffx",
        "\x1b[0m",
        "é",
        "“q”",
        "a\nb",
        "---",
        "...",
        "~",
        "null",
        "<<",
        "=",
        "x\t",
        "1:30",
        "08:00-12:00, 13:00-17:00",
        "http://x/y#z",
        "\U0001f600",
        "a,b",
    ]
)
_TEXT = st.one_of(_HOSTILE, st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=20))
_VALUE: Any = st.recursive(
    _TEXT,
    lambda inner: st.one_of(
        st.lists(inner, min_size=1, max_size=3), st.dictionaries(_TEXT, inner, min_size=1, max_size=3)
    ),
    max_leaves=8,
)


@given(st.dictionaries(_TEXT, _VALUE, max_size=4), _TEXT, st.text(max_size=30))
def test_is_read_back_as_it_was(steps: dict[str, Any], name: str, comment: str) -> None:
    draft = Draft("Any", name)
    draft.tree["steps"] = steps
    draft.comments[("name",)] = comment
    reader = TreeReader("menu.yaml", written(draft, "Head\nof it"), DEFAULT.limits)
    wanted = {key: value for key, value in draft.tree.items() if value}
    assert reader.read() == wanted
    assert not reader.problems


def test_most_sentences_need_no_quotation_marks() -> None:
    draft = Draft("Any", "Dr. Ada's office (main line)")
    draft.tree["steps"] = {
        "a": {"kind": "play", "prompt": "Press 1, or wait: we are here from 8:30. It's free!"}
    }
    text = written(draft, "Head")
    assert "name: Dr. Ada's office (main line)\n" in text
    assert 'prompt: "Press 1, or wait: we are here' in text  # a colon and a space would end a name
