"""How the small values of a menu file may be written, as JSON Schema.

A menu's reader takes every value as text. Other readers of YAML make numbers of ``200``, and some of them
dates of ``2026-12-24``, yes and no of ``NO`` and numbers of ``13:00``; all these forms are allowed.
"""

from __future__ import annotations

from typing import Any

from ivrcheck.config import DEFAULT, PROFILES
from ivrcheck.menu.fields import MOST_TIMES

Schema = dict[str, Any]

_LONGEST = DEFAULT.limits.prompt_characters
_ID = "^[a-z][a-z0-9_-]*$"
_DAY = "([Mm][Oo][Nn]|[Tt][Uu][Ee]|[Ww][Ee][Dd]|[Tt][Hh][Uu]|[Ff][Rr][Ii]|[Ss][Aa][Tt]|[Ss][Uu][Nn])"
_DAYS = rf"{_DAY}(-{_DAY})?"
_NTH = "([1-5]([Ss][Tt]|[Nn][Dd]|[Rr][Dd]|[Tt][Hh])|[Ll][Aa][Ss][Tt])"
_TIME = r"[0-9]{1,2}:[0-5][0-9]"
_RANGE = rf"{_TIME} *[-–] *{_TIME}"
_NO_TIME_OR_ALL = "[Cc][Ll][Oo][Ss][Ee][Dd]|[Aa][Ll][Ll] +[Dd][Aa][Yy]|24[Hh]"
_DATE = "[0-9]{4}-(0[1-9]|1[0-2])-([0-2][0-9]|3[01])"
_LENGTH = " *".join(f"([0-9]+ *{unit})?" for unit in "dhms")
_ANY_LENGTH = " *".join(f"([0-9]+ *[{unit}{unit.upper()}])?" for unit in "dhms")
_WORKING = (
    "([Ww][Oo][Rr][Kk][Ii][Nn][Gg] +[Hh][Oo][Uu][Rr]|[Bb][Uu][Ss][Ii][Nn][Ee][Ss][Ss] +[Dd][Aa][Yy])[Ss]?"
)

WEEK = rf"^ *({_NTH} +)?{_DAYS}( *, *{_DAYS})* *$"
"""The days of the week a line of opening hours is for."""

NUMBER = "^(?=.*[0-9].*[0-9])[0-9+ ()./*#-]+$|^TODO($| )"
"""A phone number, as people write it."""

_KEY = "^([0-9*#A-D]{1,20}|[Ss][Tt][Aa][Rr]|[Pp][Oo][Uu][Nn][Dd]|[Hh][Aa][Ss][Hh])$"


def _text(title: str, pattern: str, hint: str, *examples: Any, also: tuple[str, ...] = ()) -> Schema:
    """A text of a certain form; ``also``: the types other readers of YAML may make of it."""
    schema: Schema = {"title": title, "type": ["string", *also] if also else "string", "pattern": pattern}
    return schema | {"patternErrorMessage": hint, "examples": list(examples)}


def _count(title: str, least: int, most: int) -> Schema:
    return {
        "title": title,
        "type": ["integer", "string"],
        "minimum": least,
        "maximum": most,
        "pattern": "^[0-9]{1,9}$",
        "patternErrorMessage": "Write a whole number, like 3.",
    }


def _id(what: str) -> Schema:
    hint = "An id begins with a small letter; small letters, digits, - and _ may follow."
    schema: Schema = {
        "title": f"Id of {what}",
        "type": ["string", "boolean"],
        "pattern": _ID,
        "maxLength": 200,
    }
    return schema | {"patternErrorMessage": hint}


def many(one: str) -> Schema:
    """A list of values, which may also be a single one."""
    ref = {"$ref": f"#/$defs/{one}"}
    return {"if": {"type": "array"}, "then": {"type": "array", "items": ref}, "else": ref}


SORTS = {
    "step_id": "a step",
    "person_id": "a person",
    "team_id": "a team",
    "who_id": "a person or team",
    "hours_id": "opening hours",
    "topic_id": "a topic",
}
"""What an id can name, and the words for it."""

SHAPES: dict[str, Schema] = {
    **{name: _id(what) for name, what in SORTS.items()},
    "text": {
        "title": "Words",
        "type": ["string", "number", "boolean"],
        "minLength": 1,
        "maxLength": _LONGEST,
    },
    "texts": many("text"),
    "number_of_phone": {"title": "Phone number", "type": ["string", "number"], "minLength": 1},
    "yes_no": _text(
        "Yes or no",
        "^([Yy][Ee][Ss]|[Nn][Oo]|[Tt][Rr][Uu][Ee]|[Ff][Aa][Ll][Ss][Ee]|[Oo][Nn]|[Oo][Ff][Ff])$",
        "Write yes or no.",
        also=("boolean",),
    ),
    "duration": _text(
        "Length of time",
        f"^(?=.*[0-9]) *{_LENGTH} *$",
        "Write a length of time, like 25s, 10m or 1h30m.",
        "25s",
        "10m",
        "1h30m",
    ),
    "promise": _text(
        "Promise",
        f"^( *[0-9]+ *{_WORKING} *|(?=.*[0-9]) *{_ANY_LENGTH} *)$",
        "Write it like 30m, 4h, 4 working hours or 1 business day.",
        "1 business day",
        "4 working hours",
        "24h",
    ),
    "day": _text(
        "Day", f"^ *{_DATE} *$", "Write the year, the month and the day, like 2026-12-24.", "2026-12-24"
    ),
    "dates": _text(
        "Day or range of days",
        f"^ *{_DATE} *(/ *{_DATE} *)?$",
        "Write a day like 2026-12-24, or two with a slash like 2026-12-24/2027-01-02.",
        "2026-12-24",
        "2026-12-24/2027-01-02",
    ),
    "dates_list": many("dates"),
    "ranges": _text(
        "Opening times",
        rf"^ *({_RANGE} *(, *{_RANGE} *)*|{_NO_TIME_OR_ALL}) *$",
        "Write times like 08:00-12:00, 13:00-17:00; or closed; or all day.",
        "08:00-17:00",
        "08:00-12:00, 13:00-17:00",
        "22:00-06:00",
        "closed",
        "all day",
    ),
    "ranges_list": many("ranges"),
    "time": _text(
        "Time of day", f"^{_TIME}$", "Write a time of day, like 09:00.", "09:00", also=("integer",)
    ),
    "seconds": {
        "title": "Seconds",
        "type": ["number", "string"],
        "minimum": 0,
        "pattern": "^[0-9.]+$",
        "patternErrorMessage": "Write a number of seconds, like 12 or 7.5.",
        "examples": [12, 7.5],
    },
    "whole": _count("Whole number", 0, 999_999_999),
    "times": _count("Number of times", 0, MOST_TIMES),
    "tries": _count("Number of tries", 1, MOST_TIMES),
    "digits": {
        "title": "Number of digits",
        "type": ["integer", "string"],
        "minimum": 1,
        "maximum": 128,
        "pattern": "^ *[0-9]+ *(- *[0-9]+ *)?$",
        "patternErrorMessage": "Write it like 6 or 4-8.",
        "examples": [6, "4-8"],
    },
    "key": _text(
        "Key", _KEY, 'Use 0 to 9, "*" (star) or "#" (pound).', 1, 0, "*", "pound", also=("integer",)
    ),
    "language": _text(
        "Language",
        "^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$",
        "Write the two letters of a language, like en or es.",
        "en",
        "es",
        also=("boolean",),
    ),
    "languages": many("language"),
    "country": _text("Country", "^[A-Z]{2}$", "Write two capital letters, like US.", "US", also=("boolean",)),
    "whose_holidays": _text(
        "Whose public holidays",
        "^([Nn][Oo][Nn][Ee]|[A-Z]{2,3}(-.+)?)$",
        "Write a country (US), a part of one (US-NY), or none.",
        "US",
        "US-NY",
        "none",
        also=("boolean",),
    ),
    "timezone": {"title": "Time zone", "type": "string", "minLength": 1, "examples": ["America/New_York"]},
    "profile": {"title": "Profile", "enum": list(PROFILES), "enumDescriptions": list(PROFILES.values())},
    "profiles": many("profile"),
}
