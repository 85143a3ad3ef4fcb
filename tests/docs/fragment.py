"""Puts a piece of a menu into a whole one."""

from __future__ import annotations

from typing import Any

import yaml

SECTIONS = ("people", "teams", "hours", "topics", "entry", "steps")


def read(text: str) -> Any:
    """YAML with every scalar as text, as the product reads it."""
    return yaml.load(text, Loader=yaml.BaseLoader)


def merged(base: str, fragment: str) -> str:
    """A menu with a piece put in: in the maps thing by thing, elsewhere in place of what was there."""
    menu, piece = read(base), read(fragment)
    for name, value in piece.items():
        menu[name] = {**menu.get(name, {}), **value} if name in SECTIONS else value
    text: str = yaml.safe_dump(menu, allow_unicode=True, sort_keys=False, width=1000)
    return text
