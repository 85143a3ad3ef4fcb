"""What ``tomllib`` does not say: in which line of a TOML file a setting stands, and what to write instead."""

from __future__ import annotations

import re

from ivrcheck.source import Route

_WORD = r"""(?:[A-Za-z0-9_-]+|"[^"\n]*"|'[^'\n]*')"""
_PATH = rf"{_WORD}(?:\s*\.\s*{_WORD})*"
_TABLE = re.compile(rf"^\s*\[\s*({_PATH})\s*\]")
_KEY = re.compile(rf"^\s*({_PATH})\s*=")


def line_of(text: str, route: Route) -> int | None:
    """The line of a setting, or of the nearest thing around it; None where neither is written out."""
    table: Route = ()
    best, found = 0, None
    for number, line in enumerate(text.splitlines(), 1):
        here: Route | None = None
        if match := _TABLE.match(line):
            here = table = _words(match[1])
        elif match := _KEY.match(line):
            here = (*table, *_words(match[1]))
        same = min(len(here), len(route)) if here else 0
        if here and same > best and here[:same] == route[:same]:
            best, found = same, number
    return found


_AT = re.compile(r" ?\(at (?:line (\d+), column \d+|end of document)\)$")
_BARE = re.compile(rf"^\s*({_PATH})\s*=\s*([“”‘’„]?[^\W\d][^\"'\[{{#=]*?)\s*(?:#.*)?$")
_COLON = re.compile(rf"^\s*({_PATH})\s*:\s*([^#]*?)\s*(?:#.*)?$")
_CURLY = "“”‘’„"
_READY = re.compile(r"[-+]?[0-9][0-9.]*|true|false|\d{4}-\d\d-\d\d|[\"'\[{].*")
_LISTS = ("profiles", "select", "ignore")
_TWICE = "Cannot overwrite a value"


def not_toml(shown: str, data: bytes, error: str) -> str:
    """What to say of a file that is not TOML: where, and for the usual slips what to write instead."""
    lines = data.decode("utf-8-sig", "replace").splitlines() or [""]
    match = _AT.search(error)
    number = int(match[1] or len(lines)) if match else 0
    why = "A setting is given twice." if error.startswith(_TWICE) else ""
    why = why or (_slip(lines[number - 1]) if 0 < number <= len(lines) else "")
    why = why or f"this is not TOML ({_AT.sub('', error).rstrip('.').lower()})."
    return f"{shown}{f':{number}' if number else ''}: {why}"


def _slip(line: str) -> str:
    if bare := _BARE.match(line):
        return f"A word stands in straight quotation marks; write {bare[1]} = {_quoted(bare[1], bare[2])}."
    if (colon := _COLON.match(line)) and colon[2]:
        return f"Settings have an equals sign, not a colon; write {colon[1]} = {_quoted(colon[1], colon[2])}."
    if colon:
        return f"Groups of settings stand in brackets; write [{colon[1]}]."
    return ""


def _quoted(name: str, value: str) -> str:
    if _READY.fullmatch(value):
        return value
    word = f'"{value.strip(_CURLY)}"'
    return f"[{word}]" if name.split(".")[-1] in _LISTS else word


def _words(path: str) -> Route:
    return tuple(word.strip("\"'") for word in re.findall(_WORD, path))
