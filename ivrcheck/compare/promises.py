"""Which promises of a call back are different: by when, in which words, and whose they are."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ivrcheck.analysis.facts import Facts
from ivrcheck.analysis.promises import longest_day, message_moves, owned, spoken_promise
from ivrcheck.compare.model import PromiseChange
from ivrcheck.compare.pair import Pair
from ivrcheck.menu.kinds import Transfer
from ivrcheck.menu.scalars import Promise
from ivrcheck.rules.promise_mismatch import is_sooner
from ivrcheck.rules.words import promised


@dataclass(frozen=True, slots=True)
class _Kept:
    """Who calls back, and by when."""

    owner: str
    backup: str
    planned: Promise | None
    said: Promise | None


def promise_changes(pair: Pair) -> list[PromiseChange]:
    """For each mailbox and call back that callers can use in both versions, what is different."""
    old, new = _promises(pair.old), _promises(pair.new)
    names = {**pair.people, "": ""}
    found = []
    for step, before in old.items():
        there = pair.steps.get(step, "")
        if after := new.get(there):
            found += list(_of_step(pair, there, before, after, names))
    return found


def _promises(facts: Facts) -> dict[str, _Kept]:
    """By step, what is promised to callers who can leave a message there or book a call back."""
    found: dict[str, _Kept] = {}
    for move in message_moves(facts):
        step = facts.graph.step_of(move.source)
        if step in found or not facts.arrivals.get(move.source, 0) & move.periods:
            continue
        body, language = owned(facts, move), facts.graph.language_of(move.source)
        said = None if isinstance(body, Transfer) else spoken_promise(body.prompt, language)
        backup = getattr(body, "backup", None) or ""
        found[step] = _Kept(body.owner or "", backup, body.callback_within, said)
    return found


def _of_step(
    pair: Pair, step: str, before: _Kept, after: _Kept, names: dict[str, str]
) -> Iterator[PromiseChange]:
    day = longest_day(pair.old, before.owner) * 60
    for what, one, other in (
        ("callback_within", before.planned, after.planned),
        ("prompt", before.said, after.said),
    ):
        if _is_same(one, other):
            continue
        worse = one is not None and (other is None or is_sooner(one, other, lambda: day))
        yield PromiseChange(step, what, _words(one), _words(other), worse)
    for what, who, now in (("owner", before.owner, after.owner), ("backup", before.backup, after.backup)):
        if names.get(who) != now:
            yield PromiseChange(step, what, _name(pair.old, who), _name(pair.new, now), worse=False)


def _name(facts: Facts, who: str) -> str:
    return facts.menu.name_of(who) if who else ""


def _is_same(one: Promise | None, other: Promise | None) -> bool:
    if one is None or other is None:
        return one is other
    return (one.amount, one.unit) == (other.amount, other.unit)


def _words(promise: Promise | None) -> str:
    return " ".join(promised(promise).split()) if promise else ""
