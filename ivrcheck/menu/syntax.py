"""What a look at the text of a file can tell: why it is not YAML, and what YAML silently drops."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache
from typing import Any

from ivrcheck.finding import Finding
from ivrcheck.menu.locate import ODD_BREAKS, lines_of
from ivrcheck.menu.problem import problem
from ivrcheck.source import Span

_BLOCK_LINES = 500
_SUSPECT = re.compile(r"^[ \t]*(?:#[ \t]*:|[^\s#][^\n]*?(?<![\"'])#(?![\"']))", re.MULTILINE)
_KEY_AT_START = re.compile(r"\s*(?:-\s+)?[\"']?[\w+*# -]{1,40}[\"']?")
_STAR_KEY = re.compile(r"(?:^|[\s{,])\*(?=\s*:|\s|$)")
_HASH_KEY = re.compile(r"^(\s+|.*?\bkeys\s*:\s*\{(?:.*?,)?\s*)#\s*:\s*([a-z][\w-]*\s*[,}]?|\{[^#]*\}?.*)$")
PROMPT_WORDS = re.compile(r"^(?:\s*(?:-\s+)?(?!(?:to|by)\b)[a-z]{2}|.*\b(?:prompt|text))\s*:\s+(\S.*)$")
_UNPRINTABLE = re.compile("[^\t\n\r -~\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_LONG_LINE = 2_000
"""Nobody writes a longer line of keys, and the search in one would take long."""

_PRESS_BEFORE = re.compile(
    r"\b(?:press|dial|enter|hit|push|key|the|or|and|marque|pulse|oprima|presione|tecla|appuyez sur|tapez|"
    r"touche|drücken sie|wählen sie|taste|prima|digite|tecle|prema|premere|digiti|tasto|"
    r"premi)\s*(?:the\s+)?$",
    re.IGNORECASE,
)

_BEGINS_EARLIER = ("could not find expected ':'", "unexpected end of stream")
"""What YAML only notices later, though it knows where it began."""
PLAIN_WORDS = (
    (
        "mapping values are not allowed",
        "There is a colon here that YAML takes for the start of a new field.",
        "Put the whole text in quotation marks, because it contains a colon followed by a space.",
    ),
    (
        "found character that cannot start any token",
        "A character stands here that YAML does not allow there.",
        "Indent with spaces, not with the Tab key; put words that begin with @, % or ` in quotation marks.",
    ),
    ("found a tab character", "There is a Tab here where YAML wants spaces.", "Replace the Tab with spaces."),
    (
        "did not find expected key",
        "The lines around here do not stand in line with each other.",
        "Give all lines that belong together the same number of spaces in front, "
        "and close every quotation mark.",
    ),
    (
        "did not find expected '-'",
        "The lines around here do not stand in line with each other.",
        "Begin each item of the list with a dash, with the same number of spaces in front.",
    ),
    (
        "could not find expected ':'",
        "A line here has no colon between its name and its value.",
        "Write it as “name: value”, with a colon and a space.",
    ),
    (
        "unexpected end of stream",
        "A quotation mark that was opened is never closed.",
        "Close the quotation mark, or put the words in the other kind of quotation marks.",
    ),
    (
        "did not find expected ',' or",
        "A bracket or brace that was opened is not closed.",
        "Close every { with } and every [ with ], and put a comma between the items.",
    ),
    (
        "did not find expected node content",
        "Something is missing between the brackets or commas here.",
        "Remove the extra comma, or write what belongs there.",
    ),
    (
        "did not find expected alphabetic",
        "A * or & stands here without quotation marks.",
        'Put it in quotation marks, like "*".',
    ),
    (
        "control characters are not allowed",
        "The file contains a character that cannot be printed.",
        "Remove it; it may have come in by copying from another program.",
    ),
    (
        "found unknown escape character",
        "A backslash stands in double quotation marks here.",
        "Use single quotation marks, or write the backslash twice.",
    ),
)


def syntax_problem(file: str, text: str, error: Any) -> Finding:
    """The finding for a text that is not YAML, in words that tell what to do."""
    reason = str(getattr(error, "problem", None) or getattr(error, "reason", None) or error)
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    if any(words in reason for words in _BEGINS_EARLIER):
        mark = getattr(error, "context_mark", None) or mark
    line, column = _within(text, mark.line, mark.column) if mark else _unprintable(text)
    at = Span(file, line + 1, column + 1, line + 1, column + 2)
    if star := _unquoted_star(file, text, line):
        return replace(star, unread=True)
    here = "".join(lines_of(text)[line : line + 1])
    if slip := _slip_of_spaces(file, text, line, reason):
        return replace(slip, unread=True)
    if "cannot start any token" in reason and (sign := here[column : column + 1].strip()):
        message = f"Words begin with {sign} here, which YAML does not allow."
        return replace(problem("IVR001", at, message, "Put them in quotation marks."), unread=True)
    if "expected ',' or" in reason and (twice := _TWO_COLONS.search(here[: column + 1])):
        message = f"Two colons follow each other here: “{twice[0]}”."
        help = f"Put what belongs to “{twice[1]}” in braces of its own, like {twice[1]}: {{{twice[2]}: …}}."
        return replace(problem("IVR001", at, message, help), unread=True)
    if "mapping values are not allowed" in reason and _KEY_AT_START.fullmatch(here[:column]):
        message = (
            "This line does not stand in line with the one above it, so YAML cannot tell what it belongs to."
        )
        help = "Give all lines that belong together the same number of spaces in front."
        return replace(problem("IVR001", at, message, help), unread=True)
    for words, message, help in PLAIN_WORDS:
        if words in reason:
            return replace(problem("IVR001", at, message, help), unread=True)
    message = "The file cannot be read from here on: it is not valid YAML."
    help = "Compare the spaces, colons and quotation marks of this line with those of the lines around it."
    return replace(problem("IVR001", at, message, help), unread=True)


def _slip_of_spaces(file: str, text: str, line: int, reason: str) -> Finding | None:
    """The finding where a Tab stands for spaces, or, also a line earlier, a colon has no space behind it."""
    lines = lines_of(text)
    if not _SPACES.search(reason) or line >= len(lines):
        return None
    if (tab := lines[line].find("\t")) >= 0 and not lines[line][:tab].strip():
        at = Span(file, line + 1, tab + 1, line + 1, tab + 2)
        message = "There is a Tab here where YAML wants spaces."
        return problem("IVR001", at, message, "Replace the Tab with spaces.")
    for number in (line, line - 1):
        if number >= 0 and (match := _NO_SPACE.match(lines[number])):
            at = Span(file, number + 1, match.start(1) + 1, number + 1, match.end() + 1)
            message = f"There is no space behind the colon of “{match[1]}:”, so YAML takes it for a text."
            return problem("IVR001", at, message, f"Write a space there: “{match[1]}: …”.")
    return None


_TWO_COLONS = re.compile(r"([\w-]{1,40}):\s+([\w*#\"'+-]{1,40}):$")
_SPACES = re.compile("cannot start any token|mapping values|expected ':'|expected key|tab character")
_NO_SPACE = re.compile(r"\s*(?:-\s+)?(?!\d{1,2}:\d\d)([\w+-]{1,40}):(?=[^\s:/])")


def _within(text: str, line: int, column: int) -> tuple[int, int]:
    """A place in the text: what breaks off at its very end may be said to do so on a line further down."""
    lines = lines_of(text)
    return (line, column) if line < len(lines) else (len(lines) - 1, len(lines[-1]))


def _unprintable(text: str) -> tuple[int, int]:
    """Where the first character stands that YAML does not allow; libyaml only counts bytes."""
    found = _UNPRINTABLE.search(text)
    before = lines_of(text[: found.start()] if found else "")
    return len(before) - 1, len(before[-1])


def _unquoted_star(file: str, text: str, line: int) -> Finding | None:
    lines = lines_of(text)
    for number in (line, line - 1):
        if 0 <= number < len(lines) and (match := _STAR_KEY.search(lines[number])):
            column = match.end()
            return problem(
                "IVR007",
                Span(file, number + 1, column, number + 1, column + 1),
                "The star key stands here without quotation marks, and YAML takes it for something else.",
                'Write "*" in quotation marks, or the word star.',
            )
    return None


def lost_words(file: str, text: str) -> Iterator[Finding]:
    """What stands behind a ``#`` and is dropped as a comment, though it was meant for the menu."""
    if not _SUSPECT.search(text):
        return
    lines = cache(lambda: lines_of(text))
    for number, line in _with_hash(text):
        yield from _lost_key(file, number, line, lines)
        yield from _lost_prompt(file, number, line)


def _with_hash(text: str) -> Iterator[tuple[int, str]]:
    """The lines with a ``#`` and their numbers; the others, most of a file, are not so much as split."""
    if any(one in text for one in ODD_BREAKS):
        yield from ((number, line) for number, line in enumerate(lines_of(text), 1) if "#" in line)
        return
    place, number, counted = text.find("#"), 1, 0
    while place >= 0:
        start = text.rfind("\n", 0, place) + 1
        end = text.find("\n", place)
        number, counted = number + text.count("\n", counted, start), start
        yield number, text[start : end if end >= 0 else len(text)]
        place = text.find("#", end) if end >= 0 else -1


def _lost_key(file: str, number: int, line: str, lines: Callable[[], list[str]]) -> Iterator[Finding]:
    match = _HASH_KEY.match(line) if len(line) <= _LONG_LINE else None
    if not match or not ("keys" in match[1] or _block(lines(), number - 1) == "keys"):
        return
    column = line.index("#", len(match[1])) + 1
    yield problem(
        "IVR007",
        Span(file, number, column, number, len(line) + 1),
        "The pound key (#) stands here without quotation marks, so YAML drops the rest of the line.",
        'Write "#" in quotation marks, or the word pound.',
    )


def _block(lines: list[str], place: int) -> str:
    """The field whose block a line lies in: the nearest line above that stands further left."""
    indent = len(lines[place]) - len(lines[place].lstrip())
    for line in reversed(lines[max(0, place - _BLOCK_LINES) : place]):
        bare = line.lstrip()
        if bare and not bare.startswith("#") and len(line) - len(bare) < indent:
            return bare.partition(":")[0].strip("\"'- ")
    return ""


def _lost_prompt(file: str, number: int, line: str) -> Iterator[Finding]:
    if not PROMPT_WORDS.match(line):
        return
    column = _note(line)
    before = line[:column].rstrip()
    match = PROMPT_WORDS.match(before)
    if not match or match[1][-1] in "\"'}]":
        return
    words = match[1].rpartition(": ")[2] if match[1][0] in "{[" else match[1]
    lost = line[column + 1 :].rstrip()
    presses = bool(_PRESS_BEFORE.search(words))
    meant_as_note = column - len(before) > 1 or not lost.startswith(" ") or words[-1] in ".!?"
    if not presses and (meant_as_note or lost[-1] not in ".!?" or " " not in words):
        return
    yield problem(
        "IVR007",
        Span(file, number, column + 1, number, len(line) + 1),
        f"The words from # on are lost: callers only hear “{_end(words)}”, "
        "because YAML takes the rest for a note.",
        "Put the whole prompt in quotation marks.",
    )


def _note(line: str) -> int:
    """Where the note behind a line begins: at the first # after a space and outside quotation marks."""
    quote, before = "", ""
    for column, character in enumerate(line):
        if quote:
            quote = "" if character == quote and not (quote == '"' and line[column - 1] == "\\") else quote
        elif character in "\"'" and before in ("", ":", ",", "{", "[", "-"):
            quote = character
        elif character == "#" and line[column - 1 : column].isspace():
            return column
        before = before if character.isspace() else character
    return 0


def _end(words: str) -> str:
    """The last words of a long text."""
    return words if len(words) <= 40 else "… " + words[-40:].partition(" ")[2]
