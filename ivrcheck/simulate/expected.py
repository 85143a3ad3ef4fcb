"""What is expected of a call, held against what happened."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ivrcheck.callgraph.move import Outcome
from ivrcheck.simulate.call import Call
from ivrcheck.simulate.callfile import Expect
from ivrcheck.simulate.phone import Phone

_BY_A_STEP = (
    Outcome.PERSON,
    Outcome.MESSAGE,
    Outcome.CALLBACK,
    Outcome.HANDED_OVER,
    Outcome.UNOWNED_MESSAGE,
)
"""The ends that need a step of their own. Hanging up and going round are possible in many places."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that was expected and did not happen."""

    field: str
    """What of the expectations it is, or ``keys`` where some are left over."""
    wanted: str
    """What was expected: an outcome, a step, words, or a sentence about the keys."""
    at: float
    """The second of the call at which it is plain."""
    instead: str = ""
    """What there was in its place: the step, the words most like those that are wanted."""


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Expectations that no call can meet, and the field to mend."""

    field: str
    sentence: str
    help: str


def differences(call: Call, expect: Expect) -> Iterator[Difference]:
    """What is not as expected in a call that has ended."""
    assert call.outcome is not None
    if expect.outcome and expect.outcome != call.outcome.word:
        yield Difference("outcome", expect.outcome, call.seconds)
    yield from _passes(call, expect)
    yield from _never(call, expect)
    yield from _hears(call, expect)
    if expect.within is not None and call.seconds > expect.within:
        there = [step for at, step in call.passed if at <= expect.within]
        yield Difference("within", str(expect.within), call.seconds, there[-1] if there else "")


def _passes(call: Call, expect: Expect) -> Iterator[Difference]:
    """The first step that the call does not come to after those before it."""
    left = iter(step for _, step in call.passed)
    before = ""
    for step in expect.passes:
        if step not in left:
            yield Difference("passes", step, call.seconds, before)
            return
        before = step


def _never(call: Call, expect: Expect) -> Iterator[Difference]:
    came = {step: at for at, step in reversed(call.passed)}
    for step in expect.never:
        if step in came:
            yield Difference("never", step, came[step])


def _hears(call: Call, expect: Expect) -> Iterator[Difference]:
    said = [event.text for event in call.heard if event.kind == "says"]
    heard = [_plain(text) for text in said]
    for words in expect.hears:
        if not any(_plain(words) in text for text in heard):
            yield Difference("hears", words, call.seconds, _nearest(words, said))


def _plain(text: str) -> str:
    """Words without what nobody hears: capital letters, line breaks and the shape of apostrophes."""
    return " ".join(text.lower().replace("’", "'").split())


def _nearest(words: str, said: list[str]) -> str:
    """What was said that is most like some words; nothing where none of it is."""
    from difflib import SequenceMatcher

    matcher, best = SequenceMatcher(None, "", _plain(words), autojunk=False), ("", 0.5)
    for text in said:
        for sentence in (text, *(f"{part.strip()}." for part in text.split(". "))):
            matcher.set_seq1(_plain(sentence))
            if matcher.quick_ratio() > best[1] and (like := matcher.ratio()) > best[1]:
                best = (text, like)
    return best[0]


def contradictions(phone: Phone, number: str, expect: Expect) -> Iterator[Contradiction]:
    """What no call can meet, whatever it does."""
    both = [step for step in expect.passes if step in expect.never]
    if both:
        message = f"The call cannot pass “{both[0]}” and never come to it."
        yield Contradiction("never", message, "Take it out of one of the two.")
    first = phone.menu.entry[number].to
    if first in expect.never:
        message = f"Every call to {number} begins at “{first}”, so it cannot be a step it never comes to."
        yield Contradiction("never", message, "Take it out of “never”.")
    yield from _no_such_end(phone, expect)


def _no_such_end(phone: Phone, expect: Expect) -> Iterator[Contradiction]:
    end = next((one for one in _BY_A_STEP if one.word == expect.outcome), None)
    if end is None:
        return
    graph = phone.system.graph
    there = dict.fromkeys(graph.step_of(move.source) for move in graph.into[end])
    if not there:
        message = f"No step of this menu ends a call with “{end.word}”."
        yield Contradiction("outcome", message, "Expect another end.")
    elif all(step in expect.never for step in there):
        message = f"A call ends with “{end.word}” only at {_listed(list(there))}, and is never to come there."
        help = "Take one of these steps out of “never”, or expect another end."
        yield Contradiction("never", message, help)


def _listed(steps: list[str]) -> str:
    more = f" and {len(steps) - 4} more" if len(steps) > 4 else ""
    return ", ".join(f"“{step}”" for step in steps[:4]) + more
