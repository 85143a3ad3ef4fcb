"""What a check comes to as plain data, and back: lists, texts and numbers, as JSON has them.

How a class is taken apart follows from its fields and their types, so a new field needs nothing here. Both
directions are put together once for each type, when it is first met. Nothing but the classes named by those
fields is ever made from what is read.
"""

from __future__ import annotations

import types
from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple, Union, get_args, get_origin, get_type_hints

Turn = Callable[[Any], Any] | None
"""Turns a value into its other form; None where both forms are the same."""


class Codec(NamedTuple):
    """Both directions for one type."""

    encode: Turn
    decode: Turn


SAME = Codec(None, None)


def to_plain(kind: Any, value: Any) -> Any:
    """A value of a type as plain data."""
    encode = codec(kind).encode
    return encode(value) if encode else value


def from_plain(kind: Any, data: Any) -> Any:
    """A value from its plain data. Raises whatever comes of it where the data are not those of the type."""
    decode = codec(kind).decode
    return decode(data) if decode else data


@cache
def codec(kind: Any) -> Codec:
    """Both directions for a type. Raises ``TypeError`` for one that has no plain form here."""
    origin, inner = get_origin(kind), get_args(kind)
    if origin in (Union, types.UnionType):
        return _any_of(inner)
    if kind in (str, int, float, bool):
        return SAME
    if kind is Path:
        return Codec(str, Path)
    if kind is date:
        return Codec(date.isoformat, date.fromisoformat)
    if isinstance(kind, type) and issubclass(kind, Enum):
        return Codec(lambda one: one.value, kind)
    if is_dataclass(kind) or hasattr(kind, "_fields"):
        return _record(kind)
    if origin is tuple and inner[-1:] != (Ellipsis,):
        return _row(list(map(codec, inner)), tuple)
    if origin in (list, tuple, Sequence):
        return _list(codec(inner[0]), list if origin is list else tuple)
    if origin in (dict, Mapping):
        return _table(codec(inner[0]), codec(inner[1]))
    raise TypeError(f"{kind} has no plain form")


def _record(kind: Any) -> Codec:
    """A dataclass or a named tuple: the values of its fields in their order.

    What the fields are is looked up when the first value comes: a class may hold others of its own kind.
    """

    @cache
    def parts() -> tuple[Sequence[str], Codec]:
        hints = get_type_hints(kind)
        names = [one.name for one in fields(kind)] if is_dataclass(kind) else list(kind._fields)
        return names, _row([codec(hints[name]) for name in names], lambda values: kind(*values))

    def encode(value: Any) -> Any:
        names, row = parts()
        assert row.encode
        return row.encode([getattr(value, name) for name in names])

    def decode(data: Any) -> Any:
        _, row = parts()
        assert row.decode
        return row.decode(data)

    return Codec(encode, decode)


def _row(parts: Sequence[Codec], make: Callable[[list[Any]], Any]) -> Codec:
    """So many values, each of its own type."""
    out = [(place, part.encode) for place, part in enumerate(parts) if part.encode]
    back = [(place, part.decode) for place, part in enumerate(parts) if part.decode]

    def encode(values: Sequence[Any]) -> list[Any]:
        row = list(values)
        for place, turn in out:
            row[place] = turn(row[place])
        return row

    def decode(data: list[Any]) -> Any:
        if len(data) != len(parts):
            raise ValueError("another number of values")
        for place, turn in back:
            data[place] = turn(data[place])
        return make(data)

    return Codec(encode, decode)


def _list(item: Codec, make: type) -> Codec:
    def through(turn: Turn, into: type) -> Callable[[Any], Any]:
        return (lambda values: into(map(turn, values))) if turn else into

    return Codec(through(item.encode, list), through(item.decode, make))


def _table(key: Codec, value: Codec) -> Codec:
    if key != SAME:
        raise TypeError("only texts are keys in JSON")

    def through(turn: Turn) -> Callable[[Any], Any]:
        return (lambda items: {name: turn(one) for name, one in items.items()}) if turn else dict

    return Codec(through(value.encode), through(value.decode))


def _any_of(kinds: tuple[Any, ...]) -> Codec:
    """One of several types, which a number before the data tells apart; None stays itself."""
    others = [one for one in kinds if one is not type(None)]
    if len(others) == 1:
        inner = codec(others[0])
        return Codec(_unless_none(inner.encode), _unless_none(inner.decode))
    codecs = list(map(codec, others))
    numbers = {one: number for number, one in enumerate(others)}

    def encode(value: Any) -> list[Any]:
        number = numbers[type(value)]
        turn = codecs[number].encode
        return [number, turn(value) if turn else value]

    def decode(data: list[Any]) -> Any:
        number, value = data
        turn = codecs[number].decode
        return turn(value) if turn else value

    return Codec(encode, decode)


def _unless_none(turn: Turn) -> Turn:
    return (lambda value: None if value is None else turn(value)) if turn else None
