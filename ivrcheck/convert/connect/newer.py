"""Reads a flow in the language of 2019-10-30: ``Actions`` with ``Parameters`` and ``Transitions``."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from ivrcheck.convert.connect.flows import Action, Branch, Flow, entries, group, text
from ivrcheck.convert.source import Tree
from ivrcheck.source import Route

_SHOWN = {"queue": "QueueId", "ContactFlow": "ContactFlowId", "Hours": "HoursOfOperationId"}
"""Where older files keep the names of what parameters hold."""


def about(value: Mapping[str, Any]) -> dict[str, Any]:
    """What a flow says of itself."""
    return {**group(value.get("Metadata")), "start": value.get("StartAction")}


def fill(flow: Flow, tree: Tree, value: dict[str, Any], route: Route) -> None:
    """Read the actions of a flow."""
    shown = group(group(value.get("Metadata")).get("ActionMetadata"))
    for number, one in enumerate(value["Actions"]):
        where = (*route, "Actions", str(number))
        if not isinstance(one, dict):
            flow.odd.append(("Actions", tree.at(*where), "What stands here is no action."))
            continue
        id = text(one.get("Identifier")) or f"\0{number}"
        if id in flow.actions:
            flow.odd.append((id, tree.at(*where), "Another action has the same name; only the first counts."))
            continue
        flow.actions[id] = _action(tree, one, where, id, group(shown.get(id)))
    if not flow.start and flow.actions:
        flow.start = next(iter(flow.actions))


def _action(tree: Tree, one: dict[str, Any], where: Route, id: str, shown: dict[str, Any]) -> Action:
    transitions = group(one.get("Transitions"))
    here = (*where, "Transitions")
    following = text(transitions.get("NextAction"))
    return Action(
        id,
        text(one.get("Type")),
        text(one.get("Type")),
        group(one.get("Parameters")),
        _names(group(one.get("Parameters")), shown),
        Branch(following, tree.at(*here, "NextAction")) if following else None,
        tuple(_conditions(tree, transitions, here)),
        _errors(tree, transitions, here),
        tree.at(*where),
        (tree, where),
    )


def _conditions(tree: Tree, transitions: dict[str, Any], here: Route) -> Iterator[Branch]:
    for number, one in entries(transitions.get("Conditions")):
        test = group(one.get("Condition"))
        operands = test.get("Operands")
        values = tuple(text(value) for value in operands) if isinstance(operands, list) else ()
        at = tree.at(*here, "Conditions", number, "NextAction")
        yield Branch(text(one.get("NextAction")), at, text(test.get("Operator")), values)


def _errors(tree: Tree, transitions: dict[str, Any], here: Route) -> dict[str, Branch]:
    found: dict[str, Branch] = {}
    for number, one in entries(transitions.get("Errors")):
        kind, following = text(one.get("ErrorType")), text(one.get("NextAction"))
        if following:
            found.setdefault(kind, Branch(following, tree.at(*here, "Errors", number, "NextAction"), kind))
    return found


def _names(params: dict[str, Any], shown: dict[str, Any]) -> dict[str, str]:
    """How people call what the parameters name, as the editor of the flow shows it."""
    found = {key: name for word, key in _SHOWN.items() if (name := text(group(shown.get(word)).get("text")))}
    if name := text(group(shown.get("contactFlow")).get("text")) or text(shown.get("contactFlow")):
        found |= {f"EventHooks.{hook}": name for hook in group(params.get("EventHooks"))}
    if name := text(shown.get("promptName")):
        found["PromptId"] = name
    for number, one in entries(shown.get("audio")):
        if name := text(one.get("text")):
            found[f"Messages.{number}.PromptId"] = name
    found.update(_displayed(shown.get("parameters"), ()))
    if shown.get("isFriendlyName") is True:
        found[""] = "friendly"
    return found


def _displayed(value: Any, route: Route) -> Iterator[tuple[str, str]]:
    if isinstance(value, dict):
        if name := text(value.get("displayName")):
            yield ".".join(route), name
        for key, one in value.items():
            yield from _displayed(one, (*route, key))
    elif isinstance(value, list):
        for number, one in enumerate(value):
            yield from _displayed(one, (*route, str(number)))
