"""Reads Asterisk's configuration files: sections, settings, comments, templates, files in files."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from ivrcheck.convert.source import Source
from ivrcheck.source import Span

_HEAD = re.compile(r"\[([^\]]*)\]\s*(?:\(([^)]*)\))?")
_INCLUDE = re.compile(r"#(include|tryinclude|exec)\s*(.*)", re.IGNORECASE)
_QUOTES = "\"'<> \t"
_DEEPEST = 10
"""Files in files in files; the switch itself stops at ten."""


@dataclass(frozen=True, slots=True)
class Setting:
    """One line of a section: ``name => value``."""

    name: str
    value: str
    at: Span


@dataclass(slots=True)
class Section:
    """What stands under one ``[name]``; a name can stand in several places."""

    name: str
    at: Span
    comment: str
    template: bool = False
    settings: list[Setting] = field(default_factory=list)


@dataclass(slots=True)
class Configuration:
    """All sections of all files, in the order in which the switch reads them."""

    sections: list[Section] = field(default_factory=list)
    missing: list[Setting] = field(default_factory=list)
    """Files that are included and not there, and programs that would write some."""


def included(source: Source) -> list[str]:
    """The names of the files that a file includes, without their folders."""
    found = (_INCLUDE.match(text) for text, _, _, _ in _statements(source))
    return [_plain(match[2]) for match in found if match and match[1].lower() != "exec"]


def _plain(name: str) -> str:
    return name.strip(_QUOTES).rpartition("/")[2]


def read_configuration(sources: Sequence[Source]) -> Configuration:
    """The sections of a file with the files it includes, then of those that it does not."""
    reader = _Reader(sources)
    for source in sources:
        if source.file not in reader.seen:
            reader.read(source, 0)
    return reader.made


class _Reader:
    def __init__(self, sources: Sequence[Source]) -> None:
        self.made = Configuration()
        self.named = {source.path.name: source for source in sources}
        self.seen: set[str] = set()

    def read(self, source: Source, depth: int) -> None:
        self.seen.add(source.file)
        for text, start, end, comment in _statements(source):
            at = source.span(start, end)
            if match := _INCLUDE.match(text):
                self.include(match[1].lower(), match[2], at, depth)
            elif match := _HEAD.match(text):
                self.section(match[1].strip(), match[2] or "", at, comment)
            elif self.made.sections and "=" in text:
                name, _, value = text.partition("=")
                value = value.removeprefix(">").strip()
                self.made.sections[-1].settings.append(Setting(name.strip().lower(), value, at))

    def include(self, word: str, name: str, at: Span, depth: int) -> None:
        source = self.named.get(_plain(name))
        if source is None or word == "exec":
            self.made.missing.append(Setting(f"#{word}", name.strip(_QUOTES), at))
        elif depth < _DEEPEST:
            self.read(source, depth + 1)

    def section(self, name: str, extra: str, at: Span, comment: str) -> None:
        words = [word.strip() for word in extra.split(",") if word.strip()]
        made = Section(name, at, comment, template="!" in words)
        for word in words:
            if word not in ("!", "+"):
                made.settings += [
                    one for other in self.made.sections if other.name == word for one in other.settings
                ]
        self.made.sections.append(made)


def _statements(source: Source) -> Iterator[tuple[str, int, int, str]]:
    """Each line that says something: the text, where it begins and ends, and the comment behind it."""
    start, inside = 0, 0
    for line in source.text.split("\n"):
        text, inside, comment = _without_comments(line, inside)
        if words := text.strip():
            first = start + len(text) - len(text.lstrip())
            # what was taken out of the middle of a line makes its end later than its length says
            yield words.replace("\0", ""), first, max(first, start + len(text.rstrip())), comment
        start += len(line) + 1


def _without_comments(line: str, inside: int) -> tuple[str, int, str]:
    """A line without its comments, in how many comments it ends, and the comment at its end.

    What is taken out of the middle leaves a sign of length for each of its own, so that columns stay right.
    """
    if ";" not in line:
        return ("" if inside else line), inside, ""
    kept: list[str] = []
    number = 0
    while number < len(line):
        if inside and line.startswith("--;", number):
            inside, number = inside - 1, number + 3
            kept.append("\0" * 3)
        elif line.startswith(";--", number) and line[number + 3 : number + 4] != "-":
            inside, number = inside + 1, number + 3
            kept.append("\0" * 3)
        elif inside:
            kept.append("\0")
            number += 1
        elif line.startswith("\\;", number):
            kept.append("\0;")
            number += 2
        elif line[number] == ";":
            return "".join(kept).rstrip("\0"), inside, line[number:].strip("; \t\r")
        else:
            kept.append(line[number])
            number += 1
    return "".join(kept).rstrip("\0"), inside, ""
