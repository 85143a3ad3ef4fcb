"""Reads Genesys Cloud Architect: inbound call flows as YAML, with the menus, tasks and actions in them."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from ivrcheck.convert.draft import Draft, Treated
from ivrcheck.convert.genesys_actions import Actions
from ivrcheck.convert.genesys_menus import Menus
from ivrcheck.convert.genesys_values import named, prompt, shown, target, without_placeholders
from ivrcheck.convert.ordered import drop_unreached, order_steps
from ivrcheck.convert.source import Source, Tree, Unreadable
from ivrcheck.convert.yamltree import read_yaml
from ivrcheck.menu.todo import TODO
from ivrcheck.source import Route, Span

_OTHERS = {
    "inQueueCall": "what callers hear while they hold in a queue",
    "outboundCall": "a flow for calls that the office makes",
    "secureCall": "a secure flow that other flows call",
    "commonModule": "a module that other flows call",
    "digitalBot": "a bot for chats, which takes no phone calls",
    "botFlow": "a bot that other flows call",
    "inboundChat": "a flow for chats",
    "inboundEmail": "a flow for mails",
    "inboundShortMessage": "a flow for short messages",
    "inQueueEmail": "a flow for mails",
    "inQueueShortMessage": "a flow for short messages",
    "surveyInvite": "a flow for surveys",
    "voiceSurvey": "a flow for surveys",
    "workitem": "a flow for work items",
}
_DEEPEST = 200
"""Levels of nesting; actions inside the outputs of actions take six each."""
_INBOUND = "inboundCall"


def read(sources: Sequence[Source]) -> Draft:
    """The menu of one inbound call flow, or of several that lead to each other by their names."""
    flows = []
    for source in sources:
        text, lines = without_placeholders(source.text)
        flows.append((read_yaml(Source(source.file, text, source.path), _DEEPEST), lines))
    kinds = [_kind(tree) for tree, _ in flows]
    if _INBOUND not in kinds:
        what = _OTHERS.get(kinds[0], "no flow for calls")
        raise Unreadable(f"it is {what} (“{shown(kinds[0])}”); export the inbound call flow.")
    first = flows[kinds.index(_INBOUND)][0]
    draft = Draft("Genesys Cloud Architect", shown(_text(first.value[_INBOUND], "name")) or TODO)
    language = _text(first.value[_INBOUND], "defaultLanguage").lower().partition("-")[0]
    if re.fullmatch(r"[a-z]{2,3}", language):
        draft.tree["languages"] = [language]
    office = Office(draft)
    for number, ((tree, lines), kind) in enumerate(zip(flows, kinds, strict=True)):
        for line, what in lines:
            at, why = sources[number].line(line), "A program fills this in; what it takes out is not known."
            draft.note(what, at, why, Treated.GUESSED)
        if kind == _INBOUND:
            office.flows.append(Flow(office, tree))
        else:
            what = _OTHERS.get(kind, "no flow for calls")
            draft.note(shown(kind), tree.at(kind), f"This is {what}; it is not followed.", Treated.GUESSED)
    office.read()
    return draft


def _kind(tree: Tree) -> str:
    """The kind of a flow, which is the first thing it says."""
    if not isinstance(tree.value, dict) or not tree.value:
        raise Unreadable("it holds no flow.")
    if isinstance(tree.value.get(_INBOUND), dict):
        return _INBOUND
    kind = str(next(iter(tree.value)))
    if kind == _INBOUND:
        raise Unreadable("there is nothing in its “inboundCall”.")
    return kind


def _text(value: Any, name: str) -> str:
    found = value.get(name) if isinstance(value, dict) else None
    return found if isinstance(found, str) else ""


class Office:
    """All flows of one import."""

    def __init__(self, draft: Draft) -> None:
        self.draft = draft
        self.flows: list[Flow] = []
        self.todo: deque[Callable[[], None]] = deque()
        self.marks: dict[Span, bool] = {}
        self.noted: set[tuple[str, Span]] = set()
        self.aliases: dict[str, str] = {}
        """Names that stand for a step until it is known which one that is."""

    def alias(self) -> str:
        """A name for a step that is not known yet; no step can be called so."""
        name = f"\0{len(self.aliases)}"
        self.aliases[name] = name
        return name

    def read(self) -> None:
        """Every flow with what calls come to in it."""
        for number, flow in enumerate(self.flows):
            label = f"{TODO} {flow.name}" if number else TODO
            self.draft.put("entry", label, flow.begin(), flow.at("startUpRef"))
            while self.todo:
                self.todo.popleft()()
        for flow in self.flows:
            flow.tell_unreached()
        self._resolve()
        for id, at in drop_unreached(self.draft):
            if self.marks.pop(at, False):
                why = "Calls come to it only where Genesys itself fails, or never."
                self.note(re.sub(r"_\d+$", "", id), at, why, Treated.LEFT_OUT)
        self.draft.understood += sum(self.marks.values())
        order_steps(self.draft)

    def _resolve(self) -> None:
        """Put the steps in the place of the names that stood for them."""
        tree = self.draft.tree
        for section in ("entry", "steps"):
            tree[section] = {name: self._resolved(one) for name, one in tree[section].items()}
        for name, id in self.draft.ids.items():
            self.draft.ids[name] = self._last(id)

    def _resolved(self, value: Any) -> Any:
        if isinstance(value, dict):
            return {name: self._resolved(one) for name, one in value.items()}
        if isinstance(value, list):
            return [self._resolved(one) for one in value]
        return self._last(value) if isinstance(value, str) and value.startswith("\0") else value

    def _last(self, id: str) -> str:
        """The step at the end of names that stand for one another; those in a circle end the call."""
        seen: set[str] = set()
        while id in self.aliases and id not in seen:
            seen.add(id)
            id = self.aliases[id]
        return self.flows[0].end("circle", self.flows[0].at()) if id in self.aliases else id

    def understood(self, at: Span) -> None:
        """Count a construct that is in the menu as it is."""
        self.marks.setdefault(at, True)

    def note(self, what: str, at: Span, why: str, treated: Treated) -> None:
        """Note a construct once, however often calls come to it."""
        self.marks[at] = False
        if (what, at) not in self.noted:
            self.noted.add((what, at))
            self.draft.note(what, at, why, treated)

    def flow_named(self, name: str) -> Flow | None:
        """The flow that another one leads to by its name."""
        return next((one for one in self.flows if one.name == name), None)


class Flow:
    """One inbound call flow: its menus and tasks by the names that refer to them."""

    def __init__(self, office: Office, tree: Tree) -> None:
        self.office = office
        self.draft = office.draft
        self.tree = tree
        self.body: dict[str, Any] = tree.value[_INBOUND]
        self.name = shown(_text(self.body, "name")) or Path(tree.source.file).stem
        self.started: str | None = None
        self.places: dict[str, tuple[Route, dict[str, Any]]] = {}
        """Menus and tasks, by reference and by name."""
        self.reached: set[Route] = set()
        self.menus = Menus(self)
        self.actions = Actions(self)
        self.tops = [*self._tops("menus", "menu"), *self._tops("tasks", "task")]
        self.menus.gather()

    def _tops(self, group: str, kind: str) -> Iterator[tuple[Route, dict[str, Any]]]:
        """The menus or tasks at the top of a flow."""
        found = self.body.get(group)
        for number, one in enumerate(found if isinstance(found, list) else ()):
            body = one.get(kind) if isinstance(one, dict) else None
            if isinstance(body, dict):
                route = (group, str(number), kind)
                self.know(route, body, kind)
                yield route, body

    def know(self, route: Route, body: dict[str, Any], kind: str) -> None:
        """Remember a menu or task by the names that may refer to it."""
        for name in (_text(body, "refId"), _text(body, "name")):
            if name:
                self.places.setdefault(f"{kind} {name}", (route, body))

    def at(self, *route: object) -> Span:
        return self.tree.at(_INBOUND, *route)

    def begin(self) -> str:
        """The first step of the flow: its greeting, then the menu or task it starts with."""
        if self.started is None:
            self.started = self._begin()
        return self.started

    def _begin(self) -> str:
        greeting = prompt(self.body.get("initialGreeting"))
        id = self.draft.own(f"{self.name} greeting") if greeting != TODO else ""
        self.started = id or None  # a flow may lead to itself
        first = self.refer(self.body.get("startUpRef"), self.at("startUpRef"))
        if first is None and self.tops:
            first = self.step_of(*self.tops[0])
        first = first or self.end(self.name, self.at())
        if not id:
            return first
        self.office.understood(self.at("initialGreeting"))
        self.draft.step(id, "play", self.at("initialGreeting"), prompt=greeting, then=first)
        return id

    def refer(self, reference: Any, at: Span, after: str | None = None) -> str | None:
        """The step that a reference such as ``/inboundCall/menus/menu[Main_10]`` names; None for none."""
        kind, name = target(reference)
        found = self.places.get(f"{kind} {name}")
        if found is None:
            if reference:
                what = shown(str(reference))
                self.office.note(what, at, "Nothing in the flow is called so.", Treated.UNKNOWN_END)
            return None
        return self.step_of(*found, after=after)

    def step_of(self, route: Route, body: dict[str, Any], after: str | None = None) -> str:
        """The first step of a menu or a task."""
        self.reached.add(route)
        if "choices" in body or route[-1] != "task":
            return self.menus.step(route, body)
        return self.actions.task(route, body, after)

    def end(self, name: str, at: Span) -> str:
        """A step that ends the call, where a step has to lead somewhere and the flow ends."""
        id = self.draft.id("steps", f"\0end {name}", f"{name} ends")
        if id not in self.draft.tree["steps"]:
            self.draft.step(id, "hangup", at)
        return id

    def after_error(self) -> str | None:
        """What the flow does with calls that it can do nothing else with; None: it ends them."""
        return self.actions.error_handling()

    def setting(self, *route: str) -> Any:
        """A value among the settings of the flow."""
        value: Any = self.body
        for name in route:
            value = value.get(name) if isinstance(value, dict) else None
        return value

    def tell_unreached(self) -> None:
        """Note the menus and tasks that no call comes to."""
        for route, body in self.tops:
            if route not in self.reached:
                what = f"{route[-1]} {shown(named(body, route[-1]))}"
                self.office.note(what, self.at(*route), "No call comes to it.", Treated.LEFT_OUT)
