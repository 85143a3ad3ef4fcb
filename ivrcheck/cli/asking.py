"""What the questions about one menu share: reading it, and finding out who or what is meant."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from pathlib import Path

import click

from ivrcheck.check import Options
from ivrcheck.finding import Unchecked
from ivrcheck.menu.files import Loaded
from ivrcheck.menu.model import PhoneSystem
from ivrcheck.menu.near import did_you_mean


def read_menu(path: Path, start: date | None) -> tuple[Loaded, PhoneSystem, Options]:
    """A menu with the settings near it. Raises a usage error where there is nothing to ask about."""
    from ivrcheck.menu.load import load
    from ivrcheck.settings.nearest import Nearest, WrongSettings

    try:
        options = Options(start).beside(Nearest().of(path))
        loaded = load(path, path.as_posix(), options.config.limits)
    except WrongSettings as error:
        raise click.UsageError(" ".join(error.problems)) from None
    except Unchecked as error:
        raise click.UsageError(str(error)) from None
    if loaded.menu is None:
        shown = path.as_posix()
        raise click.UsageError(f"{shown} has mistakes in it; “ivrcheck check {shown}” shows them.")
    return loaded, loaded.menu, options


def known_person(menu: PhoneSystem, word: str) -> str:
    """The id of a person, named by it or by their name."""
    if word in menu.people:
        return word
    named = [id for id, person in menu.people.items() if word.lower() in _names(person.name)]
    if len(named) == 1:
        return named[0]
    if word in menu.teams:
        members = _listed(menu.teams[word].members)
        raise click.UsageError(f"“{word}” is a team, not a person. Its members: {members}.")
    raise click.UsageError(f"There is no person “{word}” in this menu. {_hint(word, menu.people)}")


def _names(name: str) -> tuple[str, ...]:
    return (name.lower(), *name.lower().split())


def known_step(menu: PhoneSystem, word: str) -> str:
    """The id of a step."""
    if word not in menu.steps:
        raise click.UsageError(f"There is no step “{word}” in this menu. {_hint(word, menu.steps)}")
    return word


def _hint(word: str, known: Collection[str]) -> str:
    there = f"There are: {_listed(known)}." if known else "Nobody is named in it."
    return did_you_mean(word, known) or there


def _listed(ids: Collection[str]) -> str:
    shown = list(ids)[:12]
    more = len(ids) - len(shown)
    return ", ".join(shown) + (f" and {more} more" if more else "")
