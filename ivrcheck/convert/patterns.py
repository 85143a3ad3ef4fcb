"""Patterns of numbers that can be dialled: regular expressions, as far as dialplans use them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice, product

_LONGEST = 24
"""Digits of a number that is held against a pattern; more have no phone number, and bound the work."""
_DIGITS = "0123456789"
_TIMES = re.compile(r"\{(\d{1,2})(?:,(\d{1,2}))?\}")


def match(pattern: str, text: str) -> re.Match[str] | bool | None:
    """What a pattern makes of a text: a match, None for none, False where nobody can say."""
    if len(text) > _LONGEST or len(pattern) > 400 or _nested(pattern):
        return False
    try:
        return re.search(pattern, text)
    except (re.error, OverflowError, RecursionError):
        return False


def _nested(pattern: str) -> bool:
    """Whether a group repeats, or too much does: finding out could take for ever."""
    return bool(re.search(r"\)[+*{]", pattern)) or pattern.count("*") + pattern.count("+") > 6


def numbers(pattern: str, most: int) -> list[str] | None:
    """The numbers that a pattern stands for; None where these are more than ``most``, or nobody can say."""
    body = pattern.strip()
    if not body.startswith("^") or not body.endswith("$") or len(body) > 200:
        return None
    try:
        made = list(islice(_Parser(body[1:-1]).whole(), most + 1))
    except _OtherSort:
        return None
    made = list(dict.fromkeys(made))
    return made if 0 < len(made) <= most else None


class _OtherSort(Exception):
    """The pattern holds more than digits, choices and counts."""


class _Parser:
    """Reads a pattern into lists of choices in a row."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.here = 0
        self.depth = 0

    def whole(self) -> Iterator[str]:
        made = self.choice()
        if self.here < len(self.text):
            raise _OtherSort
        return iter(made)

    def choice(self) -> list[str]:
        found = self.row()
        while self.text[self.here : self.here + 1] == "|":
            self.here += 1
            found += self.row()
        return found

    def row(self) -> list[str]:
        found = [""]
        while self.here < len(self.text) and self.text[self.here] not in "|)":
            one = self.times(self.one())
            if len(found) * len(one) > 10_000:
                raise _OtherSort
            found = [begun + more for begun, more in product(found, one)]
        return found

    def one(self) -> list[str]:
        sign = self.text[self.here]
        self.here += 1
        if sign == "(":
            return self.group()
        if sign == "[":
            return self.signs()
        if sign == "\\":
            sign = self.text[self.here : self.here + 1]
            self.here += 1
            if sign == "d":
                return list(_DIGITS)
        if sign and (sign in _DIGITS or (sign in "*#+" and self.text[self.here - 2 : self.here - 1] == "\\")):
            return [sign]
        raise _OtherSort

    def group(self) -> list[str]:
        self.depth += 1
        if self.depth > 10:
            raise _OtherSort
        if self.text.startswith("?:", self.here):
            self.here += 2
        found = self.choice()
        if self.text[self.here : self.here + 1] != ")":
            raise _OtherSort
        self.here += 1
        self.depth -= 1
        return found

    def signs(self) -> list[str]:
        end = self.text.find("]", self.here)
        body = self.text[self.here : end]
        if end < 0 or not re.fullmatch(r"(?:\d-\d|[\d*#])+", body):
            raise _OtherSort
        self.here = end + 1
        found = []
        for first, _, last in re.findall(r"([\d*#])(-(\d))?", body):
            found += list(_DIGITS[int(first) : int(last) + 1]) if last else [first]
        return found

    def times(self, one: list[str]) -> list[str]:
        """What stands once, or as often as a count says."""
        if self.text[self.here : self.here + 1] == "?":
            self.here += 1
            return ["", *one]
        if not (found := _TIMES.match(self.text, self.here)):
            return one
        self.here = found.end()
        fewest, most = int(found[1]), int(found[2] or found[1])
        if len(one) ** max(most, 1) > 10_000 or most > _LONGEST:
            raise _OtherSort
        return ["".join(row) for count in range(fewest, most + 1) for row in product(one, repeat=count)]
