"""The week as a picture: what is drawn is what callers get."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from ivrcheck.analysis.facts import Facts
from ivrcheck.analysis.week import Gets, topic_weeks, weeks
from ivrcheck.callgraph.move import Outcome
from ivrcheck.config import DEFAULT
from ivrcheck.draw.week import week_picture
from ivrcheck.hours.calendar import build_calendar
from ivrcheck.menu.load import load
from ivrcheck.simulate.habits import topic_named
from ivrcheck.simulate.phone import Phone
from ivrcheck.simulate.system import System
from tests.draw.sketches import NAMES, ROOT, START, checked

SVG = "{http://www.w3.org/2000/svg}"
TRAPPED = "menus/clinic-trapped.yaml"
LINE = """\
ivrcheck: 1
name: A line
timezone: America/New_York
country: US
hours:
  day: {mon-fri: "09:00-17:10", holidays: none}
topics: {one: One thing, two: Another thing}
entry: {"+1 518 555 0142": open}
steps:
  open: {kind: hours, hours: day, open: main, closed: bye}
  main:
    kind: menu
    prompt: For one thing, press 1. For another, press 2.
    keys: {1: {to: outside, topics: [one]}, 2: {to: bye, topics: [two]}}
    no_input: bye
    no_match: bye
  outside: {kind: transfer, number: "+1 518 555 0177", no_answer: bye}
  bye: {kind: hangup, prompt: We open at nine., resolves: [two]}
"""


@pytest.mark.parametrize("name", NAMES)
def test_every_day_is_filled_from_midnight_to_midnight(name: str) -> None:
    found = topic_weeks(checked(name)[0])
    root = ET.fromstring(week_picture("x", found, "y-"))
    rows: dict[str, float] = {}
    for rect in root.iter(f"{SVG}rect"):
        if rect.find(f"{SVG}title") is not None:
            rows[rect.get("y", "")] = rows.get(rect.get("y", ""), 0) + float(rect.get("width", "0"))
    assert len(rows) == 7 * len(found)
    assert set(rows.values()) == {720.0}
    assert all(one.get("id", "y-").startswith("y-") for one in root.iter())


def test_a_quarter_of_an_hour_is_the_least_of_what_there_is_in_it() -> None:
    found = topic_weeks(checked(TRAPPED)[0])
    assert [week.topics for week in found] == [
        (),
        ("Make, change or cancel an appointment", "A referral to a specialist"),
        ("A question that is not an emergency",),
    ]
    everybody, _, question = found
    for week in found:
        drawn = sum(day.count(Gets.PERSON) for day in week.days) / 4
        assert drawn == week.hours[Gets.PERSON]
    assert everybody.hours[Gets.PERSON] == 34 and question.hours[Gets.PERSON] == 0
    assert everybody.days[0][34:50] == [Gets.PERSON] * 16 and everybody.days[0][50] is Gets.NOTHING
    assert everybody.hours == weeks(checked(TRAPPED)[0])[0].hours


def facts_of(text: str, folder: Path) -> Facts:
    file = folder / "line.yaml"
    file.write_text(text, encoding="utf-8")
    loaded = load(file, "line.yaml", DEFAULT.limits)
    assert loaded.menu
    return Facts(loaded, build_calendar(loaded.menu, START))


def test_topics_that_get_something_else_have_a_week_of_their_own(tmp_path: Path) -> None:
    _, one, two = topic_weeks(facts_of(LINE, tmp_path))
    assert (one.topics, two.topics) == (("One thing",), ("Another thing",))
    assert one.days[0][36:69] == [Gets.OTHER_NUMBER] * 32 + [Gets.NOTHING]  # 17:10 lies in a quarter
    assert set(one.days[6]) == {Gets.NOTHING}
    assert set(two.days[0]) == {Gets.ANNOUNCEMENT}


def test_where_a_topic_gets_a_person_a_call_about_it_does(tmp_path: Path) -> None:
    """Held against calls: whoever presses the key of the topic, at each half hour of the first week."""
    facts, _ = checked(TRAPPED)
    phone = Phone([System(facts)])
    keys = {"appointment": "1", "referral": "3", "question": "2"}
    rows = {words: week for week in topic_weeks(facts) for words in week.topics}
    monday = datetime(2026, 11, 30, 0, 5, tzinfo=facts.calendar.zone)  # no holiday in this week
    for topic, key in keys.items():
        days = rows[topic_named(facts, topic).words].days
        for half in range(0, 7 * 48, 3):
            call = phone.call(monday + timedelta(minutes=30 * half))
            if key in call.keys and call.step == "main":
                call.press(key)
            ends = call.finish().outcome
            assert (ends is Outcome.PERSON) == (days[half // 48][half % 48 * 2] is Gets.PERSON)


def test_dates_that_are_different_stand_below_and_everything_is_told() -> None:
    drawn = week_picture("Clinic <x>", topic_weeks(checked(TRAPPED)[0]))
    root = ET.fromstring(drawn)
    told = root.findtext(f"{SVG}desc") or ""
    assert "a person Monday to Thursday 08:30–12:30 and 13:30–17:00" in told
    text = " ".join(one.text or "" for one in root.iter(f"{SVG}text"))
    assert "25 December" in text and "Clinic <x>" in text
    patterns = [ET.tostring(one).partition(b">")[2] for one in root.iter(f"{SVG}pattern")]
    assert len(set(patterns)) == len(Gets)
    assert (ROOT / "docs/pictures/clinic-trapped-week.svg").exists()
