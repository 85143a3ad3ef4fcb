"""Reads XML as elements with their places: no entities, no document types, nothing fetched from anywhere."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.parsers import expat

from ivrcheck.convert.source import Source, Unreadable
from ivrcheck.source import Span

_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_ROOT = b"<r>"
"""Stands before the text: a file may be a part of another one, with several elements at its top. After it
there can be no document type either, so a file never makes entities known."""
_DEEPEST = 100
"""Levels of nesting; no phone system comes near, and a hostile file ends here."""


@dataclass(slots=True)
class Element:
    """One element: its name, attributes, place, and what stands in it."""

    tag: str
    attributes: dict[str, str]
    at: Span
    children: list[Element] = field(default_factory=list)
    words: str = ""

    def get(self, name: str) -> str:
        """An attribute without the spaces around it; empty where it is absent."""
        return self.attributes.get(name, "").strip()

    def all(self, *tags: str) -> list[Element]:
        """The elements directly in it that have one of some names."""
        return [one for one in self.children if one.tag in tags]

    def walk(self) -> Iterator[Element]:
        """It and all elements in it, in the order of the text."""
        left = [self]
        while left:
            one = left.pop()
            yield one
            left += reversed(one.children)


def read_xml(source: Source) -> Element:
    """An element around all that stands at the top of a text. Raises ``Unreadable``."""
    reader = _Reader(source)
    text = _DECLARATION.sub(lambda found: re.sub(r"[^\n]", " ", found[0]), source.text, count=1)
    try:
        reader.parser.Parse(_ROOT + text.encode("utf-8", "replace") + b"</r>", True)
    except expat.ExpatError as error:
        line = text.split("\n")[error.lineno - 1 : error.lineno]
        if "<!DOCTYPE" in "".join(line).upper():
            why = "it has a DOCTYPE, which may make other files part of it; take that line out."
            raise Unreadable(why, error.lineno) from None
        why = expat.errors.messages.get(error.code, "it is not complete")
        raise Unreadable(f"it is not XML ({why}).", error.lineno) from None
    return reader.root


class _Reader:
    def __init__(self, source: Source) -> None:
        self.source = source
        self.root = Element("", {}, source.line(1))
        self.open = [self.root]
        self.parser = expat.ParserCreate("utf-8")
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self.start
        self.parser.EndElementHandler = self.end
        self.parser.CharacterDataHandler = self.text

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        line, column = self.parser.CurrentLineNumber, self.parser.CurrentColumnNumber
        if line == 1 and column == 0 and tag == "r" and len(self.open) == 1 and not self.root.children:
            return
        if len(self.open) > _DEEPEST:
            raise Unreadable(f"elements are nested more than {_DEEPEST} deep.", line)
        column += 1 - (len(_ROOT) if line == 1 else 0)
        at = Span(self.source.file, line, column, line, column + len(tag) + 1)
        one = Element(tag, attributes, at)
        self.open[-1].children.append(one)
        self.open.append(one)

    def end(self, tag: str) -> None:
        if len(self.open) > 1:
            self.open.pop()

    def text(self, words: str) -> None:
        self.open[-1].words += words
