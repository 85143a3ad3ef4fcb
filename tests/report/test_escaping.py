"""Nothing that a menu says gets out of the place it is put in."""

from __future__ import annotations

import json
import re
from pathlib import Path
from tempfile import TemporaryDirectory
from xml.etree import ElementTree

import html5lib
from hypothesis import Phase, given, settings
from markdown_it import MarkdownIt

from ivrcheck.report.formats import FORMATS, render
from ivrcheck.report.material import Material
from ivrcheck.report.text import visible
from tests.report.examples import clinic, material
from tests.report.hostile import FIELDS, MARK, TRICKS, words, written

COMMAND = re.compile(r"::(error|warning|notice) ((?:\w+=[^:,]*)(?:,\w+=[^:,]*)*)::(.*)")
MARKDOWN = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
TURNED = re.compile("[\u202a-\u202b\u2066-\u2068]([^\u202c\u2066-\u2069<]*)[\u202c\u2069]")
"""The picture holds lines that begin from the right together, and lets each go."""
XML = {"testsuites", "testsuite", "testcase", "failure", "error", "system-out"}
COMMENT = {"code", "h2", "p", "strong", "details", "summary", "ol", "ul", "li", "html", "head", "body"}
COMMENT |= {"table", "thead", "tbody", "tr", "th", "td"}


@settings(max_examples=15, deadline=None, phases=[Phase.generate])  # to make one smaller takes minutes
@given(words)
def test_nothing_gets_out(said: dict[str, str]) -> None:
    look_at(said)


def test_no_trick_gets_out_from_any_place() -> None:
    for trick in TRICKS:
        look_at(dict.fromkeys(FIELDS, trick))


def look_at(said: dict[str, str]) -> None:
    """Read what each format makes of a menu with these words, as its readers do."""
    with TemporaryDirectory() as folder:
        made = material(written(Path(folder), said))
        assert made.report.coverage and made.report.suppressed, made.report.findings
        printed = {name: render(name, made) for name in FORMATS}
    for name, text in printed.items():
        told = TURNED.sub(r"\1", text) if name == "html" else text
        assert visible(told.replace("\n", "")) == told.replace("\n", ""), name
        assert MARK in text, name
    _page(printed["html"])
    _xml(printed["junit"])
    _commands(printed["github"], made)
    _comment(printed["markdown"])
    _data(printed["json"], printed["sarif"])


def _page(text: str) -> None:
    """Only elements and attributes that the page of a harmless menu has, and one script."""
    page = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(text)
    elements = [one for one in page.iter() if isinstance(one.tag, str)]
    assert not [one for one in page.iter() if not isinstance(one.tag, str)]  # a comment
    known = html5lib.parse(clinic("html"), namespaceHTMLElements=False)
    assert {one.tag for one in elements} <= {one.tag for one in known.iter()} | {
        "ellipse",
        "path",
        "dd",
        "figure",
    }
    names = {key for one in elements for key in one.attrib}
    assert names <= {key for one in known.iter() for key in one.attrib}
    assert [one.text for one in elements if one.tag == "script"] == [
        one.text for one in known.iter() if one.tag == "script"
    ]
    assert all(one.get("href", "#").startswith("#") for one in elements)


def _xml(text: str) -> None:
    assert {one.tag for one in ElementTree.fromstring(text).iter()} <= XML


def _commands(text: str, made: Material) -> None:
    lines = text.splitlines()
    assert len(lines) == len(made.report.findings) + 1
    assert all(COMMAND.fullmatch(line) for line in lines)


def _comment(text: str) -> None:
    """No mark of a menu becomes a link, a picture, code, a heading, or a person's name."""
    page = html5lib.parse(MARKDOWN.render(text), namespaceHTMLElements=False)
    assert {one.tag for one in page.iter() if isinstance(one.tag, str)} <= COMMENT
    assert {"".join(one.itertext()) for one in page.iter("h2")} == {"Phone menus"}
    assert not re.search(rf"@{MARK}|://{MARK}|www\.{MARK}|:{MARK}:|(?<!&)#12", text)


def _data(report: str, sarif: str) -> None:
    assert json.loads(report)["version"] == 1
    for one in json.loads(sarif)["runs"][0]["results"]:
        assert not re.search(r"(?<!\\)\]\(", one["message"]["text"])
