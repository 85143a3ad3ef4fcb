"""Two versions of one menu side by side. which number, step, topic and person is which."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property

from ivrcheck.analysis.facts import Facts
from ivrcheck.analysis.topics import Topic
from ivrcheck.compare.steps import matched_steps
from ivrcheck.compare.times import BothYears
from ivrcheck.menu.model import PhoneSystem
from ivrcheck.menu.numbers import Directory, Line

Both = tuple[str, str]
"""What something is called in the old version, and in the new one."""


class Pair:
    """The facts of two versions, over the same twelve months."""

    def __init__(self, old: Facts, new: Facts, numbers: Sequence[Both] | None = None) -> None:
        """``numbers``: the only ones to compare; left out, all that both versions answer."""
        self.old = old
        self.new = new
        self.numbers = same_numbers(old.menu, new.menu) if numbers is None else numbers

    @cached_property
    def years(self) -> BothYears:
        """The times of both."""
        return BothYears(self.old.calendar, self.new.calendar)

    @cached_property
    def steps(self) -> Mapping[str, str]:
        """What each step of the old version is called now; those that are gone are left out."""
        return matched_steps(self.old.menu, self.new.menu)

    @cached_property
    def people(self) -> Mapping[str, str]:
        """What each person and team of the old version is called now."""
        return _same_people(self.old.menu, self.new.menu)

    @cached_property
    def topics(self) -> Sequence[tuple[Topic, Topic]]:
        """What callers to both versions may call about. Who has a declared topic has it in both."""
        old, new = self.old.menu.topics, self.new.menu.topics
        if old or new:
            words = {**old, **new}
            declared = [Topic(id, words[id], True) for id in dict.fromkeys((*new, *old))]
            return [(topic, topic) for topic in declared]
        return list(self._same_options())

    @property
    def topics_gone(self) -> tuple[str, ...]:
        """What nobody is expected to call about any more, in words."""
        return _only(self.old, {old.id for old, _ in self.topics}, self.new)

    @property
    def topics_new(self) -> tuple[str, ...]:
        """What somebody is expected to call about for the first time, in words."""
        return _only(self.new, {new.id for _, new in self.topics}, self.old)

    def _same_options(self) -> list[tuple[Topic, Topic]]:
        """Where options stand for topics: the same key of the same menu, or else the same words."""
        found: dict[str, tuple[Topic, Topic]] = {}
        left = {topic.option: topic for topic in self.new.topics}
        for is_same in (self._is_same_option, _has_same_words, self._has_same_place):
            for old in self.old.topics:
                if old.id in found:
                    continue
                if new := next((one for one in left.values() if is_same(old, one)), None):
                    found[old.id] = (old, left.pop(new.option))
        return [found[topic.id] for topic in self.old.topics if topic.id in found]

    def _is_same_option(self, old: Topic, new: Topic) -> bool:
        return _has_same_words(old, new) and self._has_same_place(old, new)

    def _has_same_place(self, old: Topic, new: Topic) -> bool:
        step, key = old.option or ("", "")
        return (self.steps.get(step), key) == new.option


def _has_same_words(old: Topic, new: Topic) -> bool:
    return old.words == new.words


def _only(here: Facts, matched: set[str], there: Facts) -> tuple[str, ...]:
    """The topics of one version that the other one does not know."""
    if here.menu.topics:
        return tuple(words for id, words in here.menu.topics.items() if id not in there.menu.topics)
    return tuple(topic.words for topic in here.topics if topic.id not in matched)


def same_numbers(old: PhoneSystem, new: PhoneSystem) -> list[Both]:
    """The numbers of both, each as both write it."""
    directory = Directory(Line("", number, new.country) for number in new.entry)
    found = []
    for number in old.entry:
        if number in new.entry:
            found.append((number, number))
        elif line := directory.find(number, old.country, ""):
            found.append((number, line.number))
    return found


def _same_people(old: PhoneSystem, new: PhoneSystem) -> dict[str, str]:
    """Those with the same id; of the others, people with the same name and teams of the same people."""
    found = {id: id for id in (*old.people, *old.teams) if id in new.people or id in new.teams}
    names = {one.name: id for id, one in new.people.items() if id not in old.people}
    found |= {id: names[one.name] for id, one in old.people.items() if id not in found and one.name in names}
    teams = {one.members: id for id, one in new.teams.items() if id not in old.teams}
    for id, team in old.teams.items():
        members = tuple(found.get(member, "") for member in team.members)
        if id not in found and members in teams:
            found[id] = teams[members]
    return found
