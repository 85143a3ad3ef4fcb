"""Public holidays of a country or a part of it, from the ``holidays`` package.

The package takes long to import, so it is imported only for a definition that names a country. Left alone it
picks the language of names by the machine's locale; here a language is always named.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from functools import lru_cache
from pathlib import Path
from types import ModuleType

from ivrcheck.menu.model import PublicHolidays
from ivrcheck.menu.scalars import clip, read_dates

ENGLISH = "en_US"
SHORTEST_NAME = 3
"""Parts of names with fewer characters match nothing: they stand in every name."""

Names = Mapping[date, frozenset[str]]
"""The holidays of each day, by name, in small letters."""


def holiday_dates(rule: PublicHolidays | None, country: str | None, years: Iterable[int]) -> list[date]:
    """The days of these years that a definition closes as public holidays, in order.

    ``country`` is the file's: it counts where the definition says something but names no country. An
    unknown country or subdivision has no holidays (``holiday_problem`` reports it).
    """
    if rule is None or rule == PublicHolidays():
        return []
    wanted = tuple(sorted(set(years)))
    by_language = _public(rule.country or country, rule.subdivision, wanted)
    excepted = _excepted(rule.except_, by_language)
    days = {day for day in by_language[0] if day not in excepted} if by_language else set()
    return sorted(days | {day for year in wanted for day in _also(rule, year)})


def _also(rule: PublicHolidays, year: int) -> Iterable[date]:
    first, last = date(year, 1, 1).toordinal(), date(year, 12, 31).toordinal()
    for dates in rule.also:
        begin, end = max(first, dates.first.toordinal()), min(last, dates.last.toordinal())
        yield from map(date.fromordinal, range(begin, end + 1))


def _excepted(exceptions: Iterable[str], by_language: tuple[Names, ...]) -> set[date]:
    """The days on which every holiday is excepted: of two on one day the other one still closes it."""
    texts = [text.casefold().strip() for text in exceptions]
    days: set[date] = set()
    for names in by_language:
        known = frozenset(name for found in names.values() for name in found)
        meant = {name for text in texts for name in _meant(text, known)}
        days |= {day for day, found in names.items() if found <= meant}
    return days | {day for day in by_language[0] if _dated(day, texts)} if by_language else days


def _meant(text: str, known: frozenset[str]) -> set[str]:
    """The holidays somebody means by a name: that name, else every name that contains it or is part of it.

    ``Independence Day`` also means ``Independence Day (observed)``, but not Juneteenth, whose full name
    happens to contain it.
    """
    exact = {name for name in known if text in (name, name.partition(" (")[0])}
    if exact or len(text) < SHORTEST_NAME:
        return exact
    return {name for name in known if text in name or name in text}


def _dated(day: date, texts: Iterable[str]) -> bool:
    for text in texts:
        try:
            if text[:1].isdigit() and day in read_dates(text):
                return True
        except ValueError:
            continue
    return False


@lru_cache(maxsize=256)
def _public(country: str | None, subdivision: str | None, years: tuple[int, ...]) -> tuple[Names, ...]:
    """Names in English and in the country's own language; nothing for an unknown place."""
    if country is None or not _is_country(country):
        return ()
    with _one_country_at_a_time():
        return _names(country, subdivision, years)


@contextmanager
def _one_country_at_a_time() -> Iterator[None]:
    """Keep the package from importing its 250 countries to get at one: that takes longer than a whole check.

    While this lasts, an empty package stands in the place of ``holidays.countries``.
    """
    import holidays

    name = "holidays.countries"
    if name in sys.modules:
        yield
        return
    package = ModuleType(name)
    package.__path__ = [str(Path(holidays.__file__).parent / "countries")]
    sys.modules[name] = package
    try:
        yield
    finally:
        del sys.modules[name]


def _names(country: str, subdivision: str | None, years: tuple[int, ...]) -> tuple[Names, ...]:
    import holidays

    try:
        own = holidays.country_holidays(country, subdiv=subdivision)
        languages = dict.fromkeys(_languages(own.supported_languages, own.default_language))
        found = [
            holidays.country_holidays(
                country, subdiv=subdivision, years=years, expand=False, language=language
            )
            for language in languages
        ]
    except (NotImplementedError, ValueError, KeyError):
        return ()
    return tuple({day: frozenset(map(str.casefold, one.get_list(day))) for day in one} for one in found)


def named_holidays(country: str, years: Iterable[int]) -> list[tuple[date, str]]:
    """The public holidays of a country in some years, in order, each with its English name if it has one.

    A country nobody knows has none.
    """
    if not _is_country(country):
        return []
    with _one_country_at_a_time():
        import holidays

        own = holidays.country_holidays(country)
        language = next(iter(_languages(own.supported_languages, own.default_language)))
        found = holidays.country_holidays(country, years=sorted(set(years)), expand=False, language=language)
        return sorted((day, found.get_list(day)[0]) for day in found)


def _languages(supported: Iterable[str], default: str | None) -> list[str | None]:
    return [ENGLISH if ENGLISH in supported else default, default]


def holiday_problem(rule: PublicHolidays) -> str | None:
    """One plain sentence about a country or subdivision nobody knows, with the nearest known code."""
    if rule.country is None:
        return None
    if not _is_country(rule.country):
        return f"public holidays of “{clip(rule.country)}” are not known{_near_country(rule.country)}"
    return _subdivision_problem(rule.country, rule.subdivision) if rule.subdivision else None


def exception_problems(rule: PublicHolidays, country: str | None, years: Iterable[int]) -> Iterator[str]:
    """One plain sentence for each name under ``except`` that is no holiday there."""
    by_language = _public(rule.country or country, rule.subdivision, tuple(sorted(set(years))))
    known = frozenset(name for names in by_language for found in names.values() for name in found)
    for written in rule.except_:
        text = written.casefold().strip()
        if known and not text[:1].isdigit() and not _meant(text, known):
            yield f"“{clip(written)}” is no public holiday there{_near_holiday(text, known)}"


def _near_holiday(text: str, known: Iterable[str]) -> str:
    from difflib import get_close_matches

    near = get_close_matches(text, sorted(known), 1, 0.6)
    return f" (did you mean {near[0].title()}?)" if near else "; write its name, or its date"


def has_holidays(country: str) -> bool:
    """Whether the public holidays of a country are known, and there are any."""
    return bool(named_holidays(country, (2027,)))


@lru_cache(maxsize=256)
def _is_country(written: str) -> bool:
    """Asked beforehand: the package takes any name it has for itself, and stock exchanges, for a country."""
    from holidays.registry import COUNTRIES

    return any(written in names for names in COUNTRIES.values())


def _near_country(written: str) -> str:
    from holidays.registry import COUNTRIES

    codes = {name.replace("_", " ").casefold(): codes[1] for name, codes in COUNTRIES.items()}
    codes |= {alias.casefold(): two[1] for two in COUNTRIES.values() for alias in two[1:]}
    return _suggestion(written, codes, "write the country's two capital letters, like US", 0.85)


def _subdivision_problem(country: str, written: str) -> str | None:
    import holidays

    with _one_country_at_a_time():
        found = holidays.country_holidays(country)
    aliases = {str(alias): str(code) for alias, code in found.subdivisions_aliases.items()}
    codes = aliases | {str(code): str(code) for code in found.subdivisions}
    if written in codes:
        return None
    lower = {
        f"{prefix}{name}".casefold(): f"{country}-{code}"
        for name, code in codes.items()
        for prefix in ("", f"{country}-")
    }
    advice = (
        f"write {country} for the whole country"
        if codes
        else f"no part of {country} has its own, write {country}"
    )
    near = _suggestion(written, lower, advice)
    return f"public holidays of “{clip(written)}” in {country} are not known{near}"


def _suggestion(written: str, codes: Mapping[str, str], otherwise: str, alike: float = 0.5) -> str:
    from difflib import get_close_matches

    near = get_close_matches(written.casefold(), sorted(codes), 1, alike)
    return f" (did you mean {codes[near[0]]}?)" if near else f"; {otherwise}"
