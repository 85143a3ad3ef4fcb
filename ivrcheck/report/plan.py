"""A call plan as text, as call tests, and as a list to tick off, in Markdown and HTML."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from itertools import groupby

from ivrcheck.analysis.facts import Facts
from ivrcheck.analysis.script import HANG_UP, WAIT
from ivrcheck.analysis.story import COUNT
from ivrcheck.callgraph.move import Outcome
from ivrcheck.hours.naming import moment_words
from ivrcheck.hours.words import WEEKDAYS
from ivrcheck.report.call import ENDS, length
from ivrcheck.report.text import Paint, plain, visible
from ivrcheck.simulate.call import Call
from ivrcheck.simulate.event import Event
from ivrcheck.simulate.plan import Planned, PlanPart

_OFFICE = {
    "yes": "somebody answers", "no": "nobody answers, let it ring", "busy": "the line has to be busy",
    "full": "it has to be full", "room": "there is room", "error": "there must be no answer",
}  # fmt: skip
DO, HEAR = "do", "hear"


@dataclass(frozen=True, slots=True)
class Sheet:
    """One call for a person with a telephone."""

    number: int
    when: str
    dial: str
    office: tuple[str, ...]
    """What has to be arranged at the office."""
    lines: tuple[tuple[str, str], ...]
    """One after the other: ``do`` or ``hear``, and what."""
    end: str


def sheets_of(parts: Sequence[PlanPart]) -> Iterator[tuple[PlanPart, list[Sheet]]]:
    number = 0
    for part in parts:
        sheets = []
        for one in part.calls:
            number += 1
            sheets.append(_sheet(number, one))
        yield part, sheets


def _sheet(number: int, one: Planned) -> Sheet:
    call = one.call
    assert call.outcome
    office = tuple(map(_arranged, one.script.answers))
    end = f"{_end(call.outcome)}, after about {length(call.seconds)}."
    return Sheet(number, moment_words(call.moment), call.number, office, tuple(_lines(call)), end)


def _arranged(answer: str) -> str:
    """``At “desk”: nobody answers, let it ring.``"""
    step, _, words = answer.partition("=")
    said = [_OFFICE.get(word, f"the answer is “{word}”") for word in words.split(",")]
    return f"At “{step}”: {'; the next time '.join(said)}."


def _lines(call: Call) -> Iterator[tuple[str, str]]:
    """What the person does and hears, one after the other."""
    before: Event | None = None
    for event in call.events:
        if event.kind == "presses":
            yield DO, f"Press {event.text or 'the keys'}."
        elif event.kind == "waits" and not (before and before.kind == "presses"):
            yield DO, f"Do nothing for {event.seconds:g} seconds."
        elif event.kind == "says":
            yield HEAR, event.words
        elif event.kind in ("rings", "holds"):
            yield HEAR, event.words.replace("The caller holds", "You are on hold")
        elif event.kind == "tone":
            yield DO, "After the tone, say that this is a trial call."
        elif event.text.startswith("The caller hangs up"):
            yield DO, "Hang up."
        before = event


def plan_summary(facts: Facts, parts: Sequence[PlanPart]) -> str:
    """``Hillside: 21 calls try all 43 things that can happen. Fewer than 20 cannot.``"""
    calls, moves = sum(len(part.calls) for part in parts), sum(part.moves for part in parts)
    left, fewest = sum(len(part.left) for part in parts), sum(part.fewest for part in parts)
    much = f"all {moves:,}" if not left else f"{moves - left:,} of {moves:,}"
    bound = "No plan has fewer" if fewest == calls else f"No plan can do it with fewer than {fewest:,}"
    plural = "s try" if calls != 1 else " tries"
    what = "things that can happen, counted in every kind of time"
    return f"{facts.menu.name}: {calls:,} call{plural} {much} {what}. {bound}."


def part_title(facts: Facts, part: PlanPart) -> str:
    name = part.kind.name[:1].upper() + part.kind.name[1:]
    when = facts.when(part.kind.bits)
    return name if when == "always" else f"{name} ({when})"


def render_plan(facts: Facts, parts: Sequence[PlanPart], paint: Paint = plain) -> str:
    """A line for each call, by the kind of time."""
    lines = [paint(visible(plan_summary(facts, parts)), "bold")]
    for part, sheets in sheets_of(parts):
        lines += ["", paint(visible(part_title(facts, part)), "bold")]
        numbers = len({one.call.number for one in part.calls}) > 1
        for sheet, one in zip(sheets, part.calls, strict=True):
            lines.append(f"  {sheet.number:>3}. {visible(_line(one, numbers))}")
        lines += [f"       not tried: {visible(words)}" for words in left_words(facts, part)]
    return "\n".join(lines) + "\n"


def _line(one: Planned, numbers: bool) -> str:
    """``Mon 2026-11-23 08:45: press 2, wait; desk=no. The caller has left a message.``"""
    assert one.call.outcome
    dialled = f" to {one.call.number}" if numbers else ""
    office = f"; {', '.join(one.script.answers)}" if one.script.answers else ""
    end = _end(one.call.outcome)
    moment = one.call.moment
    return (
        f"{WEEKDAYS[moment.weekday()][:3]} {moment:%Y-%m-%d %H:%M}{dialled}: {_pressed(one)}{office}. {end}."
    )


def _end(outcome: Outcome) -> str:
    """How a call ends; here nothing follows that would say whose a message is."""
    return "The caller has left a message for nobody" if outcome is Outcome.UNOWNED_MESSAGE else ENDS[outcome]


def _pressed(one: Planned) -> str:
    """``press 2, press 4 three times, wait, hang up``; silence is said once, however often it takes."""
    words = []
    for key, same in groupby(one.script.keys):
        times = COUNT.get(count, f"{count} times") if (count := len(list(same))) > 1 else ""
        press = f"press {key} {times}".rstrip()
        words.append({WAIT: "wait", HANG_UP: "hang up"}.get(key, press))
    return ", ".join(words) or "listen"


def left_words(facts: Facts, part: PlanPart) -> list[str]:
    graph = facts.graph
    return [f"“{graph.step_of(move.source)}”, {move.deed.value} {move.detail}".rstrip() for move in part.left]


def plan_calls(facts: Facts, parts: Sequence[PlanPart]) -> str:
    """The plan as call tests: each call has to end as it does now."""
    lines = [f"# {plan_summary(facts, parts)}", f"start: {facts.calendar.start}", "", "calls:"]
    first = next(iter(facts.graph.entries), "")
    number = 0
    for part in parts:
        for one in part.calls:
            number += 1
            lines += [*_test(number, one, first), ""]
    return "\n".join(lines[:-1]) + "\n"


def _test(number: int, one: Planned, first: str) -> Iterator[str]:
    call, script = one.call, one.script
    assert call.outcome
    name = f"{number}, {one.kind.name}: {_pressed(one)}"
    yield f"  {json.dumps(name, ensure_ascii=False)}:"
    yield f"    at: {call.moment:%Y-%m-%d %H:%M}"
    if call.number != first:
        yield f"    entry: {json.dumps(call.number)}"
    if script.keys:
        yield f"    keys: {json.dumps(' '.join(script.keys))}"
    if script.answers:
        said = (answer.partition("=") for answer in script.answers)
        office = ", ".join(f"{step}: {json.dumps(word, ensure_ascii=False)}" for step, _, word in said)
        yield f"    office: {{{office}}}"
    yield f"    expect: {{outcome: {call.outcome.word}, passes: [{', '.join(_passed(call))}]}}"


def _passed(call: Call) -> list[str]:
    """The steps a call passes, one after the other."""
    graph, steps = call.system.graph, list[str]()
    for move in call.moves:
        step = graph.step_of(move.source)
        if steps[-1:] != [step]:
            steps.append(step)
    return steps


def plan_markdown(facts: Facts, parts: Sequence[PlanPart]) -> str:
    """The plan as a list to tick off."""
    lines = [
        f"# Trial calls: {_plain_markdown(facts.menu.name)}",
        "",
        _plain_markdown(plan_summary(facts, parts)),
    ]
    for part, sheets in sheets_of(parts):
        lines += ["", f"## {_plain_markdown(part_title(facts, part))}"]
        for sheet in sheets:
            lines += ["", f"- [ ] **{sheet.number}. Call {sheet.dial}**, such as {sheet.when}"]
            lines += [f"  - {_plain_markdown(words)}" for words in sheet.office]
            for kind, words in sheet.lines:
                text = _plain_markdown(words)
                lines.append(f"  - **{text}**" if kind == DO else f"  - {text}")
            lines.append(f"  - {_plain_markdown(sheet.end)}")
        lines += [f"- not tried: {_plain_markdown(words)}" for words in left_words(facts, part)]
    return "\n".join(lines) + "\n"


def _plain_markdown(text: str) -> str:
    """A text in which nothing is Markdown or HTML."""
    return "".join(f"\\{sign}" if sign in "\\`*_[]<>#|&" else sign for sign in visible(text))


_STYLE = """
body { font: 11pt/1.4 system-ui, sans-serif; max-width: 46rem; margin: 2rem auto; padding: 0 1rem; }
h1 { font-size: 1.5rem; } h2 { font-size: 1.15rem; margin-top: 2rem; border-bottom: 1px solid #999; }
section { break-inside: avoid; margin: 1rem 0; padding: .6rem .8rem; border: 1px solid #bbb; }
section > label { font-weight: 600; } input { width: 1.1rem; height: 1.1rem; vertical-align: -.15rem; }
.when, .office { color: #444; margin: .2rem 0 .2rem 1.6rem; } .office { font-style: italic; }
ol { margin: .4rem 0; padding-left: 3rem; } .do { font-weight: 600; } .hear { color: #222; }
.end { margin: .2rem 0 0 1.6rem; }
@media print { body { margin: 0; max-width: none; } }
"""


def plan_html(facts: Facts, parts: Sequence[PlanPart]) -> str:
    """The plan as a page of its own, to print and to tick off."""
    name = _html(facts.menu.name)
    lines = [
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>Trial calls: {name}</title>\n<style>{_STYLE}</style>\n</head>\n<body>",
        f"<h1>Trial calls: {name}</h1>\n<p>{_html(plan_summary(facts, parts))}</p>",
    ]
    for part, sheets in sheets_of(parts):
        lines.append(f"<h2>{_html(part_title(facts, part))}</h2>")
        lines += map(_section, sheets)
        lines += [f"<p>Not tried: {_html(words)}</p>" for words in left_words(facts, part)]
    return "\n".join([*lines, "</body>\n</html>"]) + "\n"


def _section(sheet: Sheet) -> str:
    title = f'<label><input type="checkbox"> {sheet.number}. Call {_html(sheet.dial)}</label>'
    office = "".join(f'<p class="office">{_html(words)}</p>\n' for words in sheet.office)
    lines = "".join(f'<li class="{kind}">{_html(words)}</li>\n' for kind, words in sheet.lines)
    when = f'<p class="when">Such as {_html(sheet.when)}</p>'
    end = f'<p class="end">{_html(sheet.end)}</p>'
    return f"<section>\n{title}\n{when}\n{office}<ol>\n{lines}</ol>\n{end}\n</section>"


def _html(text: str) -> str:
    return escape(visible(text))
