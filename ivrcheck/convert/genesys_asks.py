"""Architect's actions that depend on something: on what callers type, on the clock, on data."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from ivrcheck.convert.draft import Treated
from ivrcheck.convert.genesys_values import key, literal, prompt, rows, seconds, shown, told, whole
from ivrcheck.menu.todo import TODO
from ivrcheck.source import Route

if TYPE_CHECKING:
    from ivrcheck.convert.genesys_actions import Action, Actions


def collect(actions: Actions, action: Action) -> None:
    """Digits that the caller types, once; what is not typed fails."""
    digits = action.body.get("digits")
    digits = digits if isinstance(digits, dict) else {}
    span = digits.get("range") if isinstance(digits.get("range"), dict) else digits.get("exact")
    span = span if isinstance(span, dict) else {}
    fewest = whole(span.get("min")) or whole(span.get("count")) or whole(digits.get("exact")) or 1
    most = max(fewest, whole(span.get("max")) or (fewest if "exact" in digits else 20))
    wait = seconds(action.body.get("noEntryTimeout"))
    wait = wait or seconds(actions.flow.setting("settingsActionDefaults", "collectInput", "noEntryTimeout"))
    failed = actions.output(action, "failure")
    actions.flow.office.understood(action.at)
    actions.flow.draft.step(
        action.id, "collect", action.at, prompt=prompt(action.body.get("inputAudio")),
        digits=f"{fewest}-{most}" if most > fewest else str(fewest), finish=key(span.get("terminatingDtmf")),
        then=actions.on(action, actions.output(action, "success")), wait=wait, tries="1",
        no_input=failed, no_match=failed,
    )  # fmt: skip


def dial(actions: Actions, action: Action) -> None:
    """The extension of a colleague; whose there are is not in the flow."""
    team = actions.flow.draft.team("extensions", action.at, "everybody with an extension")
    failed = actions.output(action, "failure")
    said = prompt(action.body.get("inputAudio"))
    actions.flow.office.understood(action.at)
    actions.flow.draft.step(
        action.id, "directory", action.at, prompt=said, who=[team], no_answer=failed, no_input=failed,
        no_match=failed,
    )  # fmt: skip


def schedule(actions: Actions, action: Action) -> str | None:
    """Opening hours, which lie outside the flow; an emergency that somebody declares comes first."""
    draft, body = actions.flow.draft, action.body
    single = action.kind == "evaluateSchedule"
    open, closed = (actions.output(action, one) for one in (_SINGLE if single else _GROUP))
    holiday = closed if single else actions.output(action, "holiday")
    id: str | None = action.id
    if open == closed == holiday:
        id = open
    else:
        given = body.get("scheduleGroup") or body.get("schedule") or body.get("inServiceSchedules")
        name = literal(given) or action.name
        hours = draft.id("hours", name, name if "‹" not in name else action.name)
        draft.put("hours", hours, TODO, action.at)
        fields = [actions.on(action, one) for one in (open, closed, holiday)]
        other = fields[2] if fields[2] != fields[1] else None
        actions.flow.office.understood(action.at)
        draft.step(
            action.id, "hours", action.at, hours=hours, open=fields[0], closed=fields[1], holiday=other
        )
    emergency = literal(body.get("emergencyGroup"))
    if single or not (emergency or "emergency" in actions.outputs(action)):
        return id if id != open else actions.unnoticed(action, open)
    asked = f"Is “{emergency or 'the emergency group'}” on?"
    answers = {"no": id, "yes": actions.output(action, "emergency")}
    why = "Somebody declares an emergency; nobody can know that before the call."
    return actions.branch(action, asked, answers, why, actions.flow.draft.own(f"{action.name} emergency"))


def language(actions: Actions, action: Action) -> str | None:
    """Another language from here on."""
    draft = actions.flow.draft
    said = literal(action.body.get("language")).lower().partition("-")[0]
    if not action.after or not re.fullmatch(r"[a-z]{2,3}", said):
        why = "Which language it is, the flow does not say; the call goes on in the one before."
        actions.flow.office.note(f"{action.name} ({action.kind})", action.at, why, Treated.GUESSED)
        return action.after
    actions.flow.office.understood(action.at)
    draft.step(action.id, "language", action.at, set=said, then=action.after)
    if said not in (languages := draft.tree.setdefault("languages", ["en"])):
        languages.append(said)
    return action.id


def loop(actions: Actions, action: Action) -> str | None:
    """A loop: its rounds, then what comes after it."""
    times = whole(action.body.get("loopCount"))
    around = replace(action.around, next_round=action.id, after_loop=action.after)
    route = (*action.route, "outputs", "loop", "actions")
    again = actions.row(route, rows(actions.outputs(action).get("loop")), action.id, action.name, around)
    if times is None or times > _MOST_ROUNDS:
        asked = f"Does “{action.name}” go round once more?"
        answers = {"once more": again, "enough": action.after}
        return actions.branch(action, asked, answers, "How often it goes round is not known before the call.")
    actions.flow.office.understood(action.at)
    then = actions.on(action, action.after)
    actions.flow.draft.step(
        action.id, "retry", action.at, times=str(times), again=again or action.id, then=then
    )
    return action.id


def decide(actions: Actions, action: Action) -> str | None:
    """A decision about data."""
    asked = told(action.body.get("condition")) or action.name
    answers = {name: actions.output(action, name) for name in ("yes", "no")}
    return actions.branch(action, f"{asked}?", answers, _UNKNOWN)


def switch(actions: Actions, action: Action) -> str | None:
    """The cases of a switch, in their order, and what happens otherwise."""
    answers: dict[str, str | None] = {}
    for place, case in _cases(action.body, action.route):
        name = told(case.get("value")) or shown(case.get("name")) or "case"
        while name in answers:
            name += " (again)"
        to = actions.row((*place, "actions"), case.get("actions"), action.after, action.name, action.around)
        answers[name] = to
        actions.flow.draft.place(actions.flow.at(*place), "steps", action.id, "answers", name)
    answers.setdefault("otherwise", action.after)
    asked = told(action.body.get("evaluate")) or told(action.body.get("expression")) or action.name
    return actions.branch(action, f"{asked}?", answers, _UNKNOWN)


def _cases(body: dict[str, Any], route: Route) -> list[tuple[Route, dict[str, Any]]]:
    """The cases, wherever in the action they stand; the default last."""
    found: list[tuple[Route, dict[str, Any]]] = []
    default: list[tuple[Route, dict[str, Any]]] = []
    for name, value in body.items():
        if name == "cases" and isinstance(value, list):
            for number, one in enumerate(value):
                inner = one.get("case", one) if isinstance(one, dict) else None
                if isinstance(inner, dict):
                    found.append(((*route, name, str(number), *(("case",) if "case" in one else ())), inner))
        elif name == "default" and isinstance(value, dict):
            default.append(((*route, name), {**value, "value": "otherwise"}))
        elif name in ("evaluate", "firstTrue", "outputs", "switch", "compare") and isinstance(value, dict):
            found += _cases(value, (*route, name))
    return found + default


def other(actions: Actions, action: Action) -> str | None:
    """Any other action: a question with its outputs as answers, where they lead to different steps."""
    kind, outputs = action.kind, actions.outputs(action)
    if kind.startswith("transfer"):
        return actions.away(action, f"{action.name} ({kind})", "Where this leads is not known.")
    if not any(rows(one) for one in outputs.values()):
        if "bot" in kind.lower() or "speech" in kind.lower():
            why = "Callers talk to a program there; the call goes on after it."
            actions.flow.office.note(f"{action.name} ({kind})", action.at, why, Treated.GUESSED)
            return action.after
        return actions.unnoticed(action, action.after)
    usual = ("success", "failure") if {"success", "failure"} & set(outputs) else ()
    answers = {name: actions.output(action, name) for name in dict.fromkeys([*usual, *outputs])}
    if len(answers) == 1:
        answers["otherwise"] = action.after
    why = "A program outside the flow decides."
    return actions.branch(action, f"How does “{action.name}” go?", answers, why, error=answers.get("failure"))


_GROUP = ("open", "closed")
_SINGLE = ("active", "inactive")
_MOST_ROUNDS = 1_000
_UNKNOWN = "Nobody can know this before the call."
