"""What places of a dialplan are called in the menu."""

from __future__ import annotations

from ivrcheck.convert.asterisk import freepbx
from ivrcheck.convert.asterisk.plan import Line, Plan
from ivrcheck.convert.asterisk.state import State


def called(plan: Plan, state: State, line: Line) -> str:
    """A label for a place: the comment behind its context's name, or context, extension and label."""
    context = plan.contexts.get(state.context)
    special = state.exten in ("s", "i", "t")
    if special and context and context.comment and len(context.comment) <= 40:
        return context.comment
    if made := freepbx.label(state.context, state.exten):
        return made
    return state.context if special else f"{state.context} {state.exten}"


def source(state: State) -> str:
    """How the dialplan itself names a place."""
    return f"{state.context},{state.exten},{state.priority}"
