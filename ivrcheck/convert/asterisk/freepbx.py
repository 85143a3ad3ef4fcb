"""Subroutines that FreePBX brings along, known by their names; what they do stands in files of its own."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ivrcheck.convert.asterisk.plan import Line
from ivrcheck.convert.asterisk.state import State, argument
from ivrcheck.convert.draft import Treated

if TYPE_CHECKING:
    from ivrcheck.convert.asterisk.explore import Explorer

QUIET = {
    "macro-user-callerid", "macro-blkvm-set", "macro-blkvm-clr", "macro-blkvm-setifempty",
    "macro-blkvm-check", "macro-prepend-cid", "macro-record-enable", "macro-setmusic", "macro-outisbusy",
    "sub-record-check", "sub-record-cancel", "app-blacklist-check", "sub-send-obroute-email",
    "macro-dumpvars", "sub-rgsetcid", "macro-systemrecording",
}  # fmt: skip
"""Subroutines of which callers hear nothing."""
_RINGS = {
    "macro-exten-vm",
    "macro-dial",
    "macro-dial-confirm",
    "macro-vm",
    "macro-dialout-trunk",
    "macro-dial-one",
}


def subroutine(
    explorer: Explorer, line: Line, state: State, name: str, args: list[str]
) -> State | int | None:
    """Where a call goes that comes to one of FreePBX's subroutines; None where it is none of them."""
    if name in QUIET:
        explorer.note(line, name, "One of FreePBX's own; callers hear nothing of it.", Treated.LEFT_OUT)
        return state.next()
    if name == "macro-hangupcall":
        return explorer.node(replace(line, app="hangup", args=""), state, "ends")
    if name in _RINGS:
        kind = name.removeprefix("macro-").replace("-", "_")
        inner = replace(line, app=kind, args=",".join(args))
        return explorer.node(inner, state, kind)
    return None


def is_ours(name: str) -> bool:
    """Whether it is a subroutine that our own export writes, of which callers hear nothing.

    It waits until no more keys are pressed, or looks at the clock and at who is on duty; what comes of that
    stands in variables, whose meaning the file beside the dialplan says.
    """
    return name.startswith("ivrcheck-") and name.endswith((".quiet", ".clock", ".who"))


def ours(state: State, name: str, who: str) -> State:
    """What is known after one of them. Whether somebody is on duty, the step that rings asks by itself."""
    if name.endswith(".who"):
        return state.set(IVR_DUTY=f"/{who}/", IVR_PHONES=f"Local/{who}@ivrcheck")
    return state


def label(context: str, exten: str) -> str:
    """What an office calls a place of FreePBX's dialplan."""
    for start, word in _WORDS.items():
        if context == start:
            return f"{word} {exten}"
    for start, word in _NUMBERED.items():
        if context.startswith(start):
            return f"{word} {context.removeprefix(start)}"
    return ""


_WORDS = {
    "ext-queues": "queue", "ext-group": "group", "timeconditions": "time condition",
    "ext-local": "extension", "from-did-direct": "extension", "app-daynight": "night switch",
    "ext-miscdests": "other number", "app-languages": "language", "ext-meetme": "conference",
    "directory": "directory", "app-blackhole": "end", "app-setcid": "caller id",
}  # fmt: skip
_NUMBERED = {"app-announcement-": "announcement", "ivr-": "ivr"}


def members(text: str) -> list[str]:
    """The extensions of a ring group, with dashes between them; ``#`` marks numbers outside."""
    return [one for one in text.split("-") if one.strip("#")]


def ring_seconds(explorer: Explorer) -> str:
    """How long FreePBX lets an extension ring."""
    found = explorer.plan.globals.get("RINGTIMER", "") or explorer.plan.globals.get("RINGTIMER_DEFAULT", "")
    return found if found.isdigit() else ""


def given(args: str, number: int) -> str:
    """One argument of a subroutine."""
    return argument([one.strip() for one in args.split(",")], number)
