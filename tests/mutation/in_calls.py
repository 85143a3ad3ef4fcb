"""Faults in rings, queues, transfers, mailboxes and callbacks."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from datetime import datetime, timedelta
from functools import partial

from tests.judges import calendar
from tests.mutation.harm import Played, always, never
from tests.mutation.in_menus import HANGUP
from tests.mutation.menus import Menu
from tests.mutation.operator import Edit, Operator, Step, at_steps, changed, dropped


def _any(step: Step) -> bool:
    return True


def capacity(menu: Menu, name: str) -> None:
    menu["steps"][name]["capacity"] = "20"
    menu["steps"][name].pop("full", None)


def announcement_only(menu: Menu, name: str) -> None:
    """Instead of a mailbox: a sentence, and the line is cut."""
    menu["steps"]["the_end"] = dict(HANGUP)
    prompt = "We cannot take your call now. Please call again."
    menu["steps"][name] = {"kind": "play", "prompt": prompt, "then": "the_end"}


def promise_sooner(menu: Menu, name: str) -> None:
    menu["steps"][name]["callback_within"] = "30m"


def _promises_longer(step: Step) -> bool:
    return bool(step.get("callback_within", "30m") != "30m")


def promise_breaks(before: Played, after: Played) -> bool:
    """A message can be left, and nobody who owns it works for half of the half hour from then on."""
    hurried = [name for name, step in after.menu["steps"].items() if step.get("callback_within") == "30m"]
    moments = [moment + timedelta(minutes=late) for moment in before.closely for late in (0, 16)]
    return any(
        name in before.at(moment).reachable and not _somebody(after.menu, name, moment)
        for name in hurried
        for moment in moments
    )


def _somebody(menu: Menu, name: str, moment: datetime) -> bool:
    """Whether an owner works from this moment or from a quarter of an hour later on."""
    step = menu["steps"][name]
    owners = {step.get("owner"), step.get("backup")}
    ends = [moment + timedelta(minutes=minutes) for minutes in (0, 15, 30)]
    now, then, due = (bool(owners & calendar.everyone_on_duty(menu, one, False)) for one in ends)
    return then and (now or due)


def orphan(menu: Menu) -> Iterator[tuple[str, Edit]]:
    """A step that one other names."""
    for name in menu["steps"]:
        if sum(_mentions(step, name) for step in menu["steps"].values()) == 1:
            named = [_mentions(to, name) for to in menu["entry"].values()]
            if not any(named):
                yield name, partial(_leave_behind, name=name)


def _mentions(value: object, name: str) -> int:
    if isinstance(value, dict):
        return sum(_mentions(inner, name) for key, inner in value.items() if key not in NOT_STEPS)
    if isinstance(value, list):
        return sum(_mentions(inner, name) for inner in value)
    return int(value == name)


NOT_STEPS = ("kind", "owner", "backup", "notify", "who", "team", "topics", "resolves", "hours", "prompt")


def _leave_behind(menu: Menu, name: str) -> None:
    """Whoever led to the step leads to a copy now."""
    copy = f"{name}_copy"
    steps = {one: _renamed(step, name, copy) for one, step in menu["steps"].items()}
    menu["steps"] = {**steps, copy: deepcopy(menu["steps"][name])}


def _renamed(value: object, name: str, copy: str) -> object:
    if isinstance(value, dict):
        return {
            key: inner if key in NOT_STEPS else _renamed(inner, name, copy) for key, inner in value.items()
        }
    return copy if value == name else value


OPERATORS = (
    Operator("drop a ring's `no_answer`", dropped("ring", "no_answer", "busy")),
    Operator("ring again and again", changed("ring", no_answer="@")),
    Operator("drop a directory's `no_answer`", dropped("directory", "no_answer"), always),
    Operator("drop a transfer's `no_answer`", dropped("transfer", "no_answer")),
    Operator("make a transfer blind", changed("transfer", mode="blind")),
    Operator("drop a lookup's `error`", dropped("lookup", "error")),
    Operator("unend a queue", dropped("queue", "max_wait", "keys", "timeout")),
    Operator("drop a queue's `timeout`", dropped("queue", "timeout")),
    Operator("drop a queue's `closed`", dropped("queue", "closed")),
    Operator("a queue can be full", at_steps("queue", capacity, _any)),
    Operator("a mailbox can be full", at_steps("voicemail", capacity, _any)),
    Operator("remove a mailbox's owner", dropped("voicemail", "owner", "backup")),
    Operator("drop `callback_within`", dropped("voicemail", "callback_within"), always),
    Operator(
        "promise a call in 30 minutes",
        at_steps("voicemail", promise_sooner, _promises_longer),
        promise_breaks,
    ),
    Operator("only an announcement for a mailbox", at_steps("voicemail", announcement_only, _any)),
    Operator("drop a callback's `declined`", dropped("callback", "declined"), always),
    Operator("drop a callback's `no_input`", dropped("callback", "no_input")),
    Operator("leave a step behind", orphan, never),
)
