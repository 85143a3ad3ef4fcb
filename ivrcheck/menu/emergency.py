"""Reads what a prompt says about emergencies: the number to dial, and the word itself.

The words and numbers stand in ``emergency.toml``, by country and by language.
"""

from __future__ import annotations

import re
from functools import cache
from importlib import resources
from typing import Any

from ivrcheck.menu.prompt import Prompt
from ivrcheck.menu.spoken.patterns import fold


@cache
def _data() -> Any:
    import tomllib

    file = resources.files("ivrcheck.menu").joinpath("emergency.toml")
    return tomllib.loads(file.read_text("utf-8"))


def number_of(country: str | None) -> str:
    """The number people dial in an emergency; empty where the country is not known."""
    return _numbers(country)[0] if country in _data()["numbers"] and country else ""


def _numbers(country: str | None) -> list[str]:
    numbers: dict[str, list[str]] = _data()["numbers"]
    return numbers.get(country or "", numbers["other"])


@cache
def _dialled(country: str | None) -> re.Pattern[str]:
    """A country's emergency numbers, in digits or spelled out, and no part of a longer number."""
    spelled: dict[str, list[str]] = _data()["spelled"]
    before = "|".join(_data()["before_two_digits"]["words"])
    ways = []
    for number in _numbers(country):
        digits = r"[\s.-]?".join(number)
        ways.append(rf"(?:{before})\s+{digits}" if len(number) < 3 else digits)
        ways += [re.escape(fold(words)).replace(r"\ ", r"[\s-]+") for words in spelled.get(number, ())]
    return re.compile(rf"(?<![\w+])(?<!\d[\s.-])(?:{'|'.join(ways)})(?![\s.-]?\d)(?!\w)")


@cache
def _words(language: str, table: str) -> re.Pattern[str] | None:
    words = _data()[table].get(_plain(language))
    if not words:
        return None
    tail = r"(?!\w)" if table == "words" else r"[\s-]*$"
    joined = "|".join(re.escape(fold(one)).replace(r"\ ", r"\s+") for one in words)
    return re.compile(rf"(?<!\w)(?:{joined}){tail}")


def _plain(language: str) -> str:
    return language.partition("-")[0].lower()


def instruction_at(text: str, country: str | None) -> int | None:
    """Where a text names the number to dial in an emergency."""
    match = _dialled(country).search(fold(text))
    return match.start() if match else None


def names_emergency(text: str, language: str) -> bool:
    """Whether a text speaks of an emergency, and not of what is none."""
    words, negated = _words(language, "words"), _words(language, "negated")
    if words is None or negated is None:
        return False
    plain = fold(text)
    return any(not negated.search(plain, 0, match.start()) for match in words.finditer(plain))


def _speaks(text: str, language: str) -> bool:
    """Whether a text has the word for an emergency in a language; one that is not known counts as if."""
    words = _words(language, "words")
    return words is None or bool(words.search(fold(text)))


def instructs(prompt: Prompt, heard_in: str, language: str, main: str, country: str | None) -> int | None:
    """Where callers who hear a prompt are told, in ``language``, what to dial in an emergency.

    ``heard_in`` is the language they have at that moment, ``main`` the one the file begins in. A recording
    whose words are not written down may well tell them: then it counts as told at once.
    """
    own = prompt.by_language is not None
    for spoken in prompt.heard(heard_in):
        meant = spoken.language or (heard_in if own else None)
        if meant is not None and _plain(meant) != _plain(language):
            continue
        if spoken.text is None:
            return 0
        place = instruction_at(spoken.text, country)
        if place is not None and (
            meant or _plain(language) == _plain(main) or _speaks(spoken.text, language)
        ):
            return place
    return None
