"""An ordinary week as strips of text, and the dates on which it is different."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from textwrap import wrap

from ivrcheck.analysis.week import MEANING, Gets, Week
from ivrcheck.hours.words import WEEKDAYS, join_words, list_words
from ivrcheck.report.text import Paint, plain, visible

SIGNS = {
    Gets.PERSON: "#",
    Gets.MESSAGE: "m",
    Gets.OTHER_NUMBER: ">",
    Gets.ANNOUNCEMENT: "i",
    Gets.NOTHING: ".",
}
_INDENT = 11
_EVERY = 3
"""After how many hours the line above the strips names the time."""
_WIDE = 96
_MOST = 60
"""So many dates are listed at most."""


def render_week(name: str, weeks: Sequence[Week], paint: Paint = plain) -> str:
    """The weeks of all numbers of a menu."""
    lines: list[str] = []
    for week in weeks:
        lines += [*_week(name, week, paint), ""]
    return "\n".join(lines[:-1]) + "\n"


def _week(name: str, week: Week, paint: Paint) -> Iterator[str]:
    numbers = list_words(week.numbers, 80)
    yield paint(f"{visible(name)}: what callers to {numbers} get in an ordinary week", "bold")
    if not week.same:
        yield "The weeks differ from each other; this is the first one."
    yield ""
    yield " " * _INDENT + "".join(f"{hour:<{2 * _EVERY}}" for hour in range(0, 24, _EVERY)).rstrip()
    for day, gets in zip(WEEKDAYS, week.days, strict=True):
        yield f"{day:<{_INDENT}}{''.join(map(SIGNS.__getitem__, gets))}"
    yield ""
    for one in reversed(Gets):
        if week.hours[one] or one in week.special:
            hours = f", {_hours(week.hours[one])} a week" if week.hours[one] else ""
            yield f"{SIGNS[one]}  {MEANING[one]}{hours}"
    yield "A half hour in which more than one of these holds counts as the worst of them."
    if week.special:
        yield ""
        yield "On these dates it is different:"
        for one in reversed(Gets):
            if one in week.special:
                yield f"{SIGNS[one]}  {MEANING[one]}:"
                yield from _dates(week.special[one])


def _dates(words: Sequence[str]) -> list[str]:
    """All the dates, over several lines."""
    shown = [*words[:_MOST], f"{len(words) - _MOST} more"] if len(words) > _MOST else words
    return wrap(join_words(shown), _WIDE, initial_indent="   ", subsequent_indent="   ")


def _hours(hours: float) -> str:
    number = f"{hours:.1f}".rstrip("0").rstrip(".")
    return f"{number} hour{'s' if number != '1' else ''}"
