"""What is said of two versions of a menu: what is different for callers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from ivrcheck.analysis.callers import Caller, Office, TopicCaller
from ivrcheck.callgraph.move import Outcome
from ivrcheck.finding import Call, Finding, Report, Severity, Wait


@dataclass(frozen=True, slots=True)
class When:
    """The times at which something is different."""

    words: str
    hours_a_week: float
    """In an ordinary week; 0 where it is only so on special dates."""
    hours: float
    """In the twelve months."""
    first: datetime


@dataclass(frozen=True, slots=True)
class PersonChange:
    """Callers who can reach a person and could not before, or could and cannot any more."""

    gained: bool
    numbers: tuple[str, ...]
    topics: tuple[str, ...]
    """What they call about; empty for all callers to these numbers."""
    untold: bool
    """Whether only those are meant who choose any option, whatever it is for."""
    when: When
    before: Call | None = None
    after: Call | None = None


@dataclass(frozen=True, slots=True)
class End:
    """How a call ends, and where, if somebody answers there or takes the message."""

    outcome: Outcome
    step: str = ""
    whom: str = ""
    """The id of the person or team who answers or calls back, or the digits of the number called; as the new
    version has it. Empty for other ends."""
    place: str = field(default="", compare=False)
    """The step as its own version names it."""
    who: str = field(default="", compare=False)
    """The same as ``whom`` in words."""


@dataclass(frozen=True, slots=True)
class Who:
    """Callers with one habit, and what they call about."""

    caller: Caller | TopicCaller
    topic: str = ""
    """In its words; empty for callers who have none in mind."""


@dataclass(frozen=True, slots=True)
class EndChange:
    """Callers whose call ends elsewhere than before."""

    numbers: tuple[str, ...]
    callers: tuple[Who, ...]
    office: Office | None
    """What the office does; None: whatever it does."""
    before: End
    after: End
    worse: bool
    when: When
    call_before: Call | None = None
    call_after: Call | None = None


@dataclass(frozen=True, slots=True)
class SecondsChange:
    """How many seconds it takes callers about a topic until a person answers, before and after."""

    topic: str
    caller: TopicCaller
    before: Wait
    after: Wait


@dataclass(frozen=True, slots=True)
class PromiseChange:
    """What is different about a call back that is promised: by when, in which words, or by whom."""

    step: str
    """As the new file names it."""
    what: str
    """``callback_within``, ``prompt``, ``owner`` or ``backup``."""
    before: str
    """In words; empty where there was none."""
    after: str
    worse: bool


@dataclass(frozen=True, slots=True)
class FindingChange:
    """A finding that is new, or that is gone."""

    finding: Finding
    level: Severity | None = None
    """Where it is on both sides: its level on the other one."""
    calendar: bool = False
    """Whether it is there only because a day has passed, and not because somebody changed something."""
    accepted: str = ""
    """By whom and until when it is accepted now, if it is."""
    worse: bool = False


@dataclass(frozen=True, slots=True)
class MenuDiff:
    """What is different about one menu. ``old`` or ``new`` is None where it is only in one version."""

    old: str | None
    new: str | None
    name: str = ""
    compared: bool = True
    """False where one of the versions has mistakes in it: then only findings can be told."""
    moved: bool = False
    """Whether the two versions are one menu whose file has another name now."""
    numbers: tuple[str, ...] = ()
    """All numbers it is called at, as the new version writes them."""
    numbers_gone: tuple[tuple[str, str], ...] = ()
    """Numbers that are not answered by it any more, each with the menu that answers now, if one does."""
    numbers_new: tuple[str, ...] = ()
    topics_gone: tuple[str, ...] = ()
    topics_new: tuple[str, ...] = ()
    persons: Sequence[PersonChange] = ()
    ends: Sequence[EndChange] = ()
    seconds: Sequence[SecondsChange] = ()
    promises: Sequence[PromiseChange] = ()
    found: Sequence[FindingChange] = ()
    gone: Sequence[FindingChange] = ()
    renamed: Sequence[tuple[str, str]] = ()

    @property
    def file(self) -> str:
        return self.new or self.old or ""

    @property
    def worse(self) -> bool:
        """Whether something got worse for callers."""
        return (
            any(not by for _, by in self.numbers_gone)
            or any(not one.gained for one in self.persons)
            or any(one.worse for one in self.ends)
            or any(one.worse for one in self.promises)
            or any(one.worse for one in self.found)
        )

    @property
    def changed(self) -> bool:
        """Whether anything is different for callers, to the better or the worse (new names are not)."""
        said = (self.numbers_gone, self.numbers_new, self.topics_gone, self.topics_new)
        more = (self.persons, self.ends, self.seconds, self.promises, self.found, self.gone)
        return self.old is None or self.new is None or any(said) or any(more)


@dataclass(frozen=True, slots=True)
class Diff:
    """What is different between two versions of some menus."""

    menus: Sequence[MenuDiff]
    old: str
    """What the old version is called: a file, or a revision."""
    new: str
    start: date | None
    """The first day of the twelve months that both are compared in; None where the menus differ in it."""
    looked_at: int
    """How many menus there are."""
    unchecked: Sequence[str] = ()
    report: Report = field(default_factory=Report)
    """What was found in the new version."""

    def exit_status(self, fail_on: str) -> int:
        """2 where something could not be compared; else whether it is so bad that ``fail_on`` says 1."""
        if self.unchecked:
            return 2
        if fail_on == "any":
            return int(any(one.changed for one in self.menus))
        return int(fail_on == "worse" and any(one.worse for one in self.menus))
