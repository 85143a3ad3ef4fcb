"""What a prompt says beside its keys, and where in the text it says it."""

from __future__ import annotations

import pytest

from ivrcheck.menu.scalars import Promise
from ivrcheck.menu.spoken import (
    LANGUAGES,
    announced_keys,
    ends_call,
    filler,
    may_name,
    offers_person,
    option_start,
    promised,
    promises_call_back,
    stay_on_line,
)
from ivrcheck.menu.spoken.patterns import fold, patterns_of

HOUR = 3600


def purposes(text: str, language: str = "en") -> list[tuple[str, str, bool]]:
    return [(one.key, one.purpose, one.key_first) for one in announced_keys(text, language)]


def test_a_key_knows_its_purpose_and_its_place() -> None:
    text = "Welcome. For a bill, press 2 now."
    (one,) = announced_keys(text, "en")
    assert (one.key, one.purpose, one.key_first) == ("2", "a bill", False)
    assert text[one.start : one.end] == "press 2"
    assert text[option_start(text, one) :].startswith("a bill")


def test_the_key_may_come_first() -> None:
    assert purposes("Press 1 for sales, 2 for parts and tires, or stay on the line.") == [
        ("1", "sales", True),
        ("2", "parts and tires", True),
    ]


def test_without_any_marks_the_first_word_decides() -> None:
    assert purposes("for sales press 1 for service press 2") == [
        ("1", "sales", False),
        ("2", "service", False),
    ]
    assert purposes("press 1 for sales press 2 for service") == [("1", "sales", True), ("2", "service", True)]


def test_two_keys_for_one_purpose() -> None:
    assert purposes("For a bill, press 1 or 2.") == [("1", "a bill", False), ("2", "a bill", False)]


@pytest.mark.parametrize("language", ["en-US", "en_GB", "EN"])
def test_a_region_does_not_matter(language: str) -> None:
    assert [key for key, *_ in purposes("Press 1 for sales.", language)] == ["1"]


def test_an_unknown_language_announces_nothing() -> None:
    text = "Press 1 for sales. We call back today. Stay on the line for the operator."
    assert announced_keys(text, "nl") == () and promised(text, "nl") is None
    assert offers_person(text, "nl") is None and stay_on_line(text, "nl") is None
    assert not promises_call_back(text, "nl") and not filler(text, "nl")
    assert may_name(text, "nl", "4")


@pytest.mark.parametrize(
    "text",
    [
        "If this is an emergency, hang up and dial 911.",
        "Dial 1-800-555-0199.",
        "Press 1 2 3 4 5 6.",
        "Enter your 8 digit number.",
        "Select one of the following options.",
        "Press 1 through 5.",
        "We open at 9 for breakfast, and 5 to 10 for dinner.",
        "Please don't press 1.",
        "Press 2 seconds later.",
        "The fare is $2 for adults, 1 for children.",
        "For tickets press 1.50.",
    ],
)
def test_no_key_is_guessed(text: str) -> None:
    assert announced_keys(text, "en") == ()


def test_folding_keeps_every_letter_in_its_place() -> None:
    for text in ("Für “Ärzte” İ ß – œuvre …", "ǅ Ŀ ΐ ﬁ ẞ", "À l’étoile"):
        assert len(fold(text)) == len(text)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_phrase_can_be_read(language: str) -> None:
    patterns = patterns_of(language)
    assert patterns is not None
    for name in patterns.lists:
        patterns.words(name)
    assert patterns.timed and patterns.sentence and patterns.any_key


def test_may_name_sees_any_number() -> None:
    assert may_name("We have four offices.", "en", "4")
    assert not may_name("We have four offices.", "en", "5")


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "To speak with someone, press 0."),
        ("en", "For the operator, press 0."),
        ("en", "For a customer service representative, press 4."),
        ("es", "Para hablar con un agente, pulse 0."),
        ("fr", "Pour parler à un conseiller, tapez 0."),
        ("de", "Für ein Gespräch mit der Zentrale drücken Sie die 0."),
        ("pt", "Para falar com um atendente, tecle 0."),
        ("it", "Per parlare con un operatore, prema 0."),
    ],
)
def test_offers_of_a_person(language: str, text: str) -> None:
    assert offers_person(text, language)


@pytest.mark.parametrize(
    "text",
    [
        "To leave a message for the operator, press 0.",
        "To have a representative call you back, press 1.",
        "All our representatives are busy.",
        "For our staff directory, press 4.",
        "To talk to our virtual assistant, press 3.",
        "For a bill, press 3.",
    ],
)
def test_no_offer_of_a_person(text: str) -> None:
    assert offers_person(text, "en") is None


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "For anything else, stay on the line."),
        ("en", "Please hold and someone will be right with you."),
        ("es", "Para otras consultas, permanezca en la línea."),
        ("fr", "Sinon, restez en ligne."),
        ("de", "Ansonsten bleiben Sie bitte am Apparat."),
        ("pt", "Para outros assuntos, aguarde na linha."),
        ("it", "Altrimenti resti in linea."),
    ],
)
def test_stay_on_the_line(language: str, text: str) -> None:
    assert stay_on_line(text, language)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "To end this call, press 9."),
        ("en", "If you called by mistake, press 9."),
        ("de", "Um das Gespräch zu beenden, drücken Sie die 9."),
        ("es", "Para terminar la llamada, marque 9."),
        ("fr", "Pour terminer cet appel, tapez 9."),
        ("pt", "Para encerrar a ligação, digite 9."),
        ("it", "Per terminare la chiamata, premere 9."),
    ],
)
def test_a_key_that_is_there_to_end_the_call(language: str, text: str) -> None:
    (one,) = announced_keys(text, language)
    assert one.key == "9" and ends_call(one.purpose, language)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "For weekend appointments, press 9."),
        ("de", "Für eine Rechnung drücken Sie die 9."),
        ("es", "Para facturas, marque 9."),
        ("fr", "Pour une facture, tapez 9."),
        ("pt", "Para faturas, digite 9."),
        ("it", "Per le fatture, premere 9."),
    ],
)
def test_a_key_that_is_there_for_something_else(language: str, text: str) -> None:
    (one,) = announced_keys(text, language)
    assert not ends_call(one.purpose, language)


@pytest.mark.parametrize(
    "text", ["To hear this again, stay on the line.", "Stay on the line to leave a message."]
)
def test_staying_for_something_else_than_a_person(text: str) -> None:
    assert stay_on_line(text, "en") is None


@pytest.mark.parametrize(
    ("language", "text", "amount", "unit"),
    [
        ("en", "We call back by the end of the next business day.", 1, "business_day"),
        ("en", "A nurse will call you back within 30 minutes.", 1800, "clock"),
        ("en", "Leave a message and we will return your call within four hours.", 4 * HOUR, "clock"),
        ("en", "We call back within 4 working hours.", 4 * HOUR, "working"),
        ("en", "Someone will get back to you within two business days.", 2, "business_day"),
        ("en", "We will call you back today.", 0, "business_day"),
        ("en", "To be called back within an hour, press 1.", HOUR, "clock"),
        ("en", "Leave a message. We will call you back within the hour.", HOUR, "clock"),
        ("es", "Le llamamos antes de que termine el próximo día hábil.", 1, "business_day"),
        ("es", "Le devolveremos la llamada en un plazo de 24 horas.", 24 * HOUR, "clock"),
        ("fr", "Nous vous rappelons sous deux heures.", 2 * HOUR, "clock"),
        ("fr", "Vous serez rappelé au plus tard le prochain jour ouvré.", 1, "business_day"),
        ("de", "Wir rufen bis zum Ende des nächsten Werktags zurück.", 1, "business_day"),
        ("de", "Wir rufen Sie innerhalb von zwei Stunden zurück.", 2 * HOUR, "clock"),
        ("pt", "Retornaremos a sua ligação em até 4 horas úteis.", 4 * HOUR, "working"),
        ("pt", "Ligamos de volta até ao fim do próximo dia útil.", 1, "business_day"),
        ("it", "La richiamiamo entro il prossimo giorno lavorativo.", 1, "business_day"),
        ("it", "Sarà richiamato entro un'ora.", HOUR, "clock"),
    ],
)
def test_promises(language: str, text: str, amount: int, unit: str) -> None:
    promise = promised(text, language)
    assert isinstance(promise, Promise)
    assert (promise.amount, promise.unit) == (amount, unit)
    assert promise.words in text


@pytest.mark.parametrize(
    "text",
    [
        "We call back as soon as possible.",
        "We try to call back within 4 hours.",
        "Calls received after 4 will be returned the next business day.",
        "If you have not heard from us, call us back within 2 hours.",
        "Your appointment is within 2 hours.",
        "A nurse calls back within an hour. The desk calls back within two business days.",
        "Most calls are returned within 24 hours.",
    ],
)
def test_no_promise_where_it_is_not_sure(text: str) -> None:
    assert promised(text, "en") is None


def test_promises_to_call_back_at_any_time() -> None:
    assert promises_call_back("Leave your number and we will call you back.", "en")
    assert not promises_call_back("Our office is closed. Please call back during office hours.", "en")
    assert not promises_call_back("To be called back, press 1.", "en")


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Your call is very important to us."),
        ("en", "Please listen carefully, as our menu has changed."),
        ("en", "Visit our website for opening hours."),
        ("es", "Su llamada es muy importante para nosotros."),
        ("fr", "Votre appel est important pour nous."),
        ("de", "Ihr Anruf ist uns wichtig."),
        ("pt", "A sua chamada é muito importante para nós."),
        ("it", "La sua chiamata è importante per noi."),
    ],
)
def test_filler(language: str, text: str) -> None:
    assert filler(text, language)
    assert not filler("Lindenau 1 2 3.", language)
