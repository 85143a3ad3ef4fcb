"""What the words about a key say, and what the names at the other end of it say."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations

from ivrcheck.analysis.facts import Facts
from ivrcheck.analysis.offers import Offers, versions_of
from ivrcheck.menu.kinds import AnyStep, Option
from ivrcheck.menu.spoken.telling import roots, telling_words

_MOST_HOPS = 4
"""How far a call is followed by itself when what it comes to is asked for its words."""


@dataclass(frozen=True)
class Named:
    """One key of a step."""

    key: str
    to: str
    words: frozenset[str]
    """Of its label, its topics, and what the prompts say it is for."""
    there: frozenset[str]
    """Of the id and label of the step it leads to, and of those who are rung or answer for it there."""

    @cached_property
    def said(self) -> frozenset[str]:
        """What its words begin with."""
        return roots(self.words)

    @cached_property
    def named(self) -> frozenset[str]:
        """What the names at its end begin with."""
        return roots(self.there)


def named_options(facts: Facts, offers: Offers, options: Mapping[str, Option]) -> list[Named]:
    """The keys of a step that lead to steps whose names say something; none where no two can cross."""
    ends = {key: there for key, option in options.items() if (there := names_of(facts, option.to))}
    if len(ends) < 2 or not _may_cross(facts, offers, options, ends):
        return []
    said = words_said(offers)
    return [
        Named(key, options[key].to, words_about(facts, options[key]) | said.get(key, frozenset()), there)
        for key, there in ends.items()
    ]


def _may_cross(
    facts: Facts, offers: Offers, options: Mapping[str, Option], ends: Mapping[str, frozenset[str]]
) -> bool:
    """Whether all that is said in the sentences with two keys may name each other's places."""
    beside: dict[str, frozenset[str]] = {}
    for version in (*offers.heard, *offers.unheard):
        for said in version.said:
            for seen in said.skims:
                for key, words in seen.beside.items():
                    beside[key] = beside.get(key, frozenset()) | words
    marks = {_mark(language) for language in facts.menu.languages} if len(facts.menu.languages) > 1 else set()
    near = {
        key: roots(words_about(facts, options[key])) | beside.get(key, frozenset()) | roots(marks)
        for key in ends
    }
    there = {key: roots(words) for key, words in ends.items()}
    pairs = combinations(ends, 2)
    return any(near[one] & there[other] and near[other] & there[one] for one, other in pairs)


def words_said(offers: Offers) -> dict[str, frozenset[str]]:
    """For each key the words of what the prompts say it is for, and marks of the languages they say it in."""
    found: dict[str, frozenset[str]] = {}
    for version in (*offers.heard, *offers.unheard):
        for said, one in version.keys:
            marks = map(_mark, said.languages) if len(said.languages) == 1 else ()
            found[one.key] = found.get(one.key, frozenset()).union(telling_words(one.purpose), marks)
    return found


def _mark(language: str) -> str:
    """What stands for a language among words; it is like no word."""
    return f"<{language}>"


def words_about(facts: Facts, option: Option) -> frozenset[str]:
    """The words of what the file itself says of a key: its label, other words for it, its topics."""
    topics = (text for topic in option.topics for text in (topic, facts.menu.topics.get(topic, "")))
    texts = (option.label or "", *option.says, *topics)
    return frozenset(word for text in texts for word in telling_words(text))


def names_of(facts: Facts, step: str) -> frozenset[str]:
    """The words of a step's names."""
    names: frozenset[str] = facts.once(("names of", step), lambda: _names_of(facts, step))
    return names


def _names_of(facts: Facts, step: str) -> frozenset[str]:
    body = facts.menu.steps[step]
    found = telling_words(step)
    for text in (body.label, *getattr(body, "topics", ())):
        found = found | telling_words(text) if text else found
    for field in _PEOPLE.get(body.kind, ()):
        who = getattr(body, field)
        if isinstance(who, str):
            found |= telling_words(f"{who} {facts.menu.people[who].name if who in facts.menu.people else ''}")
    return found | {_mark(body.set)} if body.kind == "language" else found


_PEOPLE = {
    "ring": ("who",), "queue": ("team",), "voicemail": ("owner",), "callback": ("owner",),
    "transfer": ("owner",),
}  # fmt: skip
"""The fields of a step that name people, by its kind."""


_PASSED = ("hours", "play", "language", "ring", "queue", "lookup", "retry")
"""Steps at which the caller has no say, or none that matters here."""


def all_words_at(facts: Facts, step: str) -> frozenset[str]:
    """All that a caller is told and all who are named where a call comes by itself from a step on.

    A menu further on counts with its name: its prompt speaks of other places.
    """
    words: frozenset[str] = facts.once(("all words at", step), lambda: _all_words_at(facts, step))
    return words


def _all_words_at(facts: Facts, step: str) -> frozenset[str]:
    found: set[str] = set()
    seen: set[str] = set()
    todo = [(step, 0)]
    while todo:
        step, hops = todo.pop()
        if step not in seen:
            seen.add(step)
            body = facts.menu.steps[step]
            found.update(names_of(facts, step), _told(facts, body) if not hops or body.kind != "menu" else ())
            if hops < _MOST_HOPS and body.kind in _PASSED:
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
