"""What is asked to write a first menu, in order."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from ivrcheck.editor import answers
from ivrcheck.editor.places import example_number, language_of, languages, zones_of


@dataclass(frozen=True, slots=True)
class Question:
    """One answer that is needed: its name in a file of answers, and how to ask for it."""

    name: str
    asked: Callable[[Mapping[str, Any]], str]
    """The question, by the answers so far."""
    usual: Callable[[Mapping[str, Any]], str]
    """What most would answer, in the words in which it is written; empty where nobody can know."""
    read: Callable[[Any, Mapping[str, Any]], Any]
    """Turns what is written into the answer."""


def _zone_question(known: Mapping[str, Any]) -> str:
    zones = zones_of(known["country"])
    more = ", …" if len(zones) > _FEW else ""
    others = f" (in this country: {', '.join(zones[:_FEW])}{more})" if len(zones) > 1 else ""
    return f"In which time zone is it?{others}"


_FEW = 6
QUESTIONS = (
    Question(
        "name",
        lambda known: "What is the office called?",
        lambda known: "",
        lambda one, known: answers.read_name(one),
    ),
    Question(
        "country",
        lambda known: "In which country is it?",
        lambda known: "US",
        lambda one, known: answers.read_country(one),
    ),
    Question(
        "timezone",
        _zone_question,
        lambda known: zones_of(known["country"])[0],
        lambda one, known: answers.read_zone(one, known["country"]),
    ),
    Question(
        "number",
        lambda known: f"Which number do people dial? (like {example_number(known['country'])})",
        lambda known: "",
        lambda one, known: answers.read_number(one, known["country"]),
    ),
    Question(
        "hours",
        lambda known: "When is somebody there? (several lines with a semicolon between them)",
        lambda known: "mon-fri 09:00-17:00",
        lambda one, known: answers.read_hours(one),
    ),
    Question(
        "people",
        lambda known: "Who answers the phone? (names and extensions, like Rosa Lee 201, Dana Ortiz 200)",
        lambda known: "",
        lambda one, known: answers.read_people(one),
    ),
    Question(
        "manager",
        lambda known: "Which of them can change the menu when something is wrong with it?",
        lambda known: known["people"][0][0],
        lambda one, known: answers.read_manager(one, known["people"]),
    ),
    Question(
        "language",
        lambda known: f"Which language do callers hear? ({', '.join(languages())})",
        lambda known: language_of(known["country"]),
        lambda one, known: answers.read_language(one),
    ),
    Question(
        "emergencies",
        lambda known: "Might somebody with an emergency call you, as they call a doctor? (yes or no)",
        lambda known: "no",
        lambda one, known: answers.read_yes_no(one),
    ),
)
"""All that is asked, in this order; a later question may go by the answers to earlier ones."""
