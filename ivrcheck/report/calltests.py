"""What became of call tests, as text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ivrcheck.callgraph.move import Outcome
from ivrcheck.finding import Finding
from ivrcheck.hours.words import join_words
from ivrcheck.menu.locate import lines_of
from ivrcheck.report.call import ENDS, length, render_event, to_know
from ivrcheck.report.text import Paint, finding_lines, plain, visible
from ivrcheck.simulate.call import Call
from ivrcheck.simulate.calltest import Ran, Result
from ivrcheck.simulate.expected import Difference


def render_tests(ran: Sequence[Ran], paint: Paint = plain) -> str:
    """What became of all call tests, ending with the count."""
    lines: list[str] = []
    for one in ran:
        lines += [paint("could not try", "error") + f"  {visible(words)}" for words in one.unchecked]
        lines += file_problems(one, paint)
        lines += [paint(_line(one, result), "dim") for result in one.results if result.passed]
        for result in one.results:
            if not result.passed:
                lines += [*[""] * bool(lines and lines[-1]), *failure_lines(one, result, paint)]
        lines += [""] * bool(one.results and not all(result.passed for result in one.results))
    lines.append(paint(_count(ran), "bold"))
    return "\n".join(lines) + "\n"


def _line(ran: Ran, result: Result) -> str:
    return f"{_place(ran, result)}: as expected: {visible(result.name)}"


def _place(ran: Ran, result: Result) -> str:
    return f"{visible(ran.file)}:{result.line}"


def file_problems(ran: Ran, paint: Paint = plain) -> list[str]:
    """What is wrong with a file of call tests itself."""
    return [line for finding in ran.problems for line in (*_finding(ran, finding, paint), "")]


def _finding(ran: Ran, finding: Finding, paint: Paint) -> Iterator[str]:
    return finding_lines(finding, {ran.file: lines_of(ran.text)}, paint)


def failure_lines(ran: Ran, result: Result, paint: Paint = plain) -> Iterator[str]:
    """Why one call test has failed, or could not be made."""
    word = "not as expected" if result.call else "cannot be tried"
    yield f"{paint(_place(ran, result), 'bold')}: {paint(word, 'error')}: {visible(result.name)}"
    for finding in result.problems:
        yield from _finding(ran, finding, paint)
    if result.call:
        for one in result.differences:
            yield from (f"  {visible(line)}" for line in _difference(result.call, one))
        yield from _transcript(result.call, max(one.at for one in result.differences), paint)


def _difference(call: Call, one: Difference) -> Iterator[str]:
    """What was expected, and what happened instead."""
    if one.field == "keys":
        yield f"The keys: {one.wanted}"
        return
    yield f"Expected: {_EXPECTED[one.field](one)}."
    yield f"Happened: {_HAPPENED[one.field](call, one)}"


_WANTED = {
    Outcome.PERSON: "the caller speaks with a person",
    Outcome.MESSAGE: "the caller leaves a message that belongs to somebody",
    Outcome.CALLBACK: "a call back is booked",
    Outcome.RESOLVED: "an announcement tells the caller what they need",
    Outcome.HANDED_OVER: "the call goes on at another number",
    Outcome.UNOWNED_MESSAGE: "the caller leaves a message that belongs to nobody",
    Outcome.CUT_OFF: "the caller is cut off",
    Outcome.ENDLESS: "the call goes on without end",
    Outcome.GAVE_UP: "the caller hangs up",
}
_EXPECTED = {
    "outcome": lambda one: _WANTED[Outcome[one.wanted.upper()]],
    "passes": lambda one: (
        f"the call comes to “{one.wanted}”{f' after “{one.instead}”' if one.instead else ''}"
    ),
    "never": lambda one: f"the call never comes to “{one.wanted}”",
    "hears": lambda one: f"the caller hears “{one.wanted}”",
    "within": lambda one: f"the call has ended after {length(float(one.wanted))} at the latest",
}
_HAPPENED = {
    "outcome": lambda call, one: _end(call),
    "passes": lambda call, one: f"it does not; {_end(call)}",
    "never": lambda call, one: f"it comes there at {_clock(one.at)}.",
    "hears": lambda call, one: (
        f"that is not said; the nearest is “{one.instead}”" if one.instead else "that is not said."
    ),
    "within": lambda call, one: (
        f"it takes {length(call.seconds)}; after {length(float(one.wanted))} it is at “{one.instead}”."
    ),
}


def _end(call: Call) -> str:
    """How a call ended, in one line."""
    assert call.outcome is not None
    where = f" (“{call.step}”)" if call.step else ""
    end = f"{_small(ENDS[call.outcome])} at {_clock(call.seconds)}{where}."
    return f"{end} {to_know(call)}".rstrip()


def _small(sentence: str) -> str:
    return sentence[:1].lower() + sentence[1:]


def _clock(seconds: float) -> str:
    return f"{int(seconds) // 60}:{int(seconds) % 60:02}"


def _transcript(call: Call, until: float, paint: Paint) -> Iterator[str]:
    """The call up to a second."""
    yield f"  {paint(f'The call, up to {_clock(until)}:', 'bold')}"
    for event in call.events:
        if event.at <= until:
            yield f"    {render_event(event, paint).rstrip()}"


def _count(ran: Sequence[Ran]) -> str:
    """``5 calls, 4 as expected, 1 not.``"""
    results = [result for one in ran for result in one.results]
    if not results:
        return "Nothing was tried."
    good, bad = sum(one.passed for one in results), sum(bool(one.differences) for one in results)
    not_made = len(results) - good - bad
    calls = f"{len(results)} call{'s' if len(results) != 1 else ''}"
    if good == len(results):
        return f"{calls}: {'all' if good > 1 else 'it is'} as expected."
    parts = [f"{good} as expected"] if good else []
    parts += [f"{bad} not as expected"] if bad else []
    parts += [f"{not_made} cannot be tried"] if not_made else []
    return f"{calls}: {join_words(parts)}."
