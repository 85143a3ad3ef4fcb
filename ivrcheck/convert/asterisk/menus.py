"""Menus of a dialplan: what is heard while keys are taken, and where keys, silence and wrong keys lead."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from ivrcheck.convert.asterisk.express import UNKNOWN, truth
from ivrcheck.convert.asterisk.graph import Node, Ref
from ivrcheck.convert.asterisk.naming import called
from ivrcheck.convert.asterisk.pattern import DIALLED, is_pattern, numbers
from ivrcheck.convert.asterisk.plan import Line
from ivrcheck.convert.asterisk.sounds import SAID, sounds
from ivrcheck.convert.asterisk.state import State, argument, arguments, at_colon
from ivrcheck.convert.draft import Treated

if TYPE_CHECKING:
    from ivrcheck.convert.asterisk.explore import Explorer

_ASKS = re.compile(r"\s*(background|waitexten)\s*\((.*)\)\s*$", re.IGNORECASE | re.DOTALL)
_LINES = 200
_LONGEST_NUMBER = 10
_MOST = 300
"""Numbers that can be dialled in a menu; of more, those that come first."""
_TEST = re.compile(r"\d[\d*]*|\*")


def background(explorer: Explorer, node: Node) -> None:
    """Sounds during which keys are taken, then a time to press one."""
    heard: list[str] = []
    state, wait, after, lines = _until_wait(explorer, node, heard)
    keys = _keys(explorer, node, state)
    node.label, node.heard = called(explorer.plan, node.state, node.line), tuple(heard)
    if not keys:
        node.kind = "play"
        node.heard = tuple(heard) or (f"silence\0{wait}",)
        node.body["then"] = after
        return
    for line in lines:
        explorer.understood(line)
    node.kind = "menu"
    node.body = {"keys": keys, "wait": f"{wait}s", "silent": after, "wrong": _wrong(explorer, state)}
    if wrong := explorer.plan.find(state.context, "i", 1):
        node.places["no_match",] = wrong.at
    if wait and (silent := explorer.plan.find(state.context, "t", 1)):
        node.places["no_input",] = silent.at


def _until_wait(
    explorer: Explorer, node: Node, heard: list[str]
) -> tuple[State, int, Ref | None, list[Line]]:
    """Up to where a key is waited for: the call there, the seconds, what silence leads to, and the lines."""
    state = node.state
    lines: list[Line] = []
    line: Line | None = node.line
    seen: set[int] = set()
    for number in range(_LINES):
        if line is not None and line.number in seen:
            break  # it goes round: the menu is heard again
        seen |= {line.number} if line else set()
        if line is None:
            return state, 0, explorer.go(explorer.over(state)), lines
        inner = _inner(explorer, line, state) if number else line
        if inner.app == "waitexten":
            lines.append(line)
            wait = _seconds(explorer, inner, state)
            return state, wait, _silent(explorer, state), lines
        if inner.app == "background" or (number and inner.app in SAID):
            lines.append(line)
            heard += sounds(explorer, inner, state)
            state = state.next()
        else:
            after = explorer.after(state)
            if not isinstance(after, State) or after.stage:
                return state, 0, explorer.go(after), lines
            state = explorer.trimmed(after)
        line = explorer.plan.find(state.context, state.exten, state.priority)
    return state, 0, explorer.ref(state), lines


def _inner(explorer: Explorer, line: Line, state: State) -> Line:
    """The application behind a condition that holds."""
    if line.app != "execif":
        return line
    condition, _, rest = line.args.partition("?")
    match = re.match(
        r"\s*(background|waitexten)\s*\((.*)\)\s*$", at_colon(rest)[0], re.IGNORECASE | re.DOTALL
    )
    if match is None or not truth(explorer.value(condition, state)):
        return line
    return replace(line, app=match[1].lower(), args=match[2])


def _seconds(explorer: Explorer, line: Line, state: State) -> int:
    given = argument(arguments(explorer.value(line.args, state)), 0).partition(".")[0]
    return int(given[:6]) if given.isdigit() and int(given[:6]) else state.wait


def _silent(explorer: Explorer, state: State) -> Ref | None:
    """After the time is over: the next line, where there is one, else ``t``, else the end."""
    if explorer.plan.find(state.context, state.exten, state.priority + 1):
        return explorer.ref(state.next())
    if explorer.plan.has(state.context, "t"):
        return explorer.ref(state.at(state.context, "t", 1))
    return None


def _wrong(explorer: Explorer, state: State) -> Ref | None:
    if not explorer.plan.has(state.context, "i"):
        return None
    return explorer.ref(state.at(state.context, "i", 1).set(INVALID_EXTEN=UNKNOWN))


def _keys(explorer: Explorer, node: Node, state: State) -> dict[str, Ref | None]:
    """Everything that can be dialled, with where it leads."""
    found: dict[str, Ref | None] = {}
    # FreePBX's counters go on where they were when a caller comes back from elsewhere; here they begin anew
    fresh = state.set_all({name: "0" for name, _ in state.variables if name.endswith("LOOPCOUNT")})
    for number, line in dialled(explorer, node, state.context).items():
        target = explorer.trimmed(fresh.at(state.context, number, 1))
        if target != explorer.trimmed(state.at(state.context, number, 1)):
            why = "Whoever chooses something and comes back has all tries again; the switch goes on counting."
            explorer.note(node.line, node.line.text, why, Treated.GUESSED)
        found[number] = explorer.ref(target)
        node.places["keys", number] = line.at
    return found


def dialled(explorer: Explorer, node: Node, context: str) -> dict[str, Line]:
    """The numbers that can be dialled in a context, with their lines."""
    found: dict[str, Line] = {}
    for exten, line in explorer.plan.first_lines(context).items():
        if not is_pattern(exten):
            if DIALLED.fullmatch(exten) and len(exten) <= _LONGEST_NUMBER:
                found.setdefault(exten, line)
            continue
        some, all_of_them = numbers(exten)
        some = [one for one in some if DIALLED.fullmatch(one) and len(one) <= _LONGEST_NUMBER]
        for number in some:
            found.setdefault(number, line)
        if some and not all_of_them:
            why = f"{exten} stands for many numbers; the menu shows one of them."
            explorer.note(line, f"{context}: {exten}", why, Treated.GUESSED)
    if len(found) > _MOST:
        why = f"More than {_MOST} numbers can be dialled here; the menu shows the first of them."
        explorer.note(node.line, node.line.text, why, Treated.GUESSED)
    return dict(list(found.items())[:_MOST])


def read(explorer: Explorer, node: Node) -> None:
    """A number that is typed: a menu where the lines behind it look at it, else a number to type."""
    line, state = node.line, node.state
    explorer.understood(line)
    given = arguments(explorer.value(line.args, state))
    name = argument(given, 0).lstrip("_")
    most = int(given[2]) if len(given) > 2 and given[2].isdigit() and int(given[2]) else 0
    wait = argument(given, 5).partition(".")[0]
    tried = argument(given, 4)
    node.kind, node.label = "read", called(explorer.plan, node.state, node.line)
    node.heard = tuple(one for one in argument(given, 1).split("&") if one)
    if "i" in argument(given, 3):
        node.heard = tuple(f"{one} tone" for one in node.heard)
    keys = _values(explorer, node, name, most)
    node.body = {
        "keys": {value: _typed(explorer, state, name, value) for value in keys},
        "digits": str(most) if most == 1 else f"1-{most or 20}",
        "asks_for": name or "a number",
        "wait": f"{int(wait[:6]) if wait.isdigit() and int(wait[:6]) else state.wait}s",
        "silent": explorer.ref(state.next().set_all({name: "", "READSTATUS": "TIMEOUT"})),
        "wrong": _typed(explorer, state, name, _other(keys)),
    }
    if tried.isdigit() and int(tried) > 1:
        node.body["_attempts"] = str(min(int(tried[:6]), 100))


def _typed(explorer: Explorer, state: State, name: str, value: str) -> Ref | None:
    return explorer.ref(state.next().set_all({name: value, "READSTATUS": "OK"}))


def _values(explorer: Explorer, node: Node, name: str, most: int) -> list[str]:
    """What callers may type that makes a difference: single keys, extensions, and numbers that are tested."""
    found = dict.fromkeys([*"0123456789", "*"] if most == 1 or not most else [])
    for number in dialled(explorer, node, node.state.context) if most != 1 else ():
        found.setdefault(number)
    for line in explorer.plan.contexts[node.line.context].extens.get(node.line.exten, {}).values():
        if f"{{{name}}}" in line.args and "?" in line.args:
            for number in _TEST.findall(line.args.partition("?")[0]):
                found.setdefault(number)
    return [
        one for one in found if DIALLED.fullmatch(one) and "#" not in one and (not most or len(one) <= most)
    ]


def _other(keys: list[str]) -> str:
    """A number that is none of those."""
    return next(one for one in ["9" * size + "8" for size in range(1, 300)] if one not in keys)
