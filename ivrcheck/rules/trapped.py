"""The caller is trapped: whatever they press, the call can end without anybody having served them.

Served means: a person answers, a message is left where somebody owns it, a call back is booked, the call is
put through to another number that answers, or the caller is told what they called about. The finding stands
at the step that is to blame, and names what happens at the office that springs the trap: nobody answers, the
line is full, nobody is on duty.

Why it matters

On a good day somebody picks up and nobody sees the trap. On a busy day the same call goes dead, or goes round
and round, and pressing other keys does not help. These callers do everything right and get nothing.

Bad

    counter: {kind: ring, who: ana, for: 25s, no_answer: sorry}
    sorry: {kind: hangup, prompt: We are all busy baking. Please call again later.}

Good

    counter: {kind: ring, who: ana, for: 25s, no_answer: messages}

How to mend it

Look at the last lines of the call that is shown: what happened at the office there? Lead that case to a
mailbox with an owner, or to somebody else who answers. Where calls go round and round, put a retry step into
the circle that leads to a mailbox after one or two rounds.

Source

GetHuman standard, version 1.0 (gethuman.com/standard/v1.0.html), point 4 (when no
person is available, callers can leave a message or be called back). Read on 2026-11-21 in a
stored copy. A voluntary standard of a consumers' site: it binds nobody.
What counts as served, and that luck at the office must not decide it, is this project's own reasoning.
"""

from __future__ import annotations

from collections.abc import Iterator

from ivrcheck.analysis.evidence import Path
from ivrcheck.analysis.facts import Facts
from ivrcheck.analysis.traps import Trap, cause_of, into_trap, loop_cause, slot_of, trapped_steps, traps
from ivrcheck.callgraph.move import Deed, Move, Outcome
from ivrcheck.finding import Label, Severity
from ivrcheck.rules.hit import Hit
from ivrcheck.rules.words import listed, way

CODE = "IVR102"
LEVEL = Severity.ERROR
DEPTH = 2


def find(facts: Facts) -> Iterator[Hit]:
    """One hit for each step that is to blame, and for each circle."""
    for trap in traps(facts):
        if trap.move is None:
            yield _goes_round(facts, trap)
        elif not _answers(facts, trap.move):
            yield _ends(facts, trap, trap.move)


def _answers(facts: Facts, move: Move) -> bool:
    """Whether the call ends right after an announcement that answers some topic: those callers are served."""
    return move.deed is Deed.PLAY and bool(facts.graph.resolving.get(move.target))


def _ends(facts: Facts, trap: Trap, move: Move) -> Hit:
    step = trap.steps[0]
    path = facts.search.first(trap.nodes.items())
    whole = path and into_trap(facts, path, _node(facts, path), trap)
    return Hit(
        facts.at("steps", step, key=True),
        f"In “{step}” callers are trapped: {_what(facts, move)}, and they have no other way "
        f"({facts.when(trap.periods)}).",
        _help(facts, step, move),
        labels=_also(facts, step, trap.periods),
        call=facts.tell(whole),
        cause=cause_of(facts.graph, move),
        step=step,
    )


def _node(facts: Facts, path: Path) -> int:
    """Where a call is: at the entry itself, when it has only just arrived."""
    return path.end if path.moves else facts.graph.entries[path.number]


def _what(facts: Facts, move: Move) -> str:
    end = "the call ends" if move.target >= 0 else _ENDS[Outcome(move.target)]
    return f"{_WHEN.get(move.deed, 'from here')}{',' if move.deed in _WHEN else ''} {end}"


_ENDS = {
    Outcome.CUT_OFF: "the call is cut off",
    Outcome.UNOWNED_MESSAGE: "the message belongs to nobody",
    Outcome.ENDLESS: "the call goes on without end",
    Outcome.GAVE_UP: "all they can do is hang up",
}
_WHEN = {
    Deed.NO_ANSWER: "when nobody answers",
    Deed.OFF_DUTY: "when nobody is on duty",
    Deed.BUSY: "when the line is busy",
    Deed.TIMEOUT: "when nobody answers in time",
    Deed.FOREVER: "when nobody answers",
    Deed.FULL: "when it is full",
    Deed.ERROR: "when there is no answer to its question",
    Deed.LOOKUP: "with the wrong answer to its question",
    Deed.CLOSED: "when it is closed",
    Deed.HOLIDAY: "on a holiday",
    Deed.MESSAGE: "when they leave a message",
    Deed.ANSWER: "when the other end answers",
    Deed.PLAY: "after the announcement",
    Deed.ONWARD: "after the last try",
    Deed.ELSEWHERE: "when the other office passes them on",
    Deed.LINK: "put through to the other office",
}


def _help(facts: Facts, step: str, move: Move) -> str:
    slot = slot_of(facts.graph, move)
    if move.deed is Deed.MESSAGE:
        return "Name somebody who calls back: add “owner:”."
    if move.deed is Deed.PLAY:
        return (
            "If it tells callers all they need, add “resolves:”; "
            "if not, lead on to somebody or to a mailbox with an owner."
        )
    if move.deed in (Deed.ELSEWHERE, Deed.LINK):
        return (
            f"Lead “{step}” to a number where somebody answers, "
            "or let one of the offices end in a mailbox with an owner."
        )
    body = facts.menu.steps[step]
    if body.kind == "transfer" and body.mode == "blind":
        return f"Make “{step}” bridged, not blind, with a “no_answer:” that leads to a mailbox with an owner."
    if not move.given:
        return f"Add “{slot}:” to “{step}”, leading to a mailbox with an owner, or to somebody who answers."
    return f"Lead {way(slot)} of “{step}” to a mailbox with an owner, or to somebody who answers."


def _also(facts: Facts, step: str, periods: int) -> tuple[Label, ...]:
    """The other steps in which callers are trapped at that time and that lead here."""
    others = _leading_to(facts, step)[:3]
    return tuple(
        Label(facts.at("steps", one, key=True), f"callers in “{one}” cannot avoid it") for one in others
    )


def _leading_to(facts: Facts, step: str) -> list[str]:
    trapped = facts.once("trapped steps", lambda: trapped_steps(facts))
    if len(trapped) > 400:  # a file in ruins: the places themselves are enough
        return []
    before = {
        facts.graph.step_of(move.source)
        for node in facts.graph.stages[step]
        for move in facts.graph.into[node]
        if facts.unsafe.get(move.source, 0) & move.periods
    }
    return sorted(before & trapped.keys() - {step})


def _goes_round(facts: Facts, trap: Trap) -> Hit:
    path = facts.search.first(trap.nodes.items())
    names, steps = listed(trap.steps), trap.steps
    node = _node(facts, path) if path else -1
    first = facts.graph.step_of(node) if path else steps[0]
    return Hit(
        facts.at("steps", first, key=True),
        f"Callers are trapped in {names}: {_why_round(facts, trap)} the call goes round and round "
        f"({facts.when(trap.periods)}).",
        "Give one of these steps a way to a mailbox with an owner, "
        "or put a retry step into the circle that leads there.",
        labels=tuple(
            Label(facts.at("steps", one, key=True), "part of the circle") for one in steps if one != first
        )[:6],
        call=facts.tell(path and into_trap(facts, path, node, trap)),
        cause=loop_cause(trap.steps),
        step=first,
    )


def _why_round(facts: Facts, trap: Trap) -> str:
    deeds = {move.deed for node in trap.nodes for move in facts.graph.out[node] if move.target in trap.nodes}
    return "when nobody answers," if deeds & _UNANSWERED else "whatever they press,"


_UNANSWERED = {Deed.NO_ANSWER, Deed.OFF_DUTY, Deed.BUSY, Deed.TIMEOUT}
