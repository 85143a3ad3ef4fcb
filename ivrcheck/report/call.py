"""A call as text and as JSON."""

from __future__ import annotations

import json
from typing import Any

from ivrcheck.callgraph.move import Outcome
from ivrcheck.hours.naming import moment_words
from ivrcheck.menu.scalars import Promise
from ivrcheck.report.text import Paint, plain, visible
from ivrcheck.simulate.call import Call
from ivrcheck.simulate.event import Event

ENDS = {
    Outcome.PERSON: "The caller speaks with a person",
    Outcome.MESSAGE: "The caller has left a message",
    Outcome.CALLBACK: "A call back is booked",
    Outcome.RESOLVED: "The caller was told what they needed",
    Outcome.HANDED_OVER: "The call goes on at the other number",
    Outcome.UNOWNED_MESSAGE: "The caller has left a message",
    Outcome.CUT_OFF: "The caller is cut off",
    Outcome.ENDLESS: "This goes on without end",
    Outcome.GAVE_UP: "The caller has hung up",
}
_TO_KNOW = {
    Outcome.RESOLVED: "The announcement says so; nobody spoke with the caller.",
    Outcome.HANDED_OVER: "Nobody here knows who answers there.",
    Outcome.UNOWNED_MESSAGE: "This message belongs to nobody, so nobody calls back.",
    Outcome.CUT_OFF: "Nobody was spoken to, and nobody knows that this person called.",
    Outcome.ENDLESS: "Nothing new comes, however long the caller stays on the line.",
    Outcome.GAVE_UP: "Nobody knows that this person called.",
}


def render_opening(call: Call, paint: Paint = plain) -> str:
    """Which menu is called, and when."""
    name = visible(call.system.facts.menu.name)
    return paint(f"{name}, {call.number}, {moment_words(call.moment)}", "bold") + "\n"


def render_event(event: Event, paint: Paint = plain) -> str:
    """One thing that happens, with the clock of the call."""
    clock, words = event.line[:5], visible(event.words)
    there = paint(f" [{visible(event.file)}]", "dim") if event.file else ""
    if event.kind in ("happens", "waits"):
        words = paint(words, "dim")
    elif event.kind == "presses":
        words = paint(words, "advice")
    return f"{paint(clock, 'dim')}  {words}{there}\n"


def render_keypad(call: Call, paint: Paint = plain) -> str:
    """What the caller can do now."""
    asked = [f"type {visible(call.asks)}"] if call.asks and call.asks != "a message" else []
    keys = [f"{paint(key, 'bold')} {visible(to)}" for key, to in call.keys.items()]
    wait = {"voicemail": "leave a message", "queue": "hold"}.get(call.kind, "wait")
    return (
        "       "
        + " · ".join([*asked, *keys, f"{paint('w', 'bold')} {wait}", f"{paint('h', 'bold')} hang up"])
        + "\n"
    )


def render_end(call: Call, paint: Paint = plain) -> str:
    """How a call ended, after how long, and what the office should know."""
    assert call.outcome is not None
    level = "bold" if call.outcome.served else "error"
    lines = ["", paint(f"{ENDS[call.outcome]}, after {length(call.seconds)}.", level)]
    if known := to_know(call):
        lines.append(visible(known))
    return "\n".join(lines) + "\n"


def to_know(call: Call) -> str:
    """What the office should know about how a call ended; an empty text where there is nothing to say."""
    assert call.outcome is not None
    if call.outcome in _TO_KNOW:
        return _TO_KNOW[call.outcome]
    body = call.system.facts.menu.steps.get(call.step)
    owner = getattr(body, "owner", None)
    if owner is None:
        return ""
    what = "message" if call.outcome is Outcome.MESSAGE else "call back"
    name = call.system.facts.menu.name_of(owner)
    within: Promise | None = getattr(body, "callback_within", None)
    promise = f", who should answer within {within.words}" if within else ""
    return f"The {what} belongs to {name}{promise}."


def length(seconds: float) -> str:
    """A length of time: ``35 seconds``, ``2 minutes 5 seconds``."""
    minutes, rest = divmod(round(seconds), 60)
    parts = [f"{minutes} minute{'s' if minutes != 1 else ''}"] if minutes else []
    if rest or not minutes:
        parts.append(f"{rest} second{'s' if rest != 1 else ''}")
    return " ".join(parts)


def render_call(call: Call, paint: Paint = plain) -> str:
    """A whole call, from its opening to its end."""
    events = "".join(render_event(event, paint) for event in call.events)
    return render_opening(call, paint) + "\n" + events + render_end(call, paint)


def call_json(call: Call) -> str:
    """A whole call for programs; seconds count from the moment it is answered."""
    assert call.outcome is not None
    found: dict[str, Any] = {
        "menu": call.system.facts.menu.name,
        "number": call.number,
        "at": call.moment.isoformat(),
        "outcome": call.outcome.word,
        "served": call.outcome.served,
        "seconds": round(call.seconds, 3),
        "step": call.step,
        "office": to_know(call),
        "events": [_event(event) for event in call.events],
    }
    return json.dumps(found, ensure_ascii=False, indent=2) + "\n"


def _event(event: Event) -> dict[str, Any]:
    found: dict[str, Any] = {
        "at": round(event.at, 3),
        "seconds": round(event.seconds, 3),
        "kind": event.kind,
        "text": event.text,
        "step": event.step,
    }
    return (
        found
        | ({"file": event.file} if event.file else {})
        | ({"cut_short": True} if event.cut_short else {})
    )
