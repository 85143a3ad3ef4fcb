"""The report as text: excerpts, carets, and nothing that could play tricks on a terminal."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from ivrcheck.finding import Call, Finding, Label, Report, Severity, Trace
from ivrcheck.report.text import render, visible
from ivrcheck.source import Span
from tests.menu.small import SMALL, check, saved

TRICKS = (
    "\x00\x07\x08\x1b\x7f\x85\x9b\u00ad\u061c\u200b\u200e\u200f\u2028\u202a\u202e\u2066\u2069\ufeff\U000e0041"
)


def excerpt(printed: str) -> tuple[str, str]:
    """The line that is shown of a file, and the line with the carets, both without their margin."""
    shown, carets = re.findall(r"^ +\d* \|(?: (.*))?$", printed, re.MULTILINE)[:2]
    return shown, carets


def one(text: str, at: Span, **more: str) -> Report:
    """A report with one finding."""
    finding = Finding(
        "IVR004", "wrong-value", Severity.ERROR, at, more.get("message", "x."), more.get("help", "")
    )
    return Report(findings=[finding], files=[at.file], sources={at.file: text})


@given(st.text(alphabet=f"ab 中😀é\u0301\u200d\ufe0f{TRICKS}", max_size=60))
def test_nothing_invisible_is_left(text: str) -> None:
    shown = visible(text)
    assert not {*shown} & {*TRICKS}
    assert all(unicodedata.category(sign) not in ("Cc", "Cf") or sign == "\u200d" for sign in shown)


@given(
    st.text(alphabet="ab 中文😀é\u0301\u202e\x1b", max_size=150),
    st.text(alphabet="xy中😀\u202e", min_size=1, max_size=20),
)
def test_carets_stand_below_what_is_meant(before: str, marked: str) -> None:
    """Measured with rich's own table of widths."""
    line = f"k: {before}{marked} # end"
    at = Span("f", 2, len(before) + 4, 2, len(before) + len(marked) + 4)
    shown, carets = excerpt(render(one(f"first\n{line}\nlast", at)))
    start = len(carets) - len(carets.lstrip(" "))
    prefix, length = "", 0
    while cell_len(prefix) < start:
        prefix = shown[: len(prefix) + 1]
    while cell_len(shown[len(prefix) :][:length]) < len(carets.strip()):
        length += 1
    assert shown[len(prefix) :].lstrip("\u0301").startswith(visible(marked)[:8].lstrip("\u0301"))
    assert cell_len(prefix) == start


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\u2028", "\x85"])
def test_the_right_line_is_shown(end: str) -> None:
    shown, carets = excerpt(render(one(end.join(["one", "two: x", "three"]), Span("f", 2, 6, 2, 7))))
    assert (shown, carets) == ("two: x", "     ^")


@pytest.mark.parametrize("column", [1, 50, 5_000, 99_990])
def test_a_very_long_line_is_shown_in_part(column: int) -> None:
    line = "".join(chr(ord("a") + number % 26) for number in range(100_000))
    shown, carets = excerpt(render(one(line, Span("f", 1, column, 1, column + 5))))
    assert len(shown) <= 100
    assert shown[carets.index("^") :].startswith(line[column - 1 : column + 4][: len(carets.strip())])


@pytest.mark.parametrize(
    "at", [Span("f", 1, 1, 9, 9), Span("f", 9, 9, 9, 9), Span("f", 2, 50, 2, 60), Span("g", 1, 1, 1, 1)]
)
def test_places_that_are_not_in_the_text_do_no_harm(at: Span) -> None:
    assert "1 error" in render(one("a: b\nc: d\n", at))


def test_tricks_in_every_part_are_shown_as_what_they_are() -> None:
    text, at = f"a{TRICKS}b", Span(f"f{TRICKS}", 1, 1, 1, 2)
    call = Call("now", (), (text,), Trace("1", "2026-11-23T09:00-05:00"))
    folded = Finding("IVR104", "other", Severity.ERROR, at, text)
    finding = Finding(
        "IVR103", "one", Severity.ERROR, at, text, text, (Label(at, text),), call, folded=(folded,)
    )
    printed = render(Report([finding], [at.file], {at.file: text}, unchecked=[text]))
    assert not {*printed} & {*TRICKS}
    assert printed.count("<U+202E>") == 8


@pytest.mark.parametrize(
    "prompt", ["\u202eThank you", "\U0001f600 \u2066hello\u2069", "\u05e9\u05dc\u05d5\u05dd", "中文 hello"]
)
def test_prompts_in_any_writing(prompt: str, tmp_path: Path) -> None:
    text = SMALL.replace("prompt: Leave a message.", f"prompt: {prompt}")
    assert check(saved(tmp_path, text)).findings == []
    printed = render(check(saved(tmp_path, text.replace(f"prompt: {prompt}", f"promt: {prompt}"))))
    assert excerpt(printed)[0].startswith(f"    promt: {visible(prompt)}")
    assert not {*printed} & {*TRICKS}


def test_what_could_not_be_checked_is_said() -> None:
    printed = render(Report(unchecked=["a.yaml: there is no such file."]))
    assert printed == "could not check  a.yaml: there is no such file.\n\nNothing was checked.\n"
