"""Menus that can be called: ``ivrcheck.load(path).call(at="Fri 18:30")``."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from os import PathLike
from pathlib import Path

from ivrcheck.analysis.facts import Facts
from ivrcheck.analysis.topics import Topic
from ivrcheck.config import FIRST_YEAR, LAST_YEAR, Config
from ivrcheck.convert.read import open_menu
from ivrcheck.hours.calendar import build_calendar, one_year_after, zone_of
from ivrcheck.hours.unknown import unknown_holidays
from ivrcheck.menu.load import Loaded, mistaken
from ivrcheck.menu.model import PhoneSystem
from ivrcheck.menu.numbers import linked_groups, numbers_of
from ivrcheck.simulate.answers import Answer, Answers
from ivrcheck.simulate.call import Call
from ivrcheck.simulate.moment import day_of, read_moment, within
from ivrcheck.simulate.system import System
from ivrcheck.simulate.wrong import CannotCall, unknown


class Phone:
    """A phone menu that can be called, at any moment of twelve months."""

    def __init__(self, systems: Sequence[System]) -> None:
        """``systems``: the one that is called first, and those that its transfers can lead to."""
        self._systems = {system.file: system for system in systems}
        self._first = systems[0]
        self._answers: dict[str, Mapping[str, Answers]] = {}

    @property
    def facts(self) -> Facts:
        """What the checker knows about the menu."""
        return self._first.facts

    @property
    def menu(self) -> PhoneSystem:
        """The menu as its file describes it."""
        return self._first.facts.menu

    @property
    def system(self) -> System:
        """The phone system that is called."""
        return self._first

    def call(
        self,
        at: datetime | str | None = None,
        entry: str | None = None,
        answer: Answer = "always",
        language: str | None = None,
        *,
        topic: Topic | None = None,
        stepwise: bool = False,
    ) -> Call:
        """Call the menu.

        ``at``: when, such as ``Fri 18:30`` or ``2026-11-23 10:00``, or a datetime (in the file's zone, if it
        has none); left out, now. ``entry``: the number that is dialled; left out, the first. ``answer``: what
        the office does: ``always`` (whoever is on duty answers), ``never``, a function that is asked, or a
        mapping by step, ``*`` for all others: ``{"desk": "no", "*": "always"}``. ``language``: what the
        caller chooses where a menu offers it. Raises ``CannotCall`` where that cannot be.
        """
        moment = self.moment(at)
        number = self.number(entry)
        self._know(language)
        offices = self._offices(answer)
        return Call(self._first, number, moment, offices, self._systems, language, topic, stepwise)

    def moment(self, at: datetime | str | None) -> datetime:
        """A moment of the year on the file's clock. Raises ``CannotCall``."""
        calendar = self._first.calendar
        if isinstance(at, datetime) and at.tzinfo is calendar.zone:
            return at  # a call looks whether it lies in the year
        if at is None:
            now = datetime.now(calendar.zone)
            return now if calendar.period_at(now) is not None else calendar.first_moment(calendar.everything)
        return within(at, calendar) if isinstance(at, datetime) else read_moment(at, calendar)

    def number(self, entry: str | None) -> str:
        """A number of the menu, as its file writes it; written another way will do. Raises ``CannotCall``."""
        numbers = self._first.graph.entries
        if entry in numbers:
            return str(entry)
        if not numbers:
            raise CannotCall("This menu has no entry, so it cannot be called.")
        if entry is None:
            return next(iter(numbers))
        digits = "".join(filter(str.isdecimal, entry))
        same = [one for one in numbers if one == entry or (digits and _digits(one).endswith(digits))]
        if len(same) != 1:
            raise unknown("number", entry, numbers)
        return same[0]

    def _know(self, language: str | None) -> None:
        """Whether callers can hear a language. Raises ``CannotCall``."""
        there = self.menu.languages
        if language is not None and language not in there:
            raise unknown("language", language, there)
        if language is not None and language not in (there[0], *self._first.languages):
            raise CannotCall(f"No caller comes to hear “{language}”: no step of this menu changes to it.")

    def _offices(self, answer: Answer) -> Mapping[str, Answers]:
        """What the office does, by file."""
        if isinstance(answer, str) and answer in self._answers:
            return self._answers[answer]
        made = {file: Answers(system.graph, self._of(file, answer)) for file, system in self._systems.items()}
        if isinstance(answer, str):
            self._answers[answer] = made
        return made

    def _of(self, file: str, answer: Answer) -> Answer:
        """What is said of one file's steps; what no file has is left to the first, which complains."""
        if not isinstance(answer, Mapping) or len(self._systems) == 1:
            return answer
        steps = {one: system.facts.menu.steps for one, system in self._systems.items()}
        unheard = file == self._first.file
        return {
            step: said
            for step, said in answer.items()
            if step == "*"
            or step in steps[file]
            or (unheard and not any(step in one for one in steps.values()))
        }


def _digits(number: str) -> str:
    return "".join(filter(str.isdecimal, number))


def load(
    path: str | PathLike[str],
    *others: str | PathLike[str],
    start: date | None = None,
    at: str | None = None,
) -> Phone:
    """Read a menu file so that it can be called. ``others``: files that its transfers may lead to.

    ``start``: the first day of the twelve months in which it can be called; left out, what the settings say,
    or today. ``at``: a moment that should lie in them, if nobody says when they begin: a date in full, before
    or after them, moves them. Raises ``Unchecked`` where a file cannot be used.
    """
    from ivrcheck.settings.nearest import Nearest

    nearest, files = Nearest(), [Path(path), *map(Path, others)]
    configs = [nearest.of(file) for file in files]
    read = [_read(file, config) for file, config in zip(files, configs, strict=True)]
    menu = read[0].menu
    assert menu is not None
    first = start or _moved(configs[0].start or datetime.now(zone_of(menu)).date(), at, menu)
    for one in read:
        if any(unknown_holidays(one, first)):
            raise CannotCall(mistaken(one.file))  # who would be called on such a day is anybody's guess
    return Phone([System(facts) for facts in _facts(read, configs, first)])


def _moved(start: date, at: str | None, menu: PhoneSystem) -> date:
    """The first day of the year that is looked at: the day of a call that would lie outside."""
    day = day_of(at, zone_of(menu)) if at else None
    if day is None or start <= day < one_year_after(start) or not FIRST_YEAR <= day.year <= LAST_YEAR:
        return start
    return day


def _read(path: Path, config: Config) -> Loaded:
    loaded = open_menu(path, path.as_posix(), config.limits)
    if loaded.menu is None:
        raise CannotCall(mistaken(loaded.file))
    return loaded


def _facts(read: Sequence[Loaded], configs: Sequence[Config], start: date) -> list[Facts]:
    """The facts of all files, the first one's first; those it has no link to are left out."""
    menus = [one.menu for one in read if one.menu]
    numbers = [numbers_of(one.file, menu) for one, menu in zip(read, menus, strict=True)]
    group = next((group for group in linked_groups(numbers) if read[0].file in group), None)
    if group is None:
        return [Facts(read[0], build_calendar(menus[0], start), configs[0])]
    from ivrcheck.analysis.together import facts_together

    there = [(one, config) for one, config in zip(read, configs, strict=True) if one.file in group]
    systems = [(one, group[one.file]) for one, _ in there]
    found = facts_together(systems, start, [config for _, config in there])
    return sorted(found, key=lambda facts: facts.loaded.file != read[0].file)
