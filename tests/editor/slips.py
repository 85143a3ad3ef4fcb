"""Slips of the pen made in valid menus, each with exactly one way back."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from random import Random

from ivrcheck.menu.locate import lines_of
from tests.menu.mutations import MENUS

Slip = Callable[[Random, str], str | None]
"""Makes one slip in a line; None where the line has nothing for it."""

_REFERENCE = re.compile(
    r"\b(?:to|then|who|team|owner|backup|no_input|no_match|no_answer|closed|hours): ([a-z_]{6,})\b"
)
_FIELD = re.compile(
    r"(?:^ {4}|[{,] ?)(no_answer|prompt|members|extension|holidays|callback_within|no_match): "
)
_KIND = re.compile(r"\bkind: ([a-z]{5,})")
_TIMES = re.compile(r"(?:\b[a-z-]{3,7}: )(\d\d):00-(\d\d):00(?=,? *$|\})")
_DAY = re.compile(r"(?<=[\[ ])(2\d{3})-(\d\d)-(\d\d)(?=\])")
_SIGN_KEY = re.compile(r'^(\s+)"([*#])":')
_PROMPT = re.compile(r'^(\s+prompt: )"([^"#]*# [^"#]*)"$')


def swapped(random: Random, word: str) -> str | None:
    """A word with two letters beside each other changed."""
    places = [place for place in range(1, len(word) - 1) if word[place] != word[place + 1]]
    if not places:
        return None
    place = random.choice(places)
    return word[:place] + word[place + 1] + word[place] + word[place + 2 :]


def _misspell(pattern: re.Pattern[str]) -> Slip:
    def slip(random: Random, line: str) -> str | None:
        matches = [*pattern.finditer(line)]
        if not matches:
            return None
        match = random.choice(matches)
        wrong = swapped(random, match[1])
        return wrong and line[: match.start(1)] + wrong + line[match.end(1) :]

    return slip


def _replace(pattern: re.Pattern[str], wrong: Callable[[re.Match[str]], str | None]) -> Slip:
    def slip(random: Random, line: str) -> str | None:
        match = pattern.search(line)
        new = wrong(match) if match else None
        return new and match and line[: match.start()] + new + line[match.end() :]

    return slip


def _in_words(match: re.Match[str]) -> str:
    start, end = int(match[1]), int(match[2])
    name = match[0].partition(" ")[0]
    return f"{name} {start % 12 or 12}{'ap'[start >= 12]}m-{end % 12 or 12}{'ap'[end >= 12]}m"


def _american(match: re.Match[str]) -> str | None:
    return f"{match[2]}/{match[3]}/{match[1]}" if int(match[3]) > 12 else None


SLIPS: dict[str, Slip] = {
    "a misspelt id": _misspell(_REFERENCE),
    "a misspelt field": _misspell(_FIELD),
    "a misspelt kind": _misspell(_KIND),
    "am and pm": _replace(_TIMES, _in_words),
    "an American date": _replace(_DAY, _american),
    "a sign without quotation marks": _replace(_SIGN_KEY, lambda match: f"{match[1]}{match[2]}:"),
    "a prompt without quotation marks": _replace(_PROMPT, lambda match: match[1] + match[2]),
    "a country in small letters": _replace(re.compile("^country: US$"), lambda match: "country: usa"),
}

_GREETING = re.compile(r"^( +prompt: )([^\"'{\[#:]*)$")


def bases() -> Iterator[tuple[str, str]]:
    """The example menus; here and there a prompt ends with the words “press # or wait”."""
    for path in MENUS:
        lines = lines_of(path.read_text(encoding="utf-8"))
        for number, line in enumerate(lines):
            if number % 3 == 0 and (match := _GREETING.match(line)):
                lines[number] = f'{match[1]}"{match[2]} For nothing at all press # or wait."'
        yield path.name, "\n".join(lines)


def slipped(random: Random, text: str, times: int) -> tuple[str, set[int]]:
    """A text with slips in up to so many of its lines, and which lines those are (counted from 0)."""
    lines = text.split("\n")
    touched: set[int] = set()
    for _ in range(times):
        slip = SLIPS[random.choice(sorted(SLIPS))]
        found = [number for number, line in enumerate(lines) if number not in touched and slip(random, line)]
        if found:
            number = random.choice(found)
            wrong = slip(random, lines[number])
            if wrong and wrong != lines[number]:
                lines[number] = wrong
                touched.add(number)
    return "\n".join(lines), touched
