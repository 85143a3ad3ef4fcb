"""What the prompts of each step offer, read once for all rules that compare words and keys."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from ivrcheck.analysis.facts import Facts
from ivrcheck.menu.kinds import AnyStep, Directory, Menu, Option, Queue, Voicemail
from ivrcheck.menu.prompt import Prompt, Spoken
from ivrcheck.menu.spoken import Announced, announced_keys
from ivrcheck.menu.spoken.skim import Skim, skim

Keyed = Menu | Queue | Voicemail | Directory
"""The steps at which a caller can press a key that leads somewhere else."""


@dataclass(frozen=True)
class Said:
    """One thing a prompt says, and the languages it may be in."""

    spoken: Spoken
    languages: tuple[str, ...]

    @property
    def text(self) -> str:
        return self.spoken.text or ""

    @cached_property
    def keys(self) -> tuple[Announced, ...]:
        """The keys it announces. Reading them takes a while: ask first what ``may_keys`` can answer."""
        found = [one for language in self.languages for one in announced_keys(self.text, language)]
        return tuple(_apart(found)) if len(self.languages) > 1 else tuple(found)

    @cached_property
    def may_keys(self) -> tuple[str, ...]:
        """The keys it may announce: all whose words or digits it has, in their order."""
        return tuple(key for one in self.skims for key in one.keys)

    @cached_property
    def skims(self) -> tuple[Skim, ...]:
        """A quick look at it in each of the languages that are known."""
        return tuple([seen for language in self.languages if (seen := skim(self.text, language))])


@dataclass(frozen=True, slots=True)
class Version:
    """What one caller hears of a prompt, in a row."""

    language: str
    """Empty where it is the same in every language."""
    said: tuple[Said, ...]

    @property
    def keys(self) -> Iterator[tuple[Said, Announced]]:
        """The keys in the order they are heard."""
        return ((said, one) for said in self.said for one in said.keys)

    @property
    def may_keys(self) -> Iterator[str]:
        """The keys it may announce."""
        return (key for said in self.said for key in said.may_keys)

    @property
    def unknown(self) -> bool:
        """Whether some of it is a recording whose words are not known."""
        return any(not said.text for said in self.said)


@dataclass(frozen=True, slots=True)
class Offers:
    """A step at which keys can be pressed, and what its prompts say."""

    step: str
    body: Keyed
    versions: tuple[Version, ...]
    """Of its own prompt, in the languages in which calls come here."""
    again: tuple[Version, ...]
    """Of the prompts that are heard before a new try."""
    unheard: tuple[Version, ...]
    """Of all these, in the file's other languages."""

    @property
    def heard(self) -> tuple[Version, ...]:
        return (*self.versions, *self.again)


_FALLBACKS = ("no_input", "no_match")


def all_offers(facts: Facts) -> Sequence[Offers]:
    """The offers of every step that calls come to and that says something."""
    return facts.once("offers", lambda: list(_all_offers(facts)))


def _all_offers(facts: Facts) -> Iterator[Offers]:
    languages = facts.menu.languages
    for step, body in facts.menu.steps.items():
        if isinstance(body, Keyed) and body.prompt and step in facts.reachable:
            fallbacks = [getattr(getattr(body, name, None), "prompt", None) for name in _FALLBACKS]
            own = list(versions_of(body.prompt, languages))
            again = [one for prompt in fallbacks if prompt for one in versions_of(prompt, languages)]
            here = _languages(facts, step)
            heard, tried = (tuple(one for one in kind if one.language in here) for kind in (own, again))
            unheard = tuple(one for one in (*own, *again) if one.language not in here)
            yield Offers(step, body, heard, tried, unheard)


def _languages(facts: Facts, step: str) -> set[str]:
    """The languages in which calls come to a step, and the mark of what is the same in all."""
    graph = facts.graph
    return {"", *(graph.language_of(node) for node in graph.nodes_of(step))}


def versions_of(prompt: Prompt, languages: Sequence[str]) -> Iterator[Version]:
    """What callers hear of a prompt; one version for each language where they differ."""
    if prompt.by_language:
        for language, spoken in prompt.by_language.items():
            yield Version(language, (_said(spoken, (language,)),))
    else:
        said = prompt.parts or ((prompt.any,) if prompt.any else ())
        yield Version("", tuple(_said(one, languages) for one in said))


def _said(spoken: Spoken, languages: Sequence[str]) -> Said:
    """A text is read in its own language; without one, in each that the file speaks."""
    return Said(spoken, (spoken.language,) if spoken.language else tuple(languages))


def _apart(found: Sequence[Announced]) -> Iterator[Announced]:
    """In order, each place once: two languages may understand the same words."""
    end = -1
    for one in sorted(found, key=lambda named: named.start):
        if one.start >= end:
            yield one
            end = one.end


def options_of(body: AnyStep) -> Mapping[str, Option]:
    """The keys a step takes; the operator of a directory has 0."""
    if isinstance(body, Directory):
        return {"0": Option(to=body.operator)} if body.operator else {}
    return getattr(body, "keys", None) or {}
