"""The prompt offers a person, or says to stay on the line for one, and there is none.

Only working time counts, and only what never comes to a person in it, whoever picks up: the key (or the
silence) leads to a mailbox, to an announcement, to a cut-off, or back to the same menu. Another number of
which nobody has said who answers there is left to IVR508.

Why it matters

“To speak with a person, press 0” is the sentence callers wait for. If a mailbox answers, they have been told
something that is not true, and they will not believe the rest.

Bad

    prompt: For a fitting, press 1. To speak with a representative, press 2.
    keys: {1: desk, 2: messages}

Good

    prompt: For a fitting, press 1. To leave a message, press 2. To speak with a representative, press 0.
    keys: {1: desk, 2: messages, 0: desk}

How to mend it

Lead the key to somebody who answers, with a mailbox behind for when nobody picks up. Or say what it leads to.

Source

This project's own reasoning: what a menu says and what it does have to be the same.
GetHuman standard, version 1.0 (gethuman.com/standard/v1.0.html), point 1 (a person on 0). Read on 2026-11-21
in a stored copy. A voluntary standard of a consumers' site: it binds nobody.
"""

from __future__ import annotations

from collections.abc import Iterator

from ivrcheck.analysis.callers import Caller, Office
from ivrcheck.analysis.daytime import by_day
from ivrcheck.analysis.evidence import Path
from ivrcheck.analysis.facts import Facts
from ivrcheck.analysis.offers import Offers, Said, Version, all_offers
from ivrcheck.analysis.solve import Bits, can_reach, goals
from ivrcheck.analysis.traps import cause_of
from ivrcheck.callgraph.move import Deed, Move, Outcome, Party
from ivrcheck.finding import Severity
from ivrcheck.menu.kinds import Menu
from ivrcheck.menu.scalars import clip
from ivrcheck.menu.spoken import offers_person, stay_on_line
from ivrcheck.rules import zero_loops_back, zero_not_a_person
from ivrcheck.rules.hit import Hit
from ivrcheck.rules.no_route_to_person import cause_at

CODE = "IVR206"
LEVEL = Severity.ERROR
DEPTH = 3

_ANSWERED = (Outcome.PERSON, Outcome.HANDED_OVER)
_MOST_MOVES = 40
"""How far a call is followed that has been told it comes to a person."""


def find(facts: Facts) -> Iterator[Hit]:
    """Every key for a person, and every silence, that comes to nobody."""
    for offers in all_offers(facts):
        told: set[str] = set()
        for version in offers.versions:
            for words, move in _told_of_person(facts, offers, version):
                hit = None if move.detail in told else _hit(facts, offers, words, move)
                if hit:
                    told.add(move.detail)
                    yield hit


def _told_of_person(facts: Facts, offers: Offers, version: Version) -> Iterator[tuple[str, Move]]:
    """The words that offer a person, each with the move a caller makes who believes them."""
    keys = _persons(version)
    silence = next(filter(None, map(_staying, version.said)), "") if isinstance(offers.body, Menu) else ""
    if not keys and not silence:
        return
    for node in facts.graph.stages[offers.step]:
        if version.language not in ("", facts.graph.language_of(node)):
            continue
        for move in facts.graph.out[node]:
            if move.deed is Deed.KEY and move.detail in keys:
                yield keys[move.detail], move
            elif move.deed is Deed.SILENCE and silence:
                yield silence, move


def _persons(version: Version) -> dict[str, str]:
    """The keys that are announced for a person, with what is said."""
    return {
        one.key: one.purpose
        for said, one in version.keys
        if any(offers_person(one.purpose, language) for language in said.languages)
    }


def _staying(said: Said) -> str:
    for language in said.languages:
        if place := stay_on_line(said.text, language):
            return said.text[slice(*place)]
    return ""


def _nobody(facts: Facts, move: Move) -> int:
    """When a call makes a move in working time and cannot come to a person by it."""
    here = facts.arrivals.get(move.source, 0) & move.periods & by_day(facts)
    if not here or _followed(facts, [move], here)[0][-1].target in _ANSWERED:
        return 0
    onward = facts.once("onward to a person", lambda: _onward(facts))
    return 0 if here & onward.get(move.target, 0) and not _is_up(facts, move) else here


def _onward(facts: Facts) -> Bits:
    """When some luck leads on to a person, or to somebody who may be one, without going back to a menu.

    A menu that lies deeper is a way on; one that callers have passed already is not.
    """
    wanted = goals(facts.graph, _ANSWERED)
    return can_reach(facts.graph, wanted, lambda move: not _is_up(facts, move))


def _is_up(facts: Facts, move: Move) -> bool:
    """Whether a move comes to a menu that lies no deeper than its own step."""
    if move.target < 0 or facts.graph.kind_of(move.target).kind != "menu":
        return False
    depth = facts.graph.depth
    source, target = (facts.graph.step_of(node) for node in (move.source, move.target))
    return depth.get(target, 0) <= depth.get(source, 0)


def _hit(facts: Facts, offers: Offers, words: str, move: Move) -> Hit | None:
    bits = _nobody(facts, move)
    path = _path(facts, move, bits) if bits else None
    if path is None or not _is_elsewhere(facts, path, move):
        return None
    step, key = offers.step, move.detail
    what = f"“{clip(words)}”, but {f'key {key}' if key else 'whoever stays'}"
    how = f"Lead {f'key {key}' if key else '“no_input”'} to somebody who answers"
    return Hit(
        facts.at("steps", step, "prompt", key=True),
        f"“{step}” says {what} {_where(facts, path)} ({facts.when(bits)}).",
        f"{how}, or say what it leads to.",
        call=facts.tell(path),
        cause=_cause(facts, step, move),
        step=step,
    )


def _cause(facts: Facts, step: str, move: Move) -> str:
    """The cause that other rules give the same fault, where they see it too."""
    if move.deed is Deed.KEY and move.detail == "0":
        known = facts.once("zeros that lead elsewhere", lambda: _zeros(facts))
        if step in known:
            return known[step]
    return cause_at(facts, step) or cause_of(facts.graph, move)


def _zeros(facts: Facts) -> dict[str, str]:
    return {hit.step: hit.cause for rule in (zero_not_a_person, zero_loops_back) for hit in rule.find(facts)}


def _is_elsewhere(facts: Facts, path: Path, move: Move) -> bool:
    """Whether the call that is shown ends without a person, or comes round to the menu it began at."""
    if path.end < 0:
        return path.end not in _ANSWERED
    return facts.graph.step_of(path.end) == facts.graph.step_of(move.source)


def _path(facts: Facts, move: Move, bits: int) -> Path | None:
    """The shortest call that makes the move, led on as if everybody answered until the next menu."""
    path = facts.search.path(move.source, bits)
    if path is None:
        return None
    return Path(path.number, *_followed(facts, [*path.moves, move], path.periods & move.periods))


def _followed(facts: Facts, moves: list[Move], periods: int) -> tuple[tuple[Move, ...], int]:
    """A call led on with everything answered, by a caller who waits, until the next menu or its end."""
    for _ in range(_MOST_MOVES):
        here = moves[-1].target
        if here < 0 or facts.graph.kind_of(here).kind == "menu":
            break
        moves.append(_next(facts, here, periods))
        periods &= moves[-1].periods
    return tuple(moves), periods


def _next(facts: Facts, node: int, periods: int) -> Move:
    """What happens at a node to a caller who waits, with everything answered."""
    moves = facts.graph.out[node]
    if moves[0].party is Party.CALLER:
        return facts.choice(Caller.SILENT)[node]
    if moves[0].party is Party.OFFICE:
        return facts.office(Office.ANSWERED)[node]
    return next(move for move in moves if move.periods & periods)


def _where(facts: Facts, path: Path) -> str:
    if path.end >= 0:
        return "comes back to the same menu"
    return {
        Outcome.MESSAGE: "comes to a mailbox",
        Outcome.UNOWNED_MESSAGE: "comes to a mailbox that belongs to nobody",
        Outcome.CALLBACK: "comes only to an offer of a call back",
        Outcome.RESOLVED: "comes only to an announcement",
    }.get(Outcome(path.end), "comes to nobody")
