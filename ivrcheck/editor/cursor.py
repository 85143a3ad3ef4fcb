"""Where somebody is typing, told by the lines alone: the text need not be YAML at that moment.

The line itself, how far it and those above it are indented, and the brackets that are open say which field of
which group is being written.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from ivrcheck.editor.brackets import fields_after, in_note, open_count, open_groups
from ivrcheck.menu.locate import lines_of
from ivrcheck.source import Route

_KEY = re.compile(r"([\"']?)((?:(?!: |:$)[^\"'#\[\]{},])+)\1\s*:(?=\s|$)\s*")
_DASHES = re.compile(r"(?:-\s+|-$)")
_TYPED = re.compile(r"[\w*#+./-]*$")
_FAR = 400
"""How many lines up an open bracket is looked for: no group in braces is longer."""

_MOST_ITEMS = 2_000


@dataclass(frozen=True, slots=True)
class Cursor:
    """What is being written."""

    route: Route
    """Where: of a name, the group it will stand in; of a value, the place of the value."""
    is_key: bool
    typed: str
    """What has been typed of it so far."""
    beside: Mapping[str, str] = field(default_factory=dict)
    """The fields of the group it is in, with what stands behind them on their lines."""
    kind: str = ""
    """Of the step it is in, where its lines say so."""
    alone: bool = True
    """Whether nothing stands behind the place on its line yet."""
    in_list: bool = False
    """Whether it is one of several values in a list."""


def cursor_at(text: str, line: int, column: int) -> Cursor | None:
    """What is being written at a place, counted from 1; None where nothing can be told, as in a note."""
    lines = lines_of(text)
    if not 0 < line <= len(lines):
        return None
    row = line - 1
    here = lines[row][: column - 1]
    if in_note(here):
        return None
    alone = not lines[row][column - 1 :].strip(" ,}]")
    first = _opened(lines, row, here)
    if first is None:
        return _in_block(lines, row, here, alone)
    return _in_brackets(lines, first, row, here, alone)


def _opened(lines: list[str], row: int, here: str) -> int | None:
    """The line on which the outermost bracket is opened that is still open at the place.

    It stands further left than what follows in the bracket: a bracket that somebody forgot to close in a step
    above does not count.
    """
    level = open_count(here)
    first = row if level > 0 and _begins(here) else None
    total, level = level, max(level, 0)
    indent = _indent(here) if here.strip() else len(here)
    for above in range(row - 1, max(-1, row - _FAR), -1):
        line = lines[above]
        opens = open_count(line) if line.strip() else 0
        total += opens
        if not line.strip() or _indent(line) >= indent or not _begins(line):
            continue
        if opens <= 0 or total <= level:
            break
        first, level, indent = above, total, _indent(line)
    return first


def _begins(line: str) -> bool:
    """Whether a field or an item of a list begins on a line."""
    stem, inner = _dashes(line)
    return "-" in stem or bool(_KEY.match(inner))


def _in_brackets(lines: list[str], first: int, row: int, here: str, alone: bool) -> Cursor | None:
    """What is being written in a group or list in brackets that begins on the line ``first``."""
    start = lines[first] if first < row else here
    opening = min((start.find(sign) for sign in "{[" if sign in start), default=-1)
    outer = _line_route(lines, first, start[:opening])
    body = "\n".join([start[opening:], *lines[first + 1 : row], *([here] if first < row else [])])
    groups = open_groups(body)
    if not groups or outer is None:
        return None
    route: list[str] = list(outer)
    for group in groups[:-1]:
        route.append(group.key if group.sign == "{" else str(group.count))
    last = groups[-1]
    kind = _kind(lines, first, tuple(outer), [group.fields for group in groups], route)
    typed = last.word.lstrip()
    if typed[:1] in ("'", '"'):
        return None
    if last.sign == "[":
        place = (*route, str(last.count))
        return Cursor(place, False, _last(typed), {}, kind, alone, in_list=True)
    if last.in_value:
        return Cursor((*route, last.key), False, _last(typed), last.fields, kind, alone)
    beside = {**fields_after(lines[row][len(here) :]), **last.fields}
    return Cursor(tuple(route), True, _last(typed), beside, kind, alone)


def _in_block(lines: list[str], row: int, here: str, alone: bool) -> Cursor | None:
    """What is being written where only the indentation counts."""
    stem, inner = _dashes(here)
    if match := _KEY.match(inner):
        outer = _line_route(lines, row, here)
        value = inner[match.end() :]
        if outer is None or value[:1] in ("'", '"', "|", ">"):
            return None
        beside = dict(_fields_around(lines, row, len(stem)))
        kind = _kind(lines, row, outer, [], list(outer))
        return Cursor(outer, False, _last(value), beside, kind, alone)
    route = _above(lines, row, len(stem) if inner or stem.strip() else len(here))
    if route is None or inner[:1] in ("'", '"'):
        return None
    if stem.strip():
        place = (*route, str(_item_number(lines, row, here)))
        kind = _kind(lines, row, place, [], list(place))
        return Cursor(place, False, _last(inner), {}, kind, alone, in_list=True)
    beside = dict(_fields_around(lines, row, len(stem) if inner else len(here)))
    return Cursor(route, True, _last(inner), beside, _kind(lines, row, route, [beside], list(route)), alone)


def _dashes(line: str) -> tuple[str, str]:
    """The blanks and dashes a line begins with, and the rest."""
    place = _indent(line)
    while match := _DASHES.match(line, place):
        place = match.end()
    return line[:place], line[place:]


def _line_route(lines: list[str], row: int, here: str) -> Route | None:
    """The place of the value on a line that begins with a name, up to where ``here`` ends."""
    stem, inner = _dashes(here)
    match = _KEY.match(inner)
    above = _above(lines, row, len(stem)) if match or "-" in stem else None
    if above is None:
        return None
    if "-" in stem:
        above = (*above, str(_item_number(lines, row, here)))
    return (*above, match[2].strip()) if match else above


def _above(lines: list[str], row: int, indent: int) -> Route | None:
    """The names that stand above a place, each further left than the one below it."""
    found: list[str] = []
    own_dash = "-" in _dashes(lines[row])[0]
    indent = _indent(lines[row]) if own_dash else indent
    in_list = own_dash
    for above in range(row - 1, -1, -1):
        line = lines[above]
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        stem, inner = _dashes(line)
        left = _indent(line)
        if "-" in stem and len(stem) <= indent and not in_list and left < indent:
            # the group this place is in is an item of a list
            found.append(str(_item_number(lines, above, line)))
            indent, in_list = left, True
            continue
        if "-" in stem:
            continue
        if left < indent or (in_list and left == indent):
            match = _KEY.match(inner)
            if not match:
                continue
            if not found and inner[match.end() :].partition(" #")[0].strip("# "):
                return None  # the line above has its value: these are further words of it
            found.append(match[2].strip())
            indent, in_list = left, False
        if not indent:
            break
    return tuple(reversed(found)) if not indent or found else None


def _item_number(lines: list[str], row: int, here: str) -> int:
    """How many items of the same list stand above a line that begins with a dash."""
    indent, count = _indent(here), 0
    for above in range(row - 1, max(-1, row - _MOST_ITEMS), -1):
        line = lines[above]
        if not line.strip():
            continue
        left = _indent(line)
        if left < indent or (left == indent and not line.lstrip().startswith("-")):
            break
        count += left == indent
    return count


def _fields_around(lines: list[str], row: int, indent: int) -> Iterator[tuple[str, str]]:
    """The other fields of the group that a line belongs to."""
    for step in (-1, 1):
        place = row + step
        while 0 <= place < len(lines):
            line = lines[place]
            if line.strip() and not line.lstrip().startswith("#"):
                stem, inner = _dashes(line)
                if len(stem) < indent:
                    break
                if len(stem) == indent:
                    if "-" in stem and step > 0:
                        break
                    if match := _KEY.match(inner):
                        yield match[2].strip(), inner[match.end() :].strip().strip("\"'")
                    if "-" in stem:
                        break
            place += step


def _kind(lines: list[str], row: int, outer: Route, inner: list[Mapping[str, str]], route: list[str]) -> str:
    """The kind of the step a place is in, from the group in brackets or from the lines of the step."""
    if not route or route[0] != "steps" or len(route) < 2:
        return ""
    depth = len(outer)
    if depth <= 2:  # the step itself is in brackets, or the place is right in its lines
        fields = inner[2 - depth] if len(inner) > 2 - depth else {}
        if "kind" in fields:
            return fields["kind"]
    head = _head(lines, row, outer)
    return _kind_below(lines, head) if head is not None else ""


def _head(lines: list[str], row: int, outer: Route) -> int | None:
    """The line on which the step begins that a line is in."""
    start = re.compile(rf"( +)[\"']?{re.escape(outer[1])}[\"']?\s*:(?=\s|$)") if len(outer) > 1 else None
    for above in range(row, -1, -1):
        if start and start.match(lines[above]):
            return above
        if lines[above][:1].strip() and lines[above][:1] != "#" and above < row:
            return None
    return None


_SAYS_KIND = re.compile(r"(?:^|[\s{,])kind\s*:\s*[\"']?(\w+)")


def _kind_below(lines: list[str], head: int) -> str:
    indent = _indent(lines[head])
    for place in range(head, min(len(lines), head + _FAR)):
        line = lines[place]
        if place > head and line.strip() and _indent(line) <= indent:
            break
        if match := _SAYS_KIND.search(line):
            return match[1]
    return ""


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _last(value: str) -> str:
    """The word that is being typed, of several."""
    match = _TYPED.search(value)
    return match[0] if match else ""
