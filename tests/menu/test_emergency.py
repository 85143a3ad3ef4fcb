"""What a prompt says about emergencies."""

from __future__ import annotations

import pytest

from ivrcheck.menu.emergency import instruction_at, names_emergency, number_of

TOLD = [
    ("If this is an emergency, hang up and dial 911.", "US"),
    ("Dial 9-1-1 or go to the nearest emergency room.", "US"),
    ("In an emergency, hang up and call nine one one.", "US"),
    ("En caso de emergencia, marque el 112.", "ES"),
    ("En caso de emergencia llame al uno uno dos.", "ES"),
    ("En cas d'urgence vitale, faites le 15.", "FR"),
    ("Im Notfall wählen Sie die 112.", "DE"),
    ("Em caso de emergência, ligue 112.", "PT"),
    ("In caso di emergenza chiami il 112.", "IT"),
    ("In an emergency, dial 999 or 112.", "GB"),
    ("Dial triple zero in an emergency.", "AU"),
    ("Dial 112.", None),
    ("Dial 112.", "FI"),
]
UNTOLD = [
    ("If this is an emergency, press 1.", "US"),
    ("Call us on 845 911 2345.", "US"),
    ("Our number is 9112345.", "US"),
    ("We are in room 9111.", "US"),
    ("Dial 999.", "US"),
    ("Comptez 15 minutes d'attente.", "FR"),
]


@pytest.mark.parametrize(("text", "country"), TOLD)
def test_the_number_is_heard(text: str, country: str | None) -> None:
    assert instruction_at(text, country) is not None


@pytest.mark.parametrize(("text", "country"), UNTOLD)
def test_what_is_no_number_to_dial(text: str, country: str) -> None:
    assert instruction_at(text, country) is None


@pytest.mark.parametrize(
    ("text", "language", "named"),
    [
        ("this is an emergency", "en", True),
        ("a life-threatening emergency", "en-GB", True),
        ("a question that is not an emergency", "en", False),
        ("non-emergency questions", "en", False),
        ("una emergencia", "es", True),
        ("una consulta que no es una emergencia", "es-MX", False),
        ("une urgence", "fr", True),
        ("une question qui n'est pas une urgence", "fr", False),
        ("einen Notfall", "de", True),
        ("Fragen, die kein Notfall sind", "de", False),
        ("uma emergência", "pt", True),
        ("un'emergenza", "it", True),
        ("emergency", "xx", False),
    ],
)
def test_the_word_is_read(text: str, language: str, named: bool) -> None:
    assert names_emergency(text, language) is named


def test_the_number_of_a_country() -> None:
    assert [number_of(country) for country in ("US", "ES", "GB", "FI", None)] == ["911", "112", "999", "", ""]
