"""The recorded calls in the docs are what the program shows today, at a terminal and in Python."""

from __future__ import annotations

import contextlib
import doctest
import io
import shlex
import sys

import pytest

from tests.cli.terminal import Terminal
from tests.docs.page import ROOT, blocks

PAGE = ROOT / "docs" / "calls.md"
KEYS = "02w"


def recorded(beginning: str) -> str:
    """The block of the page that begins so."""
    return next(
        one.body for one in blocks(PAGE.read_text(encoding="utf-8")) if one.body.startswith(beginning)
    )


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pseudo terminals in Python")
def test_the_call_at_a_terminal() -> None:
    command, _, shown = recorded("$ ivrcheck call").partition("\n")
    phone = Terminal(*shlex.split(command)[2:], "--start", "2026-11-23")
    for key in KEYS:
        phone.until("h hang up\n")
        phone.press(key)
    assert phone.end() == 0
    assert phone.text == shown


def test_the_call_in_python(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    text = recorded(">>>").replace(
        'clinic.yaml")', 'clinic.yaml", start=__import__("datetime").date(2026, 11, 23))'
    )
    text = text.partition(">>> print")[0]
    test = doctest.DocTestParser().get_doctest(text, {}, "calls", str(PAGE), 0)
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        failed = doctest.DocTestRunner().run(test).failed
    assert not failed, printed.getvalue()
