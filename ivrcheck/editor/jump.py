"""What the word at a place is, where what it names is written, and where else it is named."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from ivrcheck.analysis.facts import Facts
from ivrcheck.editor.cursor import cursor_at
from ivrcheck.editor.guide import SECTIONS_OF, guide
from ivrcheck.editor.project import Texts, text_of
from ivrcheck.editor.scan import Word, ids_in, kinds_in, scan
from ivrcheck.menu.include import SECTIONS
from ivrcheck.menu.locate import lines_of

_LETTERS = re.compile(r"[\w*#+./-]+")
NAMED = tuple(dict.fromkeys(section for sections in SECTIONS_OF.values() for section in sections))
"""The sections whose ids are named elsewhere."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A file somebody asks about, with the files of the menus it belongs to."""

    path: Path
    texts: Texts
    files: tuple[Path, ...] = field(default=())
    """This file first."""
    facts: tuple[Facts, ...] = ()
    """What was last known of the menus it belongs to."""

    @property
    def text(self) -> str:
        return text_of(self.path, self.texts)

    def all_texts(self) -> Iterator[tuple[Path, str]]:
        """The files with their texts."""
        for path in dict.fromkeys([self.path, *self.files]):
            yield path, text_of(path, self.texts)


def word_at(text: str, line: int, column: int) -> Word | None:
    """The word at a place; where the text is no YAML any more, as the line alone tells it."""
    found = scan(text)
    word = found.at(line, column)
    return word if word or not found.stopped else _from_line(text, line, column)


def _from_line(text: str, line: int, column: int) -> Word | None:
    lines = lines_of(text)
    here = lines[line - 1] if line <= len(lines) else ""
    around = (one for one in _LETTERS.finditer(here) if one.start() < column <= one.end() + 1)
    match = next(around, None)
    cursor = cursor_at(text, line, match.end() + 1) if match else None
    if match is None or cursor is None:
        return None
    route = (*cursor.route, match[0]) if cursor.is_key else cursor.route
    return Word(route, cursor.is_key, match[0], line, match.start() + 1, line, match.end() + 1)


def kind_at(word: Word, text: str) -> str:
    """The kind of the step a word is in."""
    in_step = word.route[:1] == ("steps",) and len(word.route) > 1
    return kinds_in(text).get(word.route[1], "") if in_step else ""


def named_by(word: Word, text: str) -> tuple[str, ...]:
    """The sections in which what a word names can stand; none for a word that is no id."""
    if word.is_key:
        return (word.route[0],) if len(word.route) == 2 and word.route[0] in NAMED else ()
    leaf = guide().leaf(word.route, kind_at(word, text))
    return leaf.sections if leaf else ()


def written(asked: Asked, sections: tuple[str, ...], id: str) -> tuple[str, Path, Word] | None:
    """Where a step, a person … is written: its section, the file and the place of its id."""
    for path, text in asked.all_texts():
        ids = ids_in(text)
        for section in sections:
            if (section, id) in ids:
                return section, path, ids[section, id]
    return None


def definition(asked: Asked, line: int, column: int) -> tuple[Path, Word] | None:
    """Where the thing is written that is named at a place."""
    word = word_at(asked.text, line, column)
    found = written(asked, named_by(word, asked.text), word.text) if word else None
    return found[1:] if found else None


def references(asked: Asked, line: int, column: int, itself: bool) -> Iterator[tuple[Path, Word]]:
    """Where the thing is named that is named or written at a place; ``itself``: also where it is written."""
    word = word_at(asked.text, line, column)
    found = written(asked, named_by(word, asked.text), word.text) if word else None
    if word is None or found is None:
        return
    for path, text in asked.all_texts():
        for one in scan(text).words:
            if one.text == word.text and (itself or not one.is_key) and found[0] in named_by(one, text):
                yield path, one


@dataclass(frozen=True, slots=True)
class Symbol:
    """A section of a file or something written in it, for the editor's outline."""

    name: str
    detail: str
    word: Word
    last: tuple[int, int]
    """The line and column where it ends at the latest."""
    inner: tuple[Symbol, ...] = ()


def symbols(text: str) -> list[Symbol]:
    """The sections of a file with the ids in them."""
    lines = lines_of(text)
    end = (len(lines), len(lines[-1]) + 1)
    heads = [word for word in scan(text).words if word.is_key and len(word.route) == 1]
    ids = list(ids_in(text).values())
    kinds = kinds_in(text)
    found = []
    for place, head in enumerate(heads):
        last = _before(heads, place, end)
        if head.text in SECTIONS:
            own = [word for word in ids if word.route[0] == head.text and head[3:5] < word[3:5] < last]
            inner = tuple(
                Symbol(word.text, kinds.get(word.text, "") if head.text == "steps" else "", word,
                       _before(own, number, last))
                for number, word in enumerate(own)
            )  # fmt: skip
            found.append(Symbol(head.text, "", head, last, inner))
    return found


def _before(words: list[Word], place: int, end: tuple[int, int]) -> tuple[int, int]:
    """Where what follows a word begins."""
    return (words[place + 1].line, words[place + 1].column) if place + 1 < len(words) else end
