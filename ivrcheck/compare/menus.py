"""What is different about one menu."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from math import ceil

from ivrcheck.analysis.callers import TopicCaller
from ivrcheck.analysis.seconds import waits
from ivrcheck.compare.ends import EndChanges
from ivrcheck.compare.findings import FoundIn, finding_changes
from ivrcheck.compare.model import MenuDiff, SecondsChange
from ivrcheck.compare.pair import Pair
from ivrcheck.compare.persons import person_changes
from ivrcheck.compare.promises import promise_changes
from ivrcheck.compare.sides import Elsewhere, Side
from ivrcheck.compare.steps import renamed_steps
from ivrcheck.finding import Wait


def menu_diff(old: Side, new: Side, before: str, after: str, elsewhere: Elsewhere) -> MenuDiff:
    """What is different about a menu that is a file of both versions."""
    one, other = old.facts.get(before), new.facts.get(after)
    if one is None or other is None:
        found, gone = finding_changes(old.found(before), new.found(after), new.report.fails_on)
        return MenuDiff(before, after, compared=False, found=found, gone=gone)
    pair = Pair(one, other)
    found, gone = finding_changes(old.found(before, pair.steps), new.found(after), new.report.fails_on)
    ends = EndChanges(pair).changes()
    persons = person_changes(pair)
    left = [number for number in one.menu.entry if number not in {number for number, _ in pair.numbers}]
    moved = [(number, *there) for number in left if (there := elsewhere.find(number, one.menu.country))]
    for number, file, line in moved:
        persons += person_changes(Pair(one, new.facts[file], [(number, line)]))
    by = {number: file for number, file, _ in moved}
    return MenuDiff(
        before,
        after,
        other.menu.name,
        numbers=tuple(other.menu.entry),
        numbers_gone=tuple((number, by.get(number, "")) for number in left),
        numbers_new=_only(other.menu.entry, [number for _, number in pair.numbers]),
        topics_gone=pair.topics_gone,
        topics_new=pair.topics_new,
        persons=persons,
        ends=ends,
        seconds=list(seconds_changes(pair)),
        promises=promise_changes(pair),
        found=found,
        gone=gone,
        renamed=renamed_steps(pair.steps),
    )


def added_menu(new: Side, file: str) -> MenuDiff:
    """A menu that is new: all that is found in it is."""
    found, _ = finding_changes(FoundIn(()), new.found(file), new.report.fails_on)
    facts = new.facts.get(file)
    if facts is None:
        return MenuDiff(None, file, compared=False, found=found)
    return MenuDiff(None, file, facts.menu.name, numbers_new=tuple(facts.menu.entry), found=found)


def removed_menu(old: Side, new: Side, file: str, elsewhere: Elsewhere) -> MenuDiff:
    """A menu that is gone, and its numbers with it, unless another menu answers them."""
    facts = old.facts.get(file)
    if facts is None:
        return MenuDiff(file, None, compared=False)
    there = {number: elsewhere.find(number, facts.menu.country) for number in facts.menu.entry}
    moved = [(number, *found) for number, found in there.items() if found]
    persons = [
        change
        for number, other, line in moved
        for change in person_changes(Pair(facts, new.facts[other], [(number, line)]))
    ]
    gone = tuple((number, found[0] if found else "") for number, found in there.items())
    return MenuDiff(file, None, facts.menu.name, numbers_gone=gone, persons=persons)


def _only(numbers: Collection[str], known: Collection[str]) -> tuple[str, ...]:
    return tuple(number for number in numbers if number not in known)


def seconds_changes(pair: Pair) -> Iterator[SecondsChange]:
    """The topics whose callers wait shorter or longer until a person answers."""
    for old, new in pair.topics:
        before, after = waits(pair.old, old), waits(pair.new, new)
        both: Sequence[tuple[TopicCaller, Wait, Wait]] = (
            (TopicCaller.FIRST_TIME, before.first_time, after.first_time),
            (TopicCaller.HURRIED, before.hurried, after.hurried),
        )
        for caller, one, other in both:
            if _differ(one, other):
                yield SecondsChange(new.words, caller, one, other)


def _differ(one: Wait, other: Wait) -> bool:
    """Whether somebody answers both times, and not after the same seconds, rounded up as they are told."""
    if one.shortest is None or other.shortest is None or one.longest is None or other.longest is None:
        return False
    return (ceil(one.shortest), ceil(one.longest)) != (ceil(other.shortest), ceil(other.longest))
