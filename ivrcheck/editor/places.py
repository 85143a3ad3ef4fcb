"""What differs from country to country in a first menu: clocks, telephone numbers, and what callers hear."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import Any


@cache
def words() -> Mapping[str, Any]:
    """What a first menu says, by language."""
    import tomllib

    return tomllib.loads(resources.files("ivrcheck.editor").joinpath("first.toml").read_text("utf-8"))


def languages() -> list[str]:
    """The languages in which a first menu can be written."""
    return [name for name in words() if name != "default"]


def language_of(country: str) -> str:
    """What callers in a country speak."""
    return next((name for name, there in words()["default"].items() if country in there), "en")


@cache
def countries() -> Mapping[str, str]:
    """The countries, by their two letters."""
    return {code: name for code, name, *_ in _table("iso3166.tab")}


@cache
def _zones() -> Mapping[str, list[str]]:
    zones: dict[str, list[str]] = {}
    for codes, _, zone, *_ in _table("zone.tab"):
        zones.setdefault(codes, []).append(zone)
    return zones


def _table(name: str) -> list[list[str]]:
    text = resources.files("tzdata").joinpath("zoneinfo", name).read_text("utf-8")
    return [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")]


def zones_of(country: str) -> list[str]:
    """The time zones of a country, the one most people live in first."""
    return _zones().get(country, ["Etc/UTC"])


def example_number(country: str) -> str:
    """A phone number as they are in a country."""
    import phonenumbers

    example = phonenumbers.example_number(country)
    if example is None:
        return "+1 845 555 0134"
    return phonenumbers.format_number(example, phonenumbers.PhoneNumberFormat.INTERNATIONAL)
