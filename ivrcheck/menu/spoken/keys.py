"""Finds the keys a prompt announces, and what each is for."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from ivrcheck.menu.spoken import grammar
from ivrcheck.menu.spoken.announced import Announced
from ivrcheck.menu.spoken.patterns import Patterns, fold

_LONGEST_BARE = 6
"""Words before a key that open with no “for” count as its purpose up to this many."""
_TRIM = ' \t\n.,;:!?…-–—"“”„«»()[]'
_NEAR = 20
"""How far before a verb a word is looked for that turns it round."""

Stretch = tuple[int, int]


@dataclass(frozen=True, slots=True)
class _Named:
    """A key and the phrase that names it."""

    key: str
    start: int
    end: int


def read_keys(text: str, patterns: Patterns) -> tuple[Announced, ...]:
    """The keys a text announces, in the order they are heard."""
    plain = fold(text)
    numbers = len(patterns.any_key.findall(plain))
    if not numbers:
        return ()
    found = _by_verb(plain, patterns)
    sentences = patterns.sentences(plain)
    if not found:
        found = _bare_row(plain, patterns)
    elif len(found) < numbers:
        found += _in_row(plain, patterns, found, sentences)
    return tuple(_Reading(text, plain, patterns, sentences).read(found)) if found else ()


def _by_verb(plain: str, patterns: Patterns) -> list[_Named]:
    """“Press 1”, “press 1 or 2”, and where a language says so, “1 drücken”."""
    found = []
    turned = patterns.at_end("not") if patterns.words("not").search(plain) else None
    for match in grammar.verb_first(patterns).finditer(plain):
        near = plain[max(0, match.start() - _NEAR) : match.start()].rstrip() if turned else ""
        if not (turned and turned.search(near)):
            found.append(_Named(patterns.value(match["key"]), *match.span()))
            found += _listed(plain, patterns, match.end())
    last = grammar.verb_last(patterns)
    for match in last.finditer(plain) if last else ():
        found.append(_Named(patterns.value(match["key"]), *match.span()))
    return found


def _listed(plain: str, patterns: Patterns, place: int) -> Iterator[_Named]:
    """The further keys of “press 1, 2 or 3”."""
    pattern = grammar.listed(patterns)
    while match := pattern.match(plain, place):
        yield _Named(patterns.value(match["key"]), match.start("key"), match.end())
        place = match.end()


def _in_row(
    plain: str, patterns: Patterns, found: Sequence[_Named], sentences: Sequence[Stretch]
) -> list[_Named]:
    """“…, 2 for support, or 3 for billing” and “…, for billing, 3” beside a key that has its verb."""
    first = min(one.start for one in found)
    matches = list(grammar.row(patterns).finditer(plain, first))
    for start, end in sentences:
        if any(start <= one.start < end for one in found):
            matches += grammar.turned(patterns).finditer(plain, start, end)
    return [_Named(patterns.value(match["key"]), *match.span("key")) for match in matches]


def _bare_row(plain: str, patterns: Patterns) -> list[_Named]:
    """“1 for sales, 2 for support” without any verb: only where at least two stand in order."""
    matches = list(grammar.bare_row(patterns).finditer(plain))
    found = [_Named(patterns.value(match["key"]), *match.span("key")) for match in matches]
    keys = [one.key for one in found]
    sure = len(keys) > 1 and all(len(key) == 1 for key in keys) and keys == sorted(set(keys))
    return found if sure else []


@dataclass(frozen=True, slots=True)
class _Reading:
    """One text while it is read."""

    text: str
    plain: str
    patterns: Patterns
    sentences: Sequence[Stretch]

    def read(self, found: list[_Named]) -> Iterator[Announced]:
        """What each key is for: the words before it that open with “for”, or else those after it that do."""
        told = 0
        last: Announced | None = None
        kept = self._kept(found)
        for place, one in enumerate(kept):
            begin = max(told, self._sentence(one.start)[0])
            before = self._opened(begin, one.start)
            following = kept[place + 1].start if place + 1 < len(kept) else len(self.text)
            after = None if before else self._after(one, following)
            span = before or after or self._bare(begin, one.start)
            told = max(one.end, after[1]) if after else one.end
            if span is None and last and begin == last.end:
                last = replace(last, key=one.key, start=one.start, end=one.end)
            else:
                words = self.text[span[0] : span[1]].strip(_TRIM) if span else ""
                last = Announced(one.key, words, one.start, one.end, bool(after))
            yield last

    def _sentence(self, place: int) -> Stretch:
        """The sentence a place lies in."""
        return self.sentences[bisect_right(self.sentences, (place, len(self.plain))) - 1]

    def _kept(self, found: list[_Named]) -> list[_Named]:
        """The keys of the menu: no emergency number, no number to type, none that recording takes."""
        kept = [one for one in _apart(found) if one.key not in self.patterns.emergency]
        for name, whole in (("outside", False), ("recording", True), ("typing", False)):
            unwanted = self.patterns.words(name)
            if unwanted.search(self.plain):
                kept = [one for one in kept if _digit(name, one) or not self._near(unwanted, one, whole)]
        return kept

    def _near(self, unwanted: re.Pattern[str], one: _Named, whole: bool) -> bool:
        """Whether something stands before a key in its sentence, or anywhere in it."""
        start, end = self._sentence(one.start)
        return bool(unwanted.search(self.plain, start, end if whole else one.start))

    def _opened(self, start: int, end: int) -> Stretch | None:
        """The words before a key that open with “for”."""
        match = grammar.opened(self.patterns).search(self.plain[start:end])
        return self._trimmed(start + match.end(), end) if match else None

    def _after(self, one: _Named, end: int) -> Stretch | None:
        """The words after a key that open with “for”, up to the next key or the end of the sentence."""
        match = grammar.after(self.patterns).match(self.plain, one.end)
        if match is None or match.end() > end:
            return None
        end = min(end, self._sentence(one.start)[1])
        cut = grammar.opens_again(self.patterns).search(self.plain, match.end(), end)
        return self._trimmed(match.end(), cut.start() if cut else end)

    def _bare(self, start: int, end: int) -> Stretch | None:
        """The last few words before a key: “Billing, press 2”."""
        span = self._trimmed(start, end)
        if span is None:
            return None
        clause = max(self.plain.rfind(mark, *span) for mark in ",;:") + 1 or span[0]
        count = len(self.plain[clause : span[1]].split())
        return (clause, span[1]) if 0 < count <= _LONGEST_BARE else None

    def _trimmed(self, start: int, end: int) -> Stretch | None:
        """A stretch without the joining words and marks at its end; None where nothing is left."""
        tail = grammar.tail(self.patterns)
        while True:
            end = start + len(self.plain[start:end].rstrip(_TRIM))
            match = tail.search(self.plain[max(start, end - _NEAR) : end])
            if match is None:
                return (start, end) if end > start else None
            end -= len(match[0])


def _digit(name: str, one: _Named) -> bool:
    """Whether what ends a typed number does not matter, because the key is a digit."""
    return name == "typing" and one.key not in ("*", "#")


def _apart(found: list[_Named]) -> Iterator[_Named]:
    """In order, without those that overlap an earlier one."""
    end = -1
    for one in sorted(found, key=lambda named: (named.start, -named.end)):
        if one.start >= end:
            yield one
            end = one.end
