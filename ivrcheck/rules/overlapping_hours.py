"""Times of opening hours overlap or repeat, within a line or between two lines for the same day.

The times of several lines for one day add up. So a line that says “closed” changes nothing either, if every
day it names has times in another line. Whole days beside nights that begin on them are fine.

Why it matters

Whoever writes “mon-fri: 08:00-17:00” and then “fri: 08:00-12:00” means that Friday ends at noon. It does not:
the two add up, the menu says open until five, and phones ring in an empty office all afternoon.

Bad

    shop:
      mon-sat: 09:00-18:00
      sat: 09:00-13:00
      holidays: US

Or within one line:

    mon-sat: 09:00-13:00, 12:00-18:00

Good

    shop:
      mon-fri: 09:00-18:00
      sat: 09:00-13:00
      holidays: US

How to mend it

Let each day stand in one line, with its own times. For days that come once a month, such as “1st sat”, take
them out of the times that other Saturdays have, with “closed:” and “open:” dates if need be.

Source

This project's own reasoning, from how times add up in this format. Written on 2026-11-21.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import pairwise

from ivrcheck.analysis.facts import Facts
from ivrcheck.finding import Label, Severity
from ivrcheck.hours.words import range_words, weekdays_words
from ivrcheck.menu.scalars import DAY_MINUTES, Days, Ranges
from ivrcheck.rules.hit import Hit

CODE = "IVR407"
LEVEL = Severity.WARNING
DEPTH = 0

Week = Mapping[Days, Ranges]
Route = tuple[str, ...]

_WHOLE_DAY = (0, DAY_MINUTES)


def find(facts: Facts) -> Iterator[Hit]:
    """Every week of every opening hours, and the dates with times of their own."""
    for id, hours in facts.menu.hours.items():
        yield from _in_week(facts, id, ("hours", id), hours.week)
        for place, season in enumerate(hours.seasons):
            yield from _in_week(facts, id, ("hours", id, "seasons", str(place)), season.week)
        for dates, ranges in hours.open.items():
            days = f"{dates.first}" if dates.first == dates.last else f"{dates.first}/{dates.last}"
            yield from _in_line(facts, id, ("hours", id, "open", days), days, ranges)


def _in_week(facts: Facts, id: str, route: Route, week: Week) -> Iterator[Hit]:
    for days, ranges in week.items():
        yield from _in_line(facts, id, (*route, days.words), days.words, ranges)
    for one, other in _overlapping(week):
        yield _between(facts, id, route, week, one, other)
    for line, other in _closed_in_vain(week):
        yield _in_vain(facts, id, route, line, other)


def _in_line(facts: Facts, id: str, route: Route, line: str, ranges: Ranges) -> Iterator[Hit]:
    """Two times of one line that share a minute."""
    for (start, end), (following, last) in pairwise(ranges):
        if following < end:
            same = (start, end) == (following, last)
            first = range_words(start, end - start)
            what = (
                f"stands twice: {first}"
                if same
                else f"overlap: {first} and {range_words(following, last - following)}"
            )
            yield Hit(
                facts.at(*route),
                f"In “{id}”, {'a time' if same else 'two times'} of the line “{line}” {what}.",
                "Write each time once, one after the other.",
                cause=f"overlap:{id}:{line}",
            )
            return


def _overlapping(week: Week) -> Iterator[tuple[Days, Days]]:
    """Each pair of lines that open the same day at the same time, once."""
    if len(frozenset().union(*(days.weekdays for days in week))) == sum(len(days.weekdays) for days in week):
        return  # each day has one line
    seen = set()
    for pair in (pair for lines in _by_day(week) for pair in _neighbours(lines)):
        if pair not in seen and pair[::-1] not in seen:
            seen.add(pair)
            yield pair


def _by_day(week: Week) -> Iterator[list[tuple[int, int, Days]]]:
    """The times of each weekday, and of each first, second … one of a month, with the lines they are from."""
    which = {days.nth for days in week if days.nth} or {0}
    for weekday in range(7):
        lines = [days for days in week if weekday in days.weekdays]
        for nth in sorted(which) if any(days.nth for days in lines) else [0]:
            chosen = [days for days in lines if days.nth in (0, nth)]
            yield sorted(
                ((start, end, days) for days in chosen for start, end in week[days]), key=lambda one: one[:2]
            )


def _neighbours(lines: list[tuple[int, int, Days]]) -> Iterator[tuple[Days, Days]]:
    """Lines with times of one day that overlap; each is compared with the one that ends last before it."""
    if not lines:
        return
    latest = lines[0]
    for line in lines[1:]:
        if line[0] < latest[1] and line[2] != latest[2] and not _night_beside_day(line, latest):
            yield latest[2], line[2]
        latest = max(latest, line, key=lambda one: one[1])


def _night_beside_day(one: tuple[int, int, Days], other: tuple[int, int, Days]) -> bool:
    """Whether one is a whole day and the other begins a night that lasts into the next."""
    pairs = ((one, other), (other, one))
    return any(day[:2] == _WHOLE_DAY and night[1] > DAY_MINUTES for day, night in pairs)


def _between(facts: Facts, id: str, route: Route, week: Week, one: Days, other: Days) -> Hit:
    """The narrower line is the one that was meant to say something else."""
    wide, narrow = sorted((one, other), key=lambda days: (bool(days.nth), -len(days.weekdays)))
    shared = weekdays_words(one.weekdays & other.weekdays)
    return Hit(
        facts.at(*route, narrow.words),
        f"In “{id}”, the lines “{wide.words}” and “{narrow.words}” both open {shared} at the same time. "
        f"The two add up: “{narrow.words}” does not replace “{wide.words}”.",
        f"Take {shared} out of “{wide.words}”, or the times it already has out of “{narrow.words}”.",
        labels=(Label(facts.at(*route, wide.words), "opens the same day"),),
        cause=f"overlap:{id}:{narrow.words}",
    )


def _closed_in_vain(week: Week) -> Iterator[tuple[Days, Days]]:
    """Lines that say “closed” for days each of which another line opens."""
    opening = [days for days, ranges in week.items() if ranges]
    for line in (days for days, ranges in week.items() if not ranges):
        for other in opening:
            if line.weekdays <= other.weekdays and other.nth in (0, line.nth):
                yield line, other
                break


def _in_vain(facts: Facts, id: str, route: Route, line: Days, other: Days) -> Hit:
    return Hit(
        facts.at(*route, line.words),
        f"In “{id}”, the line “{line.words}” says closed, and “{other.words}” opens the same day. "
        "The two add up, so it is open.",
        f"Take the day out of “{other.words}”, or name the dates under “closed:”.",
        labels=(Label(facts.at(*route, other.words), "opens the same day"),),
        cause=f"overlap:{id}:{line.words}",
    )
