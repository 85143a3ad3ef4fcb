"""A transfer leads back to the front door: to this menu itself, or to an office that sends callers back.

It compares the numbers that transfers dial with the numbers of all files of the run, however they are
written. An office sends callers back when somebody who presses nothing there is passed on to this menu again,
or when somebody who presses 0 in both is passed to and fro.

Why it matters

The caller has heard this greeting, has chosen, has waited, and hears the same greeting again. Nobody in
either office sees it: each has passed the call on to somebody, and each call counts as answered. Where both
are closed, or busy, the call goes to and fro without end.

Bad

    night: {kind: transfer, number: "+1 845 555 0109"}

Good

    night: {kind: transfer, number: "+1 845 555 0111", reaches: person, for: 30s, no_answer: messages}

How to mend it

To lead callers to a step of the same menu, name the step; no call has to leave the house for that. Where
two offices help each other out, give each a number for the other's desk that does not begin at the front
door, and let the second one offer a mailbox with an owner.

Source

This project's own reasoning: a number that belongs to the office itself can only lead to the beginning again.
Written on 2026-11-21.
"""

from __future__ import annotations

from collections.abc import Iterator

from ivrcheck.analysis.callers import Caller
from ivrcheck.analysis.evidence import Path
from ivrcheck.analysis.facts import Facts
from ivrcheck.analysis.returns import SentBack
from ivrcheck.analysis.traps import loop_cause, traps
from ivrcheck.callgraph.link import Link
from ivrcheck.callgraph.move import Deed, Move, Outcome
from ivrcheck.finding import Label, Severity
from ivrcheck.rules.hit import Hit

CODE = "IVR110"
LEVEL = Severity.WARNING
DEPTH = 0


def find(facts: Facts) -> Iterator[Hit]:
    """The transfers that lead back, those to own numbers and those to other systems."""
    for step, link in facts.graph.links.items():
        back = facts.sent_back.get(step)
        if link.is_own and (path := _put_through(facts, step, facts.everything)):
            yield _own(facts, step, link, path)
        elif back and (path := _put_through(facts, step, back.periods)):
            yield _sent_back(facts, step, link, back, path)


def _put_through(facts: Facts, step: str, periods: int) -> Path | None:
    """The shortest call that a transfer puts through; to another office, on to where it never ends."""
    moves = [move for node in facts.graph.stages[step] for move in facts.graph.out[node]]
    found = []
    for move in moves:
        if move.deed is Deed.LINK and (path := facts.search.path(move.source, periods & move.periods)):
            found.append(_longer(facts, path, move))
    return min(found, key=_rank, default=None)


def _rank(path: Path) -> tuple[bool, int, int]:
    """Calls that never end first, then the shortest, then the earliest: periods are numbered in time."""
    return path.moves[-1].deed is not Deed.ELSEWHERE, len(path.moves), path.periods & -path.periods


def _longer(facts: Facts, path: Path, move: Move) -> Path:
    after = facts.graph.out[move.target] if move.target >= 0 else []
    worst = [one for one in after if one.target == Outcome.ENDLESS]
    return Path(path.number, (*path.moves, move, *worst), path.periods & move.periods)


def _own(facts: Facts, step: str, link: Link, path: Path) -> Hit:
    to = facts.menu.entry[link.number].to
    return Hit(
        facts.at("steps", step, "number"),
        f"“{step}” dials {link.number}, which is a number of this menu itself: the caller is back at “{to}”.",
        f"If they are meant to come to “{to}”, lead them there. If not, put in the number that was meant.",
        labels=(Label(facts.at("entry", link.number, key=True), "the number it dials"),),
        call=facts.tell(path),
        cause=_cause(facts, step),
        step=step,
    )


def _cause(facts: Facts, step: str) -> str:
    """The circle that callers are trapped in through the transfer; else the number itself."""
    circles = (trap.steps for trap in traps(facts) if trap.move is None and step in trap.steps)
    return next(map(loop_cause, circles), f"{step}:number")


def _sent_back(facts: Facts, step: str, link: Link, back: SentBack, path: Path) -> Hit:
    does = "presses 0" if back.caller is Caller.ZERO else "presses nothing"
    begins_again = f"There, a caller who {does} is passed back to {back.number}, and it begins again."
    more = () if path.end < 0 else (begins_again,)
    return Hit(
        facts.at("steps", step, "number"),
        f"“{step}” passes callers on to “{link.name}”, which passes a caller who {does} back to "
        f"{back.number} ({facts.when(back.periods & facts.arrives(step))}).",
        f"Give “{step}” a number where somebody answers, or let the call end in a mailbox with an owner.",
        labels=(Label(back.at, f"“{back.step}” sends the call back"),),
        call=facts.tell(path, *more),
        cause=f"{step}:number",
        step=step,
    )
