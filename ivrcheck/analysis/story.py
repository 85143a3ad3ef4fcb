"""Tells a call in sentences: when it arrives, what the caller does, what is heard, how it ends."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

from ivrcheck.analysis.evidence import Path
from ivrcheck.analysis.script import leaves, script_of
from ivrcheck.callgraph.graph import CallGraph
from ivrcheck.callgraph.keypad import wrong_key
from ivrcheck.callgraph.move import Deed, Move, Outcome
from ivrcheck.callgraph.seconds import tries_of
from ivrcheck.finding import Again, Call, Trace, Turn
from ivrcheck.hours.naming import moment_words
from ivrcheck.menu.kinds import Menu, Queue, Ring, Transfer, Voicemail
from ivrcheck.menu.languages import language_name
from ivrcheck.menu.scalars import clip

COUNT = {1: "once", 2: "twice", 3: "three times", 4: "four times", 5: "five times"}
ENDS = {
    Outcome.PERSON: "The caller speaks with a person.",
    Outcome.MESSAGE: "The message has an owner who calls back.",
    Outcome.CALLBACK: "A call back is booked.",
    Outcome.RESOLVED: "The call ends with the announcement.",
    Outcome.HANDED_OVER: "The call goes on at the other number.",
    Outcome.UNOWNED_MESSAGE: "Nobody owns this mailbox, so nobody calls back.",
    Outcome.CUT_OFF: "The call is cut off.",
    Outcome.ENDLESS: "It goes on like this without end.",
    Outcome.GAVE_UP: "That key ends the call.",
}
_SILENT_DEEDS = {Deed.ON_DUTY, Deed.ROOM, Deed.AGAIN, Deed.ONWARD}
_LONGEST = 14


def tell(graph: CallGraph, path: Path, more: Sequence[str] = (), file: str = "") -> Call:
    """A call to the menu of a file as a finding shows it; ``more`` are sentences that follow."""
    moment = path.moment or graph.calendar.first_moment(path.periods)
    start = f"A call to {path.number} arrives on {moment_words(moment)}."
    lines = [start, *_shortened(_lines(graph, path.moves)), *_ending(path), *more]
    trace = _trace(graph, path, moment)
    keys = tuple(_keys(graph, path.moves))
    return Call(moment_words(moment), keys, tuple(lines), trace, _again(graph, path, moment, file))


def _again(graph: CallGraph, path: Path, moment: datetime, file: str) -> Again | None:
    """How to make a call again."""
    script = script_of(graph, path.moves, path.circle if path.endless else None)
    if script is None:
        return None
    others = (graph.links[graph.step_of(move.source)].file for move in path.moves if leaves(graph, move))
    twice = moment.replace(fold=0).utcoffset() != moment.replace(fold=1).utcoffset()
    at = moment.isoformat(" ", "minutes") if twice else f"{moment:%Y-%m-%d %H:%M}"
    entry = "" if path.number == next(iter(graph.entries)) else path.number
    return Again((file, *dict.fromkeys(others)), at, entry, *script)


def _trace(graph: CallGraph, path: Path, moment: datetime) -> Trace:
    """The call as data."""
    turns = [Turn(graph.step_of(move.source), move.deed.value, move.detail) for move in path.moves]
    when = moment.isoformat(timespec="minutes")
    if path.endless:
        return Trace(path.number, when, tuple(turns), Outcome.ENDLESS.word, path.circle)
    end = Outcome(path.end).word if path.moves and path.end < 0 else ""
    return Trace(path.number, when, tuple(turns), end)


def _ending(path: Path) -> list[str]:
    if path.endless:
        return [ENDS[Outcome.ENDLESS]]
    if path.moves and path.end < 0:
        return [ENDS[Outcome(path.end)]]
    return []


def _lines(graph: CallGraph, moves: Sequence[Move]) -> list[str]:
    return [line for move in moves if (line := sentence(graph, move))]


def _shortened(lines: list[str]) -> list[str]:
    if len(lines) <= _LONGEST:
        return lines
    kept = _LONGEST // 2
    return [*lines[:kept], f"… and {len(lines) - 2 * kept} more steps …", *lines[-kept:]]


def _keys(graph: CallGraph, moves: Sequence[Move]) -> list[str]:
    """What the caller does, a word each."""
    keys = []
    for move in moves:
        if move.deed is Deed.KEY:
            keys.append(move.detail)
        elif move.deed is Deed.SILENCE:
            keys.append("wait")
        elif move.deed is Deed.WRONG:
            keys.append(_wrong_key(graph, move))
    return keys


def _wrong_key(graph: CallGraph, move: Move) -> str:
    return wrong_key(graph.menu, graph.kind_of(move.source)) or "9"


def sentence(graph: CallGraph, move: Move) -> str:
    """What happens in a move, as one would tell it; an empty text where there is nothing to tell."""
    if move.deed in _SILENT_DEEDS:
        return ""
    step, name = graph.kind_of(move.source), f"“{graph.step_of(move.source)}”"
    tell_deed = _DEEDS.get(move.deed)
    return tell_deed(graph, move, step, name) if tell_deed else ""


def _heard(graph: CallGraph, move: Move, most: int = 70) -> str:
    """What is heard, with its colon and its full stop; only the full stop where nothing is."""
    prompt = getattr(graph.kind_of(move.source), "prompt", None)
    words = prompt.words(graph.language_of(move.source)) if prompt else ""
    said = clip(words, most)
    return f": “{said}”{'' if said[-1] in '.?!…' else '.'}" if said else "."


def _who(graph: CallGraph, move: Move) -> str:
    step = graph.kind_of(move.source)
    id = move.detail or getattr(step, "who", None) or getattr(step, "team", None)
    if isinstance(step, Transfer):
        return step.number
    return graph.menu.name_of(id) if isinstance(id, str) else "anybody"


def _key(graph: CallGraph, move: Move, step: object, name: str) -> str:
    if isinstance(step, Menu):
        return f"{name} plays{_heard(graph, move)} The caller presses {move.detail}."
    return f"{name} plays{_heard(graph, move)} The caller presses {move.detail} to leave."


def _silence(graph: CallGraph, move: Move, step: Menu, name: str) -> str:
    times = COUNT.get(tries_of(step, True), f"{tries_of(step, True)} times")
    return f"{name} plays {times}{_heard(graph, move)} The caller presses nothing."


def _wrong(graph: CallGraph, move: Move, step: Menu, name: str) -> str:
    times = COUNT.get(tries_of(step, False), f"{tries_of(step, False)} times")
    key = _wrong_key(graph, move)
    return f"{name} plays{_heard(graph, move)} The caller presses a wrong key ({key}), {times}."


def _link(graph: CallGraph, move: Move, step: object, name: str) -> str:
    link = graph.links[graph.step_of(move.source)]
    if link.is_own:
        return f"{name} dials {link.number}, a number of this phone menu itself: it begins again."
    return f"{name} puts the call through to {link.number}: “{link.name}” ({link.file}) takes it."


def _elsewhere(graph: CallGraph, move: Move, step: object, name: str) -> str:
    if Outcome(move.target).served:
        return "No person answers there, but the caller is helped."
    return "There the call can be passed on until it comes back to where it has been."


def _answer(graph: CallGraph, move: Move, step: object, name: str) -> str:
    if graph.step_of(move.source) in graph.links:
        return "There somebody answers." if move.target == Outcome.PERSON else "There the caller is helped."
    return f"{name}: {_who(graph, move)} answers."


def _no_answer(graph: CallGraph, move: Move, step: Ring, name: str) -> str:
    rings = getattr(step, "for_", 20)
    return f"{name} rings {_who(graph, move)} for {rings} seconds. Nobody answers."


def _off_duty(graph: CallGraph, move: Move, step: object, name: str) -> str:
    if isinstance(step, Queue):
        return f"{name}: nobody of {_who(graph, move)} is on duty at that moment."
    return f"{name} rings {_who(graph, move)}, but nobody is on duty at that moment. Nobody answers."


def _timeout(graph: CallGraph, move: Move, step: Queue, name: str) -> str:
    return f"{name}: after {length(step.max_wait or 0)} on hold nobody has answered."


def _message(graph: CallGraph, move: Move, step: Voicemail, name: str) -> str:
    return f"{name} plays{_heard(graph, move)} The caller leaves a message."


def _hours(graph: CallGraph, move: Move, step: object, name: str) -> str:
    words = {Deed.OPEN: "open", Deed.CLOSED: "closed", Deed.HOLIDAY: "closed for a holiday"}
    return f"{name}: at that moment it is {words[move.deed]}."


def _dial(graph: CallGraph, move: Move, step: object, name: str) -> str:
    return f"{name} plays{_heard(graph, move)} The caller dials {graph.menu.name_of(move.detail)}."


_DEEDS: dict[Deed, Callable[[CallGraph, Move, Any, str], str]] = {
    Deed.KEY: _key,
    Deed.SILENCE: _silence,
    Deed.WRONG: _wrong,
    Deed.HANG_UP: lambda graph, move, step, name: f"{name}: the caller hangs up.",
    Deed.HOLD: lambda graph, move, step, name: f"{name}: the caller holds for {_who(graph, move)}.",
    Deed.MESSAGE: _message,
    Deed.BOOK: lambda graph, move, step, name: f"{name}: the caller asks to be called back.",
    Deed.DECLINE: lambda graph, move, step, name: f"{name}: the caller does not want to be called back.",
    Deed.TYPE: lambda graph, move, step, name: (
        f"{name} plays{_heard(graph, move)} The caller types the number."
    ),
    Deed.DIAL: _dial,
    Deed.OPEN: _hours,
    Deed.CLOSED: _hours,
    Deed.HOLIDAY: _hours,
    Deed.OFF_DUTY: _off_duty,
    Deed.ANSWER: _answer,
    Deed.BUSY: lambda graph, move, step, name: f"{name} rings {_who(graph, move)}: the line is busy.",
    Deed.NO_ANSWER: _no_answer,
    Deed.FULL: lambda graph, move, step, name: f"{name} is full.",
    Deed.TIMEOUT: _timeout,
    Deed.FOREVER: lambda graph, move, step, name: (
        f"{name}: nobody answers, and the hold never ends by itself."
    ),
    Deed.LOOKUP: lambda graph, move, step, name: f"{name}: the answer is “{move.detail}”.",
    Deed.ERROR: lambda graph, move, step, name: f"{name}: there is no answer (an error).",
    Deed.PLAY: lambda graph, move, step, name: f"{name} plays{_heard(graph, move)}",
    Deed.SWITCH: lambda graph, move, step, name: (
        f"{name}: from here on the caller hears {language_name(move.detail)}."
    ),
    Deed.LINK: _link,
    Deed.ELSEWHERE: _elsewhere,
    Deed.END: lambda graph, move, step, name: f"{name} ends the call{_heard(graph, move)}",
}


def length(seconds: int) -> str:
    """A length of time in words: ``25 seconds``, ``10 minutes``, ``1 hour``."""
    for size, word in ((3600, "hour"), (60, "minute")):
        if seconds >= size and seconds % size == 0:
            count = seconds // size
            return f"{count} {word}{'s' if count != 1 else ''}"
    return f"{seconds} second{'s' if seconds != 1 else ''}"
