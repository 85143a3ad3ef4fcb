"""Puts a menu together for Twilio Studio: its steps one by one, then the Functions they ask."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from ivrcheck.callgraph.graph import CallGraph
from ivrcheck.config import Pace
from ivrcheck.convert.exported import Exported
from ivrcheck.convert.twilio_out import asking, plain_steps, ringing
from ivrcheck.convert.twilio_out.clock import clock, lookup
from ivrcheck.convert.twilio_out.flow import HOST, Flow, plain
from ivrcheck.hours.words import date_words
from ivrcheck.menu.numbers import dialled_abroad

MARK = "(written by ivrcheck)"
_WRITERS: dict[str, Callable[[Flow, str, str, Any], None]] = {
    "play": plain_steps.play,
    "menu": asking.menu,
    "hours": plain_steps.hours,
    "ring": ringing.ring,
    "queue": ringing.queue,
    "transfer": ringing.transfer,
    "voicemail": ringing.voicemail,
    "callback": asking.callback,
    "collect": asking.collect,
    "lookup": plain_steps.lookup,
    "retry": plain_steps.retry,
    "directory": asking.menu,
    "language": plain_steps.language,
    "hangup": plain_steps.hangup,
}
_INCOMING = (
    "incomingMessage", "incomingCall", "incomingConversationMessage", "incomingRequest", "incomingParent",
)  # fmt: skip


def export(graph: CallGraph, stem: str, pace: Pace) -> Exported:
    """Write a menu as a flow, and the Functions that read the clock and look things up."""
    flow = Flow(graph)
    for step, ways in flow.ways.items():
        for language in ways.languages:
            _WRITERS[ways.body.kind](flow, step, language, ways.body)
    begin = _numbers(flow)
    if flow.hours or flow.rung:
        begin = flow.add(
            ringing.CLOCK, "run-function", {"success": begin, "fail": begin}, url=f"{HOST}/clock"
        )
    events = {event: begin if event == "incomingCall" else None for event in _INCOMING}
    flow.add("Trigger", "trigger", events)
    files = {"flow.json": _json(flow)}
    if ringing.CLOCK in flow.widgets:
        last = graph.calendar.last - timedelta(days=1)
        files["clock.js"] = clock(flow, f"{date_words(last)} {last.year}")
    if flow.looks_up:
        files["lookup.js"] = lookup()
    return Exported(files, tuple(dict.fromkeys(flow.losses)), 0, dated="clock.js" in files)


def _numbers(flow: Flow) -> str | None:
    """Where calls begin; where that depends on the number dialled, a widget that asks for it."""
    language = flow.menu.languages[0]
    first = {number: flow.head(entry.to, language) for number, entry in flow.menu.entry.items()}
    if len({*first.values()}) == 1:
        return next(iter(first.values()))
    matches = []
    for number, to in first.items():
        if dialled := dialled_abroad(number, flow.menu.country):
            matches.append(("equal_to", dialled, number, to))
        else:
            flow.lost("", f"The number {number} is no telephone number in full, so Twilio does not know it.")
    return flow.split("Number", "{{trigger.call.To}}", matches, next(iter(first.values())))


def _json(flow: Flow) -> str:
    """The flow as Studio takes it. Who wrote it stands in its first line."""
    widgets = [flow.widgets.pop("Trigger"), *flow.widgets.values()]
    flow.widgets["Trigger"] = widgets[0]
    widgets[0]["properties"]["offset"] = {"x": 0, "y": 0}
    description = json.dumps(f"{plain(flow.menu.name)} {MARK}")
    states = json.dumps(widgets, indent=2)
    return (
        f'{{"description": {description},\n"initial_state": "Trigger",\n'
        f'"flags": {{"allow_concurrent_calls": true}},\n"states": {states}}}\n'
    )
