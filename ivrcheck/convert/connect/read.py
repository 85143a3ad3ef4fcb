"""Reads flows of Amazon Connect: one, or several that lead to each other, with modules and queue flows."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from ivrcheck.convert.connect import asking, deciding, leaving
from ivrcheck.convert.connect.flows import MODULE, Flow, flows_of, group
from ivrcheck.convert.connect.idle import leave_out_idle
from ivrcheck.convert.connect.meaning import AFTER_ANSWER, HOLD_FLOWS
from ivrcheck.convert.connect.network import LOOP, Network, Node
from ivrcheck.convert.connect.rest import rest
from ivrcheck.convert.connect.steps import Steps
from ivrcheck.convert.connect.words import short
from ivrcheck.convert.draft import Draft, Treated
from ivrcheck.convert.source import Source
from ivrcheck.menu.todo import TODO

_KINDS: dict[str, Callable[[Steps, Node, str], None]] = {
    "MessageParticipant": asking.message,
    "GetParticipantInput": asking.ask,
    "ConnectParticipantWithLexBot": asking.listen,
    "UpdateContactTextToSpeechVoice": asking.language,
    LOOP: leaving.loop_prompts,
    "CheckHoursOfOperation": deciding.hours,
    "Loop": deciding.loop,
    "TransferContactToQueue": leaving.queue,
    "DequeueContactAndTransferToQueue": leaving.dequeue,
    "TransferParticipantToThirdParty": leaving.third_party,
    "TransferContactToAgent": leaving.agent,
    "TransferToFlow": leaving.elsewhere,
    "CreateCallbackContact": leaving.callback,
    "DisconnectParticipant": leaving.hang_up,
    "EndFlowExecution": leaving.hang_up,
    "EndFlowModuleExecution": leaving.hang_up,
}


def read(sources: Sequence[Source]) -> Draft:
    """The menu of all flows in some files. Raises ``Unreadable``."""
    flows = [flow for source in sources for flow in flows_of(source)]
    return _Reading(flows).read()


class _Reading:
    """All flows on their way into a menu."""

    def __init__(self, flows: Sequence[Flow]) -> None:
        self.flows = flows
        self.network = Network(flows)
        self.called = set(self._called())
        self.entries = self._entries()
        name = self.entries[0].title
        self.draft = Draft("Amazon Connect", name or TODO)
        if self.network.languages:
            self.draft.tree["languages"] = list(self.network.languages)

    def _called(self) -> Iterator[int]:
        """The flows that others lead to, by their numbers."""
        references = self.network.references
        for action, here in zip(self.network.actions, self.network.flow_of, strict=True):
            keys: list[tuple[str, ...]] = [("ContactFlowId",), ("FlowModuleId",)]
            keys += [("EventHooks", hook) for hook in group(action.params.get("EventHooks"))]
            for key in keys:
                flow = references.flow(action, *key)
                if flow is not None and flow is not here:
                    yield id(flow)

    def _entries(self) -> list[Flow]:
        """The flows that calls begin in: the first that is given, and those that no other flow leads to."""
        ordinary = [one for one in self.flows if not _is_part(one)]
        free = [one for one in ordinary[1:] if id(one) not in self.called]
        return [*ordinary[:1], *free] or list(self.flows[:1])

    def read(self) -> Draft:
        """Every action as a step, or as a note."""
        starts = [self._start(flow) for flow in self.entries]
        steps = Steps(self.draft, self.network, starts)
        steps.usual_hold = self._usual_hold()
        for flow, start in zip(self.entries, starts, strict=True):
            self._enter(steps, flow, start)
        _write(steps)
        rest(steps)
        _write(steps)
        for node in steps.passed:
            if not steps.is_written(node):
                deciding.passed(steps, node)
        for flow in self.flows:
            for what, at, why in flow.odd:
                self.draft.note(what, at, why, Treated.LEFT_OUT)
        leave_out_idle(self.draft)
        return self.draft

    def _start(self, flow: Flow) -> Node:
        """Where a call begins; in a flow that is heard while holding, it holds in a queue."""
        start = self.network.start(flow)
        if flow.kind not in HOLD_FLOWS:
            return start
        why = "Callers hear it while they hold in a queue that is not in these files."
        self.draft.note(flow.title or "flow", flow.at, why, Treated.GUESSED)
        frame = self.network.holding(flow, None, None, start)
        return start if frame is None else self.network.start(flow, frame)

    def _enter(self, steps: Steps, flow: Flow, start: Node) -> None:
        """The flow as the beginning of calls to a number that these files do not say."""
        entry, end = self.draft.tree["entry"], steps.final(start)
        if end is None:
            first = self.draft.own("the call ends")
            self.draft.step(first, "hangup", flow.at)
        else:
            first = steps.id(end)
        number, count = f"{TODO} {short(flow.title)}" if entry else TODO, 1
        while number in entry:
            count += 1
            number = f"{TODO} {short(flow.title)} {count}"
        self.draft.put("entry", number, first, flow.at)

    def _usual_hold(self) -> Flow | None:
        """The flow heard while holding where none is set: the default one, or the only one there is."""
        free = [one for one in self.flows if one.kind in HOLD_FLOWS and one not in self.entries]
        free = [one for one in free if id(one) not in self.called]
        for flow in free:
            if flow.title.lower() == "default customer queue":
                return flow
        if len(free) != 1:
            return None
        why = "It is taken as heard in every queue for which no other flow is set."
        self.draft.note(free[0].title or "flow", free[0].at, why, Treated.GUESSED)
        return free[0]


def _is_part(flow: Flow) -> bool:
    """Whether a flow is only heard within others."""
    return flow.kind == MODULE or flow.kind in HOLD_FLOWS or flow.kind in AFTER_ANSWER


def _write(steps: Steps) -> None:
    """Write every step that something leads to."""
    while steps.todo:
        node = steps.todo.popleft()
        id = steps.id(node)
        if node.part == 2:
            leaving.queue(steps, node, id)
        elif node.part == 1:
            deciding.decide(steps, node, id)
        elif steps.network.goes_on(node)[0]:
            why = "These actions lead to each other, and nothing else ever happens."
            steps.question(node, id, "What comes next?", {"the same": id}, why, id)
        else:
            _KINDS.get(steps.network.of(node).type, deciding.decide)(steps, node, id)
