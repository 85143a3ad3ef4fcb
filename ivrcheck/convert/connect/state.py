"""Which queue is set when a call comes to an action: queues are set long before callers are put into them.

What may be set is followed along all ways at once, to a fixed point. Where that leaves several queues, calls
are told apart by the queue on their way from where it is set to where it is used, up to the next thing a
caller is asked; what cannot be told apart so becomes a question.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Mapping

from ivrcheck.convert.connect.flows import Action, Flow
from ivrcheck.convert.connect.meaning import sets_hold
from ivrcheck.convert.connect.network import Network, Node, Queue, Told
from ivrcheck.convert.connect.words import reference

_MOST = 24
"""How many queues one place is told apart for."""
_MOST_COPIES = 20_000
"""How many actions may be followed once more because of what has been set."""
_ASKS = frozenset(("GetParticipantInput", "ConnectParticipantWithLexBot", "Loop"))
_USES = {
    "TransferContactToQueue": "",
    "TransferContactToAgent": "",
    "CreateCallbackContact": "QueueId",
    "CheckHoursOfOperation": "HoursOfOperationId",
}
"""Actions that depend on the queue that is set, unless this parameter names another one."""


def what_is_set(network: Network, starts: Iterable[Node]) -> Mapping[Node, tuple[Told, ...]]:
    """For each action that calls come to: all that may have been set by then, in order."""
    found: dict[Node, dict[Told, None]] = {node: {Told(): None} for node in starts}
    todo, waiting = deque(found), set(found)
    while todo:
        node = todo.popleft()
        waiting.discard(node)
        after = [done(network, node, one) for one in found[node]]
        for following in network.next_of(node):
            there = found.setdefault(following, {})
            size = len(there)
            there.update(dict.fromkeys([one for one in after if one not in there][: _MOST - size]))
            if len(there) > size and following not in waiting:
                waiting.add(following)
                todo.append(following)
    return {node: tuple(sorted(sets, key=_order)) for node, sets in found.items()}


def _order(one: Told) -> tuple[str, str, int]:
    return (*(one.queue or ("", "")), one.hold)


def done(network: Network, node: Node, before: Told) -> Told:
    """What is set once an action is done."""
    action = network.of(node)
    if action.type == "UpdateContactTargetQueue":
        return before._replace(queue=queue_of(network, node) or before.queue)
    if sets_hold(action):
        flow = network.references.flow(action, "EventHooks", "CustomerQueue")
        return before._replace(hold=_number_of(network, flow))
    return before


def _number_of(network: Network, flow: Flow | None) -> int:
    """The number of a flow; -2 where it is not given."""
    return next((number for number, one in enumerate(network.flows) if one is flow), -2)


def queue_of(network: Network, node: Node) -> Queue | None:
    """The queue that an action names."""
    action = network.of(node)
    for key in ("QueueId", "AgentId"):
        if action.text(key) or action.names.get(key):
            value = network.references.value(action, key)
            name = reference(action, key).strip("‹›").rpartition(".")[2] or value
            return Queue(value or name, name)
    return None


class Apart:
    """Tells calls apart by what has been set, where it matters and is not plain anyway."""

    def __init__(self, network: Network, known: Mapping[Node, tuple[Told, ...]]) -> None:
        self.network = network
        self.known = known
        self._matters = _before_use(network, known)
        self._made: set[Node] = set()

    def sets(self, node: Node) -> tuple[Told, ...]:
        """What may have been set when a call comes to an action."""
        return (node.told,) if node.told else self.known.get(Node(*node[:3]), ())

    def __call__(self, node: Node, following: Node) -> Node:
        """An action that follows another one, with what has been set by then."""
        if following not in self._matters or len(self.known.get(following, ())) < 2:
            return following
        after = {done(self.network, node, one) for one in self.sets(node)}
        if len(after) != 1:
            return following
        told = following._replace(told=after.pop())
        if told not in self._made and len(self._made) >= _MOST_COPIES:
            return following
        self._made.add(told)
        return told


def _before_use(network: Network, known: Mapping[Node, tuple[Told, ...]]) -> set[Node]:
    """The actions from which a call may come to one that uses the queue, without being asked anything."""
    before: dict[Node, list[Node]] = {}
    todo = []
    for node in known:
        for following in network.next_of(node):
            before.setdefault(following, []).append(node)
        if _uses(network.of(node)):
            todo.append(node)
    found = set(todo)
    while todo:
        for node in before.get(todo.pop(), ()):
            if node not in found and network.of(node).type not in _ASKS:
                found.add(node)
                todo.append(node)
    return found


def _uses(action: Action) -> bool:
    named = _USES.get(action.type)
    return named is not None and not (named and (action.text(named) or action.names.get(named)))
