"""Architect's actions that only lead somewhere: jumps, calls of tasks, the ends of tasks and loops."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ivrcheck.convert.genesys_values import rows

if TYPE_CHECKING:
    from ivrcheck.convert.genesys_actions import Action, Actions


def jump(actions: Actions, action: Action) -> str | None:
    actions.flow.office.understood(action.at)
    reference = action.body.get("targetMenuRef") or action.body.get("targetTaskRef")
    return actions.flow.refer(reference, action.at) or actions.flow.end(action.name, action.at)


def call_task(actions: Actions, action: Action) -> str | None:
    """A task that comes back: to what one of its outputs says, and those are not told apart."""
    actions.flow.office.understood(action.at)
    outputs = actions.outputs(action)
    back = action.after
    if names := [name for name in outputs if rows(outputs[name])]:
        inside = actions.made(action.route, action.kind, action.body, action.after, action.around)
        answers = {name: actions.output(inside, name) for name in names}
        answers = answers if len(answers) > 1 else {**answers, "otherwise": action.after}
        question = f"How does “{action.name}” end?"
        back = actions.branch(inside, question, answers, "Which of its ends a task comes to is not followed.")
    return actions.flow.refer(action.body.get("targetTaskRef"), action.at, back) or back


def ends(actions: Actions, action: Action) -> str | None:
    """The end of a task: back to whatever called it."""
    actions.flow.office.understood(action.at)
    return action.around.returns or actions.flow.end(action.name, action.at)


def next_round(actions: Actions, action: Action) -> str | None:
    actions.flow.office.understood(action.at)
    return action.around.next_round or action.after


def leave_loop(actions: Actions, action: Action) -> str | None:
    actions.flow.office.understood(action.at)
    return action.around.after_loop or action.after


def previous(actions: Actions, action: Action) -> str | None:
    """Back to the menu that the task belongs to."""
    actions.flow.office.understood(action.at)
    menus = [number for number, name in enumerate(action.route) if name == "choices"]
    if not menus:
        return actions.flow.end(action.name, action.at)
    route = action.route[: menus[-1]]
    return actions.flow.menus.step(route, actions.flow.menus.inside(route))
