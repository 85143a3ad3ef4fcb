"""What could be written at a place: fields that are not there yet, kinds, ids, and the words of a value."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from ivrcheck.editor.cursor import Cursor, cursor_at
from ivrcheck.editor.guide import Leaf, guide
from ivrcheck.editor.jump import Asked
from ivrcheck.editor.project import is_menu
from ivrcheck.editor.scan import ids_in, scan
from ivrcheck.menu.include import SECTIONS
from ivrcheck.menu.model import ANY
from ivrcheck.menu.scalars import DAYS

FIELD, KIND, ID, RULE, VALUE = "field", "kind", "id", "rule", "value"
"""The sorts of suggestions."""

_WEEK = "Opening times on these days of the week."
_SAYS = {"people": "name", "teams": "members", "steps": "kind"}
"""What tells one thing of a section from another, beside its id."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Something that could be written."""

    label: str
    sort: str
    new: str
    """What to put in place of what has been typed of it."""
    detail: str = ""
    told: str = ""
    """What it means."""


def complete(asked: Asked, line: int, column: int) -> tuple[list[Suggestion], str]:
    """The suggestions for a place, and what has been typed there that they replace."""
    text = asked.text
    cursor = cursor_at(text, line, column)
    if cursor is None or not _is_ours(asked, text):
        return [], ""
    found = _fields(asked, cursor, text) if cursor.is_key else _values(asked, cursor)
    return list(found), cursor.typed


def _is_ours(asked: Asked, text: str) -> bool:
    """Whether a file is a menu, a part of one, or could become either; editors show us all YAML."""
    words = scan(text).words
    if is_menu(asked.path, text) or len(asked.files) > 1 or not words:
        return True
    return all(word.text in SECTIONS for word in words if word.is_key and len(word.route) == 1)


def _fields(asked: Asked, cursor: Cursor, text: str) -> Iterator[Suggestion]:
    """The fields that could stand in a group and do not yet."""
    known = guide().fields(cursor.route, cursor.kind)
    part = not cursor.route and len(asked.files) > 1 and not is_menu(asked.path, text)
    if guide().has_week(cursor.route, cursor.kind) and not any(map(_names_day, cursor.beside)):
        yield Suggestion("mon-fri", FIELD, "mon-fri: " if cursor.alone else "mon-fri", "", _WEEK)
    for name, node in known.items():
        if name not in cursor.beside and not (part and name not in SECTIONS):
            yield Suggestion(
                name, FIELD, f"{name}: " if cursor.alone else name, "", node.get("description", "")
            )


def _names_day(field: str) -> bool:
    return field[:3].lower() in DAYS


def _values(asked: Asked, cursor: Cursor) -> Iterator[Suggestion]:
    if "accept" in cursor.route and cursor.route[-1] == "rule":
        yield from _rules()
        return
    leaf = guide().leaf(cursor.route, cursor.kind)
    if leaf is None:
        return
    if leaf.sections:
        yield from _ids(asked, leaf)
    elif leaf.name == "yes_no":
        yield from (Suggestion(word, VALUE, word) for word in ("yes", "no"))
    elif leaf.name == "language" or cursor.route[-1] == "set":
        yield from (Suggestion(one, VALUE, one) for one in _languages(asked))
    else:
        yield from _words(cursor, leaf.node)


def _words(cursor: Cursor, node: Mapping[str, Any]) -> Iterator[Suggestion]:
    """The words among which a value is chosen, or examples of how it is written."""
    words = list(dict.fromkeys(str(word) for word in node.get("enum", node.get("examples", ()))))
    told = node.get("enumDescriptions", [""] * len(words))
    sort = KIND if cursor.route[-1] == "kind" else VALUE
    for word, meaning in zip(words, told, strict=True):
        yield Suggestion(word, sort, word, told=meaning)


def _ids(asked: Asked, leaf: Leaf) -> Iterator[Suggestion]:
    """Everything with an id that may be named here, in the order of the files."""
    seen = set()
    for _, text in asked.all_texts():
        said = _said(text)
        for section, id in ids_in(text):
            if section in leaf.sections and id not in seen:
                seen.add(id)
                yield Suggestion(id, ID, id, said.get((section, id), ""))
    if leaf.sections == ("topics",):
        yield Suggestion(ANY, ID, ANY, told="Every caller, whatever they call about.")


def _said(text: str) -> dict[tuple[str, str], str]:
    """A word or two about each id of a text: a name, members, a kind, what a topic is."""
    said: dict[tuple[str, str], str] = {}
    for word in scan(text).words:
        if word.is_key or len(word.route) < 2:
            continue
        section, id, *inner = word.route
        if (section == "topics" and not inner) or (inner and inner[0] == _SAYS.get(section)):
            before = said.get((section, id))
            said[section, id] = f"{before}, {word.text}" if before else word.text
    return said


def _languages(asked: Asked) -> list[str]:
    return list(dict.fromkeys(one for _, text in asked.all_texts() for one in scan(text).values("languages")))


def _rules() -> Iterator[Suggestion]:
    """The rules whose findings can be accepted."""
    from ivrcheck.rules.registry import all_rules

    for rule in all_rules():
        if rule.find:
            yield Suggestion(rule.name, RULE, rule.name, rule.code, rule.summary)
