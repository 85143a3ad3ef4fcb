"""The prompt offers a person, or says to stay on the line for one, and there is none; or a key only hangs up.

Only working time counts, and only what never comes to a person in it, whoever picks up: the key (or the
silence) leads to a mailbox, to an announcement, to a cut-off, or back to the same menu. In a menu that
callers meet only at other times, such as one for the night, those times count, and it is a warning. Another
number of which nobody has said who answers there is left to IVR508.

A key that is offered for something else and does nothing but end the call is found at any time. It is a
warning where the call ends with some words, which may be all that callers need. A key “to end this call” may.

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
Where the last words of a call answer what the key was offered for, say so with “resolves:”.

Source

This project's own reasoning: what a menu says and what it does have to be the same.
GetHuman standard, version 1.0 (gethuman.com/standard/v1.0.html), point 1 (a person on 0). Read on 2026-11-21
in a stored copy. A voluntary standard of a consumers' site: it binds nobody.
"""

from __future__ import annotations

from collections.abc import Iterator

from ivrcheck.analysis.callers import Caller, Office, made_by, office_move
from ivrcheck.analysis.daytime import by_day
from ivrcheck.analysis.evidence import Path
from ivrcheck.analysis.facts import Facts
from ivrcheck.analysis.offers import Offers, Said, Version, all_offers
from ivrcheck.analysis.solve import Bits, can_reach, goals, reached_nearby
from ivrcheck.analysis.traps import cause_of
from ivrcheck.callgraph.move import Deed, Move, Outcome, Party
from ivrcheck.finding import Severity
from ivrcheck.menu.kinds import Menu
from ivrcheck.menu.scalars import clip
from ivrcheck.menu.spoken import offers_person, stay_on_line
from ivrcheck.rules import zero_loops_back, zero_not_a_person
from ivrcheck.rules.endings import only_endings
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
        doubtful = _doubtful(facts, offers)
        for version in offers.versions if doubtful else ():
            for words, move in _told_of_person(facts, version, doubtful):
                hit = None if move.detail in told else _hit(facts, offers, words, move)
                if hit:
                    told.add(move.detail)
                    yield hit
        yield from only_endings(facts, offers, told)


def _doubtful(facts: Facts, offers: Offers) -> list[Move]:
    """The keys of a step, and the silence of a menu, that do not simply come to a person in working time."""
    deeds = (Deed.KEY, Deed.SILENCE) if isinstance(offers.body, Menu) else (Deed.KEY,)
    expected = _expected(facts, offers.step)
    return [
        move
        for node in facts.graph.stages[offers.step]
        for move in facts.graph.out[node]
        if move.deed in deeds
        and (here := facts.arrivals.get(node, 0) & move.periods & expected)
        and not _answered(facts, move, here)
    ]


def _expected(facts: Facts, step: str) -> int:
    """When a step is held to what it says of a person: by day, or always where it is never met by day."""
    day = by_day(facts)
    return day if facts.arrives(step) & day else facts.everything


def _answered(facts: Facts, move: Move, here: int) -> bool:
    """Whether a caller who makes a move and then waits gets through, if everybody answers."""
    known: dict[tuple[int, int], bool] = facts.once("who waits gets through", dict)
    if (move.target, here) not in known:
        known[move.target, here] = _followed(facts, [move], here)[0][-1].target in _ANSWERED
    return known[move.target, here]


def _told_of_person(facts: Facts, version: Version, doubtful: list[Move]) -> Iterator[tuple[str, Move]]:
    """The words that offer a person, each with the move a caller makes who believes them."""
    keys = _persons(version, {move.detail for move in doubtful})
    for move in doubtful:
        if version.language not in ("", facts.graph.language_of(move.source)):
            continue
        if move.deed is Deed.KEY and move.detail in keys:
            yield keys[move.detail], move
        elif move.deed is Deed.SILENCE and (words := next(filter(None, map(_staying, version.said)), "")):
            yield words, move


def _persons(version: Version, wanted: set[str]) -> dict[str, str]:
    """Those of some keys that are announced for a person, with what is said."""
    return {
        one.key: one.purpose
        for said in version.said
        if any(wanted & seen.for_person for seen in said.skims)
        for one in said.keys
        if one.key in wanted and any(offers_person(one.purpose, language) for language in said.languages)
    }


def _staying(said: Said) -> str:
    for language in said.languages:
        if place := stay_on_line(said.text, language):
            return said.text[slice(*place)]
    return ""


def _nobody(facts: Facts, move: Move) -> int:
    """When a call makes a move in working time and cannot come to a person by it."""
    here = facts.arrivals.get(move.source, 0) & move.periods
    here &= _expected(facts, facts.graph.step_of(move.source))
    if not here or _answered(facts, move, here):
        return 0
    return 0 if not _is_up(facts, move) and here & _onward(facts, move.target, here) else here


def _onward(facts: Facts, node: int, here: int) -> int:
    """When some luck leads on to a person, or to somebody who may be one, without going back to a menu.

    A menu that lies deeper is a way on; one that callers have passed already is not.
    """
    if not here & facts.person.get(node, 0) and not _may_be_answered(facts):
        return 0
    near = reached_nearby(facts.graph, node, here, _ANSWERED, lambda move: not _is_up(facts, move))
    if near is not None:
        return near
    solved: Bits = facts.once("onward to a person", lambda: _solved(facts))
    return solved.get(node, 0)


def _may_be_answered(facts: Facts) -> bool:
    """Whether somebody else than a person may answer callers of this file."""
    return any(facts.graph.into[outcome] for outcome in _ANSWERED if outcome is not Outcome.PERSON)


def _solved(facts: Facts) -> Bits:
    return can_reach(facts.graph, goals(facts.graph, _ANSWERED), lambda move: not _is_up(facts, move))


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
        severity=None if facts.arrives(step) & by_day(facts) else Severity.WARNING,
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
        return made_by(facts.graph, node, Caller.SILENT)
    if moves[0].party is Party.OFFICE:
        return office_move(moves, Office.ANSWERED)
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
