"""No person can be reached from an entry or a menu while the office is at work.

The entry is a number people dial. “While the office is at work” means: whenever somebody whom the menu rings
is there to answer. A menu that callers come to only after a phone has rung in vain, to leave a message or to
ask to be called back, needs no person.

Why it matters

Some callers have a question that no recording answers. If every key leads to a recording or a mailbox while
people sit at their desks, these callers wait a day for what somebody could have told them in a minute, or
they give up. The office never notices, because its phones are quiet.

Bad

    repairs:
      kind: menu
      prompt: For heating, press 1. For anything else that is broken, press 2.
      keys: {1: messages, 2: messages}

Good

    repairs:
      kind: menu
      prompt: For heating, press 1. For anything else that is broken, press 2. To speak with someone, press 0.
      keys: {1: desk, 2: messages, 0: desk}

How to mend it

Give the menu a key that rings somebody; 0 is the one most callers try. Let callers who press nothing, and
callers who press a wrong key, come through to somebody too. A key that leads back to a menu where 0 works
also does.

Source

GetHuman standard, version 1.0 (gethuman.com/standard/v1.0.html), point 1. Read on 2026-11-21 in a
stored copy. A voluntary standard of a consumers' site: it binds nobody.
That a second menu counts as much as the first is this project's own reasoning: callers do not know how many
menus lie before them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from ivrcheck.analysis.evidence import Path
from ivrcheck.analysis.facts import Facts
from ivrcheck.analysis.solve import Bits, forward
from ivrcheck.analysis.traps import loop_cause, traps
from ivrcheck.finding import Call, Severity
from ivrcheck.rules.hit import Hit
from ivrcheck.rules.words import a_week

CODE = "IVR101"
LEVEL = Severity.ERROR
DEPTH = 3


def find(facts: Facts) -> Iterator[Hit]:
    """Entries from which nobody is ever reached in working time, then menus behind entries that are fine.

    A menu for closed hours is none of these, even where somebody still is at work (IVR403 looks at that).
    """
    bare = _bare_entries(facts)
    for number, (node, bits) in bare.items():
        yield _at_entry(facts, number, node, bits)
    others = [node for number, node in facts.graph.entries.items() if number not in bare]
    for step, body in facts.menu.steps.items():
        if body.kind != "menu":
            continue
        for node in facts.graph.nodes_of(step):
            if not facts.arrivals.get(node, 0) & ~facts.person.get(node, 0):
                continue  # plainly fine, as nearly every menu is
            if bits := _missing(facts, node, before_ringing(facts, others)) & facts.attended:
                yield _at_menu(facts, step, node, bits)
                break


def cause_at(facts: Facts, step: str) -> str:
    """What is behind a menu from which no person can be reached; empty where one can."""
    for node in facts.graph.nodes_of(step):
        if _missing(facts, node, facts.arrivals):
            bare = _bare_entries(facts)
            if len(bare) < len(facts.graph.entries):
                return _cause(facts, node, f"{step}:person")
            number, (entry, _) = next(iter(bare.items()))
            return _cause(facts, entry, f"entry:{number}")
    return ""


def before_ringing(facts: Facts, starts: Iterable[int]) -> Bits:
    """When calls come to each node without anybody having been rung, or data asked, for them yet.

    After a phone has rung in vain, or with the night switch on, a menu that offers a message or a call back
    is just what is needed.
    """
    nodes = tuple(dict.fromkeys(starts))
    return facts.once(("before ringing", nodes), lambda: _before_ringing(facts, nodes))


def _before_ringing(facts: Facts, starts: tuple[int, ...]) -> Bits:
    rings = {node for node in facts.graph.out if facts.graph.kind_of(node).kind in _RINGS}
    entries = dict.fromkeys(starts, facts.everything)
    return forward(facts.graph, entries, lambda move: move.source not in rings)


_RINGS = {"ring", "queue", "transfer", "directory", "lookup"}


def _bare_entries(facts: Facts) -> dict[str, tuple[int, int]]:
    """The entries without a person in working time, each with its node and when."""
    entries = facts.graph.entries
    missing = {number: _missing(facts, node, facts.arrivals) for number, node in entries.items()}
    return {number: (entries[number], bits) for number, bits in missing.items() if bits}


def _missing(facts: Facts, node: int, arrivals: Bits) -> int:
    """The working time of what lies behind a node, if no person is reached in any of it."""
    if arrivals.get(node, 0) & facts.person.get(node, 0):
        return 0  # who is reached is at work
    working = facts.working_below.get(node, 0) or facts.working
    bits = arrivals.get(node, 0) & working
    return 0 if facts.person.get(node, 0) & bits else bits


def _at_entry(facts: Facts, number: str, node: int, bits: int) -> Hit:
    route = ("entry", number)
    return Hit(
        facts.at(*route, key=True),
        f"Callers to {number} can never reach a person, not even in working time "
        f"({facts.when(bits)}; {a_week(facts, bits)}).",
        "Let a key such as 0 ring somebody, and let callers who press nothing come through to somebody too.",
        call=facts.tell(
            Path(number, (), bits), "Whatever the caller presses from here, nobody ever answers."
        ),
        cause=_cause(facts, node, f"entry:{number}"),
    )


def _at_menu(facts: Facts, step: str, node: int, bits: int) -> Hit:
    return Hit(
        facts.at("steps", step, key=True),
        f"From the menu “{step}” no person can be reached, not even in working time "
        f"({facts.when(bits)}; {a_week(facts, bits)}).",
        "Give the menu a key such as 0 that rings somebody, or a way back to a menu that has one.",
        call=_call(facts, node, bits, f"Whatever the caller presses in “{step}”, nobody ever answers."),
        cause=_cause(facts, node, f"{step}:person"),
        step=step,
    )


def _call(facts: Facts, node: int, bits: int, end: str) -> Call | None:
    return facts.tell(facts.search.path(node, bits), end)


def _cause(facts: Facts, node: int, otherwise: str) -> str:
    """A circle without a way out comes first; then people to ring who are never on duty."""
    circles: Mapping[str, str] = facts.once("circles", lambda: _circles(facts))
    if circle := circles.get(facts.graph.step_of(node)):
        return circle
    if facts.working_below.get(node, 0):
        return otherwise
    from ivrcheck.rules.nobody_in_team import never_there

    there = never_there(facts)
    return f"never:{next(iter(there))}" if there else otherwise


def _circles(facts: Facts) -> dict[str, str]:
    """The steps of the circles callers are trapped in, each with what that circle is called as a cause."""
    round_ = [trap.steps for trap in traps(facts) if trap.move is None]
    return {step: loop_cause(steps) for steps in round_ for step in steps}
