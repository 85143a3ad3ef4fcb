"""The patterns of one language, compiled from its data file when they are first asked for.

A line of a data file is a phrase, written as a regular expression in which a space stands for any white
space. Capitals, accents and the sort of quotation marks do not matter, in the phrases as in the prompts.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from functools import cache, cached_property
from importlib import resources
from typing import Any

LANGUAGES = ("en", "es", "fr", "de", "pt", "it")

_LETTERS = {
    code: unicodedata.normalize("NFD", chr(code))[0].lower()
    for code in range(0xC0, 0x180)
    if unicodedata.normalize("NFD", chr(code)) != chr(code)
} | {ord("’"): "'", ord("‘"): "'"}
_QUOTES = dict.fromkeys(map(ord, '"“”„«»‹›()[]<>\u00a0\u202f'), " ")
_BOTH = _LETTERS | _QUOTES
_NEVER = re.compile(r"(?!)")

_ENDS = r"\s*(?:$|[.,;:!?…](?!\d)|[–—](?!\s*\d)|\s-\s(?!\s*\d)"
"""What may follow a key: the end, a mark, or one of the words a language names. Anything else, and it may be
a telephone number, a time, “one of the following”: then it is no key."""


def fold(text: str) -> str:
    """A text without capitals, accents and quotation marks; every letter stays where it is."""
    lowered = text.lower()
    if len(lowered) != len(text):
        lowered = "".join(one.lower()[0] for one in text)
    return lowered.translate(_BOTH) if not lowered.isascii() or _has_quotes(lowered) else lowered


def _has_quotes(text: str) -> bool:
    return '"' in text or "(" in text or "[" in text or "<" in text


def _phrases(lines: Iterable[str]) -> str:
    """Phrases as one pattern that matches any of them."""
    return "|".join(_plain(line).replace(" ?", r"\s*").replace(" ", r"\s+") for line in lines) or "(?!)"


class Patterns:
    """Everything known of one language."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        words: Mapping[str, Sequence[str]] = data["words"]
        self._words = words
        self.lists = tuple(words)
        self.keys = _spelled(data["keys"])
        self.key = r"(?P<key>\d{1,4}|\*\d{0,2}|#|" + _longest(self.keys) + r")(?![\w*#])"
        self.emergency = frozenset(words["emergency"])
        self.behind = _phrases(words["behind"])
        self.opens = _phrases(words["for"])
        self.joins = _phrases(words["or"])
        self.within = rf"(?:(?:{_phrases(words['between'])})(?:\s+|(?<=')))*"
        ends = f"{self.joins}|{self.opens}|{self.behind}|{_phrases(words['next'])}"
        self.end = rf"(?={_ENDS}|(?:{ends})(?!\w)))"
        self.numbers = {word: int(count) for word, count in _spelled(data["numbers"]).items()}
        self._rest = data
        self._kept: dict[str, re.Pattern[str]] = {}

    def value(self, words: str) -> str:
        """The key that folded words stand for."""
        return self.keys.get(" ".join(words.split()), words)

    def words(self, name: str) -> re.Pattern[str]:
        """Any of the phrases of a list, as whole words."""
        if name not in self._kept:
            lines = self._words.get(name, ())
            self._kept[name] = re.compile(rf"(?<!\w)(?:{_phrases(lines)})(?!\w)") if lines else _NEVER
        return self._kept[name]

    def at_end(self, name: str) -> re.Pattern[str]:
        """Any of the phrases of a list at the end of a stretch."""
        ending = f"{name} at the end"
        if ending not in self._kept:
            self._kept[ending] = re.compile(rf"(?<!\w)(?:{self.source(name)})$")
        return self._kept[ending]

    def has(self, name: str) -> bool:
        """Whether a list holds any phrase."""
        return bool(self._words.get(name))

    def source(self, name: str) -> str:
        """The phrases of a list as the source of a pattern."""
        return _phrases(self._words.get(name, ()))

    @cached_property
    def any_key(self) -> re.Pattern[str]:
        """Anything that may be a key, wherever it stands."""
        return re.compile(rf"(?<![\w*#]){self.key}")

    @cached_property
    def sentence(self) -> re.Pattern[str]:
        """The end of a sentence."""
        short = "".join(rf"(?<!\b{_plain(word)})" for word in self._words["abbreviations"])
        return re.compile(rf"[.!?…]{short.replace(')', '.)')}[.!?…]*(?=\s|$)|\n")

    def sentences(self, plain: str) -> list[tuple[int, int]]:
        """Where each sentence of a folded text begins and ends."""
        ends = [match.end() for match in self.sentence.finditer(plain)]
        if not ends or ends[-1] < len(plain):
            ends.append(len(plain))
        return list(zip([0, *ends[:-1]], ends, strict=True))

    @cached_property
    def timed(self) -> Sequence[tuple[str, re.Pattern[str]]]:
        """The phrases that say by when, with their kind; ``{n}`` in them stands for a number."""
        number = rf"(?P<n>\d{{1,3}}|{_longest(self.numbers)})"
        lists: Mapping[str, Sequence[str]] = self._rest["promise"]
        return [
            (kind, re.compile(rf"(?<!\w)(?:{_phrases([line]).replace('{n}', number)})(?!\w)"))
            for kind, phrases in lists.items()
            for line in phrases
        ]

    def first(self, name: str, text: str) -> tuple[int, int] | None:
        """The first phrase of a list in a text, outside sentences with one of those that rule it out."""
        plain = fold(text)
        wanted, unwanted = self.words(name), self.words(f"no_{name}")
        if not wanted.search(plain):
            return None
        for start, end in self.sentences(plain):
            match = wanted.search(plain, start, end)
            if match and not unwanted.search(plain, start, end):
                return match.span()
        return None

    def all(self, name: str, text: str) -> list[tuple[int, int]]:
        """Every phrase of a list in a text."""
        return [match.span() for match in self.words(name).finditer(fold(text))]


def _plain(word: str) -> str:
    return word.lower().translate(_LETTERS)


def _spelled(keys: Mapping[str, Sequence[str]]) -> dict[str, str]:
    """The words for each key, folded."""
    return {_plain(word): key for key, words in keys.items() for word in words}


def _longest(words: Iterable[str]) -> str:
    """Words as a pattern, longer ones first so that the whole of a number is read."""
    ordered = sorted(words, key=lambda word: (-len(word), word))
    return "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in ordered)


@cache
def patterns_of(language: str) -> Patterns | None:
    """The patterns of a language by its two letters; None where it is not known."""
    if language not in LANGUAGES:
        return None
    file = resources.files("ivrcheck.menu.spoken").joinpath("data", f"{language}.toml")
    return Patterns(tomllib.loads(file.read_text("utf-8")))


def known(language: str) -> Patterns | None:
    """The patterns of a language that may carry a region (``es-MX``)."""
    return patterns_of(language.replace("_", "-").partition("-")[0].lower())
