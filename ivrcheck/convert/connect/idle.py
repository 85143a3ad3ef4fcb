"""Takes out questions that every answer leads past in the same way: they only keep data, or order a line."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from ivrcheck.convert.connect.words import SAYS
from ivrcheck.convert.draft import Draft, Treated

_WHY = "Whatever the answer is, the call goes on the same way."


def leave_out_idle(draft: Draft) -> None:
    """Lead past every question whose answers all lead to one step, and note it as left out."""
    past = _past(draft.tree["steps"])
    if not past:
        return
    where = {draft.places["steps", id] for id in past}
    for id in past:
        del draft.tree["steps"][id]
    still = {draft.places.get(("steps", id)) for id in draft.tree["steps"]}
    draft.notes[:] = [
        replace(note, why=_WHY, treated=Treated.LEFT_OUT)
        if note.treated is Treated.QUESTION and note.at in where - still
        else note
        for note in draft.notes
    ]
    for part in ("steps", "entry"):
        draft.tree[part] = {key: _led_past(value, past) for key, value in draft.tree[part].items()}
    draft.twins = {id: [one for one in twins if one not in past] for id, twins in draft.twins.items()}


def _past(steps: Mapping[str, Any]) -> dict[str, str]:
    """The questions to lead past, each with the step behind it."""
    past: dict[str, str] = {}
    asked = [
        id
        for id, step in reversed(list(steps.items()))
        if step["kind"] == "lookup" and step["question"] != SAYS
    ]
    size = -1
    while size < len(past):  # one that is left out may leave another with a single answer
        size = len(past)
        for id in asked:
            ways = {_end(past, to) for to in (*steps[id]["answers"].values(), steps[id].get("error", ""))}
            if id not in past and len(ways) == 1 and "" not in ways and id not in ways:
                past[id] = ways.pop()
    return {id: _end(past, id) for id in past}


def _end(past: Mapping[str, str], id: str) -> str:
    while id in past:
        id = past[id]
    return id


_LEADS = (
    "then",
    "open",
    "closed",
    "again",
    "no_input",
    "no_match",
    "no_answer",
    "timeout",
    "full",
    "declined",
)
"""Fields of a step that hold the id of a next one, besides its keys, its answers and its error."""


def _led_past(value: Any, past: Mapping[str, str]) -> Any:
    """A step or an entry that leads to none of the questions any more."""
    if isinstance(value, str):
        return past.get(value, value)
    made = dict(value)
    for field in (*_LEADS, "error"):
        if field in made:
            made[field] = past.get(made[field], made[field])
    for group in ("keys", "answers"):
        if group in made:
            made[group] = {name: past.get(to, to) for name, to in made[group].items()}
    return made
