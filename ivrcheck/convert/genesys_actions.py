"""Architect's actions: one after the other, with those inside their outputs, as steps.

An output that is not there leads on to the next action, and so does one whose own actions come to an end. At
the end of a task the call is disconnected, or goes back to whatever called the task.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ivrcheck.convert import genesys_asks as asks
from ivrcheck.convert import genesys_jumps as jumps
from ivrcheck.convert import genesys_transfers as transfers
from ivrcheck.convert.draft import Treated
from ivrcheck.convert.genesys_values import literal, named, prompt, rows, shown, told
from ivrcheck.menu.todo import TODO
from ivrcheck.source import Route, Span

if TYPE_CHECKING:
    from ivrcheck.convert.genesys import Flow

_COPIES = 50
"""How often a task is written out that comes back to different places."""


@dataclass(frozen=True, slots=True)
class Around:
    """What is around an action: where a loop goes on or ends, and where a called task returns to."""

    next_round: str | None = None
    after_loop: str | None = None
    returns: str | None = None


@dataclass(frozen=True, slots=True)
class Action:
    """One action: its kind, what it says, where it stands, and what follows."""

    kind: str
    body: dict[str, Any]
    route: Route
    after: str | None
    """The step of the next action; None where the call ends."""
    around: Around
    id: str
    at: Span

    @property
    def name(self) -> str:
        return named(self.body, self.kind)


class Actions:
    """The actions of a flow."""

    def __init__(self, flow: Flow) -> None:
        self.flow = flow
        self.tasks: dict[tuple[Route, str | None], str] = {}
        self.handling: str | None = None
        self.handled = False

    # rows of actions

    def task(self, route: Route, body: dict[str, Any], after: str | None) -> str:
        """The first step of a task that was jumped to, or called from somewhere it goes back to."""
        name = named(body, "task")
        if (route, after) in self.tasks:
            return self.tasks[route, after]
        made = [id for (one, _), id in self.tasks.items() if one == route]
        if len(made) >= _COPIES:
            return made[0]
        alias = self.tasks[route, after] = self.flow.office.alias()  # a task may lead to itself
        first = self.row((*route, "actions"), body.get("actions"), after, name, Around(returns=after))
        to = self.flow.office.aliases[alias] = first or after or self.flow.end(name, self.flow.at(*route))
        if not made and self.flow is self.flow.office.flows[0]:
            self.flow.draft.ids.setdefault(("steps", shown(body.get("refId")) or name), to)
        self.flow.office.understood(self.flow.at(*route))
        return alias

    def row(
        self, route: Route, actions: Any, after: str | None, name: str, around: Around | None = None
    ) -> str | None:
        """The first step of actions in a row; ``after``, where callers notice none of them."""
        around = around or Around()
        found = actions if isinstance(actions, list) else []
        for number in range(len(found) - 1, -1, -1):
            for kind, body in found[number].items() if isinstance(found[number], dict) else ():
                place = (*route, str(number), kind)
                after = self._action(place, kind, body if isinstance(body, dict) else {}, after, around)
        return after

    def alone(self, route: Route, kind: str, body: dict[str, Any]) -> str | None:
        """An action that is the choice of a menu, such as ``menuTransferToAcd``."""
        plain = kind.removeprefix("menu")
        plain = f"{plain[:1].lower()}{plain[1:]}"
        if plain not in _STEPS and plain not in _FORKS:
            action = self.made(route, kind, body, None, Around())
            return self.away(action, f"{action.name} ({kind})", "This choice is not known.")
        return self._action(route, plain, body, None, Around())

    def made(
        self, route: Route, kind: str, body: dict[str, Any], after: str | None, around: Around
    ) -> Action:
        name, goal = named(body, kind), told(next((body[one] for one in _GOALS if one in body), None))
        usual = name.lower().startswith("transfer to") and goal and "‹" not in goal
        id = self.flow.draft.own(goal if usual else name)
        return Action(kind, body, route, after, around, id, self.flow.at(*route))

    def _action(
        self, route: Route, kind: str, body: dict[str, Any], after: str | None, around: Around
    ) -> str | None:
        if kind in _GOES:
            return _GOES[kind](self, Action(kind, body, route, after, around, "", self.flow.at(*route)))
        if kind in _UNNOTICED:
            return self.unnoticed(Action(kind, body, route, after, around, "", self.flow.at(*route)), after)
        action = self.made(route, kind, body, after, around)
        if kind in _STEPS:
            _STEPS[kind](self, action)
            return action.id
        return _FORKS.get(kind, asks.other)(self, action)

    # where actions lead

    def outputs(self, action: Action) -> dict[str, Any]:
        """The outputs that an action has."""
        found = action.body.get("outputs")
        return found if isinstance(found, dict) else {}

    def output(self, action: Action, name: str) -> str | None:
        """Where an output of an action leads; on to the next action where it is not there."""
        one = self.outputs(action).get(name)
        route = (*action.route, "outputs", name)
        if one is not None:
            field = (_FIELDS.get(name, name),) if action.kind in _STEPS else ("answers", name)
            self.flow.draft.place(self.flow.at(*route), "steps", action.id, *field)
        return self.row((*route, "actions"), rows(one), action.after, action.name, action.around)

    def unnoticed(self, action: Action, to: str | None) -> str | None:
        """An action of which callers notice nothing."""
        why = "Callers notice nothing of it."
        self.flow.office.note(f"{action.name} ({action.kind})", action.at, why, Treated.LEFT_OUT)
        return to

    def branch(
        self, action: Action, question: str, answers: dict[str, str | None], why: str, id: str = "",
        error: str | None = None,
    ) -> str | None:  # fmt: skip
        """A question, where its answers lead to different steps."""
        if len(set(answers.values())) < 2:
            return self.unnoticed(action, next(iter(answers.values())))
        id = id or action.id
        led = {name: self.on(action, to) for name, to in answers.items()}
        self.flow.draft.step(id, "lookup", action.at, question=question, answers=led, error=error)
        self.flow.office.note(f"{action.name} ({action.kind})", action.at, why, Treated.QUESTION)
        return id

    def away(self, action: Action, what: str, why: str) -> str:
        """A step for what leads out of the flows."""
        notes = len(self.flow.draft.notes)
        self.flow.draft.somewhere(action.id, action.at, what, why)
        del self.flow.draft.notes[notes:]
        self.flow.office.note(what, action.at, why, Treated.UNKNOWN_END)
        return action.id

    def on(self, action: Action, to: str | None) -> str:
        """A destination, for a step that has to lead somewhere."""
        return to or self.flow.end(action.name, action.at)

    def error_handling(self) -> str | None:
        """What the flow does where it can do nothing else: words, then a queue, a menu, a task, the end."""
        if not self.handled:
            self.handled = True
            self.handling = self._error_handling()
        return self.handling

    def _error_handling(self) -> str | None:
        flow, at = self.flow, self.flow.at("settingsErrorHandling")
        said = prompt(flow.setting("settingsErrorHandling", "preHandlingAudio"))
        id = flow.draft.own("error handling") if said != TODO else ""
        self.handling = id or None
        how = flow.setting("settingsErrorHandling", "errorHandling")
        to: str | None = None
        for kind, body in how.items() if isinstance(how, dict) else ():
            body = body if isinstance(body, dict) else {}
            reference = (
                body.get("targetMenuRef") or body.get("targetTaskRef") or body.get("menu") or body.get("task")
            )
            if kind in ("queue", "transferToAcd"):
                to = flow.draft.own("error queue")
                queue = literal(body.get("targetQueue")) or literal(body)
                team = flow.draft.team(queue or "error queue", at, queue or "error queue")
                flow.draft.step(to, "queue", at, team=team, max_wait=TODO)
            elif reference:
                to = flow.refer(reference, at)
            elif kind != "disconnect":
                to = flow.draft.own("error handling leads away")
                flow.draft.somewhere(
                    to, at, f"errorHandling: {shown(kind)}", "Where this leads is not known."
                )
        if not id:
            return to
        flow.office.understood(at)
        if to:
            flow.draft.step(id, "play", at, prompt=said, then=to)
        else:
            flow.draft.step(id, "hangup", at, prompt=said)
        return id

    # actions that are a step

    def play(self, action: Action) -> None:
        self.flow.office.understood(action.at)
        said = prompt(action.body.get("audio"))
        if action.after:
            self.flow.draft.step(action.id, "play", action.at, prompt=said, then=action.after)
        else:
            self.flow.draft.step(action.id, "hangup", action.at, prompt=said)

    def disconnect(self, action: Action) -> None:
        self.flow.office.understood(action.at)
        self.flow.draft.step(action.id, "hangup", action.at)

    def _away(self, action: Action, what: str, why: str) -> None:
        notes = self.flow.draft.notes
        before = len(notes)
        self.flow.draft.somewhere(action.id, action.at, what, why)
        del notes[before:]
        self.flow.office.note(what, action.at, why, Treated.UNKNOWN_END)


_GOALS = ("targetQueue", "targetUser", "targetGroup", "targetFlow")
_FIELDS = {"failure": "no_answer", "success": "then"}
_UNNOTICED = frozenset(
    [
        "updateData",
        "setParticipantData",
        "getParticipantData",
        "setScreenPop",
        "setWhisperAudio",
        "setExternalTag",
        "setUUIData",
        "initializeFlowOutcome",
        "setFlowOutcome",
        "addFlowMilestone",
        "enableParticipantRecording",
        "setWrapupCode",
        "wait",
        "clearVoicemailSnippet",
        "setPostFlow",
        "flushAudio",
        "setUtilizationLabel",
        "getSIPHeaders",
        "getRawSIPHeaders",
    ]
)
"""Actions whose outputs, if they have any, say only whether Genesys itself failed."""
_GOES: dict[str, Callable[[Actions, Action], str | None]] = {
    "jumpToMenu": jumps.jump, "jumpToTask": jumps.jump, "callTask": jumps.call_task,
    "endTask": jumps.ends, "loopNext": jumps.next_round, "nextLoop": jumps.next_round,
    "loopExit": jumps.leave_loop, "exitLoop": jumps.leave_loop, "previousMenu": jumps.previous,
}  # fmt: skip
_STEPS: dict[str, Callable[[Actions, Action], None]] = {
    "playAudio": Actions.play, "playAudioOnSilence": Actions.play, "disconnect": Actions.disconnect,
    "transferToAcd": transfers.queue, "transferToUser": transfers.ring, "transferToGroup": transfers.ring,
    "transferToNumber": transfers.number, "transferToVoicemail": transfers.voicemail,
    "transferToGroupVoicemail": transfers.voicemail, "transferToUserVoicemail": transfers.voicemail,
    "createCallback": transfers.callback, "collectInput": asks.collect, "dialByExtension": asks.dial,
}  # fmt: skip
_FORKS: dict[str, Callable[[Actions, Action], str | None]] = {
    "transferToFlow": transfers.flow_away, "transferToFlowSecure": transfers.flow_away,
    "evaluateSchedule": asks.schedule, "evaluateScheduleGroup": asks.schedule, "setLanguage": asks.language,
    "loop": asks.loop, "decision": asks.decide, "switch": asks.switch,
}  # fmt: skip
