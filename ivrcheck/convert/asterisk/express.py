"""What the switch makes of ``${variables}`` and ``$[expressions]``, as far as the files say it."""

from __future__ import annotations

import re
from collections.abc import Callable

UNKNOWN = "\ue000"
"""Stands in a text for what the files do not say."""
_DEEPEST = 20
_LONGEST = 2_000
"""Characters of a value; a longer one counts as not known, since texts may double each time round."""

_TOKEN = re.compile(
    r"\s*(?:(\"(?:\\.|[^\"\\])*\")|(::|=~|==|!=|<=|>=|[|&=<>+\-*/%!():?])|([^\s|&=<>+*/%!():?\"-]+))"
)
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")

Look = Callable[[str], str]
"""Gives the value of what stands between ``${`` and ``}``."""


def is_known(text: str) -> bool:
    """Whether the files say all of a text."""
    return UNKNOWN not in text


def substitute(text: str, look: Look, depth: int = 0) -> str:
    """A text with its variables and expressions worked out."""
    if "$" not in text:
        return text
    if depth > _DEEPEST:
        return UNKNOWN
    made: list[str] = []
    number = 0
    while number < len(text):
        if text[number] == "$" and text[number + 1 : number + 2] in ("{", "["):
            end = _closing(text, number + 1)
            inside = substitute(text[number + 2 : end], look, depth + 1)
            made.append(look(inside) if text[number + 1] == "{" else evaluate(inside))
            number = end + 1
        else:
            made.append(text[number])
            number += 1
    whole = "".join(made)
    return whole if len(whole) <= _LONGEST else UNKNOWN


def _closing(text: str, start: int) -> int:
    """Where the bracket that opens at an offset is closed; the end of the text where it is not."""
    opens, closes = text[start], {"{": "}", "[": "]"}[text[start]]
    depth = 0
    for number in range(start, len(text)):
        depth += (text[number] == opens) - (text[number] == closes)
        if depth == 0:
            return number
    return len(text)


def truth(text: str) -> bool | None:
    """Whether a condition holds; None where the files do not say."""
    text = text.strip()
    if not is_known(text):
        return None
    if match := re.match(r"-?\d+", text):
        return int(match[0][:18]) != 0
    return bool(text.strip('"'))


def evaluate(text: str) -> str:
    """The value of an expression; unknown where it cannot be worked out."""
    tokens: list[str] = []
    number = 0
    while number < len(text) and text[number:].strip():
        match = _TOKEN.match(text, number)
        if match is None:
            return UNKNOWN
        tokens.append(match[1] or match[2] or match[3])
        number = match.end()
    try:
        parser = _Parser(tokens)
        value = parser.value()
        return value if parser.number == len(tokens) else UNKNOWN
    except (IndexError, ValueError, ArithmeticError, RecursionError):
        return UNKNOWN


class _Parser:
    """Works out one expression; the weakest operators first."""

    def __init__(self, tokens: list[str]) -> None:
        self.tokens = tokens
        self.number = 0

    def next(self, *words: str) -> str:
        if self.number < len(self.tokens) and self.tokens[self.number] in words:
            self.number += 1
            return self.tokens[self.number - 1]
        return ""

    def value(self) -> str:
        first = self.either()
        if not self.next("?"):
            return first
        yes = self.either()
        no = self.either() if self.next("::", ":") else ""
        holds = truth(first)
        return UNKNOWN if holds is None and yes != no else yes if holds else no

    def either(self) -> str:
        left = self.both()
        while self.next("|"):
            right = self.both()
            known = truth(left)
            left = left if known else right if known is False or truth(right) else UNKNOWN
        return left

    def both(self) -> str:
        left = self.compared()
        while self.next("&"):
            right = self.compared()
            if truth(left) is False or truth(right) is False:
                left = "0"
            elif truth(left) is None or truth(right) is None:
                left = UNKNOWN
        return left

    def compared(self) -> str:
        left = self.sum()
        while word := self.next("=", "==", "!=", "<=", ">=", "<", ">"):
            left = _compare(left, word, self.sum())
        return left

    def sum(self) -> str:
        left = self.product()
        while word := self.next("+", "-"):
            left = _count(left, word, self.product())
        return left

    def product(self) -> str:
        left = self.single()
        while word := self.next("*", "/", "%"):
            left = _count(left, word, self.single())
        return left

    def single(self) -> str:
        if self.next("!"):
            known = truth(self.single())
            return UNKNOWN if known is None else "01"[not known]
        if self.next("-"):
            return _count("0", "-", self.single())
        if self.next("("):
            inside = self.value()
            if not self.next(")"):
                raise ValueError
            return inside
        token = self.tokens[self.number]
        if token in ("=", "==", "!=", "<", ">", ")", "|", "&"):
            raise ValueError
        self.number += 1
        value = token[1:-1] if len(token) > 1 and token[0] == token[-1] == '"' else token
        if self.next("=~", ":"):
            return _search(value, self.single())
        return value


def _compare(left: str, word: str, right: str) -> str:
    if not (is_known(left) and is_known(right)):
        return UNKNOWN
    first: str | float = left
    second: str | float = right
    if _NUMBER.fullmatch(left) and _NUMBER.fullmatch(right):
        first, second = float(left), float(right)
    return "01"[_HOLDS[word](first, second)]


_HOLDS: dict[str, Callable[..., bool]] = {
    "=": lambda a, b: a == b,
    "==": lambda a, b: a == b,
    "!=": lambda a, b: a != b,
    "<": lambda a, b: a < b,
    ">": lambda a, b: a > b,
    "<=": lambda a, b: a <= b,
    ">=": lambda a, b: a >= b,
}


def _count(left: str, word: str, right: str) -> str:
    if not (is_known(left) and is_known(right)):
        return UNKNOWN
    first, second = (float(one) if _NUMBER.fullmatch(one) else 0.0 for one in (left, right))
    made = {"+": first + second, "-": first - second, "*": first * second}.get(word)
    if made is None:
        made = first / second if word == "/" else first % second
    return str(int(made)) if made == int(made) else str(made)


def _search(text: str, wanted: str) -> str:
    """Whether a text has what an expression asks for. Only plain ones are tried: others can take for ever."""
    if not (is_known(text) and is_known(wanted)):
        return UNKNOWN
    plain = wanted.removeprefix("^").removesuffix("$")
    if re.search(r"[\\.*+?()\[\]{}|^$]", plain):
        return UNKNOWN
    if wanted.startswith("^") and wanted.endswith("$"):
        return "01"[text == plain]
    if wanted.endswith("$"):
        return "01"[text.endswith(plain)]
    return "01"[text.startswith(plain) if wanted.startswith("^") else plain in text]
