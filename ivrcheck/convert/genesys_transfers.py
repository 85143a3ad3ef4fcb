"""Architect's transfers: to queues, colleagues, groups, numbers, flows and mailboxes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ivrcheck.convert.draft import Treated
from ivrcheck.convert.genesys_values import literal, prompt, seconds, told
from ivrcheck.menu.todo import TODO

if TYPE_CHECKING:
    from ivrcheck.convert.genesys_actions import Action, Actions


def queue(actions: Actions, action: Action) -> None:
    """A queue. That the transfer itself fails is Genesys' own failure, and is not followed."""
    draft = actions.flow.draft
    actions.flow.office.understood(action.at)
    name = told(action.body.get("targetQueue")) or action.name
    team = draft.team(name, action.at, name if "‹" not in name else action.name)
    id = _said_before(actions, action)
    draft.step(id, "queue", action.at, team=team, max_wait=TODO)
    _failure(actions, action)


def _said_before(actions: Actions, action: Action) -> str:
    """The id for a transfer itself, where something is said before it."""
    said = prompt(action.body.get("preTransferAudio"))
    if said == TODO:
        return action.id
    id = actions.flow.draft.own(f"{action.name} transfer")
    actions.flow.draft.step(action.id, "play", action.at, prompt=said, then=id)
    return id


def _failure(actions: Actions, action: Action) -> None:
    there = "failure" in actions.outputs(action)
    if there or prompt(action.body.get("failureTransferAudio")) != TODO:
        at = actions.flow.at(*action.route, "outputs" if there else "failureTransferAudio")
        why = "What happens when Genesys itself fails is not followed."
        actions.flow.office.note(f"{action.name}: failure", at, why, Treated.LEFT_OUT)


def ring(actions: Actions, action: Action) -> None:
    """A colleague or a group; when nobody answers, the call goes on with the failure."""
    field = "targetUser" if "User" in action.kind else "targetGroup"
    name = told(action.body.get(field)) or action.name
    team = actions.flow.draft.team(name, action.at, name if "‹" not in name else action.name)
    actions.flow.office.understood(action.at)
    timeout = seconds(action.body.get("connectTimeout"))
    timeout = timeout or seconds(
        actions.flow.setting("settingsActionDefaults", action.kind, "connectTimeout")
    )
    actions.flow.draft.step(
        _said_before(actions, action),
        "ring",
        action.at,
        who=team,
        for_=timeout,
        no_answer=_unanswered(actions, action),
    )


def _unanswered(actions: Actions, action: Action) -> str | None:
    """What happens when nobody answers: the words for it, then the failure output, or the next action."""
    to = actions.output(action, "failure")
    said = prompt(action.body.get("failureTransferAudio"))
    if said == TODO:
        return to
    id = actions.flow.draft.own(f"{action.name} fails")
    at = actions.flow.at(*action.route, "failureTransferAudio")
    if to:
        actions.flow.draft.step(id, "play", at, prompt=said, then=to)
    else:
        actions.flow.draft.step(id, "hangup", at, prompt=said)
    return id


def number(actions: Actions, action: Action) -> None:
    actions.flow.office.understood(action.at)
    dialled = literal(action.body.get("targetNumber"))
    dialled = dialled if dialled and "‹" not in dialled else TODO
    timeout = seconds(action.body.get("connectTimeout"))
    actions.flow.draft.step(
        _said_before(actions, action), "transfer", action.at, number=dialled, reaches="unknown", for_=timeout,
        no_answer=_unanswered(actions, action),
    )  # fmt: skip


def flow_away(actions: Actions, action: Action) -> str | None:
    """Another flow, where it is among those that were given."""
    name = told(action.body.get("targetFlow"))
    other = actions.flow.office.flow_named(name)
    if other is None or action.kind != "transferToFlow":
        what = f"{action.kind} {name}".strip()
        return actions.away(action, what, "What that flow does is not in these files.")
    actions.flow.office.understood(action.at)
    said = prompt(action.body.get("preTransferAudio"))
    if said == TODO:
        return other.begin()
    actions.flow.draft.step(action.id, "play", action.at, prompt=said, then=other.begin())
    return action.id


def voicemail(actions: Actions, action: Action) -> None:
    """A message for a queue, a colleague or a group."""
    actions.flow.office.understood(action.at)
    destination = action.body.get("destination")
    _, body = next(iter(destination.items())) if isinstance(destination, dict) and destination else ("", {})
    body = body if isinstance(body, dict) else {}
    names = [
        told(value) for name, value in (*body.items(), *action.body.items()) if name.startswith("target")
    ]
    name = next((one for one in names if one), "")
    owner = actions.flow.draft.team(name, action.at, name) if name and "‹" not in name else TODO
    greeting = prompt(body.get("voicemailGreeting") or action.body.get("voicemailGreeting"))
    actions.flow.draft.step(
        _said_before(actions, action),
        "voicemail",
        action.at,
        prompt=greeting,
        owner=owner,
        callback_within=TODO,
    )
    _failure(actions, action)


def callback(actions: Actions, action: Action) -> None:
    """The caller is put down to be called back, without being asked again."""
    name = told(action.body.get("targetQueue")) or told(action.body.get("queue")) or action.name
    owner = actions.flow.draft.team(name, action.at, name if "‹" not in name else action.name)
    actions.flow.office.understood(action.at)
    actions.flow.draft.step(
        action.id, "callback", action.at, prompt=TODO, owner=owner, callback_within=TODO,
        then=action.after, declined=action.after, no_input=action.after,
    )  # fmt: skip
