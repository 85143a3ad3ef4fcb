"""Keys that are offered in vain, and what lost its way in with them: one fault in several places."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ivrcheck.analysis.facts import Facts
from ivrcheck.analysis.naming import all_words_at
from ivrcheck.analysis.offers import Offers, all_offers, options_of, versions_of
from ivrcheck.menu.spoken import LANGUAGES, is_for_closed_hours
from ivrcheck.menu.spoken.telling import roots, share, telling_words
from ivrcheck.rules.endings import cause_of_ending, endings
from ivrcheck.rules.prompt_names_missing_key import cause_of_keys, missing_keys


@dataclass(frozen=True, slots=True)
class LooseEnd:
    """A key that does nothing, or nothing but end the call."""

    cause: str
    words: frozenset[str]
    """What it is offered for."""
    own: frozenset[str]
    """Those of the words that are heard nowhere where other keys of the step lead."""


def cause_of_lost_step(facts: Facts, step: str) -> str:
    """The cause of the one key that is offered in vain for what a step is for; empty where there is none.

    For a step that speaks of closed hours: of the one place where calls are ended in them.
    """
    ends = facts.once("loose ends by words", lambda: _by_words(facts))
    there = all_words_at(facts, step) if ends else frozenset()
    near = {end for root in roots(there) for end in ends.get(root, ())}
    cause = _only({end.cause for end in near if share(end.own, there)})
    if cause:
        return cause
    shut = facts.once("ends when closed", lambda: set(_ends_when_closed(facts)))
    return _only(shut) if shut and _is_for_closed_hours(facts, step) else ""


def _by_words(facts: Facts) -> dict[str, list[LooseEnd]]:
    """The loose ends by what their own words begin with."""
    found: dict[str, list[LooseEnd]] = {}
    for end in _loose_ends(facts):
        for root in roots(end.own):
            found.setdefault(root, []).append(end)
    return found


def _ends_when_closed(facts: Facts) -> Iterator[str]:
    """The causes of opening hours that lead straight to a hang-up when closed (see IVR107)."""
    steps = facts.menu.steps
    for id, body in steps.items():
        if body.kind == "hours" and facts.arrives(id):
            end = steps[body.closed]
            if end.kind == "hangup" and not end.resolves:
                yield f"{id}:closed"


def _is_for_closed_hours(facts: Facts, step: str) -> bool:
    """Whether a step is called so, or says so."""
    body = facts.menu.steps[step]
    name = f"{step} {body.label or ''}".replace("_", " ").replace("-", " ")
    if any(is_for_closed_hours(name, language) for language in LANGUAGES):
        return True
    prompt = getattr(body, "prompt", None)
    versions = versions_of(prompt, facts.menu.languages) if prompt else ()
    said = (said for version in versions for said in version.said)
    return any(is_for_closed_hours(one.text, language) for one in said for language in one.languages)


def cause_of_lost_topics(facts: Facts, topics: Sequence[str]) -> str:
    """The cause of the one key that is offered in vain for what all these topics say."""
    ends, words = _loose_ends(facts), facts.menu.topics
    others = {word for id in words if id not in topics for word in telling_words(f"{id} {words[id]}")}
    causes = [
        _only({end.cause for end in ends if share(end.words, telling_words(f"{id} {words[id]}") - others)})
        for id in topics
    ]
    return _only(set(causes))


def _only(causes: set[str]) -> str:
    return next(iter(causes)) if len(causes) == 1 else ""


def _loose_ends(facts: Facts) -> list[LooseEnd]:
    return facts.once("loose ends", lambda: [end for one in all_offers(facts) for end in _at(facts, one)])


def _at(facts: Facts, offers: Offers) -> Iterator[LooseEnd]:
    causes: dict[str, tuple[str, str]] = {
        key: (cause_of_keys(facts, offers), one.purpose)
        for key, (_, _, one) in missing_keys(facts, offers).items()
    }
    for key, purpose in endings(facts, offers).items():
        causes[key] = (cause_of_ending(offers.step, key), purpose)
    if causes:
        others = {option.to for key, option in options_of(offers.body).items() if key not in causes}
        elsewhere = {to for to in others if facts.menu.steps[to].kind != "menu"}
        known = {word for to in elsewhere for word in all_words_at(facts, to)}
        for cause, purpose in causes.values():
            words = telling_words(purpose)
            yield LooseEnd(cause, words, words - known)
