"""Values in Architect's YAML: texts, numbers, names of queues, what is said, and placeholders of programs."""

from __future__ import annotations

import re
from typing import Any

from ivrcheck.menu.todo import TODO

_FILLED = re.compile(r"\{\{(?!\{)([^{}\n]*)\}\}")
_TERRAFORM = re.compile(r"\$\{([^{}\n]*)\}")
_LOGIC = re.compile(r"^[ \t]*(?:\{%.*?%\}|\{#.*?#\}|%\{.*?\})[ \t]*$", re.MULTILINE)
_MARKS = re.compile(r"[:#\"'{}\[\],&*!|>%@`\\?-]")
_SPOKEN = re.compile(
    r'ToAudioTTS\(\s*"((?:[^"\\]|\\.)*)"|\b(Prompt(?:User|System)?\.[\w.]+)|ToPrompt\("([^"]+)"|'
    r"\b((?:Task|Flow|Call|State)\.[\w.]+)"
)
_KEYS = {f"digit_{number}": str(number) for number in range(10)} | {"digit_star": "*", "digit_pound": "#"}
_REFERENCE = re.compile(r"(\w+)\[([^\]]*)\]\s*$")
_UNITS = {"hours": 3600, "minutes": 60, "seconds": 1, "days": 86400}


def without_placeholders(text: str) -> tuple[str, list[tuple[int, str]]]:
    """A text of the same length in which what a program fills in later no longer breaks the YAML.

    Also gives the lines of that program's logic with their numbers; they are blank then.
    """
    lines: list[tuple[int, str]] = []

    def logic(found: re.Match[str]) -> str:
        lines.append((text.count("\n", 0, found.start()) + 1, found[0].strip()))
        return " " * len(found[0])

    text = _LOGIC.sub(logic, text)
    text = _FILLED.sub(lambda found: f"‹‹{_MARKS.sub('_', found[1])}››", text)
    return _TERRAFORM.sub(lambda found: f"‹‹{_MARKS.sub('_', found[1])}›", text), lines


def shown(text: Any) -> str:
    """A text with its placeholders in angle quotes; empty for anything else."""
    if not isinstance(text, str):
        return ""
    return re.sub(r"‹+\s*([^‹›]*?)\s*›+", r"‹\1›", text).strip()


def literal(value: Any) -> str:
    """A value that is known before the call (``lit``); empty for others."""
    if isinstance(value, dict):
        value = value.get("lit", value if "name" in value else None)
        if isinstance(value, dict):
            value = value.get("name")
    return shown(value)


def told(value: Any) -> str:
    """A value as it can be read out: the literal, else the expression or the variable."""
    if isinstance(value, dict):
        for name in ("lit", "exp", "var"):
            found = value.get(name)
            if isinstance(found, dict):
                found = found.get("name")
            if isinstance(found, str):
                return shown(found)
        value = value.get("name")
    return shown(value)


def named(body: Any, otherwise: str) -> str:
    """The name of an action, a menu, or a choice."""
    found = body.get("name") if isinstance(body, dict) else None
    return shown(found) or otherwise


def whole(value: Any) -> int | None:
    """A whole number that is known before the call."""
    text = literal(value)
    return int(text) if text.isascii() and text.isdigit() and len(text) < 7 else None


def seconds(value: Any) -> str | None:
    """A length of time that is known before the call."""
    lit = value.get("lit") if isinstance(value, dict) else None
    if not isinstance(lit, dict):
        return None
    total = 0
    for unit, size in _UNITS.items():
        text = lit.get(unit)
        if isinstance(text, str) and text.isascii() and text.isdigit() and len(text) < 7:
            total += int(text) * size
    return f"{total}s" if total else None


def prompt(value: Any) -> Any:
    """What callers hear: words, recordings, several in a row; TODO where the flow does not say."""
    if not isinstance(value, dict):
        return TODO
    if words := shown(value.get("tts")):
        return words
    if isinstance(value.get("exp"), str):
        return _expression(value["exp"])
    for name in ("prompt", "audio", "lit"):
        if found := literal(value.get(name)):
            return {"audio": found}
    if isinstance(value.get("audio"), dict):
        return prompt(value["audio"])
    if isinstance(value.get("var"), str):
        return f"‹{shown(value['var'])}›"
    return TODO


def _expression(text: str) -> Any:
    found: list[dict[str, str]] = []
    for words, recording, other, variable in _SPOKEN.findall(text):
        if recording or other:
            found.append({"audio": recording or other})
            continue
        said = shown(words.replace('\\"', '"').replace("\\\\", "\\")) or (f"‹{variable}›" if variable else "")
        if said and found and "text" in found[-1]:
            found[-1] = {"text": f"{found[-1]['text']} {said}"}
        elif said:
            found.append({"text": said})
    if len(found) == 1:
        return found[0].get("text") or found[0]
    return found or f"‹{shown(text)}›"


def key(value: Any) -> str | None:
    """The key that ``digit_1`` or ``digit_star`` stands for."""
    return _KEYS.get(value) if isinstance(value, str) else None


def target(reference: Any) -> tuple[str, str]:
    """The kind and the name at the end of a reference; ``menuSubMenu`` counts as a menu."""
    found = _REFERENCE.search(reference) if isinstance(reference, str) else None
    if found is None:
        return "", ""
    kind = "menu" if found[1] in ("menu", "menuSubMenu") else found[1]
    return kind, found[2]


def rows(output: Any) -> Any:
    """The actions in an output."""
    return output.get("actions") if isinstance(output, dict) else None
