"""Extensions that stand for many numbers: ``_2XX`` and the like."""

from __future__ import annotations

import re
from functools import cache

_SETS = {"X": "0123456789", "Z": "123456789", "N": "23456789"}
_MOST = 12
"""Numbers that a pattern is written out into; one of more stands for all of its own."""
DIALLED = re.compile(r"[0-9*#A-D]+")
"""What somebody can press on a telephone."""


@cache
def parts(pattern: str) -> tuple[str, ...]:
    """The signs that fit at each place of a pattern (written with its ``_``); ``.`` and ``!`` end it."""
    found: list[str] = []
    rest = pattern[1:]
    while rest:
        sign = rest[0]
        if sign == "[" and "]" in rest:
            inside, _, rest = rest[1:].partition("]")
            found.append(_set(inside))
            continue
        rest = rest[1:]
        if sign in ".!":
            found.append(sign)
            break
        if sign != "-":
            found.append(_SETS.get(sign.upper(), sign))
    return tuple(found)


def _set(inside: str) -> str:
    signs: set[str] = set()
    number = 0
    while number < len(inside):
        if inside[number + 1 : number + 2] == "-" and number + 2 < len(inside):
            first, last = ord(inside[number]), ord(inside[number + 2])
            signs |= {chr(code) for code in range(first, min(last, first + 255) + 1)}
            number += 3
        else:
            signs.add(inside[number])
            number += 1
    return "".join(sorted(signs))


def is_pattern(exten: str) -> bool:
    """Whether an extension stands for many numbers."""
    return exten.startswith("_")


def matches(pattern: str, number: str) -> bool:
    """Whether a number is one of those a pattern stands for."""
    fits = parts(pattern)
    for place, signs in enumerate(fits):
        if signs == "!":
            return True
        if signs == ".":
            return len(number) > place
        if place >= len(number) or number[place] not in signs:
            return False
    return len(number) == len(fits)


def order(pattern: str) -> tuple[tuple[int, str], ...]:
    """Sorts patterns as the switch tries them: fewer possibilities first, place by place."""
    ranks = [{".": (1_000, ""), "!": (2_000, "")}.get(signs, (len(signs), signs)) for signs in parts(pattern)]
    return (*ranks, (3_000, ""))


def numbers(pattern: str) -> tuple[list[str], bool]:
    """Some numbers that a pattern stands for, and whether those are all."""
    found = [""]
    for signs in parts(pattern):
        if signs in (".", "!"):
            return [found[0] + ("0" if signs == "." else "")], False
        if not signs:
            return [], True
        if len(found) * len(signs) > _MOST:
            found, signs = found[:1], signs[:1]
            found = [found[0] + signs]
            continue
        found = [one + sign for one in found for sign in signs]
    size = 1
    for signs in parts(pattern):
        size *= len(signs)
    return (found, True) if size == len(found) else (found[:1], False)
