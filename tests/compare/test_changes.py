"""What is said of small changes, in every format, and what of it counts as worse."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import html5lib
import pytest
from jsonschema import Draft202012Validator, FormatChecker

import ivrcheck.report
from ivrcheck.compare.model import Diff
from ivrcheck.report.diff import FORMATS, render
from ivrcheck.report.text import visible
from tests.compare.changes import CHANGES, OFFICE, changed
from tests.compare.pairs import diff_of, told
from tests.compare.update import FOLDER
from tests.menus.examples import ROOT
from tests.report.hostile import FIELDS, MARK, TRICKS, hostile
from tests.report.test_escaping import COMMENT, MARKDOWN

SCHEMA = Path(ivrcheck.report.__file__).parent / "diff.schema.json"
BETTER = {
    "longer-hours", "another-owner", "longer-words", "renamed", "number-written-otherwise", "a-topic-less",
}  # fmt: skip


@pytest.mark.parametrize("name", CHANGES)
def test_what_is_said(name: str) -> None:
    said = (FOLDER / f"{name}.txt").read_text(encoding="utf-8")
    assert told(name) == said, "python -m tests.compare.update"


@pytest.mark.parametrize("name", CHANGES)
def test_what_is_worse(name: str, tmp_path: Path) -> None:
    diff = diff_of(tmp_path, OFFICE, changed(name))
    assert diff.menus[0].worse is (name not in BETTER)
    assert diff.exit_status("worse") == (name not in BETTER)
    assert diff.exit_status("any") == (name not in ("renamed", "number-written-otherwise"))
    assert diff.exit_status("never") == 0


@pytest.fixture(scope="module")
def diffs(tmp_path_factory: pytest.TempPathFactory) -> list[Diff]:
    """All changes, and a version with mistakes in it, either way round."""
    folder = tmp_path_factory.mktemp("menus")
    broken = OFFICE.replace("kind: menu", "kind: menue")
    found = [diff_of(folder, OFFICE, changed(name)) for name in CHANGES]
    return [*found, diff_of(folder, OFFICE, broken), diff_of(folder, broken, OFFICE)]


def _closed(part: Any) -> Any:
    """A schema in which no field may come that it does not name."""
    if isinstance(part, list):
        return [_closed(one) for one in part]
    if not isinstance(part, dict):
        return part
    inner = {key: _closed(value) for key, value in part.items()}
    return inner | {"additionalProperties": False} if part.get("type") == "object" else inner


def test_json_keeps_to_its_schema_which_names_every_field(diffs: list[Diff]) -> None:
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(schema)
    validator = Draft202012Validator(_closed(schema), format_checker=FormatChecker())
    for diff in diffs:
        read = json.loads(render("json", diff, diff.exit_status("worse")))
        assert not [error.message for error in validator.iter_errors(read)]
        assert read["status"] == diff.exit_status("worse")


def test_the_page_about_json_has_the_schema_of_the_package() -> None:
    assert (ROOT / "docs/diff.schema.json").read_bytes() == SCHEMA.read_bytes()


def test_a_version_with_mistakes_cannot_be_compared(diffs: list[Diff]) -> None:
    for diff, words in zip(diffs[-2:], ("new.yaml has mistakes", "old.yaml has mistakes"), strict=True):
        assert [words in one for one in diff.unchecked] == [True]
        assert diff.exit_status("never") == 2
    assert [one.finding.code for one in diffs[-2].menus[0].found] == ["IVR004"]


def test_the_page_is_right_html_and_says_it_all(diffs: list[Diff]) -> None:
    for diff in diffs:
        page = render("html", diff, 0)
        html5lib.HTMLParser(strict=True).parse(page)
        text = " ".join("".join(html5lib.parse(page, namespaceHTMLElements=False).itertext()).split())
        for lines in _calls(diff):
            assert all(" ".join(line.split()) in text for line in lines)


def _calls(diff: Diff) -> Iterator[tuple[str, ...]]:
    for menu in diff.menus:
        for end in menu.ends:
            assert end.call_before and end.call_after
            yield from (end.call_before.lines, end.call_after.lines)
        for person in menu.persons:
            assert person.before and person.after
            yield from (person.before.lines, person.after.lines)


@pytest.mark.parametrize("format", FORMATS)
def test_the_same_versions_give_the_same_bytes(format: str, tmp_path: Path) -> None:
    first, again = (render(format, diff_of(tmp_path, OFFICE, changed("zero-hangs-up")), 1) for _ in range(2))
    assert first == again


@pytest.mark.parametrize("trick", TRICKS)
def test_nothing_gets_out(trick: str, tmp_path: Path) -> None:
    text = hostile(dict.fromkeys(FIELDS, trick))
    diff = diff_of(tmp_path, text, text.replace("08:00-12:00", "09:00-12:00"))
    assert diff.menus[0].persons and diff.menus[0].ends
    printed = {name: render(name, diff, 1) for name in FORMATS}
    for name, said in printed.items():
        assert visible(said.replace("\n", "")) == said.replace("\n", ""), name
        assert MARK in said
    json.loads(printed["json"])
    harmless = render("html", diff_of(tmp_path, OFFICE, changed("zero-hangs-up")), 1)
    page, known = (html5lib.parse(said, namespaceHTMLElements=False) for said in (printed["html"], harmless))
    assert {one.tag for one in page.iter()} <= {one.tag for one in known.iter()}
    assert {key for one in page.iter() for key in one.attrib} <= {
        key for one in known.iter() for key in one.attrib
    }
    comment = html5lib.parse(MARKDOWN.render(printed["markdown"]), namespaceHTMLElements=False)
    assert {one.tag for one in comment.iter() if isinstance(one.tag, str)} <= COMMENT
    assert not re.search(rf"@{MARK}|://{MARK}|www\.{MARK}|:{MARK}:|(?<!&)#12", printed["markdown"])


def test_a_comment_has_an_end(diffs: list[Diff]) -> None:
    diff = diffs[list(CHANGES).index("nobody-owns-it")]
    many = Diff([*diff.menus] * 300, diff.old, diff.new, diff.start, 300)
    text = render("markdown", many, 1)
    assert len(text) < 65_536 and "which do not fit here" in text


def test_an_untouched_menu_is_no_news_on_any_day(tmp_path: Path) -> None:
    text = changed("an-absence").replace("holidays: US", "holidays: US, open: {2026-12-31: 09:00-12:00}")
    for day in (date(2026, 11, 23), date(2027, 1, 4), date(2027, 6, 1)):
        diff = diff_of(tmp_path, text, text, day)
        assert not diff.menus[0].changed and diff.exit_status("any") == 0


def test_a_date_that_has_passed_never_counts(tmp_path: Path) -> None:
    text = OFFICE.replace("holidays: US", "holidays: US, open: {2026-12-31: 09:00-12:00}")
    soon, late = (
        diff_of(tmp_path, OFFICE, text, day).menus[0].found for day in (date(2026, 11, 23), date(2027, 1, 4))
    )
    assert not soon
    assert [(one.finding.code, one.calendar, one.worse) for one in late] == [("IVR406", True, False)]
