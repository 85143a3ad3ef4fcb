"""What is different for callers, in sentences: what every format of a diff says."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ivrcheck.analysis.callers import Caller, Office, TopicCaller
from ivrcheck.callgraph.move import Outcome
from ivrcheck.compare.model import (
    End,
    EndChange,
    FindingChange,
    MenuDiff,
    PersonChange,
    PromiseChange,
    SecondsChange,
    When,
    Who,
)
from ivrcheck.finding import Call
from ivrcheck.hours.naming import moment_words
from ivrcheck.hours.words import join_words
from ivrcheck.report.text import span_of, wait_words
from ivrcheck.rules.words import listed

_HABITS = {
    Caller.SILENT: "press nothing",
    Caller.ZERO: "press 0",
    Caller.WRONG_KEY: "press a wrong key",
}
_TOPIC_HABITS = {
    TopicCaller.FIRST_TIME: "call for the first time",
    TopicCaller.HURRIED: "know the keys",
}
_OFFICES = {Office.ANSWERED: ", if everybody picks up", Office.NOTHING: ", if nobody picks up"}
_ENDS = {
    Outcome.RESOLVED: "an announcement tells them what they need",
    Outcome.CUT_OFF: "they are cut off",
    Outcome.ENDLESS: "the call goes on without end",
    Outcome.GAVE_UP: "their key ends the call",
}


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that is different."""

    text: str
    worse: bool = False
    lines: tuple[str, ...] = ()
    """What follows below it."""
    help: tuple[str, ...] = ()
    """What to do about it, and why it may not count."""
    before: Call | None = None
    after: Call | None = None


@dataclass(frozen=True, slots=True)
class Section:
    """Things of one sort, under a title."""

    title: str
    items: Sequence[Item]


def sections(menu: MenuDiff) -> list[Section]:
    """All that is different about a menu; sorts of which there is nothing are left out."""
    found = [
        Section("Numbers", list(_numbers(menu))),
        Section("Who reaches a person", [_person(one, menu) for one in menu.persons]),
        Section("Calls that end elsewhere", [_end(one, menu) for one in menu.ends]),
        Section("Promises", list(map(_promise, menu.promises))),
        Section("Seconds until a person answers", list(map(_seconds, menu.seconds))),
        Section("What callers call about", list(_topics(menu))),
        Section("Found now, and not before", list(map(_found, menu.found))),
        Section("Not found any more", list(map(_gone, menu.gone))),
        Section("Renamed", [Item(f"“{old}” is now called “{new}”.") for old, new in menu.renamed]),
    ]
    return [one for one in found if one.items]


def _numbers(menu: MenuDiff) -> Iterator[Item]:
    if menu.old is None:
        yield Item("This menu is new.")
    elif menu.new is None:
        yield Item("This menu is gone.")
    elif menu.moved:
        yield Item(f"This menu was in {menu.old} before.")
    for number, other in menu.numbers_gone:
        text = f"{number} is answered by {other} now." if other else f"{number} is not answered any more."
        yield Item(text, worse=not other)
    for number in menu.numbers_new:
        yield Item(f"{number} is answered now.")


def _person(one: PersonChange, menu: MenuDiff) -> Item:
    who = "callers who try every option" if one.untold else "callers"
    who = f"{_capital(who)}{_about(one.topics)}{_to(one.numbers, menu)}"
    can = "can reach a person now" if one.gained else "cannot reach a person any more"
    text = f"{who} {can}: {when_words(one.when)}"
    return Item(text, not one.gained, (), (), one.before, one.after)


def _about(topics: Sequence[str]) -> str:
    return f" about {listed(topics)}" if topics else ""


def _to(numbers: Sequence[str], menu: MenuDiff) -> str:
    """The numbers that are called, unless it is all there are."""
    if {*numbers} >= {*menu.numbers}:
        return ""
    shown = list(numbers[:3])
    more = [f"{len(numbers) - 3} more numbers"] if len(numbers) > 3 else []
    return f" to {join_words([*shown, *more])}"


def when_words(when: When) -> str:
    """``Monday to Friday 08:00–09:00 (5 hours a week; first on Monday 23 November 2026, 08:00).``"""
    if when.words == "always":
        return "always."
    hours = f"{_hours(when.hours_a_week)} a week" if when.hours_a_week else f"{_hours(when.hours)} in all"
    return f"{when.words} ({hours}; first on {moment_words(when.first)})."


def _hours(hours: float) -> str:
    if hours and hours < 0.05:
        return "a few minutes"
    number = f"{hours:,.1f}".removesuffix(".0")
    return f"{number} hour{'s' if number != '1' else ''}"


def _end(one: EndChange, menu: MenuDiff) -> Item:
    who = f"{callers_words(one.callers)}{_to(one.numbers, menu)}"
    office = _OFFICES[one.office] if one.office else ""
    text = f"{_capital(who)}{office}: {when_words(one.when)}"
    lines = (f"Before: {end_words(one.before)}.", f"Now: {end_words(one.after)}.")
    return Item(text, one.worse, lines, (), one.call_before, one.call_after)


def callers_words(callers: Sequence[Who]) -> str:
    """``callers who press 0 or press nothing, and callers about “A bill” who know the keys``."""
    plain = [_HABITS[one.caller] for one in callers if isinstance(one.caller, Caller)]
    topics: dict[str, list[TopicCaller]] = {}
    for one in callers:
        if isinstance(one.caller, TopicCaller):
            topics.setdefault(one.topic, []).append(one.caller)
    groups: dict[tuple[TopicCaller, ...], list[str]] = {}
    for topic, habits in topics.items():
        groups.setdefault(tuple(habits), []).append(topic)
    parts = [f"callers who {_either(plain)}"] if plain else []
    for habits_, about in groups.items():
        who = f" who {_TOPIC_HABITS[habits_[0]]}" if len(habits_) == 1 else ""
        parts.append(f"callers about {listed(about)}{who}")
    return ", and ".join(parts)


def _either(words: Sequence[str]) -> str:
    return " or ".join(words) if len(words) < 3 else f"{', '.join(words[:-1])} or {words[-1]}"


def end_words(end: End) -> str:
    """How a call ends, and where."""
    place = f" (in “{end.place}”)" if end.place else ""
    who = end.who or "nobody"
    if end.outcome is Outcome.PERSON:
        return f"{who} answers{place}" if end.who else f"somebody answers{place}"
    if end.outcome in (Outcome.MESSAGE, Outcome.UNOWNED_MESSAGE):
        return f"they leave a message for {who}{place}"
    if end.outcome is Outcome.CALLBACK:
        return f"they ask for a call back by {who}{place}"
    if end.outcome is Outcome.HANDED_OVER:
        return f"they are put through to {who}{place}"
    return _ENDS[end.outcome]


def _promise(one: PromiseChange) -> Item:
    return Item(f"“{one.step}”: {_PROMISES[one.what](one.before, one.after)}", one.worse)


def _planned(before: str, after: str) -> str:
    if not after:
        return f"it is not said any more within what time somebody calls back ({before} before)."
    return f"somebody calls back within {after}{_was(before)}."


def _said(before: str, after: str) -> str:
    if not after:
        return f"the prompt does not say any more by when somebody calls back (“{before}” before)."
    return f"the prompt promises a call back “{after}”{_was(f'“{before}”' if before else '')}."


def _owner(before: str, after: str) -> str:
    return f"{after or 'nobody'} calls back{_was(before)}."


def _backup(before: str, after: str) -> str:
    return f"{after or 'nobody'} stands in for whoever calls back{_was(before)}."


def _was(before: str) -> str:
    return f" ({before} before)" if before else " (not said before)"


_PROMISES = {"callback_within": _planned, "prompt": _said, "owner": _owner, "backup": _backup}


def _seconds(one: SecondsChange) -> Item:
    habit = _TOPIC_HABITS[one.caller]
    before, after = wait_words(one.before), wait_words(one.after)
    return Item(f"Callers about “{one.topic}” who {habit}: {before} before, {after} now.")


def _topics(menu: MenuDiff) -> Iterator[Item]:
    for words in menu.topics_gone:
        yield Item(f"“{words}” is no topic any more.")
    for words in menu.topics_new:
        yield Item(f"“{words}” is a topic now.")


def _found(one: FindingChange) -> Item:
    finding = one.finding
    level = f" ({one.level.word} before)" if one.level else ""
    if one.accepted:
        return Item(f"{_title(one)}: {finding.message}", False, (f"Accepted by {one.accepted}.",))
    help = (f"What to do: {finding.help}",) if finding.help else ()
    if one.calendar:
        help = (*help, "Only the calendar brings this: it does not count here.")
    return Item(f"{_title(one)}{level}: {finding.message}", one.worse, (), help, None, finding.call)


def _gone(one: FindingChange) -> Item:
    level = f" ({one.level.word} now)" if one.level else ""
    by = (f"Accepted by {one.accepted}.",) if one.accepted else ()
    return Item(f"{_title(one)}{level}: {one.finding.message}", False, by)


def _title(one: FindingChange) -> str:
    finding, at = one.finding, span_of(one.finding)
    return f"{at.file}:{at.line}: {finding.severity.word} {finding.code} {finding.name}"


def _capital(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}"


def call_parts(item: Item) -> Iterator[tuple[str, Sequence[str], Call | None]]:
    """The call before and the call now, each with its title; how both begin is told once."""
    before, after = item.before, item.after
    if before and after:
        same = _alike(before.lines, after.lines)
        yield "The call begins, before and now:", before.lines[:same], None
        yield "Before, it went on:", before.lines[same:], before
        yield "Now it goes on:", after.lines[same:], after
    elif before:
        yield "The call before:", before.lines, before
    elif after:
        yield "The call that shows it:", after.lines, after


def _alike(one: Sequence[str], other: Sequence[str]) -> int:
    """How many lines both begin with; each keeps one of its own."""
    most = min(len(one), len(other)) - 1
    return next((place for place in range(most) if one[place] != other[place]), max(most, 0))
