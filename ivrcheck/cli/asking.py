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
    from ivrcheck.convert.read import open_menu
    from ivrcheck.hours.unknown import unknown_holidays
    from ivrcheck.menu.load import mistaken
    from ivrcheck.settings.nearest import Nearest, WrongSettings

    try:
        options = Options(start).beside(Nearest().of(path))
        loaded = open_menu(path, path.as_posix(), options.config.limits)
    except WrongSettings as error:
        raise click.UsageError(" ".join(error.problems)) from None
    except Unchecked as error:
        raise click.UsageError(str(error)) from None
    if loaded.menu is None or any(unknown_holidays(loaded, options.start or date.today())):
        raise click.UsageError(mistaken(path.as_posix()))
    return loaded, loaded.menu, options


def known_person(menu: PhoneSystem, word: str) -> str:
    """The id of a person, named by it or by their name."""
    if word in menu.people:
        return word
    named = _named(menu, word)
    if len(named) == 1:
        return named[0]
    if named:
        raise click.UsageError(
            f"Several people are called “{word}”: {_listed(named)}. Name one of these ids."
        )
    if word in menu.teams:
        members = _listed(menu.teams[word].members)
        raise click.UsageError(f"“{word}” is a team, not a person. Its members: {members}.")
    raise click.UsageError(f"There is no person “{word}” in this menu. {_hint(word, menu.people)}")


def given(words: tuple[str, ...], person: str | None) -> str:
    """The name given with ``--person``, or by words without an option: perhaps first and last name."""
    if words and person is not None:
        both = f'--person "{" ".join((person, *words))}"'
        raise click.UsageError(f"Put a name of several words in quotation marks, like {both}.")
    return " ".join(words) if person is None else person


def person_or_step(menu: PhoneSystem, word: str) -> tuple[str | None, str]:
    """The person, or else the step, that a word without an option stands for."""
    if word in menu.steps and word not in menu.people:
        return None, word
    if word in menu.people or word in menu.teams or _named(menu, word):
        return known_person(menu, word), ""
    hint = did_you_mean(word, (*menu.people, *menu.steps))
    hint = hint or f"The people are: {_listed(menu.people)}. The steps are: {_listed(menu.steps)}."
    raise click.UsageError(f"There is no person and no step “{word}” in this menu. {hint}")


def _named(menu: PhoneSystem, word: str) -> list[str]:
    return [id for id, person in menu.people.items() if word.lower() in _names(person.name)]


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


def no_rule(word: str) -> str:
    """What to say of a rule that does not exist: the one that was meant, or the rules of a profile."""
    from ivrcheck.rules.registry import all_rules, rule_named

    if meant := rule_named(f"IVR{word}"):
        return f"Did you mean “{meant.code}”?"
    if profile := [rule.code for rule in all_rules() if rule.profile == word.lower()]:
        return f"That is a profile; its rules are {', '.join(profile)}."
    known = [rule.name for rule in all_rules()]  # a code that does not exist has no near one
    return did_you_mean(word.lower(), known) or "“ivrcheck rules” lists them all."
