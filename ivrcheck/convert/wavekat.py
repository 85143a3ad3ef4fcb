"""Reads a flow of WaveKat: ``schema_version``, an entry, and nodes with exits."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from ivrcheck.convert.draft import Draft, Treated
from ivrcheck.convert.source import Source, Tree, Unreadable
from ivrcheck.convert.yamltree import read_yaml
from ivrcheck.menu.todo import TODO
from ivrcheck.source import Span

_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def read(sources: Sequence[Source]) -> Draft:
    """The menu of one flow, or of several that are called one after the other by their own numbers."""
    flows = [read_yaml(source) for source in sources]
    draft = Draft("WaveKat Flow", _text(flows[0].value, "name") or TODO)
    for number, flow in enumerate(flows):
        _Flow(draft, flow, number).read()
    return draft


def _text(value: Any, name: str) -> str:
    found = value.get(name) if isinstance(value, dict) else None
    return found if isinstance(found, str) else ""


class _Flow:
    """One flow file."""

    def __init__(self, draft: Draft, flow: Tree, number: int) -> None:
        self.draft = draft
        self.flow = flow
        self.prefix = f"{_text(flow.value, 'id')}." if number else ""
        nodes = flow.value.get("nodes") if isinstance(flow.value, dict) else None
        if not isinstance(nodes, dict) or not nodes:
            raise Unreadable("it has no nodes.")
        self.nodes: dict[str, Any] = nodes

    def read(self) -> None:
        """Every node as a step."""
        for name in self.nodes:
            self.draft.id("steps", self.prefix + name, name)
        for name, body in self.nodes.items():
            at = self.flow.at("nodes", name)
            body = body if isinstance(body, dict) else {}
            kind = _text(body, "kind")
            make = _KINDS.get(kind)
            if make is None:
                self.draft.somewhere(
                    self.id(name), at, f"{name} ({kind or 'no kind'})", "This kind of node is not known."
                )
                continue
            self.draft.understood += 1
            make(self, name, body, at)
        first = _text(self.flow.value, "entry") or next(iter(self.nodes))
        self.draft.put(
            "entry", f"{TODO} {self.prefix.rstrip('.')}".strip(), self.id(first), self.flow.at("entry")
        )

    def id(self, name: str) -> str:
        return self.draft.id("steps", self.prefix + name, name)

    def exit(self, name: str, body: dict[str, Any], exit: str) -> str | None:
        """Where a node's exit leads; None where the call ends there."""
        exits = body.get("exits")
        to = exits.get(exit) if isinstance(exits, dict) else None
        if not isinstance(to, str):
            return None
        if to not in self.nodes:
            at = self.flow.at("nodes", name, "exits", exit)
            self.draft.note(f"{name}: {exit}: {to}", at, f"There is no node “{to}”.", Treated.UNKNOWN_END)
            return None
        self.draft.place(
            self.flow.at("nodes", name, "exits", exit), "steps", self.id(name), _FIELDS.get(exit, exit)
        )
        return self.id(to)

    def end(self, name: str) -> str:
        """A step that ends the call, for an exit that a step has to have and the node has not."""
        id = self.draft.own(f"{name} ends")
        self.draft.step(id, "hangup", self.flow.at("nodes", name))
        return id

    # the kinds of nodes

    def greeting(self, name: str, body: dict[str, Any], at: Span) -> None:
        then = self.exit(name, body, "next") or self.end(name)
        self.draft.step(self.id(name), "play", at, prompt=_text(body, "prompt") or TODO, then=then)

    def hours(self, name: str, body: dict[str, Any], at: Span) -> None:
        if zone := _text(body, "timezone"):
            self.draft.tree["timezone"] = zone
        hours = self.draft.id("hours", name)
        self.draft.put("hours", hours, self.week(name, body), at)
        open, closed = (self.exit(name, body, exit) or self.end(name) for exit in ("open", "closed"))
        self.draft.step(self.id(name), "hours", at, hours=hours, open=open, closed=closed)

    def week(self, name: str, body: dict[str, Any]) -> dict[str, Any]:
        schedule = body.get("schedule")
        week: dict[str, Any] = {}
        for day, ranges in (schedule if isinstance(schedule, dict) else {}).items():
            if day.lower()[:3] in _DAYS and (words := _ranges(ranges)):
                week[day.lower()[:3]] = words
        for one in body.get("exceptions") or ():
            day, words = _text(one, "date"), _ranges(one.get("ranges") if isinstance(one, dict) else None)
            if day and words:
                week.setdefault("open", {})[day] = words
            elif day:
                week.setdefault("closed", []).append(day)
        return week or {"mon-sun": "closed"}

    def ring(self, name: str, body: dict[str, Any], at: Span) -> None:
        who = _text(body, "target") or name
        team = self.draft.team(f"{self.prefix}{who}", at, who)
        seconds = _text(body, "timeout_secs")
        no_answer = self.exit(name, body, "no_answer")
        self.draft.step(
            self.id(name), "ring", at, who=team, for_=f"{seconds}s" if seconds else None, no_answer=no_answer
        )

    def menu(self, name: str, body: dict[str, Any], at: Span) -> None:
        options = body.get("options")
        keys = {}
        for key, label in (options if isinstance(options, dict) else {}).items():
            to = self.exit(name, body, key) or self.end(f"{name} {key}")
            keys[key] = {"to": to, "label": label} if isinstance(label, str) and label else to
        self.draft.step(
            self.id(name), "menu", at, prompt=_text(body, "prompt") or TODO, keys=keys, tries=_tries(body),
            no_input=self.exit(name, body, "no_input"), no_match=self.exit(name, body, "invalid"),
        )  # fmt: skip

    def message(self, name: str, body: dict[str, Any], at: Span) -> None:
        prompt = _text(body, "prompt") or TODO
        self.draft.step(self.id(name), "voicemail", at, prompt=prompt, owner=TODO, callback_within=TODO)

    def transfer(self, name: str, body: dict[str, Any], at: Span) -> None:
        number, back = _text(body, "target") or TODO, self.exit(name, body, "no_answer")
        self.draft.step(self.id(name), "transfer", at, number=number, reaches="unknown", no_answer=back)

    def book(self, name: str, body: dict[str, Any], at: Span) -> None:
        exits = body.get("exits")
        answers = {
            exit: self.exit(name, body, exit) or self.end(f"{name} {exit}") for exit in exits or ("booked",)
        }
        self.draft.understood -= 1
        why = "How a booking goes lies with the calendar it asks."
        self.draft.question(self.id(name), at, f"{name} (book)", "Is there an appointment?", answers, why)

    def hangup(self, name: str, body: dict[str, Any], at: Span) -> None:
        self.draft.step(self.id(name), "hangup", at, prompt=_text(body, "prompt") or None)


def _tries(body: dict[str, Any]) -> str | None:
    """Retries come on top of the first time a menu is heard."""
    retries = _text(body, "retries")
    return str(int(retries) + 1) if retries.isascii() and retries.isdigit() else None


def _ranges(value: Any) -> str:
    parts = [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []
    return ", ".join(f"{_text(one, 'open')}-{_text(one, 'close')}" for one in parts)


_FIELDS = {"next": "then", "invalid": "no_match"}
_KINDS: dict[str, Callable[[_Flow, str, dict[str, Any], Span], None]] = {
    "greeting": _Flow.greeting,
    "hours": _Flow.hours,
    "ring": _Flow.ring,
    "menu": _Flow.menu,
    "message": _Flow.message,
    "transfer": _Flow.transfer,
    "book": _Flow.book,
    "hangup": _Flow.hangup,
}
