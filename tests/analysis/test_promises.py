"""Promises of a call back: against a judge that walks the year quarter by quarter, and on known dates."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import yaml

from ivrcheck.analysis.facts import Facts
from ivrcheck.analysis.promises import AHEAD, Broken, broken_promises
from ivrcheck.hours.calendar import build_calendar, one_year_after
from ivrcheck.menu.load import load_text
from tests.judges.calendar import Menu, everyone_on_duty, is_open, wall_clock
from tests.judges.random_calendars import random_calendar

MINUTE, QUARTER = timedelta(minutes=1), timedelta(minutes=15)
STRIDE, LONG_STRIDE = 101, 7
"""Every so many quarters before the one in question are judged: in the normal run, and in the long one."""
CLOCK = {"30m": 30, "45m": 45, "2h": 120, "4h": 240, "24h": 1440, "48h": 2880}
PROMISES = (
    *CLOCK,
    "1 working hour",
    "4 working hours",
    "9 working hours",
    "1 business day",
    "2 business days",
)
STARTS = (date(2026, 11, 20), date(2027, 2, 28), date(2026, 12, 31))


# ------------------------------------------------------------------------------------------ the judge


class Judge:
    """Says whether one message is answered in time; all facts hold for whole quarters of an hour."""

    def __init__(self, menu: Menu, step: str) -> None:
        self.menu = menu
        self.box: Menu = menu["steps"][step]
        self.is_open_box: bool = menu["steps"]["ask"]["open"] == step
        self.hours: str = menu.get("business_hours") or menu["steps"]["ask"]["hours"]
        self._open: dict[tuple[str, datetime], bool] = {}
        self._duty: dict[datetime, bool] = {}
        self._closes: dict[date, datetime | None] = {}

    def open(self, hours: str, moment: datetime) -> bool:
        key = (hours, quarter_of(moment))
        if key not in self._open:
            self._open[key] = is_open(self.menu, hours, moment)
        return self._open[key]

    def on_duty(self, moment: datetime) -> bool:
        quarter = quarter_of(moment)
        if quarter not in self._duty:
            there = everyone_on_duty(self.menu, moment, phones_only=False)
            self._duty[quarter] = self.box["owner"] in there or self.box.get("backup") in there
        return self._duty[quarter]

    def comes(self, moment: datetime) -> bool:
        """Whether a call that arrives then comes to this mailbox."""
        return self.open(self.menu["steps"]["ask"]["hours"], moment) == self.is_open_box

    def due(self, moment: datetime, last: datetime) -> datetime | None:
        """None: later than is known."""
        promise: str = self.box["callback_within"]
        if promise in CLOCK:
            found: datetime | None = moment + timedelta(minutes=CLOCK[promise])
        elif "working" in promise:
            found = self.worked(moment, timedelta(hours=int(promise.split()[0])), last)
        else:
            today = wall_clock(self.menu, moment).date()
            if today not in self._closes:
                self._closes[today] = self.close(moment, int(promise.split()[0]), last)
            found = self._closes[today]
        return found if found is not None and found <= last else None

    def worked(self, moment: datetime, work: timedelta, last: datetime) -> datetime | None:
        while moment < last:
            rest = quarter_of(moment) + QUARTER - moment
            if self.open(self.hours, moment):
                if work <= rest:
                    return moment + work
                work -= rest
            moment += rest
        return None

    def close(self, moment: datetime, days: int, last: datetime) -> datetime | None:
        today = wall_clock(self.menu, moment).date()
        closes: dict[date, datetime] = {}
        moment = quarter_of(moment)
        while moment < last:
            day = wall_clock(self.menu, moment).date()
            if len(closes) == days and day not in closes and day > today:
                return list(closes.values())[-1]
            if day > today and self.open(self.hours, moment):
                closes[day] = moment + QUARTER
            moment += QUARTER
        return list(closes.values())[-1] if len(closes) == days else None

    def breaks(self, moment: datetime, last: datetime) -> bool:
        """Whether a message left then is not answered in time."""
        if not self.comes(moment):
            return False
        due = self.due(moment, last)
        if due is None:
            return False
        needed = min(QUARTER, due - moment)
        while moment < due and needed > timedelta():
            rest = min(quarter_of(moment) + QUARTER, due) - moment
            if self.on_duty(moment):
                needed -= rest
            moment += rest
        return needed > timedelta()


def quarter_of(moment: datetime) -> datetime:
    return moment.replace(minute=moment.minute // 15 * 15)


# ------------------------------------------------------------------------------------- random menus


def random_office(seed: int) -> str:
    """A random calendar in front of two mailboxes, one for when some hours are open, one for when not."""
    rng = random.Random(seed)
    text = random_calendar(rng).partition("\nentry:")[0]
    menu = yaml.safe_load(text)
    lines = [text, f"business_hours: '{rng.choice(list(menu['hours']))}'"][: rng.randint(1, 2)]
    lines += ["entry: {'+1 845 555 0134': ask}", "steps:"]
    lines.append(
        f"  ask: {{kind: hours, hours: '{rng.choice(list(menu['hours']))}', open: day, closed: night}}"
    )
    everybody = [*menu["people"], *menu["teams"]]
    for step in ("day", "night"):
        backup = f", backup: '{rng.choice(everybody)}'" if rng.random() < 0.4 else ""
        lines.append(
            f"  {step}: {{kind: voicemail, prompt: Hello., owner: '{rng.choice(everybody)}'{backup},"
            f" callback_within: {rng.choice(PROMISES)}}}"
        )
    return "\n".join(lines) + "\n"


def facts_of(text: str, start: date) -> Facts:
    loaded = load_text(text, "menu.yaml", Path("menu.yaml"))
    assert loaded.menu is not None, loaded.problems
    return Facts(loaded, build_calendar(loaded.menu, start))


def disagreements(seed: int, every: bool) -> Iterator[str]:
    text, start = random_office(seed), STARTS[seed % len(STARTS)]
    facts = facts_of(text, start)
    menu: Menu = yaml.safe_load(text)
    found = broken_promises(facts)
    for step in ("day", "night"):
        judge = Judge(menu, step)
        wrong = _wrong(judge, found.get(step), start, facts, every)
        if wrong:
            yield f"seed {seed}, {step}: {wrong}\n{text}"


def _wrong(judge: Judge, broken: Broken | None, start: date, facts: Facts, every: bool) -> str:
    zone = facts.calendar.zone
    first, end, last = (
        datetime(day.year, day.month, day.day, tzinfo=zone).astimezone(UTC)
        for day in (start, one_year_after(start), one_year_after(start) + timedelta(AHEAD))
    )
    until = broken.first.astimezone(UTC) if broken else end
    if broken and not judge.breaks(until, last):
        return f"{broken.first} does not break"
    if broken and not judge.breaks(broken.left.astimezone(UTC), last):
        return f"{broken.left} does not break"
    if broken and judge.due(broken.left.astimezone(UTC), last) != broken.due:
        return f"{broken.left} is not due {broken.due}"
    early = next((one for one in _moments(first, until, every) if judge.breaks(one, last)), None)
    return f"{early.astimezone(zone)} breaks before" if early else ""


def _moments(first: datetime, until: datetime, every: bool) -> Iterator[datetime]:
    """Quarters, their second and their last minutes; every minute of the last two hours."""
    moment, number = first, 0
    while moment < until:
        near = until - moment < timedelta(hours=2)
        if near or number % (LONG_STRIDE if every else STRIDE) == 0:
            for minute in range(15) if near else (0, 1, 14) if every else (0,):
                if moment + minute * MINUTE < until:
                    yield moment + minute * MINUTE
        moment, number = moment + QUARTER, number + 1


@pytest.mark.parametrize("seed", range(10))
def test_agrees(seed: int) -> None:
    assert list(disagreements(seed, False)) == []


@pytest.mark.long
@pytest.mark.parametrize("seed", range(100, 160))
def test_agrees_more_often(seed: int) -> None:
    assert list(disagreements(seed, True)) == []


# -------------------------------------------------------------------------------------- known dates

OFFICE = """
ivrcheck: 1
name: Test
timezone: America/New_York
people: {people}
teams: {{nurses: {{members: [lee, priya], hours: office}}}}
hours:
  office: {{mon-thu: "08:00-12:00, 13:00-17:00", fri: "08:00-12:00", holidays: US}}
  late: {{mon-sun: "12:00-20:00"}}
{top}
entry: {{"+1 845 555 0134": ask}}
steps:
  ask: {{kind: hours, hours: office, open: box, closed: box}}
  box: {{kind: voicemail, prompt: {prompt}, {box}}}
"""
BOTH = "{lee: {name: Lee}, priya: {name: Priya}}"


def first(box: str, people: str = BOTH, top: str = "", **more: Any) -> str:
    """``left, due, back`` of the first broken promise; empty when all are kept."""
    start = more.get("start", date(2026, 11, 20))
    text = OFFICE.format(people=people, top=top, box=box, prompt=more.get("prompt", "Hello."))
    broken = broken_promises(facts_of(text, start)).get("box")
    if broken is None:
        return ""
    moments = (broken.left, broken.due, broken.back)
    return ", ".join(f"{one:%a %d %b %H:%M}" if one else "never" for one in moments)


def test_a_day_on_the_clock_over_a_weekend() -> None:
    found = first("owner: nurses, callback_within: 24h", start=date(2026, 11, 17))
    assert found == "Fri 20 Nov 12:01, Sat 21 Nov 12:01, Mon 23 Nov 08:00"


def test_a_business_day_stands_still_over_weekends_and_holidays() -> None:
    assert first("owner: nurses, callback_within: 1 business day") == ""


def test_working_hours_stand_still_over_nights() -> None:
    assert first("owner: nurses, callback_within: 1 working hour") == ""


def test_an_absence_breaks_a_business_day() -> None:
    """Monday's messages are due on Tuesday, the first day away; on Monday Lee goes at 17:00."""
    people = "{lee: {name: Lee, hours: office, away: [2026-12-15/2026-12-17]}, priya: {name: Priya}}"
    found = first("owner: lee, callback_within: 1 business day", people)
    assert found == "Mon 14 Dec 17:01, Tue 15 Dec 17:00, Fri 18 Dec 08:00"
    assert first("owner: lee, backup: priya, callback_within: 1 business day", people) == ""


def test_a_cover_keeps_the_promise() -> None:
    people = (
        "{lee: {name: Lee, hours: office, away: [2026-12-15/2026-12-17], cover: priya}, priya: {name: P}}"
    )
    assert first("owner: lee, callback_within: 1 business day", people) == ""


def test_a_holiday_only_the_owner_keeps() -> None:
    """Thanksgiving is no business day, but it is one of those 24 hours: Wednesday's due moment."""
    found = first("owner: nurses, callback_within: 24h", start=date(2026, 11, 23))
    assert found == "Wed 25 Nov 17:01, Thu 26 Nov 17:01, Fri 27 Nov 08:00"


def test_the_last_minutes_on_duty_are_too_few() -> None:
    """Working hours that end at 12:00 on Friday, and an owner who only comes at 12:00 every day."""
    people = "{lee: {name: Lee, hours: late}, priya: {name: Priya}}"
    found = first("owner: lee, callback_within: 1 working hour", people, "business_hours: office")
    assert found == "Fri 20 Nov 00:01, Fri 20 Nov 09:00, Fri 20 Nov 12:00"


def test_what_the_prompt_promises_counts_if_it_is_earlier() -> None:
    said = "Leave your number. We call back within 24 hours."
    found = first("owner: nurses, callback_within: 1 business day", prompt=said)
    assert found == "Fri 20 Nov 12:01, Sat 21 Nov 12:01, Mon 23 Nov 08:00"


def test_nobody_ever() -> None:
    people = "{lee: {name: Lee, away: [2026-01-01/2028-12-31]}, priya: {name: Priya}}"
    found = first("owner: lee, callback_within: 1 business day", people)
    assert found == "Fri 20 Nov 00:01, Mon 23 Nov 17:00, never"


def test_the_last_days_of_the_year_look_into_the_next() -> None:
    """The year ends with Friday 19 November 2027; Lee is away from the Monday after."""
    people = "{lee: {name: Lee, hours: office, away: [2027-11-22/2027-11-24]}, priya: {name: Priya}}"
    found = first("owner: lee, callback_within: 1 business day", people)
    assert found == "Fri 19 Nov 12:01, Mon 22 Nov 17:00, Fri 26 Nov 08:00"


def test_without_any_hours_a_business_day_is_not_known() -> None:
    text = """
ivrcheck: 1
name: Test
timezone: America/New_York
people: {lee: {name: Lee, away: [2026-12-15/2026-12-17]}}
entry: {"+1 845 555 0134": box}
steps: {box: {kind: voicemail, prompt: Hello., owner: lee, callback_within: 1 business day}}
"""
    assert not broken_promises(facts_of(text, date(2026, 11, 20)))
