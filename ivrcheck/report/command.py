"""The command that makes a call again, ready to be copied into a terminal."""

from __future__ import annotations

import re
import shlex

from ivrcheck.finding import Again
from ivrcheck.menu.files import STANDARD_INPUT

_PLAIN = re.compile(r"[\w./:+=,@%-]+")
_IN_QUOTES = re.compile(r"[\w./:+=,@%*#~()\[\] &;'-]+")
"""What means the same between double quotes in the shells of Linux and macOS and on Windows."""


def call_command(again: Again) -> str:
    """``ivrcheck call menus/clinic.yaml --at "2026-11-23 12:01" --keys "2 wait" --answer desk=no``.

    Empty for a menu that nobody can call again, because it came from the standard input.
    """
    if STANDARD_INPUT in again.files:
        return ""
    words = ["ivrcheck", "call", *map(_file, again.files), "--at", again.at]
    words += ["--entry", again.entry] if again.entry else []
    words += ["--keys", " ".join(again.keys)]
    for answer in again.answers:
        words += ["--answer", answer]
    return " ".join(map(quoted, words))


def _file(name: str) -> str:
    return f"./{name}" if name.startswith("-") else name


def quoted(word: str) -> str:
    """A word as a shell takes it: in double quotes where that will do, else as POSIX shells want it."""
    if _PLAIN.fullmatch(word):
        return word
    return f'"{word}"' if _IN_QUOTES.fullmatch(word) or not word else shlex.quote(word)
