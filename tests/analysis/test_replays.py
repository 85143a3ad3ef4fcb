"""Every call a finding tells can be made again, ends as it says, and shows what the finding claims."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path as File

import pytest

from ivrcheck.analysis.evidence import Path
from ivrcheck.analysis.facts import Facts
from ivrcheck.analysis.story import tell
from ivrcheck.callgraph.move import Outcome
from ivrcheck.callgraph.replay import CannotHappen, replay
from ivrcheck.finding import Finding, Trace, Turn
from tests.analysis import systems
from tests.analysis.claims import CLAIMS
from tests.analysis.replays import replayed, table
from tests.analysis.test_agrees_with_player import facts_of

SEEDS = range(32)


def test_the_calls_of_the_examples_show_what_is_found() -> None:
    results = list(replayed(systems.examples()))
    assert not [one.problem for one in results if one.problem]
    assert sum(one.shown for one in results) > 100


def test_the_calls_of_the_rules_examples_show_what_is_found() -> None:
    """Among them at least one call for each rule that tells any."""
    results = list(replayed(systems.rules()))
    assert not [one.problem for one in results if one.problem]
    assert {one.code for one in results if one.shown} == set(CLAIMS)


@pytest.mark.parametrize("block", range(4))
def test_the_calls_of_random_menus_show_what_is_found(block: int) -> None:
    results = list(replayed(systems.random_systems(SEEDS[block::4])))
    assert not [one.problem for one in results if one.problem]
    assert sum(one.shown for one in results) > 200


@pytest.mark.long
@pytest.mark.parametrize("block", range(4))
def test_the_calls_of_a_thousand_random_menus_show_what_is_found(block: int) -> None:
    results = replayed(systems.random_systems(range(1_000 + block, 1_400, 4)))
    assert not [one.problem for one in results if one.problem]


def test_the_table_counts_them() -> None:
    lines, problems = table({"one": [small(ROUND)], "none": []})
    assert not problems
    found, shown = lines[2].split(" | ")[1], lines[2].split(" | ")[3]
    assert lines[2].startswith("| one | ") and int(found) == int(shown) > 0
    assert lines[3] == "| none | 0 | 0 | 0 | 0 |"


MENU = """
ivrcheck: 1
name: Small office
country: US
timezone: America/New_York
managed_by: ann
people: {ann: {name: Ann Ito, extension: 1, hours: day, email: ann@example.com}}
hours: {day: {mon-fri: 09:00-17:00, holidays: US}}
entry: {"+1 617 555 0100": first, "+1 617 555 0101": first}
steps:
"""
ROUND = """
  first: {kind: hours, hours: day, open: once_more, closed: bye}
  once_more: {kind: retry, times: 2, again: desk, then: bye}
  desk: {kind: ring, who: ann, no_answer: once_more}
  bye: {kind: hangup}
"""

RINGS = (Turn("once_more", "again", ""), Turn("desk", "on duty", ""), Turn("desk", "no answer", ""))
TURNS = (
    Turn("first", "open", ""), *RINGS, *RINGS, Turn("once_more", "onward", ""), Turn("bye", "end", ""),
)  # fmt: skip


def small(steps: str) -> Facts:
    return facts_of(MENU + steps)


def finding(facts: Facts, code: str) -> Finding:
    return next(one for one in systems.findings_of(facts) if one.code == code)


def trace_of(facts: Facts, code: str) -> Trace:
    call = finding(facts, code).call
    assert call
    return call.trace


def deeds(trace: Trace) -> list[str]:
    return [turn.deed for turn in trace.turns]


def wrong(trace: Trace) -> Iterator[Trace]:
    """The same call told wrongly, in one way after the other."""
    for place in range(len(trace.turns)):
        yield replace(trace, turns=(*trace.turns[:place], *trace.turns[place + 1 :]))
        here, (step, _, detail) = trace.turns[:place], trace.turns[place]
        yield replace(trace, turns=(*here, Turn(step, "busy", detail), *trace.turns[place + 1 :]))
    yield replace(trace, turns=(*trace.turns, trace.turns[-1]))
    yield replace(trace, number="+1 617 555 0199")
    yield replace(trace, moment="2026-11-29T12:00-05:00")  # a Sunday
    yield replace(trace, moment="2031-01-01T12:00-05:00")
    yield replace(trace, end="person")
    yield replace(trace, end="")
    yield replace(trace, circle=0)


def test_a_call_that_is_told_wrongly_is_noticed() -> None:
    facts = small(ROUND)
    trace = Trace("+1 617 555 0100", "2026-11-23T09:00-05:00", TURNS, "cut_off")
    assert replay(facts.graph, trace).outcome is Outcome.CUT_OFF
    for other in wrong(trace):
        with pytest.raises(CannotHappen):
            replay(facts.graph, other)


def test_a_circle_that_a_retry_step_ends_is_none() -> None:
    trace = Trace("+1 617 555 0100", "2026-11-23T09:00-05:00", TURNS[:4], "endless", 1)
    with pytest.raises(CannotHappen, match="only as long as a retry step lets it"):
        replay(small(ROUND).graph, trace)


def test_a_caller_who_goes_round_is_shown_past_the_last_round_of_a_retry_step() -> None:
    facts = small(ROUND.replace(": bye", ": desk"))
    trace = trace_of(facts, "IVR104")
    assert trace.end == "endless" and trace.circle is not None
    assert deeds(trace)[: trace.circle].count("again") == 2
    assert "again" not in deeds(trace)[trace.circle :]


def test_the_hour_that_occurs_twice_is_told_apart() -> None:
    facts = small(ROUND)
    period = facts.calendar.first_moment(facts.everything)
    for fold, offset in ((0, "-04:00"), (1, "-05:00")):
        moment = datetime(2027, 11, 7, 1, 30, tzinfo=period.tzinfo, fold=fold)
        trace = tell(facts.graph, Path("+1 617 555 0100", (), facts.everything, moment=moment)).trace
        assert trace.moment == f"2027-11-07T01:30{offset}"
        assert datetime.fromisoformat(trace.moment).utcoffset() == moment.utcoffset()


def test_each_number_is_shown_by_a_call_to_it() -> None:
    facts = small("  first: {kind: play, prompt: Hello., then: bye}\n  bye: {kind: hangup}\n")
    for code in ("IVR101", "IVR703", "IVR742"):
        found = [one for one in systems.findings_of(facts) if one.code == code]
        assert {one.call.trace.number for one in found if one.call} == set(facts.graph.entries), code


def test_a_circle_is_told_where_a_call_goes_round_at_some_time() -> None:
    """By day the two lead to each other; by night both lead on, and only the third goes round."""
    facts = small(
        "  first: {kind: hours, hours: day, open: second, closed: third}\n"
        "  second: {kind: hours, hours: day, open: first, closed: third}\n"
        "  third: {kind: play, prompt: Please hold., then: third}\n"
    )
    told = sorted(one.message for one in systems.findings_of(facts) if one.code == "IVR103")
    assert len(told) == 2
    assert told[0].startswith("From “first” and “second” there is no way out but hanging up (Monday")


def test_what_another_menu_of_the_run_answers_needs_no_owner_here(tmp_path: File) -> None:
    paths = [tmp_path / "one.yaml", tmp_path / "two.yaml"]
    passes_on = '  first: {kind: transfer, number: "+1 503 555 0100", reaches: voicemail}\n'
    takes = "  first: {kind: voicemail, prompt: Leave a message., owner: ann}\n"
    paths[0].write_text(MENU + passes_on, encoding="utf-8")
    paths[1].write_text((MENU + takes).replace("617", "503"), encoding="utf-8")
    alone, _, linked, _ = systems.checked(paths)
    assert finding(alone, "IVR301").call
    assert not [one for one in systems.findings_of(linked) if one.code == "IVR301"]
