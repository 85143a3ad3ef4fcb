"""What people call the languages of a menu."""

from __future__ import annotations

_NAMES = {
    "ar": "Arabic", "de": "German", "en": "English", "es": "Spanish", "fr": "French", "hi": "Hindi",
    "it": "Italian", "ja": "Japanese", "ko": "Korean", "nl": "Dutch", "pl": "Polish", "pt": "Portuguese",
    "ru": "Russian", "tl": "Tagalog", "tr": "Turkish", "uk": "Ukrainian", "vi": "Vietnamese", "zh": "Chinese",
}  # fmt: skip
"""What people call the languages that menus are in most; others are shown as they are written."""


def language_name(sign: str) -> str:
    """``Spanish`` for ``es``, ``Spanish (es-MX)`` for a region, and the sign where it is a rare one."""
    short, _, region = sign.partition("-")
    name = _NAMES.get(short.lower())
    return f"{name} ({sign})" if name and region else name or f"“{sign}”"
