"""What has to be known of an office to write its first menu, and how the answers are read.

Each reader takes what somebody wrote and gives the answer as it goes into the menu, or raises the error of
``scalars.wrong`` with a sentence that says what to write.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from ivrcheck.editor.places import countries, example_number, languages, zones_of
from ivrcheck.menu import scalars
from ivrcheck.menu.exact import right_form
from ivrcheck.menu.near import did_you_mean

LONGEST_NAME = 80
_SHORTEST_OPENING = 30
_WEEK = 7 * scalars.DAY_MINUTES
_LINE = re.compile(r"(.*?[a-z.])[\s:]+(\d.*|closed|all day|24 ?h.*|noon.*)", re.IGNORECASE)
_PERSON = re.compile(r"(.+?)[\s,:(=]+(?:ext(?:ension)?\.?[\s:]*)?(\d{1,8})\)?", re.IGNORECASE)

Hours = tuple[tuple[str, str], ...]
"""Lines of opening hours: days, and times."""

People = tuple[tuple[str, str], ...]
"""Names, each with an extension."""


@dataclass(frozen=True, slots=True)
class Answers:
    """All that a first menu is made from."""

    name: str
    country: str
    timezone: str
    number: str
    hours: Hours
    people: People
    manager: str
    language: str
    emergencies: bool


def read_name(value: Any) -> str:
    """The name of an office or of a person."""
    text = " ".join(scalars.need_text(value, "Fern Hill Opticians").split())
    if not text or not any(character.isalnum() for character in text):
        raise scalars.wrong("a name has letters; write it like Fern Hill Opticians")
    if len(text) > LONGEST_NAME:
        raise scalars.wrong(f"that is too long to say to every caller; use at most {LONGEST_NAME} characters")
    if hidden := [one for one in text if not one.isprintable() and one != "\u200d"]:
        raise scalars.wrong(
            f"there is a sign in it that nobody sees (U+{ord(hidden[0]):04X}); write it without"
        )
    return text


def read_country(value: Any) -> str:
    """Two capital letters, for a country's name or letters."""
    text = scalars.need_text(value, "US").strip()
    found = text.upper() if text.upper() in countries() else right_form("country", text)
    if found is None:
        names = {name.casefold(): code for code, name in countries().items()}
        found = names.get(text.casefold())
        near = did_you_mean(text.title(), countries().values())
        if found is None:
            hint = near or "Write its two letters, like US."
            raise scalars.wrong(f"“{scalars.clip(text)}” is not a country known here; {_inside(hint)}")
    return found


def read_zone(value: Any, country: str) -> str:
    """A time zone, also by the name of its city."""
    from zoneinfo import available_timezones

    text = scalars.need_text(value, "America/New_York").strip()
    found = text if text in available_timezones() else right_form("zone", text)
    if found is None:
        few = ", ".join(zones_of(country)[:6])
        raise scalars.wrong(f"“{scalars.clip(text)}” is not a time zone; write it like {few}")
    return found


def read_number(value: Any, country: str) -> str:
    """A phone number, with the code of its country."""
    from ivrcheck.analysis.dialling import look_up

    example = example_number(country)
    text = " ".join(scalars.need_text(value, example).split()).strip("“”\"'")
    if not re.fullmatch(r"[+\d(][\d ()./-]*", text):
        raise scalars.wrong(f"“{scalars.clip(text)}” is not a phone number; write it like {example}")
    line = look_up(text, country)
    if line.emergency:
        raise scalars.wrong(
            f"“{text}” is the emergency number; write the number of the office, like {example}"
        )
    if line.fault or sum(map(str.isdigit, text)) < 7:
        why = line.fault.value if line.fault else "has too few digits"
        raise scalars.wrong(f"nobody can call “{scalars.clip(text)}”: it {why}; write it like {example}")
    return _international(text, country)


def _international(text: str, country: str) -> str:
    import phonenumbers

    if text.startswith("+"):
        return text
    try:
        parsed = phonenumbers.parse(text, country)
    except phonenumbers.NumberParseException:
        raise scalars.wrong(
            f"“{scalars.clip(text)}” needs the code of its country; begin it with +"
        ) from None
    return phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.INTERNATIONAL)


def read_hours(value: Any) -> Hours:
    """When somebody is there: ``mon-fri 09:00-17:00; sat 09:00-12:00``, or a group of such lines."""
    lines = list(value.items()) if isinstance(value, dict) else [*_split(value)]
    found = tuple((_days(days), _times(times)) for days, times in lines)
    spans = sorted(span for days, times in found for span in _spans(days, times))
    if not spans:
        raise scalars.wrong("nobody is ever there; write when somebody is, like mon-fri 09:00-17:00")
    for (start, end), (following, _) in zip(spans, [*spans[1:], (spans[0][0] + _WEEK, 0)], strict=True):
        if end - start < _SHORTEST_OPENING:
            raise scalars.wrong("less than half an hour is too short to answer calls; write longer times")
        if following < end:
            raise scalars.wrong("some of these times overlap; write each hour of a day once")
    closed = {day for days, times in found if times == "closed" for day in scalars.read_days(days).weekdays}
    if closed & {start // scalars.DAY_MINUTES for start, _ in spans}:
        raise scalars.wrong("a day is closed in one line and open in another; write each day once")
    week: dict[str, list[str]] = {}
    for days, times in found:
        if times != "closed":
            week.setdefault(days, []).append(times)
    return tuple((days, ", ".join(times)) for days, times in week.items())


def _split(value: Any) -> Iterator[tuple[str, str]]:
    for part in re.split(r"[;\n]", scalars.need_text(value, "mon-fri 09:00-17:00").strip().rstrip(";")):
        match = _LINE.fullmatch(part.strip())
        if not match:
            like = "mon-fri 09:00-17:00; sat 09:00-12:00"
            raise scalars.wrong(f"“{scalars.clip(part)}” is not days and times; write it like {like}")
        yield match[1], match[2]


def _days(value: Any) -> str:
    text = " ".join(scalars.need_text(value, "mon-fri").lower().split())
    text = right_form("days", text) or text
    scalars.read_days(text)
    return text


def _times(value: Any) -> str:
    text = " ".join(scalars.need_text(value, "09:00-17:00").lower().split())
    text = right_form("times", text) or text
    return text if scalars.read_ranges(text) else "closed"


def _spans(days: str, times: str) -> Iterator[tuple[int, int]]:
    """Every opening in minutes of a week."""
    for day in scalars.read_days(days).weekdays:
        for start, end in scalars.read_ranges(times):
            yield day * scalars.DAY_MINUTES + start, day * scalars.DAY_MINUTES + end


def always_open(hours: Hours) -> bool:
    """Whether there is no closed moment in a week."""
    if any(scalars.read_days(days).nth for days, _ in hours):
        return False
    return sum(end - start for days, times in hours for start, end in _spans(days, times)) >= _WEEK


def read_people(value: Any) -> People:
    """Who answers: ``Rosa Lee 201, Dana Ortiz 200``, or a group of names with their extensions."""
    if isinstance(value, dict):
        found = tuple((read_name(name), _extension(name, number)) for name, number in value.items())
    else:
        found = tuple(read_person(part) for part in re.split(r"[;\n]|,(?!\s*\d)", _text_of_people(value)))
    if not found:
        raise scalars.wrong("somebody has to answer; write a name and an extension, like Rosa Lee 201")
    for place, (name, extension) in enumerate(found):
        if any(name.casefold() == other.casefold() for other, _ in found[:place]):
            raise scalars.wrong(f"“{scalars.clip(name)}” stands there twice; write each person once")
        if extension in [other for _, other in found[:place]]:
            raise scalars.wrong(f"two people cannot have the extension {extension}; give each their own")
    return found


def _text_of_people(value: Any) -> str:
    if isinstance(value, list) and all(isinstance(one, str) for one in value):
        return ";".join(value)
    return scalars.need_text(value, "Rosa Lee 201").strip().rstrip(";,")


def read_person(text: str) -> tuple[str, str]:
    """A name and an extension."""
    match = _PERSON.fullmatch(text.strip())
    if not match:
        raise scalars.wrong(
            f"“{scalars.clip(text)}” is not a name with an extension; write both, like Rosa Lee 201"
        )
    return read_name(match[1].strip(" ,:(=\"'")), match[2]


def _extension(name: Any, value: Any) -> str:
    text = scalars.need_text(value, "201").strip() if value is not None else ""
    if not re.fullmatch(r"[0-9]{1,8}", text):
        raise scalars.wrong(f"the extension of “{scalars.clip(name)}” has to be a number; write it like 201")
    return text


def read_manager(value: Any, people: People) -> str:
    """One of the people who answer, by name or first name."""
    text = " ".join(scalars.need_text(value, "Rosa Lee").split())
    named = [name for name, _ in people if text.casefold() in (name.casefold(), name.casefold().split()[0])]
    if len(named) != 1:
        names = [name for name, _ in people]
        hint = did_you_mean(text, names) or f"Write one of: {', '.join(names)}."
        raise scalars.wrong(f"“{scalars.clip(text)}” is none of those who answer; {_inside(hint)}")
    return named[0]


def read_language(value: Any) -> str:
    """One of the languages in which a first menu can be written."""
    text = scalars.need_text(value, "en").strip().lower()
    found = text if text in languages() else _LANGUAGES.get(text)
    if found is None:
        raise scalars.wrong(f"“{scalars.clip(text)}” is not there; write one of: {', '.join(languages())}")
    return found


_LANGUAGES = {
    "english": "en", "spanish": "es", "español": "es", "french": "fr", "français": "fr", "german": "de",
    "deutsch": "de", "portuguese": "pt", "português": "pt", "italian": "it", "italiano": "it",
}  # fmt: skip


def read_yes_no(value: Any) -> bool:
    """Yes or no."""
    return scalars.read_yes_no({"y": "yes", "n": "no"}.get(str(value).strip().lower(), value))


def _inside(sentence: str) -> str:
    """A sentence as the end of another."""
    return sentence[:1].lower() + sentence[1:].rstrip(".")
