"""Which promises of a call back break, and the first real moment at which each does.

A promise stands in ``callback_within`` or in the words of the prompt; whichever is due earlier counts. For
both, somebody who owns the message (or the backup) must be on duty for a while before it is due. Working
hours are those of ``business_hours``, else of the first ``hours`` step of the file, else of the owner; a file
in which none of them is given promises no working time that could be measured, and nothing is said of it.

Messages of the year's last days are due in the next one: ``AHEAD`` days of it are looked at as well. What is
due still later counts as kept.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property
from itertools import pairwise

from ivrcheck.analysis.daytime import business_hours
from ivrcheck.analysis.due import Due, Measure, Workdays, due_of, earliest, first_broken, is_broken
from ivrcheck.analysis.facts import Facts
from ivrcheck.analysis.kept import all_through, by_its_hours, needs_no_counting
from ivrcheck.callgraph.move import Move, Outcome
from ivrcheck.hours.calendar import Calendar, build_calendar, one_year_after
from ivrcheck.hours.intervals import Interval, merge, window
from ivrcheck.hours.zones import moment_at, real_minute
from ivrcheck.menu.kinds import Callback, Transfer, Voicemail
from ivrcheck.menu.model import PhoneSystem
from ivrcheck.menu.prompt import Prompt
from ivrcheck.menu.scalars import DAY_MINUTES, Promise

AHEAD = 35
"""How many days past the year's end are looked at."""


@dataclass(frozen=True, slots=True)
class Broken:
    """A promise that cannot be kept, with a message that shows it; all moments are local."""

    move: Move
    """Leaving the message."""
    promise: Promise
    """The one of its promises that is due first."""
    spoken: bool
    """Whether only the prompt makes it."""
    first: datetime
    """The first moment of the year at which a message is not answered in time."""
    left: datetime
    """The moment to tell: the same, or right after those on duty have left."""
    due: datetime
    back: datetime | None
    """When somebody who can answer is next on duty; None: not in the time that is known."""
    minutes: int
    """For how long somebody is on duty before it is due."""


def broken_promises(facts: Facts) -> Mapping[str, Broken]:
    """By step, the promise that breaks first; steps whose promises are kept are left out."""
    return facts.once("broken promises", lambda: _broken_promises(facts))


def longest_day(facts: Facts, owner: str | None) -> int:
    """The minutes of the longest day of an ordinary week; eight hours where business hours are not known."""
    hours = business_hours(facts.menu, owner)
    return facts.once(("longest day", hours), lambda: _longest_day(facts.calendar, hours))


def _longest_day(calendar: Calendar, hours: str | None) -> int:
    open = calendar.open[hours] if hours else 0
    plain = calendar.plain_week()
    time = Measure([(start, end) for start, end, period in plain if open >> period & 1])
    midnights = [time.until(minute) for minute in range(0, plain[-1][1] + 1, DAY_MINUTES)]
    return max(after - before for before, after in pairwise(midnights)) or 8 * 60


def _diary(facts: Facts) -> Diary:
    return facts.once("diary", lambda: Diary(facts.menu, facts.calendar))


def _broken_promises(facts: Facts) -> dict[str, Broken]:
    found: dict[str, Broken] = {}
    for move in message_moves(facts):
        promises = promises_at(facts, move)
        bits = facts.arrivals.get(move.source, 0) & move.periods
        if not promises or not bits:
            continue
        broken = _diary(facts).broken(facts, move, promises, bits)
        step = facts.graph.step_of(move.source)
        if broken and (step not in found or broken.first < found[step].first):
            found[step] = broken
    return found


def message_moves(facts: Facts) -> Iterator[Move]:
    """The moves that leave a message with an owner, or book a call back."""
    into = facts.graph.into
    yield from (
        move for move in (*into[Outcome.MESSAGE], *into[Outcome.CALLBACK]) if owned(facts, move).owner
    )


def promises_at(facts: Facts, move: Move) -> list[tuple[Promise, bool]]:
    """What is promised to whoever leaves a message, and whether only the prompt says so."""
    body = owned(facts, move)
    given = [(body.callback_within, False)] if body.callback_within else []
    if isinstance(body, Transfer):
        return given
    said = spoken_promise(body.prompt, facts.graph.language_of(move.source))
    return [*given, (said, True)] if said and said not in [promise for promise, _ in given] else given


def owned(facts: Facts, move: Move) -> Voicemail | Callback | Transfer:
    """The step of such a move."""
    body = facts.graph.kind_of(move.source)
    assert isinstance(body, Voicemail | Callback | Transfer)
    return body


def spoken_promise(prompt: Prompt, language: str) -> Promise | None:
    """The promise a prompt makes in words."""
    from ivrcheck.menu.spoken import promised

    return promised(prompt.words(language), language)


class Diary:
    """Who is on duty and what is open over the year and the days ahead, in minutes of real time."""

    def __init__(self, menu: PhoneSystem, calendar: Calendar) -> None:
        self.menu = menu
        self.year = calendar
        self._duty: dict[tuple[int, int], Measure] = {}
        self._workdays: dict[str, Workdays] = {}
        self._first: dict[object, int | None] = {}

    @cached_property
    def ahead(self) -> Calendar:
        """The days after the year, and its last one: files that are checked together share a bit less."""
        last = one_year_after(self.year.start)
        return build_calendar(self.menu, last - timedelta(1), last + timedelta(AHEAD))

    def duty(self, *who: str) -> Measure:
        """When any of some people and teams is on duty, with or without a telephone."""
        year = ahead = 0
        for one in who:
            year |= self.year.present(one)
            ahead |= self.ahead.present(one)
        if (year, ahead) not in self._duty:
            self._duty[year, ahead] = Measure(self._minutes(year, ahead))
        return self._duty[year, ahead]

    def workdays(self, hours: str | None) -> Workdays | None:
        """The business hours, where they are known."""
        if hours and hours not in self._workdays:
            open = self._minutes(self.year.open[hours], self.ahead.open[hours])
            days = (one_year_after(self.year.start) - self.year.start).days + AHEAD
            self._workdays[hours] = Workdays(open, self.year.start, days, self.year.zone)
        return self._workdays[hours] if hours else None

    def _minutes(self, year: int, ahead: int) -> list[Interval]:
        return merge([*self.year.periods.minutes(year), *self.ahead.periods.minutes(ahead)])

    def broken(
        self, facts: Facts, move: Move, promises: list[tuple[Promise, bool]], bits: int
    ) -> Broken | None:
        """The first message that cannot be answered in time, of those left in some periods."""
        body = owned(facts, move)
        who = [one for one in (body.owner, getattr(body, "backup", None)) if one]
        hours = business_hours(self.menu, body.owner)
        if self._plainly_kept(who, hours, [promise for promise, _ in promises]):
            return None
        duty, workdays = self.duty(*who), self.workdays(hours)
        dues = {promise: due_of(promise, workdays) for promise, _ in promises}
        key = (id(duty), id(workdays), tuple(dues))
        first = self._breaks(key, facts.everything, duty, dues)
        if first is not None and bits != facts.everything:
            first = self._breaks(key, bits, duty, dues)
        if first is None:
            return None
        left = self._telling(first, bits, duty, dues)
        return self._say(move, promises, dues, duty, first, left)

    def _plainly_kept(self, who: list[str], hours: str | None, promises: list[Promise]) -> bool:
        """Whether it is plain that all is kept (see ``kept``): nothing has to be counted then."""
        if hours is None or not needs_no_counting(self.menu, promises, hours):
            return False
        if any(by_its_hours(self.menu, one, hours) for one in who):
            return True
        return all_through(self.year, who, hours) and all_through(self.ahead, who, hours)

    def _breaks(self, key: object, bits: int, duty: Measure, dues: Mapping[Promise, Due]) -> int | None:
        if (key, bits) not in self._first:
            self._first[key, bits] = first_broken(
                self.year.periods.minutes(bits), duty, list(dues.values()), self.ahead.periods.end
            )
        return self._first[key, bits]

    def _telling(self, first: int, bits: int, duty: Measure, dues: Mapping[Promise, Due]) -> int:
        """The moment that shows it best: the first message of the same time in which nobody is on duty.

        If that is the moment in which duty ends, it is a minute past it: nobody is sure whether the office
        is still there at twelve sharp, but at 12:01 it is not.
        """
        leaves, back = duty.end_of(first), duty.after(first) or self.year.periods.end
        comes = window(self.year.periods.minutes(bits), leaves or first, back)
        if not comes:
            return first
        start, stop = comes[0]
        sharp = duty.end_of(start - 1) is not None or start == self.year.periods.starts[0]
        left = start + 1 if sharp and start + 1 < stop else start
        by = earliest(list(dues.values()), left, self.ahead.periods.end)
        return left if by is not None and is_broken(duty, left, by) else first

    def _say(
        self,
        move: Move,
        promises: list[tuple[Promise, bool]],
        dues: Mapping[Promise, Due],
        duty: Measure,
        first: int,
        left: int,
    ) -> Broken:
        by = earliest(list(dues.values()), left, self.ahead.periods.end)
        assert by is not None
        promise, spoken = next((one, said) for one, said in promises if dues[one](left) == by)
        back = duty.after(left)
        first_, left_, due = (moment_at(minute, self.year.zone) for minute in (first, left, by))
        return Broken(
            move,
            promise,
            spoken,
            first_,
            left_,
            due,
            None if back is None else moment_at(back, self.year.zone),
            duty.until(by) - duty.until(left),
        )


def period_of(facts: Facts, moment: datetime) -> int:
    """The period a moment of the year lies in, as a set of one."""
    number = facts.calendar.periods.at(real_minute(moment))
    assert number is not None
    return 1 << number
