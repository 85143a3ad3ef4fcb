"""Which days of the week somebody means who wrote them another way than a menu file does."""

from __future__ import annotations

import re

_GROUPS = {
    "weekday": "mon-fri", "weekdays": "mon-fri", "workdays": "mon-fri", "working days": "mon-fri",
    "weekend": "sat,sun", "weekends": "sat,sun",
    "daily": "mon-sun", "every day": "mon-sun", "everyday": "mon-sun", "all days": "mon-sun",
    "all week": "mon-sun",
}  # fmt: skip
_ELSEWHERE = (
    "lunes|lundi|lunedì|montag|segunda|segunda-feira|lun|mo|seg",
    "martes|mardi|martedì|dienstag|terça|terça-feira|mar|di|ter",
    "miércoles|mercredi|mercoledì|mittwoch|quarta|quarta-feira|mié|mer|mi|qua",
    "jueves|jeudi|giovedì|donnerstag|quinta|quinta-feira|jue|jeu|gio|do|qui",
    "viernes|vendredi|venerdì|freitag|sexta|sexta-feira|vie|ven|fr|sex",
    "sábado|samedi|sabato|samstag|sonnabend|sáb|sam|sab|sa",
    "domingo|dimanche|domenica|sonntag|dom|dim|so",
)  # fmt: skip
"""What the days are called in the other languages of prompts, in full and in short, from Monday on."""

_LONG_NAME = re.compile(r"\b(mon|tue|wed|thu|fri|sat|sun)(?:s|rs|urs|r|nes|ur)?(?:days?)?\b\.?")
_TO = re.compile(r"\s*(?:-|–|—|\bto\b|\bbis\b|\b(?:a|al|à|au)\b|\bthrough\b|\bthru\b|\buntil\b)\s*")
_AND = re.compile(r"\s*(?:,|;|/|&|\+|\b(?:and|und|et|y|e)\b)\s*")
_FIRST = re.compile(r"^(first|second|third|fourth|fifth)\b")
_NUMBERS = {"first": "1st", "second": "2nd", "third": "3rd", "fourth": "4th", "fifth": "5th"}
_LONGEST = 80


def _in_english(words: str) -> str:
    for names, day in zip(_ELSEWHERE, _SHORT, strict=True):
        longest_first = "|".join(sorted(names.split("|"), key=len, reverse=True))
        words = re.sub(rf"\b(?:{longest_first})\b", day, words)
    return words


_SHORT = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def meant_days(text: str) -> str:
    """The days a text means as a menu file writes them, as far as can be told: ``monday`` gives ``mon``."""
    words = " ".join(text.lower().split())[:_LONGEST]
    if words in _GROUPS:
        return _GROUPS[words]
    words = _FIRST.sub(lambda match: _NUMBERS[match[1]], _LONG_NAME.sub(r"\1", _in_english(words)))
    return _AND.sub(",", _TO.sub("-", words))
