"""A draft as the menu file that a person would write."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from ivrcheck.convert.draft import Draft
from ivrcheck.source import Route

_PLAIN = re.compile(
    r"[A-Za-z0-9(“](?:[^#:\[\]{},\x00-\x1f\x7f-\xa0\u2028\u2029\ud800-\udfff\ufeff]|:(?=[A-Za-z0-9]))*"
)
"""A text that needs no quotation marks inside brackets and braces."""

_PLAIN_INSIDE = re.compile(r"(?:[^:#\x00-\x1f\x7f-\xa0\u2028\u2029\ud800-\udfff\ufeff]|:(?=\S)|(?<=\S)#)*")
"""What a text that has a line to itself may hold without quotation marks."""
_WIDE = 110
"""Characters a group may have to stand in one line."""
_FIRST = ("kind", "label", "prompt")
_SECTIONS = ("people", "teams", "hours", "topics", "entry", "steps")


def written(draft: Draft, head: str) -> str:
    """The text of a menu file; ``head``: what to say at its top, without signs of a comment."""
    return "\n".join([*(f"# {line}".rstrip() for line in head.splitlines()), *_lines(draft)]) + "\n"


def _lines(draft: Draft) -> Iterator[str]:
    for name, value in sorted(draft.tree.items(), key=lambda item: _place(item[0])):
        if name in _SECTIONS:
            if value:
                yield ""
                yield f"{name}:"
                yield from _section(draft, name, value)
        else:
            yield _beside(draft, (name,), f"{_key(name)}: {_inline(value)}")


def _place(section: str) -> int:
    """Where at the top of a menu something stands: what is only a line comes first."""
    return _SECTIONS.index(section) + 1 if section in _SECTIONS else 0


def _section(draft: Draft, name: str, parts: Mapping[str, Any]) -> Iterator[str]:
    for number, (id, body) in enumerate(parts.items()):
        if name == "steps" and number:
            yield ""
        yield from _entry(draft, (name, id), body, "  ", name == "steps" and _is_long(body))


def _is_long(body: Any) -> bool:
    return isinstance(body, dict) and (len(_inline(body)) > 90 or "prompt" in body or "keys" in body)


def _entry(draft: Draft, route: Route, body: Any, indent: str, long: bool = False) -> Iterator[str]:
    """One name with what belongs to it: in one line where it fits, else line by line."""
    line = f"{indent}{_key(route[-1])}: {_inline(body)}"
    if not isinstance(body, dict | list) or not body or (not long and len(line) <= _WIDE):
        plain = f"{indent}{_key(route[-1])}: {_scalar(body)}" if isinstance(body, str) else line
        yield _beside(draft, route, plain)
        return
    yield _beside(draft, route, f"{indent}{_key(route[-1])}:")
    if isinstance(body, list):
        for one in body:
            yield f"{indent}  - {_inline(one)}"
        return
    for key in sorted(body, key=lambda name: _FIRST.index(name) if name in _FIRST else len(_FIRST)):
        yield from _entry(draft, (*route, key), body[key], f"{indent}  ")


def _beside(draft: Draft, route: Route, line: str) -> str:
    comment = draft.comments.get(route)
    return f"{line}  # {_one_line(comment)}" if comment else line


def _one_line(text: str) -> str:
    return " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())


def _inline(value: Any) -> str:
    """A value in one line."""
    if isinstance(value, dict):
        return f"{{{', '.join(f'{_key(key)}: {_inline(one)}' for key, one in value.items())}}}"
    if isinstance(value, list | tuple):
        return f"[{', '.join(map(_inline, value))}]"
    return _quoted(str(value), _PLAIN)


def _scalar(value: str) -> str:
    """A text that has the rest of its line to itself: most sentences need no quotation marks."""
    begins = bool(value) and (value[0].isalnum() or value[0] in "(“") and value == value.strip()
    if begins and _PLAIN_INSIDE.fullmatch(value) and not value.endswith(":"):
        return value
    return _quoted(value, _PLAIN)


def _key(name: str) -> str:
    return _quoted(str(name), re.compile(r"[A-Za-z0-9][A-Za-z0-9_./-]*"))


def _quoted(value: str, plain: re.Pattern[str]) -> str:
    if plain.fullmatch(value) and value == value.strip():
        return value
    # JSON's quotation marks are YAML's; what cannot be printed is written as its number in both
    text = json.dumps(value, ensure_ascii=False)
    return "".join(sign if sign.isprintable() and sign != "\ufeff" else _number(sign) for sign in text)


def _number(sign: str) -> str:
    code = ord(sign)
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"
