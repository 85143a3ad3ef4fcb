"""Which queue is set when a call comes to an action: queues are set long before callers are put into them.

The queues that may be set are followed along all ways at once, to a fixed point.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from ivrcheck.convert.connect.flows import Flow
from ivrcheck.convert.connect.network import Network, Node, Queue
from ivrcheck.convert.connect.words import reference

_MOST = 24
"""How many queues one place is told apart for."""


class Set(NamedTuple):
    """What has been set for a call: the queue, and the number of the flow heard while holding.

    That is -1 where none has been set, and -2 where its file is not given.
    """

    queue: Queue | None = None
    hold: int = -1


def what_is_set(network: Network, starts: Iterable[Node]) -> Mapping[Node, tuple[Set, ...]]:
    """For each action that calls come to: all that may have been set by then, in order."""
    found: dict[Node, dict[Set, None]] = {}
    todo: deque[Node] = deque()
    for node in starts:
        found.setdefault(node, {})[Set()] = None
        todo.append(node)
    waiting = set(todo)
    while todo:
        node = todo.popleft()
        waiting.discard(node)
        after = [_after(network, node, one) for one in found[node]]
        for following in network.next_of(node):
            there = found.setdefault(following, {})
            size = len(there)
            new = size == 0
            for one in after:
                if len(there) < _MOST:
                    there[one] = None
            if (new or len(there) > size) and following not in waiting:
                waiting.add(following)
                todo.append(following)
    return {node: tuple(sorted(sets, key=_order)) for node, sets in found.items()}


def _order(one: Set) -> tuple[str, str, int]:
    return (*(one.queue or ("", "")), one.hold)


def _after(network: Network, node: Node, before: Set) -> Set:
    """What is set once an action is done."""
    action = network.of(node)
    if action.type == "UpdateContactTargetQueue":
        return before._replace(queue=queue_of(network, node) or before.queue)
    if action.type == "UpdateContactEventHooks" and action.text("EventHooks", "CustomerQueue"):
        flow = network.references.flow(action, "EventHooks", "CustomerQueue")
        return before._replace(hold=number_of(network, flow))
    return before


def number_of(network: Network, flow: Flow | None) -> int:
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
