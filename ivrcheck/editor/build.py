"""Makes the JSON Schema of menu files from the models and the words for people.

``python -m tests.editor.update`` writes it into the package, so that nothing has to be made to print it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import MISSING, fields, is_dataclass
from typing import Any

from pydantic.fields import FieldInfo

from ivrcheck.editor.shapes import NUMBER, SHAPES, WEEK, Schema, many
from ivrcheck.editor.words import EXAMPLES, FIELDS, KINDS, REACHES
from ivrcheck.menu import kinds, model
from ivrcheck.menu.include import SECTIONS
from ivrcheck.menu.kinds import Acceptance, Announce, Fallback, Option
from ivrcheck.menu.known import STEP_KINDS
from ivrcheck.menu.prompt import Spoken

ADDRESS = "https://json-schema.org/draft/2020-12/schema"
_SHAPE_OF = {
    "Text": "text", "Words": "text", "Texts": "texts", "Seconds": "duration", "Number": "seconds",
    "Whole": "whole", "Times": "times", "Tries": "tries", "YesNo": "yes_no", "PromiseField": "promise",
    "Day": "day", "DatesField": "dates", "DatesList": "dates_list", "Minutes": "time", "Key": "key",
    "Digits": "digits", "Language": "language", "Languages": "languages", "Country": "country",
    "Zone": "timezone", "PromptField": "prompt", "FallbackField": "fallback", "Keys": "keys",
    "Options": "keys", "Rota": "rota", "Announce": "announce", "tuple[Acceptance, ...]": "accept",
    "PublicHolidays": "holidays", "dict[DatesField, RangesField]": "open_dates",
    "tuple[Season, ...]": "seasons", "dict[Text, Id]": "answers", "Mapping[Id, Person]": "people",
    "Mapping[Id, Team]": "teams", "Mapping[Id, Opening]": "hours", "Mapping[Id, Text]": "topics",
    "Mapping[Number, EntryField]": "entry", "Mapping[Id, Step]": "steps",
}  # fmt: skip
"""By the type of a field as the model writes it, the shape of its values."""

_NAMED = {
    "managed_by": "who", "business_hours": "hours", "cover": "who", "supervisor": "who", "members": "person",
    "by": "person", "step": "step", "who": "who", "team": "team", "hours": "hours", "owner": "who",
    "backup": "who", "notify": "who", "extensions": "who", "topics": "topic", "resolves": "topic",
}  # fmt: skip
"""What the ids in a field name, where that is not a step."""

_TITLES = {
    "Person": "Person", "Team": "Team", "Rota": "Turns", "PublicHolidays": "Public holidays",
    "SeasonFields": "Season", "OpeningHours": "Opening hours", "Acceptance": "Accepted finding",
    "Announce": "What callers are told",
}  # fmt: skip


def text() -> str:
    """The schema as the file holds it."""
    return json.dumps(schema(), indent=1, ensure_ascii=True) + "\n"


def schema() -> Schema:
    """The schema of a menu file, or of a part that menus include."""
    top = _object(model.PhoneSystem)
    top["required"] = ["ivrcheck", "name"]
    return {
        "$schema": ADDRESS,
        "title": "Phone menu (ivrcheck, format 1)",
        "description": "What happens to the calls to a phone number: who works here, when, and where each "
        "key leads. A file that holds only people, teams, hours, topics, entry or steps is a part that a "
        "menu can include.",
        "type": "object",
        "if": {"minProperties": 1, "propertyNames": {"enum": [*SECTIONS]}},
        "then": {"$ref": "#/$defs/part"},
        "else": {"$ref": "#/$defs/menu"},
        "$defs": {"menu": _whole(top), "part": _part(top), **_defs(), **_or_todo(SHAPES)},
    }


def _or_todo(shapes: dict[str, Schema]) -> dict[str, Schema]:
    """The shapes of values, with the word that stands for what is still to be filled in."""
    return {
        name: {**shape, "pattern": f"^TODO$|{shape['pattern']}"} if "pattern" in shape else shape
        for name, shape in shapes.items()
    }


def _whole(top: Schema) -> Schema:
    """A whole menu. What has no step or no number to dial needs files that do."""
    alone = {"not": {"required": ["include"]}}
    return {**top, "if": alone, "then": {"required": ["entry", "steps"]}}


def _part(top: Schema) -> Schema:
    known = {name: top["properties"][name] for name in SECTIONS}
    return {"title": "A part of a phone menu", "type": "object", "properties": known,
            "additionalProperties": False}  # fmt: skip


def _defs() -> dict[str, Schema]:
    """Everything that is made of several fields."""
    step_names = {f"step_{name}": _step(name, cls) for name, cls in STEP_KINDS.items()}
    return {
        "people": _map("text_id", "person"),
        "teams": _map("text_id", "team"),
        "hours": _map("text_id", "opening_hours"),
        "topics": _map("text_id", "text"),
        "entry": {**_map("", "entry_point"), "propertyNames": _phone_number()},
        "steps": _map("text_id", "step"),
        "text_id": {**SHAPES["step_id"], "title": "Id", "type": "string"},
        "person": _object(model.Person),
        "team": _object(model.Team),
        "rota": _object(model.Rota),
        "opening_hours": {
            **_with_week(model.OpeningHours),
            "type": ["object", "string"],
            "pattern": "^TODO$",
        },
        "season": _with_week(model.SeasonFields),
        "seasons": {"type": "array", "items": {"$ref": "#/$defs/season"}},
        "open_dates": {**_map("dates", "ranges_list")},
        "holidays": _short_or({"$ref": "#/$defs/whose_holidays"}, "public_holidays"),
        "public_holidays": _object(model.PublicHolidays),
        "entry_point": _short_or({"$ref": "#/$defs/step_id"}, "entry_fields"),
        "entry_fields": {**_object(model.Entry), "title": "Number"},
        "accept": {"type": "array", "items": {"$ref": "#/$defs/acceptance"}},
        "acceptance": _object(Acceptance),
        "keys": _map("key", "option"),
        "option": _short_or({"$ref": "#/$defs/step_id"}, "option_fields"),
        "option_fields": {**_object(Option), "title": "Key"},
        "fallback": _short_or({"$ref": "#/$defs/step_id"}, "fallback_fields"),
        "fallback_fields": {**_object(Fallback), "title": "After the last try"},
        "announce": _object(Announce),
        "answers": {**_map("text", "step_id"), "minProperties": 1},
        **_prompts(),
        **{f"{sort}_ids": many(f"{sort}_id") for sort in ("person", "who", "topic")},
        "step": _any_step(),
        **step_names,
    }


def _map(key: str, value: str) -> Schema:
    """Names with values behind them; ``key``: the shape of the names."""
    schema: Schema = {"type": "object", "additionalProperties": {"$ref": f"#/$defs/{value}"}}
    return schema | ({"propertyNames": {"$ref": f"#/$defs/{key}"}} if key else {})


def _phone_number() -> Schema:
    hint = 'Write a phone number, like "+1 845 555 0134", in straight quotation marks.'
    return {"pattern": NUMBER, "patternErrorMessage": hint}


def _short_or(short: Schema, long: str) -> Schema:
    """A value that may be a single word, or a group of fields."""
    return {"if": {"type": "object"}, "then": {"$ref": f"#/$defs/{long}"}, "else": short}


def _prompts() -> dict[str, Schema]:
    """What callers hear, in all its forms."""
    said = [{"required": [name]} for name in _names(Spoken)]
    spoken = {**_object(Spoken), "title": "Something said",
              "anyOf": [{"required": ["text"]}, {"required": ["audio"]}]}  # fmt: skip
    text = {"$ref": "#/$defs/spoken_text"}
    languages = {"title": "By language", "type": "object", "minProperties": 1,
                 "propertyNames": {"$ref": "#/$defs/language"},
                 "additionalProperties": {"$ref": "#/$defs/spoken_or_text"}}  # fmt: skip
    parts = {"type": "array", "minItems": 1, "items": {"$ref": "#/$defs/spoken_or_text"}}
    group = {
        "if": {"anyOf": said},
        "then": {"$ref": "#/$defs/spoken"},
        "else": {"$ref": "#/$defs/by_language"},
    }
    return {
        "prompt": {
            "if": {"type": "object"},
            "then": group,
            "else": {"if": {"type": "array"}, "then": parts, "else": text},
        },
        "spoken": spoken,
        "spoken_text": {**SHAPES["text"], "title": "What is said", "pattern": "\\S"},
        "spoken_or_text": _short_or(text, "spoken"),
        "by_language": languages,
    }


def _any_step() -> Schema:
    """A step: which fields it has depends on its kind."""
    kind = {"title": "Kind of step", "description": FIELDS["_Step"]["kind"], "enum": list(KINDS),
            "enumDescriptions": list(KINDS.values())}  # fmt: skip
    choices = [
        {
            "if": {"required": ["kind"], "properties": {"kind": {"const": name}}},
            "then": {"$ref": f"#/$defs/step_{name}"},
        }
        for name in STEP_KINDS
    ]
    return {"title": "Step", "type": "object", "required": ["kind"], "properties": {"kind": kind},
            "allOf": choices}  # fmt: skip


def _step(name: str, cls: type) -> Schema:
    made = _object(cls)
    made["title"], made["description"] = f"{name.capitalize()} step", KINDS[name]
    made["properties"] = {"kind": {"const": name, "description": KINDS[name]}, **made["properties"]}
    return made


def _with_week(cls: type) -> Schema:
    """Opening hours: fields, and lines that begin with days."""
    made = _object(cls)
    days = {"description": FIELDS[cls.__name__]["week"], "$ref": "#/$defs/ranges_list"}
    return {**made, "patternProperties": {WEEK: days}}


def _object(cls: type) -> Schema:
    """A group of fields; no others may stand in it."""
    made = {field.name: field for field in _fields(cls)}
    names = sorted(made, key=lambda name: (not _required(made[name]), name in ("label", "note", "accept")))
    properties = {_name(name): _field(cls, made[name]) for name in names}
    schema: Schema = {"title": _TITLES.get(cls.__name__, ""), "type": "object"}
    needed = [_name(name) for name in names if _required(made[name])]
    schema |= {"required": needed} if needed else {}
    schema |= {"properties": properties, "additionalProperties": False}
    return {key: value for key, value in schema.items() if value != ""}


def _names(cls: type) -> list[str]:
    return [_name(field.name) for field in _fields(cls)]


def _fields(cls: type) -> Iterator[Any]:
    """The fields of a piece of a file; the kind of a step and the lines of a week stand apart."""
    assert is_dataclass(cls)
    return (field for field in fields(cls) if field.name not in ("week", "kind", "unknown"))


def _name(field: str) -> str:
    """How a field is called in the file; ``from`` and ``for`` are words of Python's own."""
    return field.rstrip("_")


def _required(field: Any) -> bool:
    default = field.default
    if isinstance(default, FieldInfo):
        return default.is_required()
    return default is MISSING and field.default_factory is MISSING


def _field(cls: type, field: Any) -> Schema:
    """One field: what it says, and how its value is written."""
    name, type_ = _name(field.name), str(field.type).removesuffix(" | None")
    schema: Schema = {"description": _words(cls, name)}
    if choices := re.findall(r"'(\w+)'", type_) if type_.startswith("Literal") else []:
        schema |= _choices(name, choices)
    else:
        schema["$ref"] = f"#/$defs/{_shape(cls, name, type_)}"
    schema |= _least(type_)
    default = field.default.default if isinstance(field.default, FieldInfo) else field.default
    if (shown := _default(type_, default)) is not None:
        schema["default"] = shown
    if examples := EXAMPLES.get(f"{cls.__name__}.{name}"):
        schema["examples"] = examples
    return schema


def _words(cls: type, name: str) -> str:
    own = FIELDS[cls.__name__]
    return own[name] if name in own or not issubclass(cls, kinds._Step) else FIELDS["_Step"][name]


def _choices(name: str, choices: list[str]) -> Schema:
    if choices == ["1"]:
        return {"enum": [1, "1"]}
    told = {"enumDescriptions": list(REACHES.values())} if name == "reaches" else {}
    return {"enum": choices, **told}


def _shape(cls: type, name: str, type_: str) -> str:
    """The shape of a field's values."""
    type_ = re.sub(r"^Annotated\[(.+), (?:Field|BeforeValidator)\(.*\)\]$", r"\1", type_)
    if type_ == "Id":
        return f"{_NAMED.get(name, 'step') if name not in getattr(cls, 'single', ()) else 'step'}_id"
    if type_ == "Ids":
        return "profiles" if name == "profiles" else f"{_NAMED[name]}_ids"
    return "number_of_phone" if name in ("number", "phone", "extension") else _SHAPE_OF[type_]


def _least(type_: str) -> Schema:
    """Where something has to stand in a list or a group."""
    if type_ == "Options":
        return {"minProperties": 1}
    return {"minItems": 1} if "min_length=1" in type_ and "dict" not in type_ else {}


def _default(type_: str, default: Any) -> Any:
    """What holds where nothing is written, as it would be written."""
    if default in (None, MISSING, ()) or repr(default) == "PydanticUndefined":
        return None
    if type_ == "Seconds":
        return f"{default}s"
    if type_ == "Minutes":
        return f"{default // 60:02}:{default % 60:02}"
    return list(default) if isinstance(default, tuple) else default
