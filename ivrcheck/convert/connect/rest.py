"""What no caller comes to: noted with the reason, or written as steps that nothing leads to."""

from __future__ import annotations

from ivrcheck.convert.connect.flows import MODULE, Branch
from ivrcheck.convert.connect.meaning import AFTER_ANSWER, HOLD_FLOWS, all_ways
from ivrcheck.convert.connect.network import Network, Node
from ivrcheck.convert.connect.steps import Steps
from ivrcheck.convert.draft import Treated

_FAILS = "A call comes here only when Amazon Connect itself fails, or names something that is gone."
_TALK = "A call comes here only once somebody has answered and hung up again."
_CHAT = "Only chats and tasks come here, never a phone call."
_UNUSED = {MODULE: "Nothing in these files calls this module."}
_ANSWERED = "It runs only once somebody has answered."
_SILENT = "Nothing in these files says when callers hear this."


def rest(steps: Steps) -> None:
    """Account for every action that is neither in the menu nor passed."""
    network = steps.network
    reasons = _reasons(network, steps.met)
    for number in range(len(network.actions)):
        node, kind = Node(number), network.flow_of[number].kind
        if number in steps.met:
            continue
        why = _ANSWERED if kind in AFTER_ANSWER else reasons.get(number)
        if kind == MODULE or kind in HOLD_FLOWS:
            why = why or _UNUSED.get(kind, _SILENT)
        if why:
            steps.note(node, steps.label(network.of(node)), why, Treated.LEFT_OUT)
        elif end := steps.final(node):
            steps.id(end)


def _reasons(network: Network, met: set[int]) -> dict[int, str]:
    """Why no caller comes to what only ways lead to that are not followed, by the number of an action."""
    found: dict[int, str] = {}
    todo = sorted(met)
    for number in todo:
        action = network.actions[number]
        for branch in all_ways(action):
            following = network.follow(Node(number), branch)
            if following and following.action not in met and following.action not in found:
                found[following.action] = found.get(number) or _reason(network, number, branch)
                todo.append(following.action)
    return found


def _reason(network: Network, number: int, branch: Branch) -> str:
    """Why a way is not followed."""
    action = network.actions[number]
    if action.type == "TransferParticipantToThirdParty" and branch is action.next:
        return _TALK
    if action.type == "Compare":
        return _CHAT
    return _FAILS
