"""A rough reader of what is said in real exports of phone systems: only texts, no structure."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).parents[3]
_TAG = re.compile(r"<[^>]+>")
_SAID_IN = {"text", "say", "tts", "phrase", "ssml", "prompttext", "ttstext"}
_PHRASE = re.compile(r"""(?:phrase|data|say|value)\s*=\s*["']([^"']{12,})["']""", re.IGNORECASE)
_LITERAL = re.compile(r"ToAudioTTS\(\\?\"([^\"\\]+)|tts:\s*[\"']?([^\"'\n]{8,})")
_LANGUAGE_WORDS = {"es": re.compile(r"\b(para|oprima|marque|pulse|gracias)\b", re.IGNORECASE)}


def folder() -> Path | None:
    """Where the exports lie; None where they are absent."""
    named = os.environ.get("IVRCHECK_CORPORA")
    where = Path(named) if named else ROOT.parent / "shared" / "corpora"
    return where if where.is_dir() else None


def texts(where: Path) -> dict[str, list[tuple[str, str]]]:
    """The texts said in each system's exports, each once, with the language they seem to be in."""
    found: dict[str, dict[str, None]] = {}
    for path in sorted(one for one in where.rglob("*") if one.is_file() and one.parent != where):
        said = found.setdefault(path.relative_to(where).parts[0], {})
        said.update(dict.fromkeys(_clean(text) for text in _said(path)))
    return {
        system: [(text, _language(text)) for text in said if " " in text] for system, said in found.items()
    }


def _language(text: str) -> str:
    return next((name for name, words in _LANGUAGE_WORDS.items() if len(words.findall(text)) > 1), "en")


def _clean(text: str) -> str:
    return " ".join(_TAG.sub(" ", text).split())


def _said(path: Path) -> Iterator[str]:
    text = path.read_text("utf-8", errors="replace")
    for reader in (json.loads, yaml.safe_load):
        try:
            yield from _strings(reader(text))
            return
        except (ValueError, yaml.YAMLError):
            continue
    yield from (match[1] for match in _PHRASE.finditer(text))


def _strings(value: Any, name: str = "") -> Iterator[str]:
    """Every text under a field that holds what is said."""
    if isinstance(value, dict):
        named = str(value.get("name", "")).lower() in _SAID_IN
        for key, inner in value.items():
            yield from _strings(inner, "text" if named and key == "value" else str(key))
    elif isinstance(value, list):
        for inner in value:
            yield from _strings(inner, name)
    elif isinstance(value, str):
        if name.lower() in _SAID_IN:
            yield value
        for match in _LITERAL.finditer(value):
            yield match[1] or match[2]
