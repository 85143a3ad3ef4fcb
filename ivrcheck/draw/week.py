"""The week as a picture: seven days by 24 hours, and what callers get in each quarter of an hour.

Every sort of answer has a pattern besides its colour, so that it can be told apart in black and white.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from itertools import groupby
from textwrap import wrap

from ivrcheck.analysis.week import MEANING, QUARTER, Gets, Week
from ivrcheck.draw.style import FONT, GREEN, GREY, INK, RED
from ivrcheck.draw.words import clean, clip
from ivrcheck.hours.words import WEEKDAYS, clock_words, join_words, weekdays_words
from ivrcheck.menu.scalars import DAY_MINUTES

_LEFT, _TOP, _WIDE, _HIGH = 100, 16, 720, 20
"""Where the strips begin, how wide a day is and how high, in pixels."""
_PAGE = _LEFT + _WIDE + 24
_LINE = 16
_EVERY = 3
"""After how many hours a line is drawn."""
_LETTERS = 130
"""About so many characters go on a line of text."""
_MOST = 24
"""So many dates are listed at most."""
_FILL = {
    Gets.PERSON: (GREEN, ""),
    Gets.MESSAGE: ("#E4DAF3", '<path d="M0,8 L8,0" stroke="#5B3E8C" stroke-width="1.5"/>'),
    Gets.OTHER_NUMBER: ("#E7F0FA", '<circle cx="4" cy="4" r="1.5" fill="#0B5CAD"/>'),
    Gets.ANNOUNCEMENT: ("#FFF4DC", '<path d="M0,4 L8,4" stroke="#8A5A00" stroke-width="1.5"/>'),
    Gets.NOTHING: ("#FFFFFF", f'<path d="M2,2 L6,6 M6,2 L2,6" stroke="{RED}" stroke-width="1"/>'),
}


def week_picture(name: str, weeks: Sequence[Week], prefix: str = "") -> str:
    """The weeks of a menu (see ``topic_weeks``) as SVG; ``prefix`` stands before every id."""
    return _Page(prefix).drawn(clip(name, 80), weeks)


class _Page:
    """A page that is filled from its top."""

    def __init__(self, prefix: str) -> None:
        self.prefix = prefix
        self.y = 0.0
        self.parts: list[str] = []

    def drawn(self, name: str, weeks: Sequence[Week]) -> str:
        self.line(f"{name}: what callers get in an ordinary week", 18, bold=True, room=30)
        self.legend({gets for week in weeks for gets in Gets if week.hours[gets] or gets in week.special})
        numbers: tuple[str, ...] = ()
        for week in weeks:
            if week.numbers != numbers:
                numbers = week.numbers
                self.y += 10
                self.text(f"Callers to {join_words([clean(one) for one in numbers])}", 15, bold=True)
            self.week(week)
        title = f"{name}: what callers get in an ordinary week"
        told = "Seven days by 24 hours, in quarters of an hour. " + " ".join(map(_story, weeks))
        return self.whole(title, told)

    def whole(self, title: str, told: str) -> str:
        """The page with its frame."""
        high, id = round(self.y + 16), self.prefix
        head = (
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{_PAGE}" height="{high}"'
            f' viewBox="0 0 {_PAGE} {high}" role="img" aria-labelledby="{id}week-title {id}week-desc"'
            f' font-family="{FONT},Helvetica,sans-serif">'
        )
        lines = [
            head,
            f'<title id="{id}week-title">{escape(title)}</title>',
            f'<desc id="{id}week-desc">{escape(told)}</desc>',
            f"<defs>{''.join(self.patterns())}</defs>",
            f'<rect width="{_PAGE}" height="{high}" fill="#FFFFFF"/>',
        ]
        return "\n".join([*lines, *self.parts, "</svg>"]) + "\n"

    def patterns(self) -> Iterator[str]:
        for gets, (ground, sign) in _FILL.items():
            yield (
                f'<pattern id="{self.name(gets)}" width="8" height="8" patternUnits="userSpaceOnUse">'
                f'<rect width="8" height="8" fill="{ground}"/>{sign}</pattern>'
            )

    def name(self, gets: Gets) -> str:
        return f"{self.prefix}gets-{gets.name.lower()}"

    def rect(self, x: float, wide: float, high: float, gets: Gets, told: str = "") -> None:
        place = f'x="{x:g}" y="{self.y:g}" width="{wide:g}" height="{high:g}"'
        shape = f'<rect {place} fill="url(#{self.name(gets)})"'
        self.parts.append(f"{shape}><title>{escape(told)}</title></rect>" if told else f"{shape}/>")

    def line(
        self,
        text: str,
        size: int = 12,
        bold: bool = False,
        room: float = _LINE,
        x: float = 12,
        ink: str = INK,
    ) -> None:
        """One line of text."""
        self.y += room
        weight = ' font-weight="bold"' if bold else ""
        place = f'x="{x:g}" y="{self.y - 4:g}" font-size="{size}"{weight} fill="{INK}"'
        self.parts.append(f"<text {place}>{escape(text)}</text>")

    def text(self, text: str, size: int = 12, bold: bool = False, x: float = 12) -> None:
        """A text on as many lines as it takes."""
        letters = round(_LETTERS * 12 / size - x / 7)
        for line in wrap(text, letters):
            self.line(line, size, bold, _LINE + size - 12, x)

    def legend(self, there: set[Gets]) -> None:
        """What the patterns mean."""
        self.y += 8
        x = 12.0
        for gets in reversed(Gets):
            if gets in there:
                self.rect(x, 24, 14, gets)
                self.frame(x, 24, 14)
                self.parts.append(
                    f'<text x="{x + 30:g}" y="{self.y + 11:g}" font-size="12">{MEANING[gets]}</text>'
                )
                x += 60 + 6.2 * len(MEANING[gets])
        self.y += 20

    def frame(self, x: float, wide: float, high: float) -> None:
        place = f'x="{x:g}" y="{self.y:g}" width="{wide:g}" height="{high:g}"'
        self.parts.append(f'<rect {place} fill="none" stroke="{INK}" stroke-width="0.75"/>')

    def week(self, week: Week) -> None:
        """One chart with what is to be said about it."""
        about = [f"About: {'; '.join(clip(one, 80) for one in week.topics)}"] if week.topics else []
        about = about or ["Whoever presses the right keys, whatever the call is about"]
        self.y += 8
        for line in about:
            self.text(line)
        if not week.same:
            self.text("The weeks differ from each other; this is the first one.")
        self.hours()
        for name, day in zip(WEEKDAYS, week.days, strict=True):
            self.day(name, day)
        self.y += 4
        for gets in reversed(Gets):
            if gets in week.special:
                shown = list(week.special[gets])
                more = len(shown) - _MOST
                words = join_words([*shown[:_MOST], f"{more} more"] if more > 0 else shown)
                self.text(f"On other dates {MEANING[gets]}: {words}.", x=_LEFT)

    def hours(self) -> None:
        """The times above a chart."""
        self.y += _TOP
        for hour in range(0, 25, _EVERY):
            x = _LEFT + hour * _WIDE / 24
            self.parts.append(
                f'<text x="{x:g}" y="{self.y - 4:g}" font-size="11" text-anchor="middle">{hour}:00</text>'
            )

    def day(self, name: str, gets: Sequence[Gets]) -> None:
        """One strip."""
        self.parts.append(f'<text x="12" y="{self.y + 14:g}" font-size="12">{name}</text>')
        slot = 0
        for one, run in groupby(gets):
            length = len(list(run))
            told = f"{name} {_times(slot, length)}: {MEANING[one]}"
            self.rect(_LEFT + slot * _SLOT, length * _SLOT, _HIGH, one, told)
            slot += length
        lines = (f"M{_LEFT + hour * _WIDE / 24:g},{self.y:g} v{_HIGH}" for hour in range(_EVERY, 24, _EVERY))
        self.parts.append(f'<path d="{" ".join(lines)}" stroke="{GREY}" stroke-width="0.5"/>')
        self.frame(_LEFT, _WIDE, _HIGH)
        self.y += _HIGH


_SLOT = _WIDE * QUARTER / DAY_MINUTES


def _times(slot: int, length: int) -> str:
    return f"{clock_words(slot * QUARTER)}–{clock_words((slot + length) * QUARTER)}"


def _story(week: Week) -> str:
    """One chart in words."""
    who = (
        f"About {'; '.join(clean(one) for one in week.topics)}"
        if week.topics
        else "Whoever presses the right keys"
    )
    parts = [f"Callers to {join_words([clean(one) for one in week.numbers])}. {who}:"]
    for gets in reversed(Gets):
        days: dict[str, list[int]] = {}
        for number, day in enumerate(week.days):
            if words := join_words([_times(*run) for run in _runs(day, gets)]):
                days.setdefault(words, []).append(number)
        if days:
            when = "; ".join(f"{weekdays_words(those)} {words}" for words, those in days.items())
            parts.append(f"{MEANING[gets]} {when}.")
    return " ".join(parts)


def _runs(day: Sequence[Gets], wanted: Gets) -> Iterator[tuple[int, int]]:
    """Where in a day they get something: the first slot, and how many."""
    slot = 0
    for one, run in groupby(day):
        length = len(list(run))
        if one is wanted:
            yield slot, length
        slot += length
