"""Single dates and runs of dates on which something is out of the ordinary, and how people say it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import groupby

from ivrcheck.hours.intervals import Interval, Intervals, around, complement, shared
from ivrcheck.hours.weekly import TIMES_ROOM, WEEK_MINUTES, Slot, slot_words
from ivrcheck.hours.words import RUN, WEEKDAYS, clock_words, date_words, dates_words, join_words, list_words
from ivrcheck.menu.scalars import DAY_MINUTES, NTH, Days

ORDINALS = {1: "first", 2: "second", 3: "third", 4: "fourth", 5: "fifth", -1: "last"}
MOST = 0.7
"""The share of the days meant that must be there before they are named together."""
SEASON = 5
"""From how many days on a pattern of weekdays is named rather than its dates."""
ABSENCE = 31
"""Up to how many days people name just the dates for times of many kinds on them: “21 to 31 December”."""
ALL_YEAR = 330
"""From how many days on the first and last one say nothing."""
SOME_WEEKS_ROOM = 90
"""How long a phrase for times in some weeks should be at most, in characters."""
SOME_WEEKS = 8
"""From how many times on something that comes back without a rule is “in some weeks”."""

Entry = tuple[int, str]
"""The wall-clock minute something starts at (for the order), and its words."""


def special_words(extra: Intervals, walls: Intervals, first: int, last: int) -> list[str]:
    """What lies beside the usual week, in phrases, the first one first.

    ``extra`` is that part of ``walls``, both in wall-clock minutes between ``first`` and ``last``.
    """
    runs = _whole_days(extra, walls)
    single = {run for run in runs if run[1] - run[0] == DAY_MINUTES}
    monthly, rest = _every_month([*single, *shared(extra, complement(runs, first, last))], first, last)
    entries = monthly + _part_entries([piece for piece in rest if piece not in single])
    left = set(runs) - single | single & set(rest)
    entries += [entry for run in left for entry in _run_entries(run)]
    return [words for _, words in sorted(entries)]


def _day(minute: int) -> date:
    return date.fromordinal(minute // DAY_MINUTES)


def _whole_days(extra: Intervals, walls: Intervals) -> list[Interval]:
    """The days with something extra that are covered from midnight to midnight, in runs.

    Days between them that are covered in any case, such as weekends, belong to the run. Days count only where
    the extra time starts and ends at midnight, or the usual week makes up the rest of the day: what lasts
    from one Monday at nine to the next stays in one piece.
    """
    runs: dict[Interval, Interval] = {}
    for start, end in extra:
        if end - start <= DAY_MINUTES or start % DAY_MINUTES == end % DAY_MINUTES == 0:
            first, last = start - start % DAY_MINUTES, end + -end % DAY_MINUTES
            wall = around(start, walls)
            if wall[0] <= first and last <= wall[1]:
                runs[wall] = (runs.get(wall, (first, last))[0], last)
    return list(runs.values())


def _run_entries(run: Interval) -> Iterator[Entry]:
    start, end = run
    if end - start >= RUN * DAY_MINUTES:
        yield start, dates_words(_day(start), _day(end - 1))
    else:
        yield from ((minute, date_words(_day(minute))) for minute in range(start, end, DAY_MINUTES))


def _part_entries(parts: Sequence[Interval]) -> list[Entry]:
    """Everything that does not last whole days."""
    entries = [entry for cluster in _clusters(parts) for entry in _cluster_entries(cluster)]
    if len(entries) < SOME_WEEKS:
        return entries
    sometimes, rest = _some_weeks(parts)
    return sometimes + [entry for cluster in _clusters(rest) for entry in _cluster_entries(cluster)]


def _every_month(parts: Intervals, first: int, last: int) -> tuple[list[Entry], list[Interval]]:
    """What happens on the first Saturday of each month and the like, and everything else."""
    entries: list[Entry] = []
    rest: list[Interval] = []
    days = [date.fromordinal(day) for day in range(first // DAY_MINUTES, last // DAY_MINUTES)]
    for (weekday, slot), pieces in _by_weekday(parts).items():
        if ordinals := _ordinals([_day(start) for start, _ in pieces], weekday, days):
            which = join_words([ORDINALS[nth] for nth in ordinals])
            times = "" if slot.is_whole_day else f" {slot.words}"
            entries.append((pieces[0][0], f"the {which} {WEEKDAYS[weekday]} of each month{times}"))
        else:
            rest += pieces
    return entries, sorted(rest)


def _by_weekday(parts: Intervals) -> dict[tuple[int, Slot], list[Interval]]:
    found: dict[tuple[int, Slot], list[Interval]] = {}
    for start, end in parts:
        slot = Slot(start % DAY_MINUTES, end - start)
        found.setdefault((_day(start).weekday(), slot), []).append((start, end))
    return found


def _ordinals(found: Sequence[date], weekday: int, days: Sequence[date]) -> list[int]:
    """Which weekdays of the month these days are, if they are most of them in the year and no others."""
    chosen: list[int] = []
    if len(found) < RUN:
        return []
    for nth in NTH.values():
        meant = {day for day in days if day in Days(frozenset({weekday}), nth)}
        if meant and len(meant & set(found)) >= MOST * len(meant):
            chosen.append(nth)
    covered = all(any(day in Days(frozenset({weekday}), nth) for nth in chosen) for day in found)
    return _without_last(chosen, found, weekday) if covered and len(chosen) < RUN else []


def _without_last(chosen: list[int], found: Sequence[date], weekday: int) -> list[int]:
    """Most fourth Saturdays are last ones as well: keep the one that explains every day by itself."""
    alone = [nth for nth in chosen if all(day in Days(frozenset({weekday}), nth) for day in found)]
    return alone[:1] or chosen


def _clusters(parts: Intervals) -> Iterator[list[Interval]]:
    """Pieces that follow each other within a week."""
    cluster: list[Interval] = []
    for piece in parts:
        if cluster and piece[0] - cluster[-1][1] > WEEK_MINUTES:
            yield cluster
            cluster = []
        cluster.append(piece)
    if cluster:
        yield cluster


def _cluster_entries(cluster: Sequence[Interval]) -> list[Entry]:
    days = sorted({_day(start) for start, _ in cluster})
    if not _is_season(days):
        return _single_entries(cluster)
    slots = {Slot(start % DAY_MINUTES, end - start) for start, end in cluster}
    return [(cluster[0][0], _season_words(days, next(iter(slots)) if len(slots) == 1 else None))]


def _season_words(days: Sequence[date], slot: Slot | None) -> str:
    """Days in words by their first and last one, with the time if it is always the same."""
    span, length = dates_words(days[0], days[-1]), (days[-1] - days[0]).days + 1
    if slot is None and length > ABSENCE:
        return "at times" if length >= ALL_YEAR else f"at times from {span}"
    if slot is None:
        return span
    if length == len(days) < 7:
        return f"{span} {slot.words}"
    return f"{slot_words(sorted({day.weekday() for day in days}), [slot])} from {span}"


def _is_season(days: Sequence[date]) -> bool:
    """Whether days are told better by their first and last than one by one."""
    span = range(days[0].toordinal(), days[-1].toordinal() + 1)
    if len(span) == len(days):
        return len(days) >= RUN
    weekdays = {day.weekday() for day in days}
    meant = sum(date.fromordinal(day).weekday() in weekdays for day in span)
    return len(days) >= SEASON and len(days) >= MOST * meant


def _single_entries(cluster: Sequence[Interval]) -> list[Entry]:
    """Each day with its times; what lasts longer than a day with both its ends."""
    long = [(start, _stretch(start, end)) for start, end in cluster if end - start > DAY_MINUTES]
    short = [piece for piece in cluster if piece[1] - piece[0] <= DAY_MINUTES]
    for _, same_day in groupby(short, key=lambda piece: piece[0] // DAY_MINUTES):
        pieces = list(same_day)
        times = [Slot(start % DAY_MINUTES, end - start).words for start, end in pieces]
        first = pieces[0][0]
        long.append((first, f"{date_words(_day(first))} {list_words(times, TIMES_ROOM)}"))
    return long


def _stretch(start: int, end: int) -> str:
    first = f"{date_words(_day(start))} {clock_words(start % DAY_MINUTES)}"
    last = clock_words(end) if end % DAY_MINUTES else clock_words(DAY_MINUTES)
    return f"{first} to {date_words(_day(end - 1))} {last}"


def _some_weeks(parts: Sequence[Interval]) -> tuple[list[Entry], list[Interval]]:
    """One phrase for times that come back often without being weekly (every other week), and the rest."""
    by_slot: dict[Slot, list[int]] = {}
    rest: list[Interval] = []
    for (weekday, slot), pieces in sorted(_by_weekday(parts).items()):
        if len(pieces) >= SOME_WEEKS:
            by_slot.setdefault(slot, []).append(weekday)
        else:
            rest += pieces
    in_order = sorted(by_slot.items(), key=lambda one: (one[1], one[0]))
    words = [slot_words(days, [slot]) for slot, days in in_order]
    phrase = f"{list_words(words, SOME_WEEKS_ROOM)} in some weeks"
    return [(parts[0][0], phrase)] if words else [], sorted(rest)
