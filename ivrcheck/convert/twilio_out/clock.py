"""The Function that reads the clock: opening hours and phones on duty, as a week and dates otherwise."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from ivrcheck.analysis.people import who_may_answer
from ivrcheck.convert.clock import Otherwise, WallClock, week_lines
from ivrcheck.convert.twilio_out.flow import Flow, key
from ivrcheck.menu.numbers import dialled_abroad

MARK = "// Written by ivrcheck"
_CODE = """\
// The clock is read once, as a call comes in. WEEK: days (1 is Monday), the how-many-eth such day of a month
// (0: each), minutes from and up to. Dates are otherwise from the one minute up to the other.
const wall = (now) => {
  const parts = {};
  const clock = new Intl.DateTimeFormat("en-GB", {
    timeZone: DATA.zone, year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit",
    minute: "2-digit", weekday: "short", hourCycle: "h23",
  });
  for (const part of clock.formatToParts(now)) parts[part.type] = part.value;
  return {
    stamp: Number(parts.year + parts.month + parts.day + parts.hour + parts.minute),
    weekday: ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"].indexOf(parts.weekday) + 1,
    nth: Math.ceil(Number(parts.day) / 7),
    minute: Number(parts.hour) * 60 + Number(parts.minute),
  };
};
const dated = (usual, dates, at) => {
  for (const [first, last, holds] of dates) if (first <= at.stamp && at.stamp < last) return holds === 1;
  return usual;
};
const inWeek = (week, at) => week.some(([days, nth, first, last]) =>
  days.includes(at.weekday) && (nth === 0 || nth === at.nth) && first <= at.minute && at.minute < last);

const answer = (now, settings) => {
  const at = wall(now);
  const open = { always: true, never: false };
  const hours = {};
  for (const [name, one] of Object.entries(DATA.hours)) {
    open["in " + name] = dated(inWeek(one.week, at), one.dates, at);
    hours[name] = open["in " + name] ? "open" : dated(false, one.holidays, at) ? "holiday" : "closed";
  }
  const ring = {};
  for (const [who, people] of Object.entries(DATA.ring)) {
    const numbers = [];
    for (const one of people) {
      const number = settings[one.setting] || one.number;
      if (!dated(open[one.usual], one.dates, at)) continue;
      if (number) numbers.push(number);
      else console.error("Nobody has set " + one.setting + ", so this phone does not ring.");
    }
    ring[who] = [...new Set(numbers)].join(",") || "nobody";
  }
  return { hours, ring };
};

exports.answer = answer;
exports.handler = (context, event, callback) => callback(null, answer(new Date(), context));
"""
_LOOKUP = """\
// What the menu looks up. As it stands, the answer to the step “x” is the environment variable LOOKUP_x of
// the service. Put your own query in its place.
exports.handler = (context, event, callback) =>
  callback(null, { answer: context["LOOKUP_" + String(event.step)] || "" });
"""


def clock(flow: Flow, last: str) -> str:
    """The Function, with its data. ``last``: the last day it is good for."""
    wall = WallClock(flow.graph.calendar)
    people = {key(who): list(_phones(flow, wall, who)) for who in flow.rung}
    used = {*flow.hours, *(one["usual"].removeprefix("in ") for each in people.values() for one in each)}
    hours = {key(id): _hours(flow, wall, id) for id in flow.menu.hours if {id, key(id)} & used}
    data = {"zone": flow.menu.timezone or "UTC", "hours": hours, "ring": people}
    text = json.dumps(data, indent=1)
    text = re.sub(r"\[[\s\d,\[\]]+\]", lambda numbers: "".join(numbers[0].split()).replace(",", ", "), text)
    head = f"{MARK}; good until {last}. It is written anew each time, so change nothing."
    return f"{head}\nconst DATA = {text};\n{_CODE}"


def lookup() -> str:
    """The Function that answers lookups; made to be changed."""
    return f"{MARK}.\n{_LOOKUP}"


def _hours(flow: Flow, wall: WallClock, hours: str) -> dict[str, Any]:
    lines = week_lines(flow.menu.hours[hours])
    truth = wall.when(flow.graph.calendar.open[hours])
    off = wall.when(flow.hours.get(hours, 0))
    return {
        "week": [[[day + 1 for day in sorted(one.weekdays)], one.nth, one.start, one.end] for one in lines],
        "dates": _dates(wall.otherwise(wall.every_week(lines), truth)),
        "holidays": _dates(wall.otherwise([], off, truth)),
    }


def _dates(dates: list[Otherwise]) -> list[list[int]]:
    return [[int(f"{one.first:%Y%m%d%H%M}"), int(f"{one.last:%Y%m%d%H%M}"), int(one.holds)] for one in dates]


def _phones(flow: Flow, wall: WallClock, who: str) -> Iterator[dict[str, Any]]:
    """Who may answer for somebody, and when: the same people at the same minutes as the checker says."""
    for person in who_may_answer(flow.menu, who):
        bits = flow.graph.calendar.answered_by(person).get(who, 0)
        if bits:
            usual, dates = _usual(flow, wall, bits)
            number = dialled_abroad(flow.menu.people[person].phone or "", flow.menu.country)
            setting = f"PHONE_{key(person)}"
            yield {"setting": setting, "number": number, "usual": usual, "dates": _dates(dates)}


def _usual(flow: Flow, wall: WallClock, bits: int) -> tuple[str, list[Otherwise]]:
    """What says best when somebody is on duty, so that the fewest dates are otherwise; and these dates."""
    wanted = wall.when(bits)
    guesses = [("always", [(wall.first, wall.last)]), ("never", [])]
    guesses += [
        (f"in {id.replace('-', '_')}", wall.when(open)) for id, open in flow.graph.calendar.open.items()
    ]
    return min(
        ((name, wall.otherwise(guess, wanted)) for name, guess in guesses), key=lambda one: len(one[1])
    )
