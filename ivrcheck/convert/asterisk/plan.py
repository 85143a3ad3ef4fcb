"""A dialplan: contexts, the extensions in them, and the lines of each, found as the switch finds them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from ivrcheck.convert.asterisk.conf import Configuration, Section, Setting
from ivrcheck.convert.asterisk.pattern import is_pattern, matches, order
from ivrcheck.source import Span

_PRIORITY = re.compile(r"(\d+|[A-Za-z_][\w-]*)\s*(?:\+\s*(\d+))?\s*(?:\(([^)]*)\))?\s*")
_APP = re.compile(r"([A-Za-z_]\w*)\s*(.*)", re.DOTALL)
_ASSIGNED = re.compile(r"(?:^|[(?,]\s*)(?:[Ss]et\()?(?:GLOBAL\(|LOCAL\()?_{0,2}([A-Za-z]\w*)\)?=")
PROGRAMS = {"agi", "eagi", "deadagi", "fastagi", "asyncagi", "system", "trysystem", "exec", "tryexec"}
"""Applications that run a program outside the dialplan."""
_TIMED = re.compile(r"[,|]")


@dataclass(frozen=True, slots=True)
class Line:
    """One priority of an extension: an application and what it is given."""

    number: int
    """Counts the lines of the whole dialplan."""
    context: str
    exten: str
    priority: int
    label: str
    app: str
    """In small letters."""
    text: str
    """The application as it is written, for the report."""
    args: str
    at: Span


@dataclass(slots=True)
class Context:
    """A section of the dialplan."""

    name: str
    at: Span
    comment: str
    extens: dict[str, dict[int, Line]] = field(default_factory=dict)
    labels: dict[tuple[str, str], int] = field(default_factory=dict)
    includes: list[str] = field(default_factory=list)
    patterns: list[str] = field(default_factory=list)


class Plan:
    """A whole dialplan."""

    def __init__(self, made: Configuration) -> None:
        self.contexts: dict[str, Context] = {}
        self.globals: dict[str, str] = {}
        self.lines: list[Line] = []
        self.falls_through = True
        """Whether the call ends where an extension does; else the caller can dial on."""
        self.odd: list[tuple[str, Span, str]] = []
        """Lines that the switch would not take, or that say something not followed here, with the reason."""
        self.missing = made.missing
        for section in made.sections:
            self._section(section)
        for context in self.contexts.values():
            context.patterns = sorted((one for one in context.extens if is_pattern(one)), key=order)
        self.assigned = {name for line in self.lines for name in _ASSIGNED.findall(line.args)}
        self.assigned |= {line.args.partition(",")[0].strip() for line in self.lines if line.app == "read"}
        self.asks_outside = not self.is_freepbx and any(line.app in PROGRAMS for line in self.lines)
        """Whether programs outside the files run, which may set variables that nothing else does."""
        self._found: dict[tuple[str, str, int | str], Line | None] = {}

    # reading

    def _section(self, section: Section) -> None:
        name = section.name.lower()
        if name == "general":
            for one in section.settings:
                if one.name == "autofallthrough":
                    self.falls_through = one.value.lower() in ("yes", "true", "1", "on", "y", "t")
        elif name == "globals":
            self.globals |= {one.name.upper(): one.value for one in section.settings}
        elif not section.template:
            context = self.contexts.setdefault(
                section.name, Context(section.name, section.at, section.comment)
            )
            _Extensions(self, context).read(section)

    @property
    def is_freepbx(self) -> bool:
        """Whether FreePBX wrote it: its programs are known, and set nothing that callers notice."""
        return "ext-local" in self.contexts or "from-internal-additional" in self.contexts

    # looking up

    def find(self, context: str, exten: str, priority: int | str) -> Line | None:
        """The line a call comes to, by its number or its label; in the included contexts too."""
        key = (context, exten, priority)
        if key not in self._found:
            self._found[key] = self._find(context, exten, priority)
        return self._found[key]

    def _find(self, name: str, exten: str, priority: int | str) -> Line | None:
        for context in self.family(name):
            for one in self._extens(context, exten):
                at = context.labels.get((one, priority)) if isinstance(priority, str) else priority
                if at is not None and (line := context.extens[one].get(at)):
                    return line
        return None

    def _extens(self, context: Context, exten: str) -> Iterator[str]:
        if exten in context.extens:
            yield exten
        yield from (one for one in context.patterns if one != exten and matches(one, exten))

    def family(self, name: str) -> list[Context]:
        """A context and all it includes, in the order in which they are searched."""
        found: dict[str, Context] = {}
        todo = [name]
        while todo:
            one = todo.pop()
            if one not in found and one in self.contexts:
                found[one] = self.contexts[one]
                todo += reversed(self.contexts[one].includes)
        return list(found.values())

    def has(self, context: str, exten: str) -> bool:
        """Whether a call can be sent to an extension."""
        return bool(exten) and self.find(context, exten, 1) is not None

    def first_lines(self, name: str) -> dict[str, Line]:
        """The first line of every extension of a context and those it includes; patterns as patterns."""
        found: dict[str, Line] = {}
        for context in self.family(name):
            for exten in [*(one for one in context.extens if not is_pattern(one)), *context.patterns]:
                if line := context.extens[exten].get(1):
                    found.setdefault(exten, line)
        return found


class _Extensions:
    """Reads the lines of one section."""

    def __init__(self, plan: Plan, context: Context) -> None:
        self.plan = plan
        self.context = context
        self.exten = ""
        self.last = 0

    def read(self, section: Section) -> None:
        for one in section.settings:
            if one.name in ("exten", "same"):
                self.line(one)
            elif one.name == "include":
                self.include(one)
            elif one.name in ("switch", "lswitch", "eswitch"):
                self.wrong(one, "Another phone system is asked here for what is not found.")

    def include(self, one: Setting) -> None:
        name, timed = _TIMED.split(one.value, maxsplit=1)[0].strip(), _TIMED.search(one.value)
        self.context.includes.append(name)
        if timed:
            self.wrong(one, "It is included at some times only; taken as included always.")

    def line(self, one: Setting) -> None:
        rest = one.value
        if one.name == "exten":
            exten, comma, rest = _split_first(rest)
            if not comma:
                return self.wrong(one, "Something is missing in this line; the switch leaves it out.")
            self.exten = exten.strip().strip('"')
        if "/" in self.exten and not self.exten.startswith("/"):
            return self.wrong(one, "This is only for callers with certain numbers; nobody else notices.")
        match = _PRIORITY.match(rest.strip())
        if match is None or not self.exten:
            return self.wrong(one, "Its place in the order cannot be read; the switch leaves it out.")
        if match[1] == "hint":
            self.plan.odd.append(("hint", one.at, "It is for the lamps of telephones."))
            return None
        priority = self.priority(match[1], int((match[2] or "0")[:6]))
        if priority is None:
            return self.wrong(one, "There is no line before this one; the switch leaves it out.")
        self.last = priority
        return self.add(one, priority, (match[3] or "").strip(), rest.strip()[match.end() :])

    def priority(self, word: str, more: int) -> int | None:
        """The number of a priority; None where it cannot have one."""
        if word == "n":
            return self.last + (more or 1) if self.last else None
        if word == "s":
            return self.last + more if self.last else None
        if word.isdigit():
            return int(word[:9]) + more
        label = self.context.labels.get((self.exten, word))
        return label + more if label is not None else None

    def add(self, one: Setting, priority: int, label: str, rest: str) -> None:
        app, args = _application(rest.lstrip(",| \t"))
        lines = self.context.extens.setdefault(self.exten, {})
        if priority in lines:
            return self.wrong(one, "There is a line in this place already; the switch leaves this one out.")
        line = Line(
            len(self.plan.lines), self.context.name, self.exten, priority, label, app.lower(),
            f"{app}({args})" if args else app, args, one.at,
        )  # fmt: skip
        lines[priority] = line
        self.plan.lines.append(line)
        if label:
            self.context.labels.setdefault((self.exten, label), priority)
        return None

    def wrong(self, one: Setting, why: str) -> None:
        self.plan.odd.append((f"{one.name} => {one.value}"[:120], one.at, why))


def _split_first(text: str) -> tuple[str, str, str]:
    """The extension of a line, which may hold a comma in brackets."""
    depth = 0
    for number, sign in enumerate(text):
        depth += {"[": 1, "]": -1}.get(sign, 0)
        if sign == "," and depth <= 0:
            return text[:number], ",", text[number + 1 :]
    return text, "", ""


def _application(text: str) -> tuple[str, str]:
    """The name of an application and what stands in its brackets; the old form has commas only."""
    match = _APP.match(text)
    if match is None:
        return "", text.strip()
    rest = match[2].strip()
    if rest.startswith("("):
        rest = rest[1:]
        return match[1], rest[: rest.rfind(")")] if ")" in rest else rest
    return match[1], rest.lstrip(",|").strip()
