"""How a menu was checked, and a line to sign."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from hashlib import sha256

from ivrcheck import __version__
from ivrcheck.analysis.facts import Facts
from ivrcheck.config import PROFILES
from ivrcheck.finding import Examined
from ivrcheck.hours.words import date_words
from ivrcheck.report.html.markup import Html, joined, listed, tag, words


def checked(facts: Facts, examined: Examined, id: str) -> Html:
    """The days, the rules and the constants behind the answers."""
    rows = [joined(tag("dt", name), tag("dd", value)) for name, value in _rows(facts, examined)]
    title = tag("h3", "How it was checked", id=f"{id}-checked")
    return tag("section", title, tag("dl", *rows))


def _rows(facts: Facts, examined: Examined) -> Iterator[tuple[str, Html]]:
    menu, pace = facts.menu, facts.config.pace
    yield "The days", joined(f"{_day(examined.first)} to {_day(examined.last)}")
    yield "The clock", words(menu.timezone or f"{facts.calendar.zone}, because the menu names none")
    yield "The rules", joined(f"{len(examined.rules)} rules of ivrcheck {__version__}")
    if profiles := [
        PROFILES[name] for name in dict.fromkeys((*facts.config.profiles, *menu.profiles)) if name in PROFILES
    ]:
        yield "Also", listed("ul", *profiles)
    yield (
        "Speech",
        joined(f"{pace.words_per_minute:g} words a minute, {pace.between_sentences:g} s between sentences"),
    )
    yield "A key", joined(f"{pace.key:g} s")
    yield "Files", listed("ul", *(_file(name, text) for name, text in sorted(facts.loaded.texts.items())))
    yield (
        "What this says",
        joined(
            "Every call that this file allows in these twelve months was looked at. What was recorded, and "
            "what the phone system really does, may differ from the file."
        ),
    )


def _day(day: date) -> str:
    return f"{date_words(day)} {day.year}"


def _file(name: str, text: str) -> Html:
    """A file with its fingerprint, so that it can be told later which one was looked at."""
    digest = sha256(text.encode("utf-8", "replace")).hexdigest()
    return joined(words(name), " (SHA-256 ", tag("code", digest), ")")


def signature(id: str) -> Html:
    """Where somebody signs that they have read it."""
    lines = [tag("div", tag("span", ""), name) for name in ("Name", "Date", "Signature")]
    title = tag("h3", "Read and agreed", id=f"{id}-sign")
    asked = tag("p", "I have read this page, and what is named here as mine is mine.")
    return tag("section", title, asked, tag("div", *lines, class_="sign"), class_="signature")
