"""Writes the steps of a menu: what every kind of action needs for that."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Mapping

from ivrcheck.convert.connect.flows import Action, Branch, Flow
from ivrcheck.convert.connect.network import Network, Node, Queue, Told
from ivrcheck.convert.connect.state import Apart, what_is_set
from ivrcheck.convert.connect.words import name_of, short
from ivrcheck.convert.draft import Draft, Treated
from ivrcheck.source import Span

UNSET = "These files do not say which queue the call is put into; it is set before the call comes here."


class Steps:
    """The steps made so far, and those that are still to be written."""

    def __init__(self, draft: Draft, network: Network, starts: Iterable[Node]) -> None:
        self.draft = draft
        self.network = network
        self.apart = Apart(network, what_is_set(network, starts))
        network.tell_apart = self.apart
        self.todo: deque[Node] = deque()
        self.passed: dict[Node, None] = {}
        """Actions that calls pass without noticing, in the order in which that was found."""
        self.usual_hold: Flow | None = None
        """The flow that is heard while holding where none is set."""
        self._ids: dict[Node, str] = {}
        self._final: dict[Node, Node | None] = {}
        self._first: dict[int, str] = {}
        self._noted: set[tuple[int, str, str]] = set()
        self._understood: set[int] = set()
        self.met: set[int] = set()
        """The actions that are in the menu or are passed, by number."""

    # what comes next

    def final(self, node: Node | None) -> Node | None:
        """The first action from one on that a caller notices; None where the call ends before."""
        way: list[Node] = []
        on_it: set[Node] = set()
        while node is not None and node not in self._final:
            if node in on_it:
                break  # they lead to each other, and nothing else ever happens
            way.append(node)
            on_it.add(node)
            passes, following = self._passes(node)
            if not passes:
                break
            self.passed.setdefault(node)
            self.met.add(node.action)
            node = following
        end = self._final.get(node, node) if node is not None else None
        self._final.update(dict.fromkeys(way, end))
        return end

    def _passes(self, node: Node) -> tuple[bool, Node | None]:
        passes, following = self.network.goes_on(node)
        if not passes and node.part == 0 and self.network.of(node).type == "TransferContactToQueue":
            sets = self.sets(node)
            start = self.held_start(node, sets[0]) if len(sets) == 1 else None
            return start is not None, start
        return passes, following

    def held_start(self, node: Node, one: Told) -> Node | None:
        """Where the flow begins that is heard while holding; None where it is not given."""
        frame = self.network.frames[node.frame]
        flow = self.network.flows[one.hold] if one.hold >= 0 else None if one.hold < -1 else self.usual_hold
        if flow is None or frame.holds:
            return None
        full = self.network.follow(node, self.network.of(node).errors.get("QueueAtCapacity"))
        number = self.network.holding(flow, one.queue, full, node)
        return None if number is None else self.network.start(flow, number)

    def sets(self, node: Node) -> tuple[Told, ...]:
        """What may have been set when a call comes to an action."""
        return self.apart.sets(node) or (Told(self.network.frames[node.frame].queue),)

    def is_written(self, node: Node) -> bool:
        """Whether an action has a step."""
        return node in self._ids

    # ids

    def id(self, node: Node) -> str:
        """The id of an action's step, which is written later if it is not yet."""
        if node not in self._ids:
            self._ids[node] = self._new_id(node)
            self.met.add(node.action)
            self.todo.append(node)
        return self._ids[node]

    def _new_id(self, node: Node) -> str:
        action = self.network.of(node)
        label = self._hold_called(node) if name_of(action) == "hold" or node.part == 2 else name_of(action)
        if node.part == 0 and node.action in self._first:
            made = self.draft.own(label)
            self.draft.twins.setdefault(self._first[node.action], []).append(made)
            return made
        flow = self.network.flow_of[node.action].title
        sources = () if node.part or action.id.startswith("\0") else (action.id, f"{flow}/{action.id}")
        free = (source for source in sources if ("steps", source) not in self.draft.ids)
        source = next(free, "")
        made = self.draft.id("steps", source, label) if source else self.draft.own(label)
        if node.part == 0:
            self._first[node.action] = made
        return made

    def _hold_called(self, node: Node) -> str:
        """What to call a step in which callers hold: by the queue, where it is plain which one that is."""
        sets = {one.queue for one in self.sets(node)} if node.part == 0 else set()
        frame = self.network.frames[node.frame]
        queue = frame.queue if frame.holds else next(iter(sets)) if len(sets) == 1 else None
        return f"hold {queue.name}" if queue else "hold"

    def to(self, node: Node, branch: Branch | None, *route: str, into: Node | None = None) -> str | None:
        """The step a branch leads to; None where the call ends.

        ``route``: the field that it is for, in the step of ``into`` where that is another one.
        """
        if branch is None:
            return None
        following = self.network.follow(node, branch)
        if following is None:
            what, why = f"{branch.operator} {branch.to}".strip(), f"There is no action “{short(branch.to)}”."
            self.note(node, what, why, Treated.UNKNOWN_END, branch.at)
            return None
        end = self.final(following)
        if end is None:
            return None
        if route:
            self.draft.place(branch.at, "steps", self.id(into or node), *route)
        return self.id(end)

    def must(self, node: Node, branch: Branch | None, *route: str, into: Node | None = None) -> str:
        """The step a branch leads to, with a step of its own where the call ends."""
        found = self.to(node, branch, *route, into=into)
        if found is None:
            found = self.draft.own("the call ends")
            self.draft.step(found, "hangup", branch.at if branch else self.network.of(node).at)
        return found

    # what was understood, and what not

    def understood(self, node: Node) -> None:
        """Count an action that is in the menu as it is; once, however often it is called."""
        if node.action not in self._understood:
            self._understood.add(node.action)
            self.met.add(node.action)
            self.draft.understood += 1

    def note(
        self, node: Node, what: str, why: str, treated: Treated, at: Span | None = None
    ) -> None:  # fmt: skip
        """Note something of an action that has no exact counterpart; once, however often it is called."""
        key = (node.action, what, why)
        if key not in self._noted:
            self._noted.add(key)
            self.draft.note(what, at or self.network.of(node).at, why, treated)

    def label(self, action: Action) -> str:
        """How the report calls an action."""
        name = short(name_of(action))
        return action.word if name in ("", action.word) else f"{action.word or 'no type'} “{name}”"

    def question(
        self, node: Node, id: str, question: str, answers: Mapping[str, str], why: str, error: str | None
    ) -> None:
        """A step for something that neither caller nor clock decides."""
        action = self.network.of(node)
        self.draft.step(id, "lookup", action.at, question=question, answers=dict(answers), error=error)
        self.note(node, self.label(action), why, Treated.QUESTION)

    def team(self, node: Node, queue: Queue | None) -> str:
        """The team that a queue is for."""
        at = self.network.of(node).at
        if queue is None:
            self.note(node, self.label(self.network.of(node)), UNSET, Treated.GUESSED)
            return self.draft.team("\0unset", at, "some queue")
        short_reference = queue.reference.rpartition("/")[2]
        source = queue.name or short_reference
        team = self.draft.team(source, at, queue.name)
        for other in (queue.reference, short_reference):
            self.draft.alias("teams", source, other)
        return team

    def booked(self, at: Span) -> str:
        """Where callers stand who said nothing more to a callback that is booked without asking."""
        id = self.draft.id("steps", "\0booked", "callback booked")
        if id not in self.draft.tree["steps"]:
            self.draft.step(id, "hangup", at, resolves="any")
        return id

    def seconds(self, words: str) -> str | None:
        """A number of seconds as a length of time; None where it is data."""
        return f"{int(words)}s" if words.isascii() and words.isdigit() and len(words) < 6 else None
