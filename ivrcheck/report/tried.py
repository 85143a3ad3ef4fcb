"""How much of a menu some calls have tried, as text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from ivrcheck.callgraph.move import Deed
from ivrcheck.menu.model import PhoneSystem
from ivrcheck.report.text import Paint, plain, visible
from ivrcheck.simulate.coverage import Choice, Coverage

_MOST = 12
"""How many lines of what nobody has tried are shown for a kind of time."""


def render_coverage(file: str, menu: PhoneSystem, found: Coverage, paint: Paint = plain) -> str:
    """How much of a menu has been tried, and what has not."""
    share = f"{found.percent} % of what can happen ({found.made} of {found.count})"
    lines = [paint(f"{visible(file)}: the calls try {share}.", "bold")]
    wide = max(len(one.kind.name) for one in found.kinds)
    for one in found.kinds:
        lines.append(f"  {one.kind.name:<{wide}}  {len(one.made)} of {one.count}")
    for one in found.kinds:
        if one.missing:
            lines += ["", f"Not tried yet ({one.kind.name}):", *_missing(menu, one.missing)]
    return "\n".join(lines) + "\n"


def _missing(menu: PhoneSystem, missing: Sequence[Choice]) -> Iterator[str]:
    """What has not been tried, a line for each step."""
    groups = [(key, list(there)) for key, there in groupby(missing, key=lambda one: (one.step, one.language))]
    for (step, language), there in groups[:_MOST]:
        words = "; ".join(choice_words(menu, one) for one in there)
        yield f"  {visible(step)}{f' ({language})' if language else ''}: {visible(words)}"
    if len(groups) > _MOST:
        left = sum(len(there) for _, there in groups[_MOST:])
        yield f"  and {left} more at {len(groups) - _MOST} other steps"


def choice_words(menu: PhoneSystem, choice: Choice) -> str:
    """Something that can happen, in words: ``key 3 (referrals)``, ``wrong keys``, ``nobody answers``."""
    if choice.deed is Deed.KEY:
        option = (getattr(menu.steps[choice.step], "keys", None) or {}).get(choice.detail)
        named = option.label or option.to.replace("_", " ") if option else "the operator"
        return f"key {choice.detail} ({named})"
    if choice.deed is Deed.DIAL:
        return f"dialling {menu.name_of(choice.detail)}"
    if choice.deed is Deed.LOOKUP:
        return f"the answer “{choice.detail}”"
    dialled = choice.detail in menu.people or choice.detail in menu.teams
    return _WORDS[choice.deed] + (f" ({menu.name_of(choice.detail)})" if dialled else "")


_WORDS = {
    Deed.SILENCE: "silence",
    Deed.WRONG: "wrong keys",
    Deed.HOLD: "holding",
    Deed.MESSAGE: "a message",
    Deed.BOOK: "yes to a call back",
    Deed.DECLINE: "no to a call back",
    Deed.TYPE: "the number typed",
    Deed.OPEN: "open",
    Deed.CLOSED: "closed",
    Deed.HOLIDAY: "closed for a holiday",
    Deed.ON_DUTY: "somebody on duty",
    Deed.OFF_DUTY: "nobody on duty",
    Deed.ANSWER: "somebody answers",
    Deed.BUSY: "the line is busy",
    Deed.NO_ANSWER: "nobody answers",
    Deed.FULL: "no room",
    Deed.ROOM: "room",
    Deed.TIMEOUT: "held to the end",
    Deed.FOREVER: "held without end",
    Deed.ERROR: "the question has no answer",
    Deed.AGAIN: "once more",
    Deed.ONWARD: "no more rounds",
    Deed.LINK: "put through",
}


def too_little(file: str, found: Coverage, least: int) -> str:
    """That the calls try less of a menu than somebody wants them to."""
    return f"{visible(file)}: {found.percent} % is less than the {least} % that are wanted.\n"
