"""Which transfers dial a number of a phone system that is checked in the same run."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ivrcheck.menu.todo import TODO

if TYPE_CHECKING:
    from ivrcheck.menu.model import PhoneSystem

_TAIL = 6
"""Two ways to write one number share at least their last digits; only then are they looked at closely."""

_SHORT = 7
"""A number with fewer digits and no country is an extension: it means something in its own office only."""


@dataclass(frozen=True, slots=True)
class Line:
    """A number at which a phone system can be called."""

    file: str
    number: str
    """As the file's entry writes it."""
    country: str | None = None


@dataclass(frozen=True, slots=True)
class Numbers:
    """The numbers of one file: those it is called at, and those its transfers dial."""

    file: str
    lines: tuple[Line, ...]
    calls: Mapping[str, str]
    """By the id of a transfer the number it dials."""
    country: str | None = None


def numbers_of(file: str, menu: PhoneSystem) -> Numbers:
    """The numbers of a menu; those that are still to be filled in lead nowhere yet."""
    lines = tuple(Line(file, number, menu.country) for number in menu.entry if not number.startswith(TODO))
    calls = {
        step: body.number
        for step, body in menu.steps.items()
        if body.kind == "transfer" and not body.number.startswith(TODO)
    }
    return Numbers(file, lines, calls, menu.country)


class Directory:
    """Finds the phone system behind a dialled number."""

    def __init__(self, lines: Iterable[Line]) -> None:
        self._by_tail: dict[str, list[Line]] = {}
        for line in lines:
            self._by_tail.setdefault(_digits(line.number)[-_TAIL:], []).append(line)

    def find(self, number: str, country: str | None, file: str) -> Line | None:
        """The line a number dialled in a file leads to; the file's own comes first.

        A number that several other files have is nobody's: it cannot be known which of them is meant.
        """
        near = self._by_tail.get(_digits(number)[-_TAIL:], ())
        same = [line for line in near if _is_same(number, country, line, file)]
        own = [line for line in same if line.file == file]
        return own[0] if own else same[0] if len({line.file for line in same}) == 1 else None


def own_lines(menu: PhoneSystem) -> dict[str, str]:
    """The transfers that dial a number of their own phone system, each with that entry."""
    numbers = numbers_of("", menu)
    return {step: line.number for step, line in links_of(numbers, Directory(numbers.lines)).items()}


def links_of(numbers: Numbers, directory: Directory) -> dict[str, Line]:
    """The transfers of a file that lead to a line in the directory."""
    found = {}
    for step, number in numbers.calls.items():
        if line := directory.find(number, numbers.country, numbers.file):
            found[step] = line
    return found


def dialled_abroad(number: str, country: str | None) -> str:
    """A telephone number in full, such as +16175550100; empty for an extension and what is no number."""
    if not number.lstrip().startswith("+") and len(_digits(number)) < _SHORT:
        return ""
    return _international(number, country) or ""


def _digits(number: str) -> str:
    return "".join(filter(str.isdecimal, number))


def _is_same(number: str, country: str | None, line: Line, file: str) -> bool:
    plus = number.lstrip().startswith("+"), line.number.lstrip().startswith("+")
    if _digits(number) == _digits(line.number) and all(plus):
        return True
    if len(_digits(number)) < _SHORT and not any(plus):
        return line.file == file and _digits(number) == _digits(line.number)
    dialled = _international(number, country)
    return dialled is not None and dialled == _international(line.number, line.country)


def _international(number: str, country: str | None) -> str | None:
    """A number as it is dialled from abroad; None where it has further digits to press, or is none at all."""
    import phonenumbers

    try:
        parsed = phonenumbers.parse(number, country)
    except phonenumbers.NumberParseException:
        return None
    if parsed.extension or any(sign in number for sign in ",;*#"):
        return None
    return phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164)


Links = Mapping[str, Line]
"""By the id of a transfer, the line of another file that it leads to."""


def linked_groups(files: Sequence[Numbers]) -> Iterator[dict[str, Links]]:
    """The files that transfers join, group by group, each file with its transfers to others."""
    directory = Directory(line for one in files for line in one.lines)
    links = {one.file: _outside(one, directory) for one in files if one.calls}
    beside: dict[str, set[str]] = {}
    for file, found in links.items():
        for line in found.values():
            beside.setdefault(file, set()).add(line.file)
            beside.setdefault(line.file, set()).add(file)
    seen: set[str] = set()
    for file in (one.file for one in files if one.file in beside):
        if file not in seen:
            group = _joined(file, beside)
            seen |= group
            yield {one.file: links.get(one.file, {}) for one in files if one.file in group}


def _outside(numbers: Numbers, directory: Directory) -> Links:
    found = links_of(numbers, directory)
    return {step: line for step, line in found.items() if line.file != numbers.file}


def _joined(file: str, beside: Mapping[str, set[str]]) -> set[str]:
    group, todo = {file}, [file]
    while todo:
        new = beside[todo.pop()] - group
        group |= new
        todo += new
    return group
