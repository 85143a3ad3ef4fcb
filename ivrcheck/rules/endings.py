"""Keys that are offered for something and only end the call: a part of IVR206 that others ask about."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator

from ivrcheck.analysis.facts import Facts
from ivrcheck.analysis.offers import Offers, options_of
from ivrcheck.callgraph.move import Deed
from ivrcheck.finding import Severity
from ivrcheck.menu.kinds import AnyStep
from ivrcheck.menu.scalars import clip
from ivrcheck.menu.spoken import ends_call
from ivrcheck.rules.hit import Hit


def only_endings(facts: Facts, offers: Offers, told: Container[str]) -> Iterator[Hit]:
    """The keys that are offered for something and lead straight to a hang-up that answers nothing."""
    for key, words in endings(facts, offers).items():
        if key not in told:
            yield from _ending(facts, offers.step, key, words)


def endings(facts: Facts, offers: Offers) -> dict[str, str]:
    """These keys of a step, each with what it is offered for."""
    bare = facts.once(
        "bare hang-ups", lambda: {id for id, body in facts.menu.steps.items() if _is_bare(body)}
    )
    ends = {key for key, option in options_of(offers.body).items() if option.to in bare} if bare else ()
    purposes: dict[str, str] = {}
    for version in offers.versions if ends else ():
        for said, one in version.keys:
            if one.key in ends and one.purpose and not _is_meant(one.purpose, said.languages):
                purposes.setdefault(one.key, one.purpose)
    return purposes


def cause_of_ending(step: str, key: str) -> str:
    """What is behind a key that only ends the call, in the words of ``traps.slot_of``."""
    return f"{step}:keys.{key}"


def _is_bare(body: AnyStep) -> bool:
    """Whether a step ends the call and answers nothing."""
    return body.kind == "hangup" and not body.resolves


def _is_meant(purpose: str, languages: Iterable[str]) -> bool:
    return any(ends_call(purpose, language) for language in languages)


def _ending(facts: Facts, step: str, key: str, words: str) -> Iterator[Hit]:
    moves = (move for node in facts.graph.stages[step] for move in facts.graph.out[node])
    pressed = [move for move in moves if move.deed is Deed.KEY and move.detail == key]
    path = facts.search.first((move.source, move.periods) for move in pressed)
    if path is None:
        return
    source = path.end if path.moves else facts.graph.entries[path.number]
    move = next(one for one in pressed if one.source == source)
    last = getattr(facts.graph.kind_of(move.target), "prompt", None)
    yield Hit(
        facts.at("steps", step, "prompt", key=True),
        f"“{step}” offers “{clip(words)}” on key {key}, but that key only ends the call.",
        f"Lead key {key} to what it is offered for"
        + (", or, if the last words of the call answer it, add “resolves:” there." if last else "."),
        call=facts.tell(path.then(move).then(facts.graph.out[move.target][0])),
        cause=cause_of_ending(step, key),
        step=step,
        severity=Severity.WARNING if last else Severity.ERROR,
    )
