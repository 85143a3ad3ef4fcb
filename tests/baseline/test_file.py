"""The file of a baseline: what is written is read back, and what is wrong with it is one sentence."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ivrcheck.baseline.entry import Entry
from ivrcheck.baseline.file import read_baseline
from ivrcheck.finding import Unchecked
from tests.baseline.books import text_of

GOOD = {"file": "a.yaml", "rule": "IVR201", "name": "zero-loops-back", "level": "error"}
words = st.text(max_size=12)
entries = st.builds(
    Entry,
    file=st.text(min_size=1, max_size=12),
    rule=st.sampled_from(["IVR201", "IVR301"]),
    name=st.text(min_size=1, max_size=12),
    level=st.sampled_from(["error", "warning", "advice"]),
    step=words,
    at=words,
    also=st.lists(words, max_size=3).map(tuple),
    count=st.integers(1, 5),
    about=words,
)


@given(st.lists(entries, max_size=6))
def test_what_is_written_is_read_back(tmp_path_factory: pytest.TempPathFactory, some: list[Entry]) -> None:
    path = tmp_path_factory.mktemp("known") / "b.json"
    path.write_bytes(text_of(some).encode("utf-8"))
    read = read_baseline(path).entries
    assert sorted(map(repr, read)) == sorted(map(repr, some))
    assert text_of(read) == text_of(reversed(some)) == path.read_text(encoding="utf-8")


def test_an_entry_says_only_what_there_is_to_say() -> None:
    entry = Entry("a.yaml", "IVR201", "zero-loops-back", "error")
    assert json.loads(text_of([entry]))["findings"] == [GOOD]


def broken(**changes: object) -> str:
    """A baseline with one finding that has something wrong in it."""
    fields = {**GOOD, **changes}
    kept = {name: value for name, value in fields.items() if value is not None}
    return json.dumps({"ivrcheck-baseline": 1, "findings": [GOOD, kept]})


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "this is not a baseline of ivrcheck; it is empty."),
        ("ivrcheck: 1\nname: A menu\n", "this is not a baseline of ivrcheck."),
        ("{}", "this is not a baseline of ivrcheck."),
        ("[" * 100_000, "this is not a baseline of ivrcheck."),
        (b"\xff\xfe\x00", "this is not a baseline of ivrcheck; it is no text in UTF-8."),
        (
            '{"ivrcheck-baseline": 2, "findings": []}',
            "this baseline is of version 2, and this ivrcheck reads",
        ),
        ('{"ivrcheck-baseline": true, "findings": []}', "this baseline is of version True"),
        ('{"ivrcheck-baseline": 1}', "the baseline is damaged: its “findings” are no list."),
        ('{"ivrcheck-baseline": 1, "findings": [3]}', "finding 1 in it is no group of names and values."),
        (broken(level=None), "finding 2 in it has no “level”."),
        (broken(level="bad"), "finding 2 in it has a wrong “level”."),
        (broken(count="2"), "finding 2 in it has a wrong “count”."),
        (broken(count=0), "finding 2 in it has a wrong “count”."),
        (broken(also=[3]), "finding 2 in it has a wrong “also”."),
        (broken(kount=2), "finding 2 in it has an unknown “kount”."),
        ('{\n  "ivrcheck-baseline": 1,\n  "findings": [\n', "b.json:4: the baseline is damaged here."),
        (
            '{\n  "ivrcheck-baseline": 1,\n<<<<<<< ours\n',
            "b.json:3: two versions of this baseline have not been merged yet. Keep the findings of both.",
        ),
    ],
)
def test_a_file_that_is_wrong(text: str | bytes, sentence: str, tmp_path: Path) -> None:
    path = tmp_path / "b.json"
    path.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8"))
    with pytest.raises(Unchecked) as error:
        read_baseline(path)
    assert sentence in str(error.value) and "\n" not in str(error.value)
