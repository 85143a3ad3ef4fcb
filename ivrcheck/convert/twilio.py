"""Reads Twilio Studio flows: widgets (``states``) with a transition for each event.

A transition that leads nowhere ends the call. What a caller types is taken by one widget and split by the
next; the two become one menu. What functions, requests and speech decide becomes a question.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from ivrcheck.convert.draft import Draft, Treated
from ivrcheck.convert.jsontree import read_json
from ivrcheck.convert.source import Source, Tree, Unreadable
from ivrcheck.convert.twilio_splits import Branch, Counter, branches, counter, key_words, tried, unanswered
from ivrcheck.menu.todo import TODO
from ivrcheck.source import Span

_LIQUID = re.compile(r"\{[{%]\s*(.*?)\s*[%}]\}")
_TEXT_ENDS = 20
"""The most digits that a widget without a number of digits takes."""


def read(sources: Sequence[Source]) -> Draft:
    """The menu of one flow, or of several with a number each."""
    flows = [read_json(source) for source in sources]
    names = [_name(flow) for flow in flows]
    draft = Draft("Twilio Studio", names[0])
    for number, (flow, name) in enumerate(zip(flows, names, strict=True)):
        Flow(draft, flow, name if number else "").read()
    return draft


def _name(flow: Tree) -> str:
    if not isinstance(flow.value, dict) or not isinstance(flow.value.get("states"), list):
        raise Unreadable("it has no list of “states”.")
    return text(flow.value.get("description")) or Path(flow.source.file).stem


def text(value: Any) -> str:
    """A text, with the placeholders of Liquid in angle quotes; empty for anything else."""
    return _LIQUID.sub(r"‹\1›", value).strip() if isinstance(value, str) else ""


class Flow:
    """One flow: its widgets by name, and the steps they become."""

    def __init__(self, draft: Draft, flow: Tree, prefix: str) -> None:
        self.draft = draft
        self.flow = flow
        self.prefix = prefix
        self.states: dict[str, dict[str, Any]] = {}
        self.places: dict[str, int] = {}
        self.ends: dict[str, str] = {}
        self.taken_in: set[str] = set()
        """Splits that are part of the step before them."""
        for number, state in enumerate(flow.value["states"]):
            if isinstance(state, dict) and isinstance(state.get("name"), str):
                self.states.setdefault(state["name"], state)
                self.places.setdefault(state["name"], number)
        self.leads_to: dict[str, list[str]] = {}
        """By widget, those that lead to it."""
        for name, state in self.states.items():
            for _, one in self.transitions(state):
                if isinstance(one.get("next"), str):
                    self.leads_to.setdefault(one["next"], []).append(name)

    def read(self) -> None:
        """Every widget that a call can come to, as steps."""
        first = self.states.get(text(self.flow.value.get("initial_state"))) or self._trigger()
        self.at = self.flow.at("initial_state")
        start = self.next(first, "incomingCall") if first else None
        self.draft.understood += 1
        self.done: set[str] = set()
        self.todo: deque[str] = deque()
        number = f"{TODO} {self.prefix}".strip()
        self.draft.put("entry", number, self.to(start) or self.end("nothing"), self.flow.at("initial_state"))
        while self.todo:
            self._step(self.todo.popleft())
        for name in self.states:
            if name not in self.done | self.taken_in and self.kind(name) != "trigger":
                self._unreached(name)

    def _trigger(self) -> dict[str, Any] | None:
        return next((state for state in self.states.values() if state.get("type") == "trigger"), None)

    def _unreached(self, name: str) -> None:
        at, kind = self.span(name), self.kind(name)
        self.draft.note(f"{name} ({kind})", at, "No call comes to this widget.", Treated.LEFT_OUT)

    def _step(self, name: str) -> None:
        state = self.states[name]
        make = _WIDGETS.get(self.kind(name))
        if make:
            make(self, name, state, self.span(name))
        else:
            why = "This kind of widget is not known."
            self.draft.somewhere(self.id(name), self.span(name), f"{name} ({self.kind(name)})", why)

    # widgets and where they lead

    def kind(self, name: str) -> str:
        return text(self.states[name].get("type")) or "no type"

    def span(self, name: str) -> Span:
        return self.flow.at("states", self.places[name], "name")

    def id(self, name: str) -> str:
        return self.draft.id("steps", f"{self.prefix}\0{name}" if self.prefix else name, name)

    def transitions(self, state: dict[str, Any]) -> Iterator[tuple[int, dict[str, Any]]]:
        """The transitions of a widget with their places in its list."""
        found = state.get("transitions")
        for number, one in enumerate(found if isinstance(found, list) else ()):
            if isinstance(one, dict):
                yield number, one

    def next(self, state: dict[str, Any], event: str) -> str | None:
        """The widget that an event leads to; None where the call ends."""
        for _, one in self.transitions(state):
            if one.get("event") == event and isinstance(one.get("next"), str):
                return str(one["next"])
        return None

    def properties(self, state: dict[str, Any]) -> dict[str, Any]:
        found = state.get("properties")
        return found if isinstance(found, dict) else {}

    def to(self, name: str | None) -> str | None:
        """The step of a widget, passing over those that callers do not notice."""
        seen: set[str] = set()
        while name is not None and name not in seen:
            seen.add(name)
            if name not in self.states:
                self.draft.note(
                    name, self.at, "There is no widget of that name; the call ends.", Treated.GUESSED
                )
                return None
            event = self._unnoticed(name)
            if event is None:
                break
            self._pass(name)
            name = self.next(self.states[name], event)
        if name is None:
            return None
        if name in seen and self._unnoticed(name) is not None:
            return self.end(name)  # widgets that only lead to one another
        if name not in self.done:
            self.done.add(name)
            self.todo.append(name)
        return self.id(name)

    def _unnoticed(self, name: str) -> str | None:
        """The event after which the call goes on at a widget of which callers notice nothing."""
        kind, state = self.kind(name), self.states[name]
        if kind in _UNNOTICED:
            return None if counter(self, name) else _UNNOTICED[kind]
        if kind not in _PROGRAMS:
            return None
        good, bad = _PROGRAMS[kind]
        to = self.next(state, good)
        return good if to is not None and to == self.next(state, bad) else None

    def _pass(self, name: str) -> None:
        if name not in self.done:
            self.done.add(name)
            kind = self.kind(name)
            self.draft.note(f"{name} ({kind})", self.span(name), "The call goes on.", Treated.LEFT_OUT)

    def led(self, name: str, field: str, event: str) -> str | None:
        """Where an event of a widget leads; its place is the place of a field of the step."""
        state = self.states[name]
        for number, one in self.transitions(state):
            if one.get("event") == event:
                at = self.flow.at("states", self.places[name], "transitions", number, "event")
                self.draft.place(at, "steps", self.id(name), field)
        return self.to(self.next(state, event))

    def end(self, name: str) -> str:
        """A step that ends the call, where a step needs one and the flow has none."""
        if name not in self.ends:
            self.ends[name] = self.draft.own(f"{name} ends the call")
            at = self.span(name) if name in self.states else self.flow.at("initial_state")
            self.draft.step(self.ends[name], "hangup", at)
        return self.ends[name]

    def prompt(self, state: dict[str, Any]) -> Any:
        """What a widget says or plays."""
        properties = self.properties(state)
        if said := text(properties.get("say")):
            return said
        played = text(properties.get("play"))
        return {"audio": played} if played else TODO

    # the kinds of widgets

    def say(self, name: str, state: dict[str, Any], at: Span) -> None:
        then = self.led(name, "then", "audioComplete")
        self.draft.understood += 1
        if then is None:
            self.draft.step(self.id(name), "hangup", at, prompt=self.prompt(state))
        else:
            self.draft.step(self.id(name), "play", at, prompt=self.prompt(state), then=then)

    def gather(self, name: str, state: dict[str, Any], at: Span) -> None:
        """Keys that the next widget splits are a menu; others are a number that is typed."""
        said, after = self.next(state, "speech"), self.next(state, "keypress")
        id = self.id(name)
        if said and said != after:  # who speaks goes another way than who presses keys
            typed = self.draft.own(f"{name} keys")
            answers = {"presses keys": typed, "speaks": self.to(said) or self.end(name)}
            why = "What callers say is understood by a program; what they press is followed."
            self.draft.question(
                id, at, f"{name} (speech)", "Does the caller press keys or speak?", answers, why
            )
            id = typed
        found = branches(self, after, f"widgets.{name}.Digits") if after else None
        keys = {} if found is None else dict(self.keys(name, id, found))
        self.draft.understood += 1
        if found is None or not keys:
            self._collect(name, id, state, after)
        else:
            self._menu(name, id, state, found, keys)

    def _menu(
        self, name: str, id: str, state: dict[str, Any], found: Sequence[Branch], keys: dict[str, Any]
    ) -> None:
        other = next((one.to for one in found if one.otherwise), None)
        self.draft.understood += 1
        self.taken_in.add(str(self.next(state, "keypress")))
        silent, wrong = tried(self, name, self.next(state, "timeout")), tried(self, name, other)
        no_input = None if silent else self.led(name, "no_input", "timeout")
        self.draft.step(
            id, "menu", self.span(name), prompt=self.prompt(state), keys=keys, wait=self.seconds(state),
            tries="1", no_input=self.after_tries(silent) if silent else no_input,
            no_match=self.after_tries(wrong) if wrong else self.to(other),
        )  # fmt: skip

    def after_tries(self, found: Counter) -> dict[str, str]:
        """Where callers go on who were asked several times."""
        self.draft.understood += 2
        to = self.to(found.then)
        return {**({"to": to} if to else {}), "tries": str(found.times + 1)}

    def keys(self, name: str, id: str, found: Sequence[Branch]) -> Iterator[tuple[str, Any]]:
        """The keys of a menu, each with where it leads and what the flow calls it."""
        seen: set[str] = set()
        for one in found:
            if one.otherwise:
                continue
            words = key_words(one)
            if words is None:
                why = "Such a condition is more than a key; callers who meet it are taken for wrong keys."
                self.draft.note(f"{name}: {one.words}", one.at, why, Treated.GUESSED)
            for key in words or ():
                if key not in seen:
                    seen.add(key)
                    self.draft.place(one.at, "steps", id, "keys", key)
                    to = self.to(one.to) or self.end(f"{name} {key}")
                    yield key, {"to": to, "label": one.label} if one.label not in ("", key) else to

    def _collect(self, name: str, id: str, state: dict[str, Any], after: str | None) -> None:
        properties = self.properties(state)
        digits = text(properties.get("number_of_digits"))
        digits = digits if digits.isascii() and digits.isdigit() and digits != "0" else ""
        finish = text(properties.get("finish_on_key"))
        finish = finish if finish and finish in "0123456789*#" else ""
        self.draft.step(
            id, "collect", self.span(name), prompt=self.prompt(state), digits=digits or f"1-{_TEXT_ENDS}",
            then=self.to(after) or self.end(name), finish=finish or None,
            wait=self.seconds(state), tries="1", no_input=self.led(name, "no_input", "timeout"),
        )  # fmt: skip

    def seconds(self, state: dict[str, Any]) -> str | None:
        """How long a widget waits, as a length of time."""
        found = text(self.properties(state).get("timeout"))
        return f"{found}s" if found.isascii() and found.isdigit() and 0 < len(found) < 5 else None

    def split(self, name: str, state: dict[str, Any], at: Span) -> None:
        asked = text(self.properties(state).get("input")) or name
        found = branches(self, name, None) or ()
        answers: dict[str, str] = {}
        for one in found:
            word = one.label or one.words
            while word in answers:
                word += " (again)"
            answers[word] = self.to(one.to) or self.end(f"{name} {word}")
            self.draft.place(one.at, "steps", self.id(name), "answers", word)
        why = f"What {asked} holds is not known before the call."
        answers = answers or {"anything": self.end(name)}
        other = next((to for to, one in zip(answers.values(), found, strict=False) if one.otherwise), None)
        self.draft.question(self.id(name), at, f"{name} (split)", f"{asked}?", answers, why, other)

    def connect(self, name: str, state: dict[str, Any], at: Span) -> None:
        properties = self.properties(state)
        noun, to = text(properties.get("noun")), text(properties.get("to"))
        after = self.to(unanswered(self, name, self.next(state, "callCompleted")))
        self.draft.understood += 1
        if noun in ("client", "sip") or (to.startswith("sip:")):
            team = self.draft.team(f"{noun or 'sip'}:{to}", at, to or name)
            self.draft.step(self.id(name), "ring", at, who=team, for_=self.seconds(state), no_answer=after)
            return
        number = TODO if "‹" in to or not to else to.split(",")[0].strip()
        self.draft.step(
            self.id(name),
            "transfer",
            at,
            number=number,
            reaches="unknown",
            for_=self.seconds(state),
            no_answer=after,
        )

    def enqueue(self, name: str, state: dict[str, Any], at: Span) -> None:
        properties = self.properties(state)
        label = text(properties.get("queue_name")) or text(properties.get("channel")) or name
        team = self.draft.team(
            text(properties.get("workflow")) or label, at, label if "‹" not in label else name
        )
        self.draft.understood += 1
        self.draft.step(self.id(name), "queue", at, team=team, max_wait=TODO)
        for event in ("failedToEnqueue", "callFailure"):
            if self.next(state, event):
                what, why = f"{name}: {event}", "What happens when Twilio itself fails is not followed."
                self.draft.note(what, at, why, Treated.LEFT_OUT)

    def voicemail(self, name: str, state: dict[str, Any], at: Span) -> None:
        then = self.led(name, "then", "recordingComplete")
        self.draft.understood += 1
        prompt = self.prompt(state)
        prompt = {"audio": "beep"} if prompt == TODO else prompt
        self.draft.step(
            self.id(name), "voicemail", at, prompt=prompt, owner=TODO, callback_within=TODO, then=then
        )
        if self.next(state, "noAudio"):
            why = "Callers who say nothing go another way; here they count as having left a message."
            self.draft.note(f"{name}: noAudio", at, why, Treated.GUESSED)

    def program(self, name: str, state: dict[str, Any], at: Span) -> None:
        """A function, a request or another flow: it succeeds or fails."""
        good, bad = _PROGRAMS[self.kind(name)]
        well = self.led(name, "answers", good) or self.end(name)
        badly = self.led(name, "error", bad)
        why = "A program outside the flow decides."
        self.draft.question(
            self.id(name),
            at,
            f"{name} ({self.kind(name)})",
            f"Does “{name}” succeed?",
            {good: well},
            why,
            badly,
        )

    def set_variables(self, name: str, state: dict[str, Any], at: Span) -> None:
        """A counter and the split on it: the first arrivals go one way, the later ones another."""
        found = counter(self, name)
        assert found is not None
        self.draft.understood += 2
        self.taken_in.add(str(self.next(state, "next")))
        again, then = self.to(found.again), self.to(found.then)
        self.draft.step(
            self.id(name), "retry", at, times=str(found.times), again=again or self.end(f"{name} again"),
            then=then or self.end(name),
        )  # fmt: skip


_PROGRAMS = {
    "run-function": ("success", "fail"),
    "make-http-request": ("success", "failed"),
    "run-subflow": ("completed", "failed"),
    "add-twiml-redirect": ("return", "fail"),
    "capture-payments": ("success", "maxFailedAttempts"),
    "search-customer": ("found", "notFound"),
    "lookup-phone-number": ("success", "failed"),
}
_UNNOTICED = {
    "set-variables": "next",
    "send-message": "sent",
    "record-call": "success",
    "fork-stream": "next",
    "set-attributes": "next",
    "send-email": "success",
}
"""Widgets of which callers notice nothing, and the event after which the call goes on."""

_WIDGETS: dict[str, Callable[[Flow, str, dict[str, Any], Span], None]] = {
    "say-play": Flow.say,
    "gather-input-on-call": Flow.gather,
    "split-based-on": Flow.split,
    "connect-call-to": Flow.connect,
    "enqueue-call": Flow.enqueue,
    "send-to-flex": Flow.enqueue,
    "record-voicemail": Flow.voicemail,
    "set-variables": Flow.set_variables,
    **dict.fromkeys(_PROGRAMS, Flow.program),
}
