"""Writes the steps that were found in a dialplan into the draft of a menu."""

from __future__ import annotations

from typing import Any

from ivrcheck.convert.asterisk.explore import Explorer
from ivrcheck.convert.asterisk.fold import finish, prompt_of
from ivrcheck.convert.asterisk.graph import Node, Ref, collapse, merged, reached, renamed
from ivrcheck.convert.asterisk.naming import source
from ivrcheck.convert.draft import Draft, Treated
from ivrcheck.menu.todo import TODO

_NEEDED = {
    "play": ("then",), "hours": ("open", "closed"), "language": ("then",), "collect": ("then",),
    "lookup": ("error",),
}  # fmt: skip
"""Fields without which a step cannot be."""


def emit(explorer: Explorer, starts: list[int], named: list[int]) -> dict[int, str]:
    """Write all steps that calls come to from some starts; gives the ids of those and of the named ones."""
    nodes = explorer.nodes
    asked = [*starts, *named]
    now = merged(nodes, collapse(nodes, asked))
    finish(nodes)
    _tidy(explorer, nodes)
    # menus that have become one make others alike
    now = merged(nodes, collapse(nodes, now))
    order = reached(nodes, now[: len(starts)])
    writer = _Writer(explorer, nodes)
    for number in order:
        writer.name(number)
    for number in order:
        writer.write(number)
    return {old: writer.ids[new] for old, new in zip(asked, now, strict=True) if new in writer.ids}


def _tidy(explorer: Explorer, nodes: dict[int, Node]) -> None:
    """Leave out what says nothing more, such as a way for busy phones that is the one for unanswered ones."""
    for node in nodes.values():
        if node.kind == "play" and _ends(nodes, node.body["then"]):
            node.kind, node.body = "hangup", {}
    for node in nodes.values():
        if node.kind == "voicemail" and _ends(nodes, node.body.get("then")):
            node.body.pop("then", None)
        if node.kind == "ring":
            _tidy_ring(explorer, node)
        if attempts := node.body.pop("_attempts", None):
            _tidy_attempts(node, attempts)


def _tidy_ring(explorer: Explorer, node: Node) -> None:
    gone = node.body.pop("_gone", None)
    if node.body.get("busy") == node.body.get("no_answer"):
        node.body.pop("busy", None)
    if gone not in (node.body.get("no_answer"), node.body.get("busy")):
        why = "Where no phone is connected the call goes another way; taken as not answered."
        explorer.note(node.line, node.line.text, why, Treated.GUESSED)


def _tidy_attempts(node: Node, attempts: str) -> None:
    """What is read anew by itself after silence counts silent tries only."""
    silent = node.body.get("no_input")
    to = silent.get("to") if isinstance(silent, dict) else silent
    if node.body.pop("tries", "1") != "1":
        return
    node.body["no_input"] = ({"to": to} if to else {}) | {"tries": attempts}
    if node.kind == "menu":
        wrong = node.body.get("no_match")
        node.body["no_match"] = ({"to": wrong} if wrong else {}) | {"tries": "1"}


def _ends(nodes: dict[int, Node], then: Ref | None) -> bool:
    """Whether nothing comes after an announcement, so that it is the last thing a caller hears."""
    if then is None:
        return True
    after = nodes[then.number]
    return after.kind == "hangup" and not after.heard


def _odd_minutes(week: dict[str, Any]) -> bool:
    """Whether a range ends a minute later than people say."""
    words = [one for one in week.values() if isinstance(one, str)]
    return any(part.strip()[-2:] in ("01", "31") for one in words for part in one.split(","))


class _Writer:
    def __init__(self, explorer: Explorer, nodes: dict[int, Node]) -> None:
        self.explorer = explorer
        self.draft: Draft = explorer.draft
        self.nodes = nodes
        self.ids: dict[int, str] = {}
        self.copies: dict[str, list[int]] = {}

    def name(self, number: int) -> None:
        """Give a step its id, from what it is called, and its place in the dialplan as its own name."""
        node = self.nodes[number]
        own = source(node.state)
        copies = self.copies.setdefault(own, [])
        copies.append(number)
        if len(copies) > 1:
            own = f"{own}#{len(copies)}"  # a further copy of the same line
        self.ids[number] = self.draft.id("steps", own, node.label)

    def write(self, number: int) -> None:
        node, id = self.nodes[number], self.ids[number]
        if node.note:
            self.explorer.note(node.line, *node.note)
        body = {name: one for name, one in node.body.items() if not name.startswith("_")}
        if node.kind == "somewhere":
            self.draft.step(
                id, "transfer", node.line.at, **body, number=TODO, reaches="unknown", mode="blind"
            )
            return
        if node.kind == "voicemail":
            body["owner"] = self.owner(node)
        kind = node.kind
        if node.heard or (kind in ("menu", "play", "collect") and "prompt" not in body):
            body = {"prompt": prompt_of(node.heard)} | body
        if kind == "hours":
            body["hours"] = self.hours(node, body["hours"])
        body = self.filled(node, kind, renamed(body, self.ids.__getitem__))
        self.draft.step(id, kind, node.line.at, **body)
        self.tell(node, id, body)

    def tell(self, node: Node, id: str, body: dict[str, Any]) -> None:
        """The places and the comments of a step."""
        for route, at in node.places.items():
            if route[0] in body and (len(route) == 1 or route[1] in body[route[0]]):
                self.draft.place(at, "steps", id, *route)
        for comment, text in node.comments.items():
            if comment[0] == "hours":
                self.draft.comments["hours", body["hours"]] = text
            elif comment[0] in body:
                self.draft.comments[("steps", id, *comment)] = text

    def filled(self, node: Node, kind: str, body: dict[str, Any]) -> dict[str, Any]:
        """A step with an end where it has to lead somewhere and the dialplan does not."""
        for name in _NEEDED.get(kind, ()):
            if body.get(name) is None:
                body[name] = self.end(node)
        for name in ("keys", "answers"):
            if isinstance(body.get(name), dict):
                body[name] = {key: to or self.end(node) for key, to in body[name].items()}
        return {name: one for name, one in body.items() if one is not None}

    def end(self, node: Node) -> str:
        """A step that ends the call where the lines of the dialplan do."""
        id = self.draft.id("steps", f"end of {node.state.context}", "call ends")
        if id not in self.draft.tree["steps"]:
            self.draft.step(id, "hangup", node.line.at)
        return id

    def hours(self, node: Node, week: dict[str, Any]) -> str:
        own = f"{node.state.context},{node.state.exten}"
        shape = repr(week)
        id = self.draft.id("hours", f"{own}\0{shape}", node.label.removesuffix(" hours"))
        self.draft.ids.setdefault(("hours", own), id)
        self.draft.put("hours", id, week, node.line.at)
        if _odd_minutes(week):
            self.draft.comments.setdefault(("hours", id), "the switch counts the last minute of a time in")
        return id

    def owner(self, node: Node) -> str:
        """Whose mailbox it is: the person's with that extension, where one is rung."""
        person = self.draft.ids.get(("people", str(node.body["_box"])))
        return person if person and person in self.draft.tree["people"] else TODO
