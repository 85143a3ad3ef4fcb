"""What Twilio Studio asks of a flow, as its documentation lists the widgets: a check of our own."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

WIDGETS: dict[str, tuple[set[str], set[str]]] = {
    "trigger": (
        {"incoming" + what for what in ("Message", "Call", "ConversationMessage", "Request", "Parent")},
        set(),
    ),
    "say-play": ({"audioComplete"}, {"loop"}),
    "gather-input-on-call": ({"keypress", "speech", "timeout"}, {"timeout", "loop", "stop_gather"}),
    "split-based-on": ({"match", "noMatch"}, {"input"}),
    "set-variables": ({"next"}, {"variables"}),
    "connect-call-to": ({"callCompleted", "hangup"}, {"noun", "to", "timeout", "caller_id"}),
    "enqueue-call": ({"callComplete", "failedToEnqueue", "callFailure"}, {"queue_name"}),
    "record-voicemail": ({"recordingComplete", "noAudio", "hangup"}, {"timeout", "max_length", "play_beep"}),
    "run-function": ({"success", "fail"}, {"url"}),
}  # fmt: skip
"""By widget, its events and the properties it cannot do without."""
CONDITIONS = {"equal_to", "matches_any_of", "less_than", "contains", "regex"}
LIQUID = re.compile(
    r"\{\{(widgets\.\w+\.(Digits|SpeechResult|DialCallStatus|parsed(\.\w+){1,2})"
    r"|flow\.variables\.\w+( \| plus: 1)?|trigger\.call\.To|contact\.channel\.address)\}\}"
)


def wrong_with(text: str) -> list[str]:
    """What Twilio would not take, or would read otherwise than it is meant."""
    return list(_wrong(json.loads(text)))


def _wrong(flow: dict[str, Any]) -> Iterator[str]:
    names = [one["name"] for one in flow["states"]]
    if len(names) != len({*names}) or flow["initial_state"] not in names:
        yield "names"
    for widget in flow["states"]:
        yield from _wrong_widget(widget, {*names})
    for value in _texts(flow):
        if ("{{" in value or "{%" in value) and not LIQUID.fullmatch(value):
            yield f"liquid: {value!r}"
        if re.search("[<>]", value):
            yield f"markup: {value!r}"
    for asked in re.findall(r"\{\{widgets\.(\w+)", json.dumps(flow)):
        if asked not in names:
            yield f"there is no widget {asked}"


def _wrong_widget(widget: dict[str, Any], names: set[str]) -> Iterator[str]:
    name, properties = widget["name"], widget["properties"]
    events, needed = WIDGETS[widget["type"]]
    if not re.fullmatch(r"\w+", name, re.ASCII):
        yield f"name: {name}"
    found = [one["event"] for one in widget["transitions"]]
    single = [event for event in found if event != "match"]
    if not {*found} <= events or {*single} != events - {"match"} or len(single) != len({*single}):
        yield f"{name}: events {found}"
    if not needed <= properties.keys() or not {"x", "y"} <= properties["offset"].keys():
        yield f"{name}: properties {[*properties]}"
    if widget["type"] == "say-play" and len({"say", "play"} & properties.keys()) != 1:
        yield f"{name}: says nothing"
    for one in widget["transitions"]:
        if "next" in one and one["next"] not in names:
            yield f"{name}: leads to {one['next']}"
        for condition in one.get("conditions", ()):
            if condition["type"] not in CONDITIONS or condition["arguments"] != [properties.get("input")]:
                yield f"{name}: {condition}"


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    for one in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from _texts(one)
