"""What a check says: findings, where they are, and the report that holds them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from enum import IntEnum
from typing import NamedTuple

from ivrcheck.source import Pointer, Route, Span

Place = Span | Pointer


class Severity(IntEnum):
    """How bad a finding is; a larger number is worse."""

    ADVICE = 1
    WARNING = 2
    ERROR = 3

    @property
    def word(self) -> str:
        return self.name.lower()


class Unchecked(Exception):
    """Something could not be checked at all (exit status 2). The text is one plain sentence."""


@dataclass(frozen=True, slots=True)
class Label:
    """A further place that belongs to a finding, and what is to be seen there."""

    at: Place
    text: str
    route: Route = ()
    """The keys that lead to it."""


class Turn(NamedTuple):
    """One move of a call as plain words. Thousands of findings may tell hundreds of them, so it is small."""

    step: str
    """The step at which it is made."""
    deed: str
    """What is done or happens, in the word the call graph has for it: ``key``, ``no answer`` …"""
    detail: str
    """The key pressed, the person dialled, the answer of a lookup; empty where there is nothing to add."""


@dataclass(frozen=True, slots=True)
class Trace:
    """A call, complete and as data, so that it can be made again and must end in the same way."""

    number: str
    """The number dialled, as the file writes it."""
    moment: str
    """When it arrives: ISO 8601, local, with its offset from UTC (an hour that occurs twice has two)."""
    turns: tuple[Turn, ...] = ()
    end: str = ""
    """The word of its outcome; empty where the finding is about a point at which the call still goes on."""
    circle: int | None = None
    """Where the call goes round without end: how many turns come before the circle that the others make."""


@dataclass(frozen=True, slots=True)
class Again:
    """What ``ivrcheck call`` has to be told to make a call again."""

    files: tuple[str, ...]
    """The file that is called, and the others the call goes on to, as far as it goes on."""
    at: str
    """When it arrives, by the clock on the wall: ``2026-11-23 12:01``."""
    entry: str
    """The number dialled; empty where it is the first of the file."""
    keys: tuple[str, ...]
    """What the caller does; see ``analysis.script``."""
    answers: tuple[str, ...]
    """Where the office does not just answer: ``desk=no``."""


@dataclass(frozen=True, slots=True)
class Call:
    """The call that shows a finding: when it arrives, what is pressed and what is heard, in order."""

    moment: str
    """Local date and time in words, such as ``Friday 20 November 2026, 12:01``."""
    keys: tuple[str, ...]
    """What the caller does, as the words ``wait``, ``hang up`` or the keys pressed."""
    lines: tuple[str, ...]
    """What happens, one sentence for each move; shortened where there are many."""
    trace: Trace
    """The same, complete."""
    again: Again | None = None
    """How to make it again; None where no keys of a telephone do."""


class Instead(NamedTuple):
    """What should stand at a finding's place, where there is exactly one right answer."""

    written: str
    """The word or words that stand there now, without quotation marks."""
    right: str
    """What should; empty where nothing should, because it stands there twice."""
    is_yaml: bool = False
    """Whether ``right`` is a piece of the file, to be put there as it is, rather than a word."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong with a menu.

    ``cause`` names what is behind it: findings with one cause are shown as one. ``depth`` says how far
    from that cause the finding is (0: the cause itself), so that the nearest one is the headline.
    """

    code: str
    name: str
    severity: Severity
    at: Place
    message: str
    help: str = ""
    labels: tuple[Label, ...] = ()
    call: Call | None = None
    cause: str = ""
    depth: int = 5
    step: str = ""
    """The step it is about, for acceptances; empty when it is about the whole file."""
    folded: tuple[Finding, ...] = ()
    unread: bool = False
    """Whether the file could not be read because of it."""
    route: Route = ()
    """The keys that lead to its place; they stay as they are when lines above it come and go."""
    menu: str = ""
    """The menu file that was checked, where it is found in a file that this one includes."""
    alone: Severity | None = None
    """Its level by itself, where what is folded under it is worse."""
    instead: Instead | None = None
    """What should stand at its place, if that is known for certain."""

    @property
    def of_menu(self) -> str:
        return self.menu or self.at.file

    @property
    def parts(self) -> tuple[Finding, ...]:
        """It and what is folded under it, each by itself and at its own level."""
        if not self.folded:
            return (self,)
        return (replace(self, severity=self.alone or self.severity, alone=None, folded=()), *self.folded)

    @property
    def is_internal(self) -> bool:
        return self.code == INTERNAL_ERROR


INTERNAL_ERROR = "IVR999"


def joined(parts: Sequence[Finding]) -> Finding:
    """Findings with one cause as one: the first of them, at the level of the worst, over the others."""
    first, *others = parts
    worst = max(one.severity for one in parts)
    alone = first.severity if first.severity is not worst else None
    return replace(first, severity=worst, alone=alone, folded=tuple(others)) if others else first


@dataclass(frozen=True, slots=True)
class Accepted:
    """A finding that somebody has looked at and decided to live with, until a day."""

    finding: Finding
    reason: str
    by: str
    """The name of the person."""
    until: date


@dataclass(frozen=True, slots=True)
class Held:
    """A finding that fails nothing because a baseline (its file, as it is shown) holds it."""

    finding: Finding
    baseline: str


@dataclass(frozen=True, slots=True)
class Gone:
    """Something a baseline holds that is no longer found. ``file`` is the menu, as the baseline names it."""

    baseline: str
    file: str
    code: str
    name: str
    step: str
    count: int


@dataclass(frozen=True, slots=True)
class Examined:
    """How a menu was looked at: the days of its twelve months, and the codes of the rules that ran."""

    first: date
    last: date
    rules: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Coverage:
    """How much of an ordinary week a file's callers can reach a person.

    ``hours`` is in hours a week without holidays, exceptions and absences, at any number of the file;
    ``least`` is the number with the fewest, and its hours, where the numbers differ.
    """

    file: str
    name: str
    hours: float
    traps: int
    least: tuple[str, float] | None = None


@dataclass(frozen=True, slots=True)
class Wait:
    """How many seconds it takes until a person answers, with everything answered; None: nobody does."""

    shortest: float | None
    longest: float | None
    instead: str
    """How such calls end where no person answers, as the word of an outcome; empty where one always does."""
    queued: bool
    """Whether an unknown wait in a queue comes on top."""


@dataclass(frozen=True, slots=True)
class TopicTiming:
    """How long callers with a topic wait for a person, from the shortest to the longest period at work."""

    topic: str
    first_time: Wait
    hurried: Wait


@dataclass(frozen=True, slots=True)
class Timing:
    """How long callers wait for a person, with the constants that shape it."""

    file: str
    rows: tuple[TopicTiming, ...]
    more: int
    """How many further topics there are."""
    words_per_minute: float
    key: float
    """Seconds to press a key."""


@dataclass(slots=True)
class Report:
    """Everything one run found. ``sources`` holds the text of each file a finding points into."""

    findings: list[Finding] = field(default_factory=list)
    files: list[str] = field(default_factory=list)
    sources: dict[str, str] = field(default_factory=dict)
    coverage: list[Coverage] = field(default_factory=list)
    timings: list[Timing] = field(default_factory=list)
    unchecked: list[str] = field(default_factory=list)
    """One sentence for each thing that could not be checked."""
    accepted: int = 0
    """How many acceptances were used."""
    suppressed: list[Accepted] = field(default_factory=list)
    """The findings that are not among the others because they are accepted."""
    held: list[Held] = field(default_factory=list)
    """The findings that are not among the others because a baseline holds them."""
    gone: list[Gone] = field(default_factory=list)
    """What the baselines hold and is no longer found."""
    compared: bool = False
    """Whether a baseline was used."""
    examined: dict[str, Examined] = field(default_factory=dict)
    """By menu file; one that could not be understood is not there."""
    baselines: dict[str, str] = field(default_factory=dict)
    """By menu file, the path of the baseline that the settings near it name."""
    fail_on: dict[str, Severity] = field(default_factory=dict)
    """By file, from which level on its findings make the exit status 1; a warning where nothing is said."""

    def add(self, other: Report) -> None:
        """Put what another report says at the end of this one."""
        self.findings += other.findings
        self.files += other.files
        self.sources |= other.sources
        self.coverage += other.coverage
        self.timings += other.timings
        self.unchecked += [one for one in other.unchecked if one not in self.unchecked]
        self.accepted += other.accepted
        self.suppressed += other.suppressed
        self.held += other.held
        self.gone += other.gone
        self.compared |= other.compared
        self.examined |= other.examined
        self.baselines |= other.baselines
        for file, level in other.fail_on.items():
            self.fail_on[file] = min(self.fail_on.get(file, level), level)

    def at_least(self, severity: Severity) -> Sequence[Finding]:
        """The findings of a severity or worse, folded ones not counted."""
        return [one for one in self.findings if one.severity >= severity]

    def exit_status(self, fail_on: Severity | None = None) -> int:
        """0 clean, 1 findings of ``fail_on`` (None: what each file says) or worse, 2 could not check."""
        if self.unchecked or any(one.is_internal or one.unread for one in self.findings):
            return 2
        return int(any(one.severity >= (fail_on or self.fails_on(one)) for one in self.findings))

    def fails_on(self, finding: Finding) -> Severity:
        """From which level on a finding in its file makes the exit status 1."""
        return self.fail_on.get(finding.at.file, Severity.WARNING)
