"""An ordinary week as bars, and the same in words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from ivrcheck.analysis.facts import Facts
from ivrcheck.analysis.week import MEANING, QUARTER, Gets, Week, topic_weeks
from ivrcheck.hours.words import WEEKDAYS, join_words, list_words, range_words, weekdays_words
from ivrcheck.report.html.markup import Html, joined, listed, tag

_MOST = 60
"""So many dates are listed at most."""
_ROOM = 10
"""How many quarters of an hour a bar needs so that words fit into it."""
_SHORT = {
    Gets.PERSON: "a person",
    Gets.MESSAGE: "a message",
    Gets.OTHER_NUMBER: "another number",
    Gets.ANNOUNCEMENT: "an announcement",
    Gets.NOTHING: "nothing",
}
_NOTE = "A quarter of an hour in which more than one of these holds counts as the worst of them."
Run = tuple[Gets, int, int]
"""What callers get, from which quarter of an hour of the day on, and for how many."""


def week_section(facts: Facts, id: str) -> Html:
    """The weeks of all numbers of a menu."""
    title = tag("h3", "What callers get in an ordinary week", id=f"{id}-week")
    return tag("section", title, *map(_week, _telling(topic_weeks(facts))), tag("p", _NOTE, class_="note"))


def _telling(found: Sequence[Week]) -> Iterator[Week]:
    """The weeks without those of topics whose callers get just what everybody gets at the same numbers."""
    everybody = {week.numbers: (week.days, week.special) for week in found if not week.topics}
    for week in found:
        if not week.topics or (week.days, week.special) != everybody.get(week.numbers):
            yield week


def _week(week: Week) -> Html:
    runs = [list(_runs(day)) for day in week.days]
    return tag(
        "figure",
        tag("figcaption", f"Callers to {list_words(week.numbers, 80)}", *_about(week)),
        None if week.same else tag("p", "The weeks differ from each other; this is the first one."),
        tag("div", _hours(), *map(_day, WEEKDAYS, runs), class_="week", aria_hidden="true"),
        _legend(week),
        listed("ul", *_in_words(runs), class_="days"),
        *_special(week),
    )


def _about(week: Week) -> Iterator[str]:
    """What these callers call about, and that they take no way that is meant for others."""
    if week.topics:
        yield " about "
        for number, topic in enumerate(week.topics):
            before = "" if not number else " and " if number == len(week.topics) - 1 else ", "
            yield joined(before, tag("bdi", f"“{topic}”"))
        yield ", who press only what is meant for them"


def _runs(day: Sequence[Gets]) -> Iterator[Run]:
    start = 0
    for gets, group in groupby(day):
        length = len(list(group))
        yield gets, start, length
        start += length


def _hours() -> Html:
    marks = [tag("span", f"{hour}") for hour in range(0, 24, 3)]
    return tag("div", tag("b", ""), tag("div", *marks, class_="bars"), class_="hours")


def _day(name: str, runs: Sequence[Run]) -> Html:
    return tag(
        "div",
        tag("b", name[:3], tag("span", name[3:])),
        tag("div", *map(_bar, runs), class_="bars"),
        class_="day",
    )


def _bar(run: Run) -> Html:
    gets, start, length = run
    when = range_words(start * QUARTER, length * QUARTER)
    shown = tag("span", _SHORT[gets]) if length >= _ROOM else None
    return tag("div", shown, class_=_class(gets), style=f"flex:{length}", title=f"{when}: {MEANING[gets]}")


def _class(gets: Gets) -> str:
    return f"bar {gets.name.lower().replace('_', '-')}"


def _legend(week: Week) -> Html:
    """Each sign with its meaning and the hours a week."""
    items = [
        joined(tag("i", "", class_=_class(one)), f" {MEANING[one]}", _amount(week.hours[one]))
        for one in reversed(Gets)
        if week.hours[one] or one in week.special
    ]
    return listed("ul", *items, class_="legend")


def _amount(hours: float) -> str:
    number = f"{hours:.1f}".rstrip("0").rstrip(".")
    return f", {number} hour{'s' if number != '1' else ''} a week" if hours else ""


def _in_words(runs: Sequence[Sequence[Run]]) -> Iterator[Html]:
    """A line for all days that are alike."""
    alike: dict[tuple[Run, ...], set[int]] = {}
    for number, day in enumerate(runs):
        alike.setdefault(tuple(day), set()).add(number)
    for day, numbers in alike.items():
        parts = [
            f"{range_words(start * QUARTER, length * QUARTER)} {MEANING[gets]}" for gets, start, length in day
        ]
        said = f"all day {MEANING[day[0][0]]}" if len(day) == 1 else "; ".join(parts)
        yield joined(tag("b", weekdays_words(numbers)), f": {said}")


def _special(week: Week) -> Iterator[Html]:
    """The dates on which it is different."""
    if not week.special:
        return
    yield tag("p", "On these dates it is different:", class_="lead")
    items = []
    for one in reversed(Gets):
        if dates := week.special.get(one, ()):
            more = [f"{len(dates) - _MOST} more"] if len(dates) > _MOST else []
            items.append(joined(tag("b", MEANING[one]), f": {join_words([*dates[:_MOST], *more])}"))
    yield listed("ul", *items, class_="days")
