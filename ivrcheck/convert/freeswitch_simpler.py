"""Takes out of a FreeSWITCH's steps what makes no difference to callers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ivrcheck.convert.ordered import drop_unreached, lead_elsewhere, merge_alike

if TYPE_CHECKING:
    from ivrcheck.convert.freeswitch import Switch

_ROUNDS = 20


def simplify(switch: Switch) -> None:
    """Take out copies, and questions whose answers all lead to the same step."""
    stay = set(switch.ivrs.entered.values())
    for _ in range(_ROUNDS):
        merge_alike(switch.draft, stay)
        instead = _idle(switch)
        if not instead:
            break
        lead_elsewhere(switch.draft, instead)
        for id in instead:
            _forget(switch, id)
    drop_unreached(switch.draft)


def _idle(switch: Switch) -> dict[str, str]:
    """The questions without a difference, each with the step that all its answers lead to."""
    steps = switch.draft.tree["steps"]
    to: dict[str, str] = {}
    for id in switch.forks:
        led = set(steps[id]["answers"].values()) if id in steps else set()
        if len(led) == 1 and id not in led:
            to[id] = led.pop()
    # one that leads to another waits for the next round
    return {id: goal for id, goal in to.items() if goal not in to}


def _forget(switch: Switch, id: str) -> None:
    """A condition that makes a question nowhere else is one that callers do not notice."""
    key, at = switch.forks.pop(id)
    steps = switch.draft.tree["steps"]
    if all(there != at for one, (_, there) in switch.forks.items() if one in steps):
        switch.draft.notes = [note for note in switch.draft.notes if note.at != at]
        switch.marks.pop(at, None)
        switch.unnoticed(key, at, "Callers come to the same either way.")
