"""A first menu for a small office, from a few answers."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ivrcheck.editor.answers import Answers, always_open
from ivrcheck.editor.places import words
from ivrcheck.menu.meant import meant_id
from ivrcheck.menu.quotes import quoted

_PLAIN = re.compile(r"[^\W\d_](?:[\w.&’'-]| (?=[\w(&]))*")
_NO_TEXT = ("true", "false", "yes", "no", "on", "off", "null", "y", "n")
_TEAM = "front_desk"


def first_menu(answers: Answers, file: str, with_name: bool = True) -> str:
    """The text of a menu. ``with_name``: whether callers hear the name of the office."""
    lines = [*_top(answers, file), *_office(answers), *_steps(answers, with_name)]
    return "\n".join(lines) + "\n"


def _text(words: str) -> str:
    """Words as they are written in the file."""
    plain = _PLAIN.fullmatch(words) and words.casefold() not in _NO_TEXT
    return words if plain else quoted(words)


def _ids(answers: Answers) -> dict[str, str]:
    """By name, the id of each person: the first name, where it is enough."""
    ids: dict[str, str] = {}
    for name, extension in answers.people:
        whole = meant_id(name)
        for id in (whole.partition("_")[0], whole, f"person_{extension}"):
            if id[:1].isalpha() and id not in (*ids.values(), _TEAM, "any"):
                ids[name] = id
                break
    return ids


def _top(answers: Answers, file: str) -> Iterator[str]:
    ids = _ids(answers)
    yield "# The phone menu of this office: a first one, to be changed as you like. Behind a # stand notes."
    yield "# Whenever you have changed something, look for places where callers get stuck:"
    yield f"#   ivrcheck check {file}"
    yield "# And hear what callers hear:"
    yield f"#   ivrcheck call {file}"
    yield ""
    yield "ivrcheck: 1"
    yield f"name: {_text(answers.name)}"
    yield f"country: {quoted(answers.country) if answers.country == 'NO' else answers.country}"
    yield f"timezone: {answers.timezone}"
    yield f"languages: [{answers.language}]"
    yield f"managed_by: {ids[answers.manager]}  # who can change this menu when something is wrong with it"
    yield "business_hours: office  # what callers understand by a business day"
    yield ""


def _office(answers: Answers) -> Iterator[str]:
    ids = _ids(answers)
    someone = next(iter(ids.values()))
    yield "# Who works here. Whoever goes away for a while gets two more things between the braces, such as"
    yield f"#   away: [2030-02-04/2030-02-15], cover: {someone}"
    yield "people:"
    for name, extension in answers.people:
        yield f"  {ids[name]}: {{name: {_text(name)}, extension: {extension}}}"
    yield ""
    yield "# Whose phones ring together, and when."
    yield "teams:"
    yield f"  {_TEAM}: {{members: [{', '.join(ids.values())}], hours: office}}"
    yield ""
    yield "# When somebody is there. Further days off, and days with other hours, are written like"
    yield "#   closed: [2030-12-24]"
    yield "#   open: {2030-12-31: 09:00-12:00}"
    yield "hours:"
    yield "  office:"
    for days, times in answers.hours:
        yield f"    {days}: {times}"
    holidays = answers.country if _has_holiday(answers) else "none"
    note = (
        "closed on the public holidays of this country"
        if _has_holiday(answers)
        else "open on public holidays"
    )
    yield f"    holidays: {holidays}  # {note}"
    yield ""
    yield "# The number people dial, and the step with which each call begins."
    yield "entry:"
    yield f'  "{answers.number}": welcome'
    yield ""


def _has_holiday(answers: Answers) -> bool:
    from ivrcheck.hours.public import has_holidays

    return not always_open(answers.hours) and has_holidays(answers.country)


def _steps(answers: Answers, with_name: bool) -> Iterator[str]:
    say = words()[answers.language]
    closes = not always_open(answers.hours)
    yield "# What happens to a call, step by step. Each step says to which one the call goes on."
    yield "steps:"
    yield "  welcome:"
    yield "    kind: play"
    yield f"    prompt: {quoted(_welcome(answers, with_name))}"
    yield f"    then: {'are_we_open' if closes else 'main'}"
    yield ""
    if closes:
        holiday = ", holiday: holiday" if _has_holiday(answers) else ""
        yield "  # The clock decides where the call goes on."
        yield f"  are_we_open: {{kind: hours, hours: office, open: main, closed: night{holiday}}}"
        yield ""
    yield from _by_day(say)
    if closes:
        yield from _mailbox(
            "night", "When it is closed, callers leave a message. Add here when you are open.", say
        )
    if closes and _has_holiday(answers):
        yield from _mailbox("holiday", "The same on public holidays, in other words.", say)


def _welcome(answers: Answers, with_name: bool) -> str:
    from ivrcheck.menu.emergency import number_of

    say = words()[answers.language]
    name = answers.name if answers.name[-1:] not in ".!?" else answers.name[:-1]
    parts = [say["welcome"].replace("{name}", name) if with_name else say["nameless"]]
    if answers.emergencies:
        number = number_of(answers.country)
        parts.append(say["emergency"].replace("{number}", number) if number else say["some_emergency"])
    return " ".join(parts)


def _by_day(say: dict[str, str]) -> Iterator[str]:
    yield "  # By day. Whoever presses nothing, or a wrong key, is put through as well."
    yield "  main:"
    yield "    kind: menu"
    yield f"    prompt: {quoted(say['main'])}"
    yield "    keys:"
    yield "      1: messages"
    yield "      0: desk"
    yield "    no_input: desk"
    yield "    no_match: desk"
    yield ""
    yield f"  desk: {{kind: ring, who: {_TEAM}, for: 25s, no_answer: messages}}"
    yield ""
    yield "  # A message belongs to somebody, who calls back by when the recording says."
    yield "  messages:"
    yield "    kind: voicemail"
    yield f"    prompt: {quoted(say['missed'])}"
    yield "    keys: {0: desk}"
    yield f"    owner: {_TEAM}"
    yield "    callback_within: 1 business day"


def _mailbox(step: str, note: str, say: dict[str, str]) -> Iterator[str]:
    yield ""
    yield f"  # {note}"
    yield f"  {step}:"
    yield "    kind: voicemail"
    yield f"    prompt: {quoted(say[step])}"
    yield f"    owner: {_TEAM}"
    yield "    callback_within: 1 business day"
