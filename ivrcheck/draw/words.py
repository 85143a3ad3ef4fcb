"""The words in boxes and on arrows: short, clean, and the same for every way of drawing."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator
from textwrap import wrap
from typing import Any

from ivrcheck.callgraph.move import Deed, Move, Outcome
from ivrcheck.menu import kinds
from ivrcheck.menu.model import PhoneSystem
from ivrcheck.menu.prompt import Prompt

WIDE = 30
"""How many characters stand on a line of a box."""
_MOST = 80
"""How many characters of a prompt are shown."""
_TOLD = 300
"""And how many are told those who do not see the picture."""
_KEPT = "\u200c\u200d"
"""Joiners: without them Arabic, Persian and some emoji are other words and pictures."""
_HIDDEN = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}

ENDS = {
    Outcome.PERSON: "a person",
    Outcome.MESSAGE: "message left",
    Outcome.CALLBACK: "call back booked",
    Outcome.RESOLVED: "question answered",
    Outcome.HANDED_OVER: "somebody elsewhere",
    Outcome.UNOWNED_MESSAGE: "message that nobody owns",
    Outcome.CUT_OFF: "cut off",
    Outcome.ENDLESS: "on hold for ever",
    Outcome.GAVE_UP: "caller gives up",
}
KINDS = {
    "entry": "number",
    "play": "announcement",
    "menu": "menu",
    "hours": "opening hours",
    "ring": "phones ring",
    "queue": "waiting line",
    "transfer": "other number",
    "voicemail": "mailbox",
    "callback": "call back",
    "collect": "types a number",
    "lookup": "lookup",
    "retry": "counts rounds",
    "directory": "dial by name",
    "language": "language",
    "hangup": "hangs up",
    "served": "caller is served",
    "lost": "caller is lost",
}
_DEEDS = {
    Deed.SILENCE: "no key",
    Deed.WRONG: "wrong key",
    Deed.MESSAGE: "tone",
    Deed.BOOK: "1",
    Deed.DECLINE: "any other key",
    Deed.TYPE: "typed",
    Deed.DIAL: "dialled",
    Deed.OPEN: "open",
    Deed.CLOSED: "closed",
    Deed.HOLIDAY: "holiday",
    Deed.OFF_DUTY: "nobody on duty",
    Deed.ANSWER: "answered",
    Deed.BUSY: "busy",
    Deed.NO_ANSWER: "no answer",
    Deed.FULL: "full",
    Deed.FOREVER: "nobody answers",
    Deed.ERROR: "no result",
    Deed.ONWARD: "after that",
    Deed.ELSEWHERE: "sent on",
}


def clean(text: str) -> str:
    """A text on one line, without characters that are not seen or turn the line round."""
    line = " ".join(text.split())
    if line.isascii() and line.isprintable():
        return line
    return "".join(one for one in line if one in _KEPT or unicodedata.category(one) not in _HIDDEN)


def clip(text: str, most: int) -> str:
    """The beginning of a text in whole words."""
    line = clean(text[: 4 * most])
    if len(line) <= most:
        return line
    return line[: most - 1].rsplit(" ", 1)[0].rstrip(" .,;:،") + "…"


def lines_of(text: str, wide: int = WIDE) -> list[str]:
    """A text on short lines."""
    return wrap(text, wide, break_on_hyphens=False)


def said(prompt: Prompt | None, language: str, most: int = _MOST) -> str:
    """The first words of a prompt in quotation marks."""
    if prompt is None:
        return ""
    spoken = prompt.heard(language) or prompt.everything()
    words = clip(" ".join(one.text or f"({one.audio})" for one in spoken), most)
    return f"“{words}”" if words else ""


def length(seconds: float) -> str:
    """``90 s``, ``6 min``."""
    return f"{seconds / 60:g} min" if seconds >= 120 and seconds % 60 == 0 else f"{seconds:g} s"


def details(menu: PhoneSystem, step: kinds.AnyStep) -> list[str]:
    """What stands under the name of a step, part by part: its prompt, and who has to do with it."""
    prompt = said(getattr(step, "prompt", None), menu.languages[0])
    return [clean(part) for part in (prompt, *_MORE.get(step.kind, _nothing)(menu, step)) if part]


def whole(menu: PhoneSystem, step: kinds.AnyStep) -> str:
    """The same at length."""
    prompt = said(getattr(step, "prompt", None), menu.languages[0], _TOLD)
    parts = [clip(part, _TOLD) for part in _MORE.get(step.kind, _nothing)(menu, step)]
    return " ".join([prompt, *(f"{part[:1].upper()}{part[1:]}." for part in parts)]).strip()


def _nothing(menu: PhoneSystem, step: Any) -> Iterator[str]:
    yield from ()


def _hours(menu: PhoneSystem, step: kinds.Hours) -> Iterator[str]:
    yield f"{step.hours}?"


def _ring(menu: PhoneSystem, step: kinds.Ring) -> Iterator[str]:
    yield f"rings {_who(menu, step.who)}"


def _queue(menu: PhoneSystem, step: kinds.Queue) -> Iterator[str]:
    yield f"waits for {_who(menu, step.team)}" + (
        f", {length(step.max_wait)} at most" if step.max_wait else ""
    )


def _transfer(menu: PhoneSystem, step: kinds.Transfer) -> Iterator[str]:
    yield f"calls {step.number}"
    if step.reaches == "voicemail":
        yield from _owned(menu, step)


def _owned(menu: PhoneSystem, step: kinds.Voicemail | kinds.Callback | kinds.Transfer) -> Iterator[str]:
    within = f" within {step.callback_within.words}" if step.callback_within else ""
    yield f"answered by {_name(menu, step.owner)}{within}" if step.owner else "nobody is named to answer"


def _collect(menu: PhoneSystem, step: kinds.Collect) -> Iterator[str]:
    fewest, most = step.digits.fewest, step.digits.most
    many = f"{fewest} to {most}" if most > fewest else f"{most}"
    yield f"{step.asks_for}: {many} digits" if step.asks_for else f"{many} digits"


def _lookup(menu: PhoneSystem, step: kinds.Lookup) -> Iterator[str]:
    yield clip(step.question, _MOST)


def _retry(menu: PhoneSystem, step: kinds.Retry) -> Iterator[str]:
    yield "once more" if step.times == 1 else f"{step.times} times more"


def _directory(menu: PhoneSystem, step: kinds.Directory) -> Iterator[str]:
    yield f"rings {_listed([_name(menu, one) for one in step.who])}"


def _language(menu: PhoneSystem, step: kinds.Language) -> Iterator[str]:
    yield f"from here on: {step.set}"


_MORE: dict[str, Callable[[PhoneSystem, Any], Iterator[str]]] = {
    "hours": _hours,
    "ring": _ring,
    "queue": _queue,
    "transfer": _transfer,
    "voicemail": _owned,
    "callback": _owned,
    "collect": _collect,
    "lookup": _lookup,
    "retry": _retry,
    "directory": _directory,
    "language": _language,
}


def _who(menu: PhoneSystem, who: str) -> str:
    """A person, or a team with its people."""
    if who not in menu.teams:
        return _name(menu, who)
    members = _listed([_name(menu, one) for one in menu.teams[who].members])
    return f"{who}: {members}" if members else f"{who}, which is empty"


def _name(menu: PhoneSystem, who: str) -> str:
    return clip(menu.people[who].name, 40) if who in menu.people else who


def _listed(names: list[str]) -> str:
    more = len(names) - 3
    return ", ".join(names) if more < 2 else f"{', '.join(names[:3])} and {more} more"


def deed_words(menu: PhoneSystem, move: Move, step: kinds.AnyStep) -> str:
    """What stands on the arrow of a move; empty where only one thing can happen."""
    if move.deed is Deed.KEY:
        option = (getattr(step, "keys", None) or {}).get(move.detail)
        label = clip(option.label, 24) if option and option.label else ""
        return f"{move.detail} {label}".rstrip()
    if move.deed is Deed.LOOKUP:
        return clip(move.detail, 24)
    if move.deed is Deed.TIMEOUT and isinstance(step, kinds.Queue):
        return f"after {length(step.max_wait or 0)}"
    if move.deed is Deed.AGAIN and isinstance(step, kinds.Retry):
        return "the first time" if step.times == 1 else f"the first {step.times} times"
    return _DEEDS.get(move.deed, "")
