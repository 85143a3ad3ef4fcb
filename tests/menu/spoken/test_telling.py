"""Which words of texts and ids say what they are about, and which are forms of one."""

from __future__ import annotations

import pytest

from ivrcheck.menu.spoken import is_for_closed_hours
from ivrcheck.menu.spoken.telling import is_same, share, telling_words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("For a bill or an invoice", {"bill", "invoice"}),
        ("billing_messages", {"billing"}),
        ("nurse-line-2", {"nurse"}),
        ("Müllabfuhr und Wertstoffhof", {"mullabfuhr", "wertstoffhof"}),
        ("step_7", set()),
        ("to speak with someone", set()),
    ],
)
def test_words_that_tell(text: str, words: set[str]) -> None:
    assert telling_words(text) == words


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("bill", "billing"),
        ("order", "orders"),
        ("lease", "leasing"),
        ("rechnung", "rechnungen"),
        ("tax", "tax"),
    ],
)
def test_forms_of_one_word(one: str, other: str) -> None:
    assert is_same(one, other) and is_same(other, one)
    assert share({one, "garden"}, {"house", other})


@pytest.mark.parametrize(
    ("one", "other"), [("cancel", "cancer"), ("tax", "taxi"), ("port", "portugal"), ("bill", "ball")]
)
def test_different_words(one: str, other: str) -> None:
    assert not is_same(one, other) and not is_same(other, one)
    assert not share({one}, {other})


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "We are closed for the weekend."),
        ("de", "Das Büro ist heute geschlossen."),
        ("es", "La oficina está cerrada."),
        ("fr", "Le cabinet est fermé."),
        ("pt", "O escritório está fechado."),
        ("it", "L'ufficio è chiuso."),
    ],
)
def test_words_for_closed_hours(language: str, text: str) -> None:
    assert is_for_closed_hours(text, language)
    assert not is_for_closed_hours("Billing", language)
