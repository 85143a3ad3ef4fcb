"""Puts quotation marks around what YAML loses without them, and around words that need some."""

from __future__ import annotations

import re

from ivrcheck.menu.syntax import PROMPT_WORDS

_PLAIN = re.compile(r"[A-Za-z0-9_./](?:[\w./+-]|:(?=\w)| (?=\w))*")
_STAR_KEY = re.compile(r"(?:\s*|.*[{,]\s*)$")
_PROMPT_FIELD = re.compile(r"[{,]\s*(?:prompt|text|[a-z]{2})\s*:\s+")
_NEXT_FIELD = re.compile(r"\s*(?:,\s*[a-z_]+\s*:\s|\})")

Piece = tuple[int, int, str]
"""A piece of a line, from a place to before another (counted from 0), and what to write there."""


def quoted(words: str) -> str:
    """Words on one line in quotation marks, in such as the words do not hold, if there are any."""
    if '"' not in words and "\\" not in words:
        return f'"{words}"'
    return "'" + words.replace("'", "''") + "'"


def as_written(words: str, before: str) -> str:
    """Words as they are written in place of others: in the quotation marks these had, or where needed.

    ``before``: what stands there, with its quotation marks.
    """
    if before[:1] in ('"', "'"):
        mark = before[0]
        return f"{mark}{words}{mark}" if mark not in words and "\\" not in words else quoted(words)
    is_list = "," in words and "," in before  # where the old words had a comma without quotation marks
    return words if is_list or _PLAIN.fullmatch(words) else quoted(words)


def is_written(words: str, raw: str) -> bool:
    """Whether a piece of a file is nothing but these words, in quotation marks or without."""
    return raw in (words, f'"{words}"', f"'{words}'") and "\\" not in raw


def with_quotes(line: str, place: int) -> Piece | None:
    """The mend of a ``*`` or ``#`` at a place of a line: the key, or the whole prompt, in quotation marks.

    None where it is not certain what belongs inside them.
    """
    sign = line[place : place + 1]
    if sign in ("*", "#") and re.match(r"\s*:", line[place + 1 :]) and _STAR_KEY.match(line[:place]):
        return place, place + 1, f'"{sign}"'
    return _whole_prompt(line, place) if sign == "#" else None


def _whole_prompt(line: str, place: int) -> Piece | None:
    match = PROMPT_WORDS.match(line[:place].rstrip())
    if not match or " #" in line[place + 1 :].rstrip("# "):
        return None  # a second # may begin a real note
    start, end = match.start(1), len(line.rstrip())
    if line[start] in "{[" or line.count("{", 0, start) > line.count("}", 0, start):
        start, end = _in_braces(line, place)
    words = line[start:end]
    if end <= place or words[:1] in _SIGNS or words[-1:] in (",", "}", "]"):
        return None
    return start, end, quoted(words)


_SIGNS = ("", *"\"'&*!|>%@`[{")
"""What no words without quotation marks begin with."""


def _in_braces(line: str, place: int) -> tuple[int, int]:
    """Where the words of a prompt begin and end that stands in a group in braces; (0, 0) if unclear.

    They end before the next field: a comma alone may well be one of the prompt's own.
    """
    begins = [match.end() for match in _PROMPT_FIELD.finditer(line, 0, place)]
    ends = _NEXT_FIELD.search(line, place)
    if not begins or not ends or _NEXT_FIELD.search(line, begins[-1], place):
        return 0, 0
    return begins[-1], ends.start()
