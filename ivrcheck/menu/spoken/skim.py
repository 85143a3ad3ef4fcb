"""A quick look at a prompt: where it may name keys, and what stands beside them.

All that a prompt announces for sure is among what is seen here, and seeing it takes a fraction of the time of
reading the prompt. For most prompts that is enough: nothing is wrong with them.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from functools import cached_property, lru_cache

from ivrcheck.menu.spoken import grammar
from ivrcheck.menu.spoken.patterns import Patterns, fold, known
from ivrcheck.menu.spoken.telling import roots, telling_words

_KEPT = 32_768
"""Prompts that are remembered: several rules ask about each."""
Place = tuple[int, int]


class Skim:
    """What a quick look at one text in one language shows."""

    def __init__(self, text: str, patterns: Patterns) -> None:
        self.patterns = patterns
        self.plain = fold(text)
        self.places: list[tuple[int, int, str]] = [
            (match.start(), match.end(), patterns.value(match["key"]))
            for match in patterns.any_key.finditer(self.plain)
        ]
        """Where the words or digits of each key begin and end, whatever they are there for."""
        self.keys = tuple([key for _, _, key in self.places])
        """The keys, in the order of the text."""

    @cached_property
    def sentences(self) -> list[Place]:
        """Where the sentences begin and end in which there may be a key."""
        if not self.places:
            return []
        spans = self.patterns.sentences(self.plain)
        return [span for span in spans if any(span[0] <= start < span[1] for start, _, _ in self.places)]

    def first(self, keys: Collection[str]) -> int | None:
        """Where one of some keys is first mentioned."""
        return next((start for start, _, key in self.places if key in keys), None)

    @cached_property
    def names_first(self) -> bool:
        """Whether some key may stand before what it is for: “press 2 for billing”."""
        after = grammar.after(self.patterns)
        return any(after.match(self.plain, end) for _, end, _ in self.places)

    @cached_property
    def for_person(self) -> frozenset[str]:
        """The keys in sentences with words for a person: all that are offered for one are among them."""
        person = self.patterns.words("person")
        found = [span for span in self.sentences if person.search(self.plain, *span)]
        return frozenset(key for start, _, key in self.places if any(a <= start < b for a, b in found))

    @cached_property
    def beside(self) -> Mapping[str, frozenset[str]]:
        """For each key what the words begin with in the sentences in which it stands."""
        found: dict[str, frozenset[str]] = {}
        for begin, end in self.sentences:
            words = roots(telling_words(self.plain[begin:end]))
            for start, _, key in self.places:
                if begin <= start < end:
                    found[key] = found.get(key, frozenset()) | words
        return found


@lru_cache(maxsize=_KEPT)
def skim(text: str, language: str) -> Skim | None:
    """A quick look at a text; None in a language that is not known."""
    patterns = known(language)
    return Skim(text, patterns) if patterns else None
