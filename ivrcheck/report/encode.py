"""Writes JSON in which nothing can hide, turn a line round, or break a reader."""

from __future__ import annotations

import json
import re
import unicodedata
from typing import Any

_NOT_ASCII = re.compile(r"[^\x00-\x7e]")


def encode(value: Any) -> str:
    """A value as JSON text, ending with a line break; letters of all scripts as they are."""
    return _NOT_ASCII.sub(_escaped, json.dumps(value, ensure_ascii=False, indent=2)) + "\n"


def _escaped(match: re.Match[str]) -> str:
    """A character, or its escape where it is a control sign, a direction mark, or half of a sign."""
    character = match[0]
    if unicodedata.category(character) in ("Cc", "Cf", "Cs", "Zl", "Zp", "Cn", "Co"):
        return json.dumps(character)[1:-1]
    return character
