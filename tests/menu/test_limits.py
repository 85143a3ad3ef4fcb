"""The page of limits says what is built in."""

from __future__ import annotations

import re
from dataclasses import fields
from pathlib import Path

from ivrcheck.config import Limits
from ivrcheck.menu.fields import MOST_TIMES
from ivrcheck.menu.scalars import YEARS

PAGE = Path(__file__).parents[2] / "docs" / "limits.md"
ROWS = {
    "size of one file, in bytes": "file_bytes",
    "depth of brackets and indented groups": "depth",
    "words, lists and groups in one file": "values",
    "steps": "steps",
    "keys of one step": "keys",
    "characters of one prompt": "prompt_characters",
    "included files": "includes",
    "years that one range of dates spans": "years",
    "mistakes shown of one file": "reported",
    "unknown names that get a “did you mean”": "suggestions",
}


def test_the_table_is_what_is_built_in() -> None:
    text = PAGE.read_text(encoding="utf-8")
    shown = {
        ROWS[what]: int(number.replace(",", ""))
        for what, number in re.findall(r"^\| ([^|]+) \| ([\d,]+) \|", text, re.MULTILINE)
    }
    assert shown == {one.name: getattr(Limits(), one.name) for one in fields(Limits)}


def test_the_other_numbers_are_too() -> None:
    text = PAGE.read_text(encoding="utf-8")
    assert f"go up to {MOST_TIMES:,}" in text
    assert f"dates from {YEARS[0]} to {YEARS[1]}" in text
    assert f"The size is {Limits().file_bytes // 1024**2} MB." in text
