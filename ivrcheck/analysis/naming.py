"""What the words about a key say, and what the names at the other end of it say."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from ivrcheck.analysis.facts import Facts
from ivrcheck.analysis.offers import Offers, versions_of
from ivrcheck.menu.kinds import AnyStep, Option
from ivrcheck.menu.spoken.telling import telling_words

_MOST_HOPS = 4
"""How far a call is followed by itself when what it comes to is asked for its words."""


@dataclass(frozen=True, slots=True)
class Named:
    """One key of a step."""

    key: str
    to: str
    words: frozenset[str]
    """Of its label, its topics, and what the prompts say it is for."""
    there: frozenset[str]
    """Of the id and label of the step it leads to, and of those who are rung or answer for it there."""


def named_options(facts: Facts, offers: Offers, options: Mapping[str, Option]) -> list[Named]:
    """The keys of a step that lead to a step whose name says something."""
    ends = {key: there for key, option in options.items() if (there := names_of(facts, option.to))}
    if len(ends) < 2:
        return []
    purposes = purposes_of(offers)
    return [
        Named(key, options[key].to, _words(facts, options[key], purposes.get(key, ())), there)
        for key, there in ends.items()
    ]


def purposes_of(offers: Offers) -> dict[str, list[str]]:
    """For each key what the prompts say it is for, in all languages."""
    found: dict[str, list[str]] = {}
    for version in (*offers.heard, *offers.unheard):
        for _, one in version.keys:
            found.setdefault(one.key, []).append(one.purpose)
    return found


def _words(facts: Facts, option: Option, purposes: Sequence[str]) -> frozenset[str]:
    topics = (text for topic in option.topics for text in (topic, facts.menu.topics.get(topic, "")))
    texts = (option.label or "", *option.says, *topics, *purposes)
    return frozenset(word for text in texts for word in telling_words(text))


def names_of(facts: Facts, step: str) -> frozenset[str]:
    """The words of a step's names."""
    names: frozenset[str] = facts.once(("names of", step), lambda: _names_of(facts, step))
    return names


def _names_of(facts: Facts, step: str) -> frozenset[str]:
    body = facts.menu.steps[step]
    texts = [step, body.label or "", *getattr(body, "topics", ())]
    for field in ("who", "team", "owner"):
        who = getattr(body, field, None)
        texts += [who, facts.menu.name_of(who)] if isinstance(who, str) else []
    return frozenset(word for text in texts for word in telling_words(text))


def all_words_at(facts: Facts, step: str) -> frozenset[str]:
    """All that a caller is told and all who are named where a call comes by itself from a step on."""
    found: set[str] = set()
    seen: set[str] = set()
    todo = [(step, 0)]
    while todo:
        step, hops = todo.pop()
        if step not in seen:
            seen.add(step)
            body = facts.menu.steps[step]
            found.update(names_of(facts, step), _told(facts, body))
            if hops < _MOST_HOPS and body.kind in ("hours", "play", "language", "ring", "queue", "lookup"):
                todo += [(to, hops + 1) for _, to in body.targets()]
    return frozenset(found)


def _told(facts: Facts, body: AnyStep) -> Iterator[str]:
    """The words of a step's prompt and topics."""
    prompt = getattr(body, "prompt", None)
    for version in versions_of(prompt, facts.menu.languages) if prompt else ():
        for said in version.said:
            yield from telling_words(said.text)
    for topic in (*getattr(body, "topics", ()), *getattr(body, "resolves", ())):
        yield from telling_words(facts.menu.topics.get(topic, ""))
