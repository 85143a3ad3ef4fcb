"""Applications of a dialplan that callers do not notice by themselves: jumps, variables, settings."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from ivrcheck.convert.asterisk import freepbx
from ivrcheck.convert.asterisk.express import UNKNOWN, is_known, truth
from ivrcheck.convert.asterisk.plan import PROGRAMS, Line
from ivrcheck.convert.asterisk.state import State, argument, arguments, at_colon
from ivrcheck.convert.draft import Treated

if TYPE_CHECKING:
    from ivrcheck.convert.asterisk.explore import Explorer

After = State | int | None
Does = Callable[["Explorer", Line, State], After]

_SET = re.compile(r"([^=]*?)=(.*)", re.DOTALL)
_FUNCTION = re.compile(r"([A-Za-z_]\w*)\((.*)\)", re.DOTALL)
_APP = re.compile(r"([A-Za-z_]\w*)\s*(?:\((.*)\))?\s*", re.DOTALL)
_LONG = 10
"""Seconds of waiting that callers notice as such."""


def silent(explorer: Explorer, line: Line, state: State) -> After:
    """What a line without a step of its own does."""
    if does := _DOES.get(line.app):
        return does(explorer, line, state)
    if line.app in _NOTHING:
        explorer.understood(line)
    elif line.app in _SETTINGS:
        explorer.note(line, _name(line), "Callers hear nothing of it.", Treated.LEFT_OUT)
    elif line.app in PROGRAMS:
        why = "A program outside these files runs here; the call is taken to go on with the next line."
        explorer.note(line, line.text, why, Treated.GUESSED)
    else:
        why = "This is not known; the call is taken to go on with the next line."
        explorer.note(line, line.text or line.app, why, Treated.GUESSED)
    return state.next()


def _name(line: Line) -> str:
    return line.text.partition("(")[0]


# jumps


def goto(explorer: Explorer, line: Line, state: State) -> After:
    explorer.understood(line)
    return jump(explorer, line, state, line.args)


def jump(explorer: Explorer, line: Line, state: State, target: str) -> After:
    """To where a text of one to three parts says: ``context,extension,priority``."""
    parts = arguments(explorer.value(target, state))
    if not all(map(is_known, parts)):
        return explorer.node(line, state, "somewhere_here")
    if target.strip() == "":
        explorer.note(line, line.text, "It says no place to go to, so the call ends here.", Treated.GUESSED)
        return None
    at = place(explorer, state, parts)
    if at is None:
        return explorer.node(replace(line, args=target), state, "missing")
    explorer.names.setdefault(at, None)
    return at


def place(explorer: Explorer, state: State, parts: list[str]) -> State | None:
    """The line that a text of one to three parts names; None where it is not in these files."""
    context = argument(parts, len(parts) - 3) if len(parts) > 2 else ""
    exten = parts[-2] if len(parts) > 1 else ""
    context, exten = context or state.context, exten or state.exten
    word = parts[-1]
    if match := re.fullmatch(r"([+-]?)(\d{1,9})", word):
        number = int(match[2])
        number = state.priority + (number if match[1] == "+" else -number) if match[1] else number
        line = explorer.plan.find(context, exten, number)
    else:
        line = explorer.plan.find(context, exten, word)
    return state.at(context, exten, line.priority) if line else None


def goto_if(explorer: Explorer, line: Line, state: State) -> After:
    condition, _, ways = line.args.partition("?")
    holds = truth(explorer.value(condition, state))
    if holds is None:
        return explorer.node(line, state, "question")
    explorer.understood(line)
    return way(explorer, line, state, at_colon(ways)[0 if holds else 1])


def way(explorer: Explorer, line: Line, state: State, target: str) -> After:
    """One side of a condition; nothing there means the next line."""
    target = target.strip()
    if not target:
        return state.next()
    return branch(explorer, line, state, target)


def branch(explorer: Explorer, line: Line, state: State, target: str) -> After:
    """Go, or call a subroutine, as the application says."""
    if line.app == "gosubif":
        return gosub(explorer, replace(line, app="gosub", args=target), state)
    if line.app == "macroif":
        return macro(explorer, replace(line, app="macro", args=target), state)
    return jump(explorer, line, state, target)


def exec_if(explorer: Explorer, line: Line, state: State) -> After:
    condition, _, rest = line.args.partition("?")
    holds = True if state.stage == 1 else truth(explorer.value(condition, state))
    if holds is None:
        return explorer.node(line, state, "question")
    explorer.understood(line)
    yes, no = at_colon(rest)
    match = _APP.fullmatch((yes if holds else no).strip())
    if match is None:
        return state.next()
    text = f"{match[1]}({match[2] or ''})"
    inner = replace(line, app=match[1].lower(), args=match[2] or "", text=text)
    return explorer.line(inner, state)


# subroutines


def gosub(explorer: Explorer, line: Line, state: State) -> After:
    parts = arguments(explorer.value(line.args, state))
    last, bracket, given = parts[-1].partition("(")
    parts[-1] = last.strip()
    args = arguments(given.rpartition(")")[0] if ")" in given else given) if bracket else []
    if len(parts) == 3 and freepbx.is_ours(parts[0]):
        explorer.understood(line)
        return freepbx.ours(state, *parts[:2]).next()
    if len(parts) == 3 and (made := freepbx.subroutine(explorer, line, state, parts[0], args)) is not None:
        return made
    if not all(map(is_known, parts)):
        return explorer.node(line, state, "somewhere_here")
    at = place(explorer, state, parts)
    if at is None:
        why = "This subroutine is not in these files; the call is taken to go on with the next line."
        explorer.note(line, line.text, why, Treated.GUESSED)
        return state.next()
    explorer.understood(line)
    return explorer.called(line, state, at, args)


def macro(explorer: Explorer, line: Line, state: State) -> After:
    name, *args = arguments(explorer.value(line.args, state))
    if (made := freepbx.subroutine(explorer, line, state, f"macro-{name}", args)) is not None:
        return made
    context = f"macro-{name}"
    if not explorer.plan.has(context, "s"):
        why = "This subroutine is not in these files; the call is taken to go on with the next line."
        explorer.note(line, line.text, why, Treated.GUESSED)
        return state.next()
    explorer.understood(line)
    return explorer.called(line, state, state.at(context, "s", 1), args, macro=True)


def return_(explorer: Explorer, line: Line, state: State) -> After:
    explorer.understood(line)
    value = explorer.value(line.args, state)
    return explorer.returned(state.set(GOSUB_RETVAL=value))


# variables and settings


def set_(explorer: Explorer, line: Line, state: State) -> After:
    match = _SET.fullmatch(line.args)
    if match is None:
        explorer.understood(line)
        return state.next()
    name, value = explorer.value(match[1].strip(), state), explorer.value(match[2], state)
    if function := _FUNCTION.fullmatch(name):
        return _set_function(explorer, line, state, function[1].upper(), function[2], value)
    explorer.understood(line)
    if len(value) > 1 and value[0] == value[-1] == '"':
        value = value[1:-1]
    return state.next().set_all({name.lstrip("_"): value})


def _set_function(
    explorer: Explorer, line: Line, state: State, function: str, inside: str, value: str
) -> After:
    if function in ("GLOBAL", "LOCAL", "SHARED"):
        explorer.understood(line)
        return state.next().set_all({inside: value})
    if function == "ARRAY":
        explorer.understood(line)
        return state.next().set_all(dict(zip(arguments(inside), arguments(value), strict=False)))
    if function == "TIMEOUT" and inside == "response" and value.partition(".")[0].isdigit():
        explorer.understood(line)
        return replace(state.next(), wait=int(value.partition(".")[0][:6]))
    if function == "TIMEOUT" and inside == "digit":
        explorer.understood(line)
        return state.next()
    if function == "TIMEOUT":
        why = "However far it has come, the call is over after so many seconds; not in the menu."
        explorer.note(line, line.text, why, Treated.GUESSED)
        return state.next()
    if function == "LANGUAGE" or (function == "CHANNEL" and inside == "language"):
        return explorer.node(line, state, "language")
    explorer.note(line, f"Set({function})", "Callers hear nothing of it.", Treated.LEFT_OUT)
    return state.next()


def wait(explorer: Explorer, line: Line, state: State) -> After:
    seconds = explorer.value(line.args, state).partition(".")[0]
    if seconds.isdigit() and int(seconds[:6]) >= _LONG:
        return explorer.node(line, state, "waiting")
    explorer.understood(line)
    return state.next()


def while_(explorer: Explorer, line: Line, state: State) -> After:
    holds = truth(explorer.value(line.args, state))
    if holds is None:
        return explorer.node(line, state, "question")
    explorer.understood(line)
    return state.next() if holds else behind(explorer, state)


def behind(explorer: Explorer, state: State) -> State:
    """The line after the end of a loop."""
    depth, priority = 0, state.priority
    while line := explorer.plan.find(state.context, state.exten, priority):
        depth += (line.app == "while") - (line.app == "endwhile")
        priority += 1
        if depth == 0:
            break
    return state.at(state.context, state.exten, priority)


def end_while(explorer: Explorer, line: Line, state: State) -> After:
    explorer.understood(line)
    depth, priority = 0, state.priority
    while one := explorer.plan.find(state.context, state.exten, priority):
        depth += (one.app == "endwhile") - (one.app == "while")
        if depth == 0:
            return state.at(state.context, state.exten, priority)
        priority -= 1
    return state.next()


def found_out(explorer: Explorer, line: Line, state: State) -> After:
    """An application whose answer is only known at run time."""
    explorer.note(line, line.text, "What it finds out is not in these files.", Treated.QUESTION)
    return state.next().set(AVAILSTATUS=UNKNOWN, PRIVACYMGRSTATUS=UNKNOWN, AMDSTATUS=UNKNOWN)


_DOES: dict[str, Does] = {
    "goto": goto, "gotoif": goto_if, "gosubif": goto_if, "macroif": goto_if, "execif": exec_if,
    "gosub": gosub, "macro": macro, "return": return_, "macroexit": return_, "set": set_, "wait": wait,
    "while": while_, "endwhile": end_while, "chanisavail": found_out, "privacymanager": found_out,
    "amd": found_out,
}  # fmt: skip
_NOTHING = {
    "answer", "noop", "ringing", "progress", "proceeding", "verbose", "log", "waitforsilence", "stackpop",
    "continuewhile",
}  # fmt: skip
_SETTINGS = {
    "mixmonitor", "stopmixmonitor", "monitor", "stopmonitor", "pausemonitor", "unpausemonitor", "nocdr",
    "resetcdr", "forkcdr", "celgenuserevent", "queuelog", "userevent", "sipaddheader", "sipremoveheader",
    "setcallerpres", "setmusiconhold", "startmusiconhold", "stopmusiconhold", "stopplaytones", "playtones",
    "dumpchan", "sendtext", "sendurl", "jabbersend", "dbput", "dbdel", "dbdeltree", "setamaflags", "msgset",
    "addqueuemember", "removequeuemember", "pausequeuemember", "unpausequeuemember", "softhangup", "sms",
    "callcompletioncancel", "setglobalvar", "importvar", "ices", "sendimage",
}  # fmt: skip
