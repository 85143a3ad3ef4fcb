"""Where a call is in a dialplan, and what the switch knows about it there."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from ivrcheck.convert.asterisk.express import UNKNOWN, evaluate, is_known, substitute, truth
from ivrcheck.convert.asterisk.plan import Plan

RESPONSE = 10
"""Seconds the switch waits for a first key where nothing else is said."""

_SLICE = re.compile(r"([^:()]+)((?::-?\d+){1,2})")
_FUNCTION = re.compile(r"([A-Za-z_]\w*)\((.*)\)((?::-?\d*){0,2})", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Frame:
    """Where a call goes on after a subroutine, and the arguments that hold there."""

    context: str
    exten: str
    priority: int
    args: tuple[tuple[str, str], ...]
    macro: bool


@dataclass(frozen=True, slots=True)
class State:
    """A call that comes to a line of the dialplan."""

    context: str
    exten: str
    priority: int
    variables: tuple[tuple[str, str], ...] = ()
    frames: tuple[Frame, ...] = ()
    wait: int = RESPONSE
    stage: int = 0
    """Which half of an application that does two things, such as ringing and then taking a message."""

    def at(self, context: str, exten: str, priority: int) -> State:
        """The same call at another line."""
        return State(context, exten, priority, self.variables, self.frames, self.wait)

    def next(self) -> State:
        """The same call at the next line."""
        return self.at(self.context, self.exten, self.priority + 1)

    def set(self, **values: str) -> State:
        """The same call with some variables set."""
        return self.set_all(values)

    def set_all(self, values: dict[str, str]) -> State:
        """The same call with variables set; an empty one is as good as none."""
        known = dict(self.variables) | values
        return replace(self, variables=tuple(sorted((name, one) for name, one in known.items() if one)))


def arguments(text: str) -> list[str]:
    """What an application is given, at its commas; those inside brackets and quotes stay."""
    found, depth, quoted = [""], 0, False
    for number, sign in enumerate(text):
        if sign == '"' and text[number - 1 : number] != "\\":
            quoted = not quoted
        if not quoted:
            depth += (sign in "([{") - (sign in ")]}")
        if sign == "," and depth <= 0 and not quoted:
            found.append("")
        else:
            found[-1] += sign
    return [one.strip() for one in found]


def argument(given: Sequence[str], number: int) -> str:
    """One of what an application is given; empty where it is not."""
    return given[number] if number < len(given) else ""


class Looker:
    """Gives the values of variables and functions for a call."""

    def __init__(self, plan: Plan, state: State) -> None:
        self.plan = plan
        self.state = state
        self.variables = dict(state.variables)

    def __call__(self, inside: str) -> str:
        if match := _FUNCTION.fullmatch(inside):
            return _cut(self.function(match[1].upper(), match[2]), match[3])
        if match := _SLICE.fullmatch(inside):
            return _cut(self.variable(match[1]), match[2])
        return self.variable(inside)

    def variable(self, name: str) -> str:
        if not is_known(name):
            return UNKNOWN
        if name in _UNKNOWN:
            return self.variables.get(name, UNKNOWN)
        own = {"EXTEN": self.state.exten, "CONTEXT": self.state.context, "PRIORITY": str(self.state.priority)}
        if name in own:
            return own[name]
        if name in self.variables:
            return self.variables[name]
        if (
            self.plan.asks_outside
            and name not in self.plan.assigned
            and name.upper() not in self.plan.globals
        ):
            return UNKNOWN
        return substitute(self.plan.globals.get(name.upper(), ""), _nothing)

    def function(self, name: str, inside: str) -> str:
        if name in ("GLOBAL", "LOCAL", "SHARED"):
            return self.variable(inside)
        if name == "DIALPLAN_EXISTS":
            return self.exists([one.strip() for one in inside.split(",")])
        if name in ("CDR", "CHANNEL") and inside in ("disposition", "state"):
            return "ANSWERED" if name == "CDR" else "Up"
        if name == "DB" and inside.startswith(("TC/", "AMPUSER/", "DEVICE/", "CF", "DND/", "CW/")):
            return ""  # FreePBX's own switches and settings, which are off until somebody sets them
        if name in ("CUT", "FIELDQTY"):
            whole, _, rest = inside.partition(",")
            return _cut_out(self.variable(whole), rest, name)
        if name in _PURE:
            return _PURE[name](inside)
        return UNKNOWN

    def exists(self, where: list[str]) -> str:
        if not all(map(is_known, where)):
            return UNKNOWN
        if len(where) == 1:
            return "01"[where[0] in self.plan.contexts]
        at: int | str = 1
        if len(where) > 2 and where[2]:
            at = int(where[2][:9]) if where[2].isdigit() else where[2]
        return "01"[self.plan.find(where[0], where[1], at) is not None]


def _nothing(inside: str) -> str:
    return UNKNOWN


def _cut(value: str, slices: str) -> str:
    """``${NAME:offset:length}``."""
    if not slices or not is_known(value):
        return value
    offset, _, length = slices[1:].partition(":")
    first = int(offset or "0")
    value = value[first:]
    if length:
        value = value[: int(length)]
    return value


def _if(inside: str) -> str:
    condition, _, rest = inside.partition("?")
    yes, no = _at_colon(rest)
    holds = truth(condition)
    return UNKNOWN if holds is None and yes != no else (yes if holds else no).strip()


def _at_colon(text: str) -> tuple[str, str]:
    """The two sides of the colon that stands in no bracket."""
    depth = 0
    for number, sign in enumerate(text):
        depth += (sign in "([{") - (sign in ")]}")
        if sign == ":" and depth <= 0:
            return text[:number], text[number + 1 :]
    return text, ""


at_colon = _at_colon


def _length(inside: str) -> str:
    return str(len(inside)) if is_known(inside) else UNKNOWN


def _is_empty(inside: str) -> str:
    return "01"[not inside] if is_known(inside) else UNKNOWN


def _is_there(inside: str) -> str:
    return "01"[bool(inside)] if is_known(inside) else UNKNOWN


def _filter(inside: str) -> str:
    allowed, _, text = inside.partition(",")
    if not is_known(inside):
        return UNKNOWN
    kept = re.sub(r"(.)-(.)", lambda range: "".join(map(chr, _codes(range[1], range[2]))), allowed)
    return "".join(sign for sign in text if sign in kept)


def _codes(first: str, last: str) -> range:
    return range(ord(first), min(ord(last), ord(first) + 255) + 1)


def _math(inside: str) -> str:
    return evaluate(inside.partition(",")[0])


def _cut_out(whole: str, rest: str, name: str) -> str:
    sign, _, field = rest.partition(",")
    if not is_known(whole + rest):
        return UNKNOWN
    fields = whole.split(sign or "-")
    if name == "FIELDQTY":
        return str(len(fields))
    return fields[int(field[:9]) - 1] if field.isdigit() and 0 < int(field[:9]) <= len(fields) else ""


_PURE: dict[str, Callable[[str], str]] = {
    "IF": _if,
    "LEN": _length,
    "ISNULL": _is_empty,
    "EXISTS": _is_there,
    "FILTER": _filter,
    "MATH": _math,
    "TOUPPER": str.upper,
    "TOLOWER": str.lower,
    "QUOTE": str,
    "CSV_QUOTE": str,
}
_UNKNOWN = {
    "CALLERID", "UNIQUEID", "EPOCH", "CALLERIDNUM", "CALLERIDNAME", "CHANNEL", "DIALSTATUS", "QUEUESTATUS",
    "VMSTATUS", "INVALID_EXTEN", "AVAILSTATUS", "AVAILCHAN", "SYSTEMSTATUS", "AGISTATUS", "DATETIME",
    "TIMESTAMP", "FROM_DID", "HINT", "BLINDTRANSFER", "AMDSTATUS", "RECORD_STATUS", "LOOKUPBLSTATUS",
    "PRIVACYMGRSTATUS", "WAITSTATUS", "TRANSFERSTATUS", "DIALEDTIME", "ANSWEREDTIME", "DIALEDPEERNUMBER",
    "AUTHENTICATED",
}  # fmt: skip
"""Variables that the switch sets by itself."""
