"""The menu says open while nobody it rings is on duty, or closed while they are.

Why it matters

“We are open” and then a phone that rings in an empty room is worse than “we are closed”: callers wait, call
again, and believe nobody wants to answer. It happens over lunch, on public holidays, and while the only
person behind a line is away. The other way round people sit beside phones that do not ring; that is a
warning, and up to half an hour of it is taken as tidying up.

Bad

The menu is open from eight to six, but everybody is at lunch from twelve to one:

    hours:
      practice:
        mon-fri: 08:00-18:00
        holidays: US
      staff:
        mon-fri: 08:00-12:00, 13:00-18:00
        holidays: US
    …
    teams:
      reception: {members: [bo, ines], hours: staff, supervisor: ines}

Or the menu closes at four (here a warning), and the people work until half past five:

    hours:
      shop:
        mon-fri: 09:00-17:30
        sat: 09:00-13:00
        holidays: US
      phone:
        mon-fri: 09:00-16:00

Good

The menu and its people keep the same hours:

    teams:
      reception: {members: [bo, ines], hours: practice, supervisor: ines}
      therapists: {members: [kit], hours: practice}

    hours:
      practice:
        mon-fri: 08:00-18:00
        holidays: US

How to mend it

Use one set of opening hours for the menu and for the team it rings. If people take turns at lunch, give
each their own hours. If somebody is away, name a “cover:”. Give both the same holidays.

Source

This project's own reasoning. Related: Asterisk counts the last minute of GotoIfTime as open (-17:00 holds
until 17:00:59), as measured on a running switch; notes on phone systems, read 2026-11-21, no rule of law.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from ivrcheck.analysis.evidence import Path
from ivrcheck.analysis.facts import Facts
from ivrcheck.callgraph.move import Deed, Party
from ivrcheck.finding import Severity
from ivrcheck.menu.kinds import Hours
from ivrcheck.rules.cover_circle import cause_on, circles
from ivrcheck.rules.hit import Hit
from ivrcheck.rules.words import a_week

CODE = "IVR403"
LEVEL = Severity.ERROR
DEPTH = 1

TOLERANCE = timedelta(minutes=30)
"""How long a menu may say closed while people are still there."""


def find(facts: Facts) -> Iterator[Hit]:
    """Every hours step, in both directions."""
    for step, body in facts.menu.steps.items():
        if body.kind == "hours":
            yield from _open_without_staff(facts, step, body)
            yield from _closed_with_staff(facts, step, body)


def open_alone(facts: Facts, step: str) -> tuple[int, str]:
    """When an hours step says “open” while nobody who could answer is on duty; and who never is."""
    return facts.once(("open alone", step), lambda: _open_alone(facts, step))


def open_cause(facts: Facts, step: str) -> str:
    """What is behind it, as a cause."""
    bits, never = open_alone(facts, step)
    days = {begin.date() for begin, _ in facts.calendar.intervals(bits)} if circles(facts) else ()
    return never or cause_on(facts, days) or f"{step}:open"


def _open_alone(facts: Facts, step: str) -> tuple[int, str]:
    bits = alone = 0
    never = ""
    for node in facts.graph.nodes_of(step):
        for move in facts.graph.out[node]:
            here = facts.arrivals.get(node, 0) & move.periods if move.deed is Deed.OPEN else 0
            nobody = here & ~facts.person.get(move.target, 0)
            straight = here & ~_rung_straight(facts, move.target) if here else 0
            if not nobody and not straight:
                continue
            if facts.working_below.get(move.target):
                bits |= nobody
                alone |= straight
            elif _rings(facts, move.target):
                bits |= here
                never = _never(facts)
    return bits | alone, never


def _open_without_staff(facts: Facts, step: str, body: Hours) -> Iterator[Hit]:
    bits, _ = open_alone(facts, step)
    if bits:
        yield _open_hit(facts, step, body, bits)


def _open_hit(facts: Facts, step: str, body: Hours, bits: int) -> Hit:
    first = facts.moment_words(facts.calendar.first_moment(bits))
    node = next(facts.graph.nodes_of(step))
    path = _call(facts, node, bits)
    hours = facts.hours_a_week(bits)
    often = f"{a_week(facts, bits)}, " if hours >= 0.05 else ""
    return Hit(
        facts.at("steps", step, "open"),
        f"“{step}” says “open” while nobody who could answer is on duty: "
        f"{facts.when(bits)} ({often}first on {first}).",
        f"Let the hours “{body.hours}” agree with the hours, holidays and absences of the people, "
        "or name somebody who stands in as their “cover:”.",
        call=facts.tell(
            path, "The menu goes on as if the office were open, but nobody who could answer is on duty."
        ),
        step=step,
        cause=open_cause(facts, step),
    )


def _closed_with_staff(facts: Facts, step: str, body: Hours) -> Iterator[Hit]:
    bits = 0
    for node in facts.graph.nodes_of(step):
        people = facts.people_behind.get(node, 0)
        for move in facts.graph.out[node] if people else ():
            if move.deed in (Deed.CLOSED, Deed.HOLIDAY):
                here = facts.arrivals.get(node, 0) & move.periods & people
                bits |= here & ~facts.person.get(move.target, 0)
    if not bits:
        return
    longest = max((end - start for start, end in facts.calendar.intervals(bits)))
    if longest > TOLERANCE:
        yield Hit(
            facts.at("steps", step, "closed"),
            f"“{step}” says “closed” while people who could answer are on duty: "
            f"{facts.when(bits)} ({a_week(facts, bits)}).",
            f"Let the hours “{body.hours}” go on as long as they work, shorten their hours, "
            "or write a step that rings them in “closed:”.",
            severity=Severity.WARNING,
            step=step,
            cause=f"{step}:closed",
        )


def _call(facts: Facts, node: int, bits: int) -> Path | None:
    """The shortest call to an hours step that says it is open."""
    path = facts.search.path(node, bits)
    opens = [move for move in facts.graph.out[node] if move.deed is Deed.OPEN]
    return path and Path(path.number, (*path.moves, *opens), path.periods)


def _rung_straight(facts: Facts, node: int) -> int:
    """When somebody is on duty whom a call rings from a node on without anybody choosing.

    Where nobody is on duty at the first phones, the call goes on to the next ones. Always, if it comes to no
    phone that way: then there is nothing to compare.
    """
    bits, rung, seen = 0, False, set[int]()
    while node >= 0 and node not in seen:
        seen.add(node)
        moves = facts.graph.out[node]
        if node in facts.duty:
            bits, rung = bits | facts.duty[node], True
            moves = [move for move in moves if move.deed is Deed.OFF_DUTY]
        if len(moves) != 1 or (moves[0].party is not Party.NOBODY and node not in facts.duty):
            break
        node = moves[0].target
    return bits if rung else facts.everything


def _rings(facts: Facts, node: int) -> bool:
    """Whether some way on from a node rings somebody, though nobody there is ever on duty."""
    seen, todo = {node}, [node]
    while todo:
        here = todo.pop()
        if here in facts.duty:
            return True
        for move in facts.graph.out.get(here, ()):
            if move.target >= 0 and move.target not in seen:
                seen.add(move.target)
                todo.append(move.target)
    return False


def _never(facts: Facts) -> str:
    from ivrcheck.rules.nobody_in_team import never_there

    return next((f"never:{who}" for who in never_there(facts)), "")
