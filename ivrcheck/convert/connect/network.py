"""All flows as one network: what follows what, across flows, modules and the flows heard while holding.

A module returns to whoever called it, and a flow that is heard while holding belongs to the queue held for.
So the actions of such flows stand in a *frame*, one for each place to go back to; all others in frame 0.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from ivrcheck.convert.connect.flows import Action, Branch, Flow
from ivrcheck.convert.connect.languages import spoken_by
from ivrcheck.convert.connect.meaning import DATA, DECIDES, SETTINGS, all_ways, ways
from ivrcheck.convert.connect.references import References

_DEEPEST = 6
"""Modules within modules; Amazon Connect allows five."""
_MOST_FRAMES = 2_000
_MOST_NODES = 100_000
"""How many actions modules may come to once each call of one is followed by itself."""


class Queue(NamedTuple):
    """A queue that calls are put into: what names it, and what people call it."""

    reference: str
    name: str


class Node(NamedTuple):
    """An action in a frame."""

    action: int
    frame: int = 0
    part: int = 0
    """0: the action; 1: what comes after the module it calls; 2: holding in silence after it."""
    told: Told | None = None
    """What has been set when a call comes here, where calls are told apart by that."""


class Told(NamedTuple):
    """What has been set for a call: the queue, and the number of the flow heard while holding.

    That is -1 where none has been set, and -2 where its file is not given.
    """

    queue: Queue | None = None
    hold: int = -1


@dataclass(slots=True)
class Frame:
    """Where the actions of a module or of a flow heard while holding stand."""

    flow: Flow | None = None
    back: Node | None = None
    """Where a module returns to."""
    depth: int = 0
    queue: Queue | None = None
    full: Node | None = None
    holds: bool = False
    home: Node | None = None
    """Where callers hold, for a flow that is heard while holding."""


class Network:
    """The flows and their frames."""

    def __init__(self, flows: Sequence[Flow]) -> None:
        self.flows = flows
        self.actions: list[Action] = []
        self.flow_of: list[Flow] = []
        self.frames = [Frame()]
        self.references = References(flows)
        self._numbers: dict[tuple[int, str], int] = {}
        self._known: dict[object, int] = {}
        self.tell_apart: Callable[[Node, Node], Node] = lambda _, following: following
        """Gives a following action with what has been set by then, once that is known."""
        self._copies = 0
        for flow in flows:
            for id, action in flow.actions.items():
                self._numbers[id_of(flow), id] = len(self.actions)
                self.actions.append(action)
                self.flow_of.append(flow)
        spoken = [spoken_by(action.text("TextToSpeechVoice")) for action in self.actions]
        self.languages = list(dict.fromkeys(language for language in spoken if language))

    def of(self, node: Node) -> Action:
        """The action of a node."""
        return self.actions[node.action]

    def start(self, flow: Flow, frame: int = 0) -> Node:
        """Where a flow begins; with its first action where what it names is not there."""
        number = self._numbers.get((id_of(flow), flow.start))
        first = next(iter(flow.actions))
        return Node(self._numbers[id_of(flow), first] if number is None else number, frame)

    def follow(self, node: Node, branch: Branch | None) -> Node | None:
        """Where a branch leads; None where the call ends."""
        if branch is None:
            return None
        number = self._numbers.get((id_of(self.flow_of[node.action]), branch.to))
        return None if number is None else self.tell_apart(node, Node(number, node.frame))

    def goes_on(self, node: Node) -> tuple[bool, Node | None]:
        """Whether a call passes an action without noticing, and where to."""
        action, frame = self.of(node), self.frames[node.frame]
        if node.part:
            return node.part == 1 and not action.conditions, self.follow(node, action.next)
        kind = action.type
        if kind in SETTINGS:
            return not self.changes_language(action), self.follow(node, action.next)
        if kind == "TransferToFlow":
            flow = self.references.flow(action, "ContactFlowId")
            return flow is not None, self.tell_apart(node, self.start(flow)) if flow else None
        if kind == "InvokeFlowModule":
            return self._into_module(node, action)
        if kind == "EndFlowModuleExecution":
            return frame.flow is not None and not frame.holds, frame.back
        if kind == "EndFlowExecution":
            return frame.holds, frame.home
        return self._one_way(node, action)

    def changes_language(self, action: Action) -> bool:
        """Whether the voice that is chosen may speak another language than before."""
        return len(self.languages) > 1 and bool(spoken_by(action.text("TextToSpeechVoice")))

    def _one_way(self, node: Node, action: Action) -> tuple[bool, Node | None]:
        """Whatever is decided, it may come to the same; and a call is no chat."""
        if action.type == "Compare" and action.text("ComparisonValue") == "$.Channel":
            voice = [one for one in action.conditions if one.operands == ("VOICE",)]
            other = action.errors.get("NoMatchingCondition") or action.next
            return True, self.follow(node, voice[0] if voice else other)
        if action.type in DATA or action.type in DECIDES or not is_known(action.type):
            found = list(ways(action))
            if found and len({one.to for one in found}) == 1:
                return True, self.follow(node, found[0])
        return False, None

    def _into_module(self, node: Node, action: Action) -> tuple[bool, Node | None]:
        """Into a module that is given; past one that is not, if nothing depends on it."""
        flow = self.references.flow(action, "FlowModuleId")
        if flow is None:
            return self._one_way(node, action)
        after = Node(*node[:2], 1)  # what the module sets is not told apart behind it
        if not action.conditions and (following := self.follow(Node(*node[:2]), action.next)):
            after = Node(*following[:2])
        outer = self.frames[node.frame]
        number = self._frame((id_of(flow), after), flow, outer.depth + 1)
        if number is None:
            return False, None
        self.frames[number].back = after
        return True, self.tell_apart(node, self.start(flow, number))

    def _frame(self, key: object, flow: Flow, depth: int) -> int | None:
        """The frame of a flow, made on the first call; None where there are too many."""
        if key not in self._known:
            self._copies += len(flow.actions)
            if depth > _DEEPEST or len(self.frames) >= _MOST_FRAMES or self._copies > _MOST_NODES:
                return None
            self._known[key] = len(self.frames)
            self.frames.append(Frame(flow, depth=depth))
        return self._known[key]

    def holding(self, flow: Flow, queue: Queue | None, full: Node | None, transfer: Node) -> int | None:
        """The frame of a flow that is heard while holding in a queue."""
        number = self._frame((id_of(flow), queue, full), flow, 1)
        if number is not None and not self.frames[number].holds:
            frame = self.frames[number]
            frame.holds, frame.queue, frame.full = True, queue, full
            loops = (one for one in self._within(flow, number) if self.of(one).type == LOOP)
            frame.home = next(loops, None) or Node(transfer.action, number, 2)
        return number

    def _within(self, flow: Flow, frame: int) -> Iterator[Node]:
        """The actions of a flow in the order in which a call comes to them."""
        seen = dict.fromkeys([self.start(flow, frame)])
        todo = list(seen)
        for node in todo:
            yield node
            for branch in all_ways(self.of(node)):
                following = self.follow(node, branch)
                if following and following not in seen:
                    seen[following] = None
                    todo.append(following)

    def next_of(self, node: Node) -> list[Node]:
        """All that may come right after an action."""
        passes, following = self.goes_on(node)
        if passes:
            return [following] if following else []
        found = [self.follow(node, branch) for branch in ways(self.of(node))]
        return [one for one in found if one]


LOOP = "MessageParticipantIteratively"
_KNOWN = frozenset(
    (
        LOOP,
        "MessageParticipant",
        "GetParticipantInput",
        "ConnectParticipantWithLexBot",
        "CheckHoursOfOperation",
        "Loop",
        "TransferContactToQueue",
        "DequeueContactAndTransferToQueue",
        "TransferParticipantToThirdParty",
        "TransferContactToAgent",
        "TransferToFlow",
        "InvokeFlowModule",
        "CreateCallbackContact",
        "DisconnectParticipant",
        "EndFlowExecution",
        "EndFlowModuleExecution",
    )
)


def is_known(kind: str) -> bool:
    """Whether the reader knows what a kind of action means."""
    return kind in _KNOWN or kind in SETTINGS or kind in DATA or kind in DECIDES


def id_of(flow: Flow) -> int:
    """What tells flows apart while they are read."""
    return id(flow)
