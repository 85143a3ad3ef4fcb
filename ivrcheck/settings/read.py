"""Reads settings from TOML. Everything unknown or wrong is said, with its line and a suggestion."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Collection, Iterable
from dataclasses import fields, replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

from ivrcheck.config import FIRST_YEAR, LAST_YEAR, PROFILES, Config, Pace, Thresholds
from ivrcheck.finding import Severity
from ivrcheck.hours.words import join_words
from ivrcheck.menu.near import did_you_mean
from ivrcheck.rules.registry import known_words, rule_named
from ivrcheck.settings.lines import line_of, not_toml
from ivrcheck.settings.nearest import OWN, WrongSettings
from ivrcheck.source import Route

NAMES = {"max_callback_days": "max-callback"}
"""The settings that are not called as the field they set."""

_LOWEST: dict[str, float] = {"max_keys": 1, "words_per_minute": 1}
_HIGHEST: dict[str, float] = {"answered_share": 1}
_MOST = 1_000_000
_OFF = "off"
_LEVELS = ("error", "warning", "advice")


def setting_name(field: str) -> str:
    """The name of a field of ``Thresholds``, ``Pace`` or ``Config`` in a file of settings."""
    return NAMES.get(field, field.replace("_", "-"))


def read_settings(data: bytes, path: Path, shown: str, base: Config, within: Route) -> Config | None:
    """The settings in the bytes of a file, laid over ``base``; None where it has no table ``within``.

    ``path`` says where it lies, and ``shown`` what it is called. Raises ``WrongSettings`` with everything
    that is wrong.
    """
    try:
        text = data.decode("utf-8-sig")
        table: Any = tomllib.loads(text)
    except UnicodeDecodeError:
        raise WrongSettings(f"{shown}: this is not a text in UTF-8; save it as UTF-8.") from None
    except tomllib.TOMLDecodeError as error:
        raise WrongSettings(not_toml(shown, data, str(error))) from None
    for name in within:
        table = table.get(name) if isinstance(table, dict) else None
    if table is None:
        return None
    reader = _Reader(path.parent, shown, text, within)
    config = reader.config(table, base)
    if reader.problems:
        raise WrongSettings(*reader.problems)
    return config


class _Reader:
    """Reads one file of settings and keeps what is wrong with it."""

    def __init__(self, folder: Path, shown: str, text: str, within: Route) -> None:
        self.folder = folder
        self.shown = shown
        self.text = text
        self.within = within
        self.problems: list[str] = []

    def config(self, table: Any, base: Config) -> Config:
        """All settings of a table, laid over ``base``."""
        thresholds = {setting_name(one.name): one.name for one in fields(Thresholds)}
        known = [*thresholds, "pace", *_TOP]
        changes: dict[str, Any] = {}
        limits: dict[str, Any] = {}
        for name, value in self._items(table, (), known):
            if name in thresholds:
                limits[thresholds[name]] = self._number((name,), value, thresholds[name], Thresholds)
            elif name == "pace":
                changes["pace"] = self._pace(value, base.pace)
            else:
                changes[name.replace("-", "_")] = _TOP[name](self, (name,), value)
        if self.problems:
            return base
        return replace(base, **changes, thresholds=replace(base.thresholds, **limits))

    def _items(self, table: Any, route: Route, known: Iterable[str]) -> Iterable[tuple[str, Any]]:
        """The settings of a table that are known; the others are said to be none."""
        if not isinstance(table, dict):
            self._say(route, f"“{'.'.join(route) or 'tool.ivrcheck'}” must be a table of settings.")
            return
        for name, value in table.items():
            if name in known:
                yield name, value
            else:
                self._say((*route, name), f"there is no setting “{name}” here. {self._hint(name, known)}")

    def _hint(self, name: str, known: Iterable[str]) -> str:
        if name == "tool" and not self.within:
            return f"In {OWN} settings stand at the top, not under [tool.ivrcheck]."
        wanted = name.lower().replace("_", "-")
        if rule_named(wanted):
            return f'Rules stand under [levels], as in {name} = "off".'
        return did_you_mean(wanted, known) or f"The settings are {join_words(sorted(known))}."

    def _pace(self, table: Any, base: Pace) -> Pace:
        names = {setting_name(one.name): one.name for one in fields(Pace)}
        read = (
            (names[name], self._number(("pace", name), value, names[name], Pace))
            for name, value in self._items(table, ("pace",), names)
        )
        return replace(base, **{field: number for field, number in read if number is not None})

    def _number(
        self, route: Route, value: Any, field: str, cls: type[Thresholds] | type[Pace]
    ) -> float | None:
        whole = next(str(one.type) for one in fields(cls) if one.name == field) == "int"
        low, high = _LOWEST.get(field, 0), _HIGHEST.get(field, _MOST)
        right = isinstance(value, int if whole else int | float) and not isinstance(value, bool)
        if right and low <= value <= high:
            return int(value) if whole else float(value)
        kind = "a whole number" if whole else "a number"
        kind += " without quotation marks" if isinstance(value, str) else ""
        self._wrong(
            route, value, f"{kind} from {low:g} to {high:g}" if high < _MOST else f"{kind}, at least {low:g}"
        )
        return None

    def levels(self, route: Route, value: Any) -> dict[str, Severity | None]:
        """The level of each rule, by its code; None for ``off``."""
        found: dict[str, Severity | None] = {}
        for word, level in value.items() if isinstance(value, dict) else ():
            rule = rule_named(word)
            if rule is None:
                self._say((*route, word), f"there is no rule “{word}”. {_hint_rule(word)}")
            elif rule.find is None and rule.code.startswith("IVR0"):
                self._say((*route, word), f"“{word}” is about the file itself, so it is always an error.")
            elif rule.code in found:
                self._say((*route, word), f"the level of {rule.code} {rule.name} is given twice.")
            elif level in (*_LEVELS, _OFF):
                found[rule.code] = None if level == _OFF else Severity[level.upper()]
            else:
                self._wrong((*route, word), level, "error, warning, advice or off")
        if not isinstance(value, dict):
            self._wrong(route, value, 'a table like [levels], with a line too-many-keys = "off"')
        return found

    def rules(self, route: Route, value: Any) -> tuple[str, ...]:
        """Rules by code, name or the first characters of their codes."""
        known = known_words()
        return self._words(route, value, known, lambda word: f"there is no rule “{word}”. {_hint_rule(word)}")

    def profiles(self, route: Route, value: Any) -> tuple[str, ...]:
        """Names of profiles."""
        return self._words(route, value, PROFILES, unknown_profile)

    def _words(
        self, route: Route, value: Any, known: Collection[str], unknown: Callable[[str], str]
    ) -> tuple[str, ...]:
        if not isinstance(value, list) or not all(isinstance(word, str) for word in value):
            self._wrong(
                route,
                value,
                'a list of names, like ["healthcare"]' if "profiles" in route else "a list of rules",
            )
            return ()
        for word in value:
            if word.strip().lower() not in known:
                self._say(route, unknown(word))
        return tuple(value)

    def start(self, route: Route, value: Any) -> date | None:
        """A day."""
        try:
            day = date.fromisoformat(value) if isinstance(value, str) else value
        except ValueError:
            day = None
        if isinstance(day, date) and not isinstance(day, datetime) and FIRST_YEAR <= day.year <= LAST_YEAR:
            return day
        self._wrong(route, value, "a day like 2026-11-23")
        return None

    def level(self, route: Route, value: Any) -> Severity | None:
        """A level."""
        if value in _LEVELS:
            return Severity[value.upper()]
        self._wrong(route, value, "error, warning or advice")
        return None

    def file(self, route: Route, value: Any) -> Path | None:
        """A file, from the folder of the settings on."""
        if isinstance(value, str) and value.strip() and "\0" not in value:
            return self.folder / value
        self._wrong(route, value, 'the name of a file, like "ivrcheck-baseline.json"')
        return None

    def _wrong(self, route: Route, value: Any, wanted: str) -> None:
        shown = str(value).lower() if isinstance(value, bool) else str(value)
        shown = shown if len(shown) <= 40 else f"{shown[:39]}…"
        self._say(route, f"“{'.'.join(route)}” cannot be “{shown}”; it must be {wanted}.")

    def _say(self, route: Route, sentence: str) -> None:
        line = line_of(self.text, (*self.within, *route))
        self.problems.append(f"{self.shown}{f':{line}' if line else ''}: {sentence}".rstrip())


_TOP: dict[str, Callable[[_Reader, Route, Any], Any]] = {
    "profiles": _Reader.profiles,
    "levels": _Reader.levels,
    "select": _Reader.rules,
    "ignore": _Reader.rules,
    "start": _Reader.start,
    "fail-on": _Reader.level,
    "baseline": _Reader.file,
}


def unknown_profile(word: str) -> str:
    """What to say of a profile that does not exist."""
    hint = did_you_mean(word, PROFILES) or f"The profiles are {join_words(list(PROFILES))}."
    return f"there is no profile “{word}”. {hint}"


def _hint_rule(word: str) -> str:
    return did_you_mean(word.lower(), known_words()) or "“ivrcheck rules” lists them all."
