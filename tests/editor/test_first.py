"""A first menu has nothing to mend, whatever sensible answers it is made from."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic_core import PydanticCustomError

from ivrcheck.check import Options, check_paths
from ivrcheck.cli.init import _written
from ivrcheck.editor import answers as read
from ivrcheck.editor.answered import read_answers
from ivrcheck.editor.answers import Answers
from ivrcheck.editor.first import first_menu
from ivrcheck.editor.places import countries, example_number, language_of, languages, zones_of
from ivrcheck.finding import Unchecked
from ivrcheck.menu.files import texts_over
from ivrcheck.menu.load import load_text
from tests.menu.small import saved

MENU = Path("menu.yaml")
OPTIONS = Options(date(2026, 11, 23))
PEOPLE = (("Maria Soto", "10"), ("Jo Hartley", "11"))
HOURS = (("mon-fri", "09:00-17:00"),)


def answers(country: str = "US", **others: Any) -> Answers:
    """The answers of an office, with the usual ones where nothing is said."""
    usual: dict[str, Any] = {
        "name": "Fern Hill Opticians",
        "country": country,
        "timezone": zones_of(country)[0],
        "number": example_number(country),
        "hours": HOURS,
        "people": PEOPLE,
        "manager": PEOPLE[0][0],
        "language": language_of(country),
        "emergencies": False,
    }
    return Answers(**(usual | others))


def found(text: str) -> list[str]:
    """The codes of everything that a check finds in a text."""
    report = check_paths([MENU], options=Options(date(2026, 11, 23), read=texts_over({MENU: text})))
    return [*(one.code for one in report.findings), *report.unchecked]


@pytest.mark.parametrize("country", countries())
def test_every_country(country: str) -> None:
    assert found(first_menu(answers(country, emergencies=True), "menu.yaml")) == []


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize("emergencies", [True, False])
def test_every_language(language: str, emergencies: bool) -> None:
    text = first_menu(answers("LU", language=language, emergencies=emergencies), "menu.yaml")
    assert found(text) == []
    assert ("112" in text) == emergencies


NAMES = st.one_of(
    st.text(min_size=1, max_size=60),
    st.sampled_from(
        [
            "Joe's “Best”: Diner #1", '"Quoted"', "{a: b}", "- item",
            "*alias", "&anchor", "!tag", "%directive",
            "@at", "`tick`", "key: value", "a # note", "no", "null", "1e3",
            "🐶 Vet 👨‍👩‍👧", "Müller & Söhne", "𝕬", "株式会社",
            "O'Neil \\ Sons", "x" * 80, "---", "Press 2 Go", "Dial 911 Pizza", "?", "日曜",
            "Your call is important",
        ]
    ),
)  # fmt: skip


def understood(reader: Any, *given: Any) -> Any:
    """What a reader makes of something; None where it refuses it in one plain sentence."""
    try:
        return reader(*given)
    except PydanticCustomError as error:
        sentence = str((error.context or {})["sentence"])
        assert sentence and "\n" not in sentence and len(sentence) < 300
        return None


@settings(max_examples=150, deadline=None)
@given(NAMES, st.lists(st.tuples(NAMES, st.integers(0, 99_999)), min_size=1, max_size=6))
def test_whatever_the_office_and_its_people_are_called(name: str, people: list[tuple[str, int]]) -> None:
    office = understood(read.read_name, name)
    who = understood(read.read_people, {one: str(extension) for one, extension in people})
    if office and who:
        text, report = _written(answers(name=office, people=who, manager=who[0][0]), MENU)
        assert [one.code for one in report.findings] == []
        menu = load_text(text, "menu.yaml", MENU).menu
        assert menu and menu.name == office
        assert [(one.name, one.extension) for one in menu.people.values()] == [*who]


DAYS = st.sampled_from(["mon", "tue-thu", "mon-fri", "sat,sun", "Sunday", "weekdays", "fri-mon", "1st sat"])
CLOCK = st.builds(lambda hour, minute: f"{hour:02}:{minute:02}", st.integers(0, 24), st.sampled_from([0, 30]))
TIMES = st.one_of(
    st.sampled_from(["closed", "all day", "8am-5pm", "22:00-06:00", "08:00-12:00, 13:00-17:00"]),
    st.builds(lambda start, end: f"{start}-{end}", CLOCK, CLOCK),
)


@settings(max_examples=120, deadline=None)
@given(st.dictionaries(DAYS, TIMES, min_size=1, max_size=4), st.sampled_from(["US", "DE", "AE", "AQ", "BR"]))
def test_whenever_it_is_open(hours: dict[str, str], country: str) -> None:
    lines = understood(read.read_hours, hours)
    if lines:
        assert found(first_menu(answers(country, hours=lines), "menu.yaml")) == []
        assert (
            understood(read.read_hours, "; ".join(f"{days} {times}" for days, times in hours.items()))
            == lines
        )


def test_an_office_that_never_closes_has_no_night() -> None:
    text = first_menu(answers(hours=(("mon-sun", "all day"),)), "menu.yaml")
    assert found(text) == []
    assert "night:" not in text and "holiday:" not in text


def test_one_person_is_enough() -> None:
    assert found(first_menu(answers(people=PEOPLE[:1]), "menu.yaml")) == []


@pytest.mark.parametrize(
    ("reader", "given_", "right"),
    [
        (read.read_country, ("Germany",), "DE"),
        (read.read_country, ("usa",), "US"),
        (read.read_country, ("gb",), "GB"),
        (read.read_zone, ("new york", "US"), "America/New_York"),
        (read.read_number, ("(312) 555-0188", "US"), "+1 312-555-0188"),
        (read.read_number, ("+1 312 555 0188", "US"), "+1 312 555 0188"),
        (read.read_number, ("030 123456", "DE"), "+49 30 123456"),
        (read.read_people, ("Rosa Lee 201, Dana Ortiz 200",), (("Rosa Lee", "201"), ("Dana Ortiz", "200"))),
        (read.read_people, ("Rosa Lee, 201; Dana (200)",), (("Rosa Lee", "201"), ("Dana", "200"))),
        (read.read_people, ("Rosa Lee ext. 201",), (("Rosa Lee", "201"),)),
        (read.read_hours, ("Monday to Friday 8am-5pm; Sat 9:00-12:00; Sun closed",),
         (("mon-fri", "08:00-17:00"), ("sat", "9:00-12:00"))),
        (read.read_hours, ("mon 8:00-12:00; Monday 13:00-17:00",), (("mon", "8:00-12:00, 13:00-17:00"),)),
        (read.read_manager, ("maria", PEOPLE), "Maria Soto"),
        (read.read_language, ("Deutsch",), "de"),
        (read.read_yes_no, ("y",), True),
        (read.read_country, ("Atlantis",), None),
        (read.read_zone, ("Mars", "US"), None),
        (read.read_number, ("911", "US"), None),
        (read.read_number, ("12", "US"), None),
        (read.read_number, ("call me", "US"), None),
        (read.read_number, ("1-800-FLOWERS", "US"), None),
        (read.read_people, ("Rosa",), None),
        (read.read_people, ("Rosa 1, Rosa 2",), None),
        (read.read_people, ("Rosa 1, Dana 1",), None),
        (read.read_hours, ("mon 9:00-12:00; mon 11:00-13:00",), None),
        (read.read_hours, ("mon-fri closed",), None),
        (read.read_hours, ("mon closed; mon-fri 9:00-12:00",), None),
        (read.read_hours, ("mon 9:00-9:10",), None),
        (read.read_hours, ("whenever",), None),
        (read.read_manager, ("Zed", PEOPLE), None),
        (read.read_language, ("xx",), None),
        (read.read_yes_no, ("maybe",), None),
        (read.read_name, ("x" * 81,), None),
        (read.read_name, ("a\u202eb",), None),
        (read.read_name, ("…",), None),
    ],
)  # fmt: skip
def test_how_answers_are_read(reader: Any, given_: tuple[Any, ...], right: Any) -> None:
    assert understood(reader, *given_) == right


ANSWERS = """\
name: "Fern Hill: Opticians"
number: (312) 555-0188
people: {Maria Soto: 10, Jo Hartley: 11}
hours: {mon-fri: 09:00-17:00}
"""


def test_a_file_of_answers(tmp_path: Path) -> None:
    assert read_answers(saved(tmp_path, ANSWERS)) == answers(
        name="Fern Hill: Opticians", number="+1 312-555-0188"
    )


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        (ANSWERS.replace("number", "numbr"), [":2: “numbr” is not asked for. Did you mean “number”?"]),
        (ANSWERS.replace("name:", "zzzzz:"), ["“zzzzz” is not asked for. The answers are name, country",
                                             "the answer “name” is missing. What is the office called?"]),
        (ANSWERS + "country: Atlantis\n", [":5: “country”: “Atlantis” is not a country known here"]),
        (ANSWERS + "manager: Zed\nlanguage: xx\n", [":5: “manager”: ", ":6: “language”: "]),
        (ANSWERS + "hours: {}\n", [":5: “hours” stands twice"]),
        ("a: [", [":1: "]),
        ("", ["The file is empty"]),
        ("- a\n", ["The file is a list"]),
    ],
)  # fmt: skip
def test_what_is_wrong_with_a_file_of_answers(tmp_path: Path, text: str, sentences: list[str]) -> None:
    with pytest.raises(Unchecked) as stopped:
        read_answers(saved(tmp_path, text))
    lines = str(stopped.value).splitlines()
    assert len(lines) == len(sentences)
    assert all(sentence in line for sentence, line in zip(sentences, lines, strict=True))
